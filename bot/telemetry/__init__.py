"""What an operator sees of a running service: logs and figures, without a word of what anybody asked."""
