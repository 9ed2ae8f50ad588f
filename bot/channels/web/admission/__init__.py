"""What a request must keep to before it is worked on: origins, size, how much, headers."""
