"""What it costs: speed, start-up, memory, building, and text that nobody should type. See docs/evaluation.md."""
