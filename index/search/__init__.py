"""Passages ranked for a question, from a snapshot on disk."""
