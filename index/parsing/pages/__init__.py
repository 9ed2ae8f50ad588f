"""What pages put into a text: heads, feet, repeats, broken words."""
