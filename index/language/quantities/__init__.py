"""Numbers and quantities as law writes them."""
