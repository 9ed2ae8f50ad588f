"""A database that is not there: it is opened later, and not asked again at once."""
