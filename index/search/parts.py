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
# Passages whose parts are looked at for each one wanted: of what parts bring among the wanted, one in 200 lies further down
# by itself (eval/ablations.md), and looking for the nearest of all parts costs nearly as much as embedding the question.
LIFTED = 4


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

    def lifted(self, query: Vectors, near: Positions, own: Cosines, top: int) -> dict[int, float]:
        """The ``top`` best of the passages ``near``, whose own cosines are ``own``, each lifted by its nearest part; best first."""
        order = np.argsort(near)
        near = near[order]
        scores = self.lift(query, near, own[order])
        best = np.argsort(-scores, kind="stable")[:top]
        return dict(zip(near[best].tolist(), scores[best].tolist(), strict=True))

    def lift(self, query: Vectors, positions: Positions, own: Cosines) -> Cosines:
        """How near the passages at some positions are, each lifted by its nearest part; in their order."""
        first = np.searchsorted(self._owners, positions, "left")
        counts = np.searchsorted(self._owners, positions, "right") - first
        parted = counts > 0
        if not parted.any():
            return own
        ends = np.cumsum(counts)
        # The rows of each passage's parts, one passage after the other.
        rows = np.arange(ends[-1]) + np.repeat(first - (ends - counts), counts)
        nearest = np.maximum.reduceat(self._index.cosines(query, rows), (ends - counts)[parted])
        lifted = own.copy()
        lifted[parted] += PART_WEIGHT * np.maximum(nearest - own[parted], 0)
        return lifted
