"""Commands of the person who runs the service."""
