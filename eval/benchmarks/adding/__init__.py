"""Many regulations added in one command: that nothing is lost or doubled when it is killed, and what it costs."""
