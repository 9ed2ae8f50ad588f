"""A question, read: its words, what kind of answer it wants, which quantity."""
