"""Commands about people: the staff, whoever wants their data, and partners with keys."""
