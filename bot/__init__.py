"""The conversation: from a question to a reply with citations, on every channel."""
