"""The product's search beside that of txtai, LangChain, LlamaIndex and Haystack: same texts, same vectors, one run."""
