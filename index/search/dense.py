"""Nearest vectors, by FAISS. The only file that imports it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import faiss
import numpy as np
import numpy.typing as npt

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.errors import SnapshotError

Positions = npt.NDArray[np.int64]
# How far a passage's score moves from its own cosine to that of its nearest part; measured in eval/ablations.md.
PART_WEIGHT = 0.5
# Parts looked at for each passage wanted: a passage has several, and all of them may be near.
_PARTS_A_PASSAGE = 5


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

    def cosines(self, query: Vectors, positions: Positions) -> npt.NDArray[np.float32]:
        """Cosines of the vectors at some positions, in their order, for one query of shape (dimension,)."""

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

    def cosines(self, query: Vectors, positions: Positions) -> npt.NDArray[np.float32]:
        if not len(positions):
            return np.zeros(0, dtype=np.float32)
        rows: npt.NDArray[np.float32] = self._index.reconstruct_batch(positions)
        return rows @ query

    def save(self, path: Path) -> None:
        faiss.write_index(self._index, str(path))


class Parts:
    """Vectors of the parts of passages. ``owners``: position of the passage of each part, rising."""

    def __init__(self, index: FlatIndex, owners: Positions) -> None:
        self._index = index
        self._owners = owners

    @classmethod
    def build(cls, vectors: Vectors, owners: Sequence[int]) -> Parts:
        """Index unit rows, shape (n, dimension), n may be 0; ``owners`` must rise."""
        return cls(FlatIndex.build(vectors), np.array(owners, dtype=np.int64))

    @classmethod
    def load(cls, path: Path) -> Parts:
        """Read what ``save`` wrote; raises SnapshotError if that cannot be."""
        index = FlatIndex.load(path)
        try:
            owners = np.load(path.with_suffix(".npy"), allow_pickle=False)
        except (OSError, ValueError) as error:
            raise SnapshotError(
                f"Indeks bagian '{path.name}' tidak terbaca; jalankan: tanyapasal index build"
            ) from error
        return cls(index, owners)

    @property
    def owners(self) -> Positions:
        return self._owners

    @property
    def size(self) -> int:
        return self._index.size

    def save(self, path: Path) -> None:
        self._index.save(path)
        np.save(path.with_suffix(".npy"), self._owners, allow_pickle=False)

    def lifted(
        self, query: Vectors, passages: VectorIndex, positions: Positions, top: int
    ) -> dict[int, float]:
        """The ``top`` nearest passages and how near, where a part that is nearer lifts its passage, best first.

        ``positions``: the passages that are nearest by themselves.
        """
        nearest, _ = self._index.search(query, _PARTS_A_PASSAGE * top)
        found: Positions = np.union1d(positions, self._owners[nearest])
        own = passages.cosines(query, found)
        first = np.searchsorted(self._owners, found, "left")
        counts = np.searchsorted(self._owners, found, "right") - first
        ends = np.cumsum(counts)
        # The rows of each passage's parts, one passage after the other.
        rows = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - (ends - counts), counts)
        best = own.copy()
        np.maximum.at(best, np.repeat(np.arange(len(found)), counts), self._index.cosines(query, rows))
        scores = (1 - PART_WEIGHT) * own + PART_WEIGHT * best
        order = np.argsort(-scores, kind="stable")[:top]
        return {int(found[i]): float(scores[i]) for i in order}
