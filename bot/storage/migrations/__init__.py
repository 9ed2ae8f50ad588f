"""The history of the tables, oldest first; applied when the store is opened."""
