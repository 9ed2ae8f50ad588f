"""Where a pasal, a bab, a part of the text begins."""
