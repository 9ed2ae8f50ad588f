"""Official texts in the corpus: their Markdown read and written."""
