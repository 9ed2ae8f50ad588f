"""Amending regulations read as operations on the one they amend."""
