"""The passages that can answer, and at which grain: a definition, an ayat, an item of a list."""
