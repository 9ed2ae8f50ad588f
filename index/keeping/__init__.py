"""What builds keep for the next one, and what is made of it: rows of passages, tokens, vectors, shards."""
