"""Many texts on their way into the corpus: from folders and from the network, one by one, and what came of each."""
