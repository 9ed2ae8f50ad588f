"""The values of law: places, regulations, kinds, passages."""
