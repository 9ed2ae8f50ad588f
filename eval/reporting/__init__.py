"""Figures as a summary, plots and one HTML page."""
