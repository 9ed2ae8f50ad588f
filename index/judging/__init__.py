"""Does this passage answer this question? Both are read together by one small model."""
