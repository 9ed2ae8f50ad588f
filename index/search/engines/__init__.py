"""What is behind the two protocols of search, ``VectorIndex`` and ``LexicalIndex``: one file for each library."""
