"""Annexes, and texts that are divided into sections."""
