"""What every channel shares: texts, limits, what is held as a menu, the full text of a place."""
