"""Backup and restore of everything that cannot be made again: corpus, database, receipts, key, and the index in use."""
