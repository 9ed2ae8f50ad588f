"""Vectors of the parts of passages, which lift the passages that they are parts of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.search.dense import Cosines, Positions, VectorIndex
from tanyapasal.index.search.engines.by_size import read_vector_index, vector_index

# How far a passage's score moves from its own cosine to that of its nearest part; measured in eval/ablations.md.
PART_WEIGHT = 0.5
# Parts looked at for each passage wanted: a passage has several, and all of them may be near.
_PARTS_A_PASSAGE = 5


class Parts:
    """Vectors of the parts of passages. ``owners``: position of the passage of each part, rising."""

    def __init__(self, index: VectorIndex, owners: Positions) -> None:
        self._index = index
        self._owners = owners

    @classmethod
    def build(cls, vectors: Vectors, owners: Sequence[int]) -> Parts:
        """Index unit rows, shape (n, dimension), n may be 0; ``owners`` must rise."""
        return cls(vector_index(vectors), np.array(owners, dtype=np.int64))

    @classmethod
    def load(cls, path: Path, milvus: str | None = None) -> Parts:
        """Read what ``save`` wrote, ``milvus``: its URI, if that is where they are; raises SnapshotError if that cannot be."""
        index = read_vector_index(path, milvus)
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
        scores = self.lift(query, passages, found)
        order = np.argsort(-scores, kind="stable")[:top]
        return {int(found[i]): float(scores[i]) for i in order}

    def lift(self, query: Vectors, passages: VectorIndex, positions: Positions) -> Cosines:
        """How near the passages at some positions are, each lifted by its nearest part; in their order."""
        own = passages.cosines(query, positions)
        first = np.searchsorted(self._owners, positions, "left")
        counts = np.searchsorted(self._owners, positions, "right") - first
        ends = np.cumsum(counts)
        # The rows of each passage's parts, one passage after the other.
        rows = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - (ends - counts), counts)
        best = own.copy()
        np.maximum.at(best, np.repeat(np.arange(len(positions)), counts), self._index.cosines(query, rows))
        lifted: Cosines = (1 - PART_WEIGHT) * own + PART_WEIGHT * best
        return lifted
