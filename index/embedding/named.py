"""Embedding models behind ``tanyapasal.index.embedding.embedder.Embedder``."""

from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.embedding.sentence_transformer import SentenceTransformerEmbedder


def embedder_named(name: str) -> Embedder:
    """The embedder for a setting's value; cheap, nothing is loaded yet.

    ``e5-small-q4`` is the packaged default and ``hashing`` the one without a model (for tests and machines
    without torch); every other name is a sentence-transformers model, by hub name or folder.
    """
    if name == "hashing":
        return HashingEmbedder()
    return SentenceTransformerEmbedder(name)
