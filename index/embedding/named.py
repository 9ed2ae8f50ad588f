"""Embedding models behind ``tanyapasal.index.embedding.embedder.Embedder``."""

from collections.abc import Callable

from tanyapasal.index.embedding import e5_small_int8, e5_small_q4
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.embedding.sentence_transformer import SentenceTransformerEmbedder

DEFAULT = e5_small_int8.NAME
# The packaged default, the engine that its weights come from, and the one without a model (for tests).
NAMED: dict[str, Callable[[], Embedder]] = {
    DEFAULT: e5_small_int8.PackagedEmbedder,
    e5_small_q4.NAME: e5_small_q4.NanoEmbedder,
    "hashing": HashingEmbedder,
}


def embedder_named(name: str) -> Embedder:
    """The embedder for a setting's value; cheap, nothing is loaded yet.

    A name that is not in ``NAMED`` is a sentence-transformers model, by hub name or folder.
    """
    make = NAMED.get(name)
    return SentenceTransformerEmbedder(name) if make is None else make()
