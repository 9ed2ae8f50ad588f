"""References as people write them: found in prose, bound to their regulation, resolved among what is held."""
