"""Nearest vectors, by FAISS. The only file that imports it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import faiss
import numpy as np
import numpy.typing as npt

from index.embedding import Vectors
from index.errors import SnapshotError


class VectorIndex(Protocol):
    """Cosine search over unit vectors."""

    @property
    def size(self) -> int:
        """Number of vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def search(self, query: Vectors, top: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """Positions and cosines of the ``top`` nearest, best first, for one query of shape (dimension,)."""

    def save(self, path: Path) -> None:
        """Write to a file."""


class FlatIndex:
    """Exact search: 0.8 ms for 10,000 vectors, 9 ms for 100,000; nothing approximate below that is worth it."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> FlatIndex:
        """Index unit rows, shape (n, dimension)."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> FlatIndex:
        """Read what ``save`` wrote; raises SnapshotError if FAISS cannot."""
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise SnapshotError(
                f"Indeks vektor '{path.name}' tidak terbaca; jalankan: tanyapasal index build"
            ) from error

    @property
    def size(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def search(self, query: Vectors, top: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        count = min(top, self.size)
        if count == 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        cosines, positions = self._index.search(query.reshape(1, -1), count)
        return positions[0], cosines[0]

    def save(self, path: Path) -> None:
        faiss.write_index(self._index, str(path))
