"""Small laws set as files in the layouts of real copies, and how much of them is read."""
