"""Law in time: amendments worked in, from when it is in force, how it read on a day."""
