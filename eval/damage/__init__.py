"""Texts of law damaged on purpose, in the ways in which copies of law are damaged, and how much of them is read."""
