"""Single words: stems, derived forms, spelling, everyday words and the words of law for them."""
