"""Embedding models behind one protocol; none is loaded before it is named."""
