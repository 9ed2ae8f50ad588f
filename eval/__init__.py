"""Measurements of the whole: questions, metrics, baseline."""
