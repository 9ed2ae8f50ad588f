"""Indonesian: stems, spelling, everyday words, the vocabulary of a field."""
