"""What the person means: turns, comparisons, small talk, orders, premises, whom it is about."""
