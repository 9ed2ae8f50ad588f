"""The exit codes of the command line."""

ANSWERED, USAGE, NOT_FOUND, PARTLY = 0, 2, 3, 4
