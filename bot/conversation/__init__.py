"""What every channel shares: texts, turns, limits, the catalogue of what is held."""
