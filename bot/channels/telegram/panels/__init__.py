"""What stands below a message and opens in its place: buttons, menu, sources, evidence, cards."""
