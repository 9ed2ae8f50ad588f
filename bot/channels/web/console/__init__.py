"""The console of the helpdesk, a room a file."""
