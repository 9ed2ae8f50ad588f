"""An embedder without a model: hashed character n-grams.

It knows no meaning, only spelling, but texts that share words are near each other, so everything built on
``Embedder`` works with it in milliseconds: it serves tests, and machines for which no engine is packaged.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.language.words.stemming import stem
from tanyapasal.index.text import words


class HashingEmbedder:
    """Signed feature hashing of stems and of their character 3- to 5-grams; deterministic across machines."""

    def __init__(self, dimension: int = 512) -> None:
        self._dimension = dimension

    @property
    def id(self) -> str:
        return f"hashing-1/{self._dimension}"

    @property
    def dimension(self) -> int:
        return self._dimension

    def warm_up(self) -> None:
        """Nothing to load."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self.documents(texts)

    def documents(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in words(text):
                self._add(vectors[row], stem(word), 2.0)
                padded = f"<{word}>"
                for size in (3, 4, 5):
                    for start in range(len(padded) - size + 1):
                        self._add(vectors[row], padded[start : start + size], 1.0 / size)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        # A text without words still needs a unit vector: one direction that no feature prefers.
        vectors[norms[:, 0] == 0] = 1.0
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def _add(self, row: Vectors, feature: str, weight: float) -> None:
        code = zlib.crc32(feature.encode("utf-8"))
        row[code % self._dimension] += weight if code & 0x8000_0000 else -weight
