"""What people have a right to: that what is kept of them ends, is erased whole, and can be taken along."""
