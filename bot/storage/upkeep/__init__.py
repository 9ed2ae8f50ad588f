"""What an operator does with a database: copy its rows, put them back, see how it is."""
