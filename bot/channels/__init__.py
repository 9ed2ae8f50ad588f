"""Ways in and out: each channel is a folder that knows no other; what they share stands beside them and in conversation."""
