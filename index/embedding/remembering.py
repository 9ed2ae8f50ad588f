"""An embedder that remembers the last questions: the same one is asked again, and read in several rooms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tanyapasal.index.embedding.embedder import Embedder, Vectors

_REMEMBERED = 1024


class RememberingEmbedder:
    """The embedder that it is given, which embeds a question that comes by itself once. Thread-safe."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._query = lru_cache(maxsize=_REMEMBERED)(lambda text: embedder.queries([text]))

    @property
    def id(self) -> str:
        return self._embedder.id

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    def warm_up(self) -> None:
        self._embedder.warm_up()

    def queries(self, texts: Sequence[str]) -> Vectors:
        # A copy: whoever is given a vector may change it.
        return self._query(texts[0]).copy() if len(texts) == 1 else self._embedder.queries(texts)

    def documents(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.documents(texts)
