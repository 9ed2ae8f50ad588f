"""Training of the reader that judges whether a passage answers a question (``tanyapasal.index.judging``)."""
