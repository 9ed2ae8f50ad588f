"""Passages of the corpus and of official texts, their parts, and what is known of them."""
