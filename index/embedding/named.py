"""Embedding models behind ``tanyapasal.index.embedding.embedder.Embedder``."""

from collections.abc import Callable

from tanyapasal.index.embedding.e5_small_q4 import NAME, PackagedEmbedder
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.embedding.sentence_transformer import SentenceTransformerEmbedder

# The packaged default, and the one without a model (for tests, and machines for which no engine is packaged).
NAMED: dict[str, Callable[[], Embedder]] = {
    NAME: PackagedEmbedder,
    "hashing": HashingEmbedder,
}


def embedder_named(name: str) -> Embedder:
    """The embedder for a setting's value; cheap, nothing is loaded yet.

    A name that is not in ``NAMED`` is a sentence-transformers model, by hub name or folder.
    """
    make = NAMED.get(name)
    return SentenceTransformerEmbedder(name) if make is None else make()
