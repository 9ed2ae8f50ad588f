"""The knowledge: from corpus files to ranked passages. Never imports `bot`."""
