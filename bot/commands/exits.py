"""The exit codes of the command line."""

ANSWERED, USAGE, NOT_FOUND = 0, 2, 3
