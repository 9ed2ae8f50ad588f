"""Embedding models behind ``tanyapasal.index.embedding.embedder.Embedder``."""

from collections.abc import Callable

from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.embedding.sentence_transformer import SentenceTransformerEmbedder

# ``e5-small-q4`` is the packaged default, ``hashing`` the one without a model (for tests and machines without torch).
NAMED: dict[str, Callable[[], Embedder]] = {
    "e5-small-q4": SentenceTransformerEmbedder,
    "hashing": HashingEmbedder,
}


def embedder_named(name: str) -> Embedder:
    """The embedder for a setting's value; cheap, nothing is loaded yet.

    A name that is not in ``NAMED`` is a sentence-transformers model, by hub name or folder.
    """
    make = NAMED.get(name)
    return SentenceTransformerEmbedder(name) if make is None else make()
