"""From what was found to a reply: its statements, its citations, what it offers besides."""
