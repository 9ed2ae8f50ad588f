"""Nearest vectors by FAISS: every one compared, or those along links between neighbours, on disk. The only file that imports it."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.search.dense import Cosines, Positions

# Neighbours that each vector is linked to, and candidates held while links are made.
_LINKS, _CONSTRUCTION = 32, 64
# Candidates held while links are followed, among so many vectors; more of them by the square root of how many more
# there are, without which recall falls. Measured in docs/scaling.md.
_FOLLOWED, _FOLLOWED_FOR = 1024, 100_000
# Candidates that are compared exactly for each one wanted.
_COMPARED = 2
# Vectors from which the range of each number is taken.
_TRAINED_ON = 100_000
_BATCH = 65_536
_MEND = "jalankan: tanyapasal index build"


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
        return cls(_read(path))

    @property
    def size(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def search(self, query: Vectors, top: int) -> tuple[Positions, Cosines]:
        count = min(top, self.size)
        if count == 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        cosines, positions = self._index.search(query.reshape(1, -1), count)
        return positions[0], cosines[0]

    def cosines(self, query: Vectors, positions: Positions) -> Cosines:
        if not len(positions):
            return np.zeros(0, dtype=np.float32)
        rows: npt.NDArray[np.float32] = self._index.reconstruct_batch(positions)
        return rows @ query

    def save(self, path: Path) -> None:
        faiss.write_index(self._index, str(path))


class HnswIndex:
    """Search along links between neighbours (HNSW) over vectors of a byte a number; both files are mapped from disk.

    What is near by the short vectors is compared by the exact ones (half precision), so that scores mean the same as
    those of ``FlatIndex``. ``exact``: shape (n, dimension).
    """

    def __init__(self, index: faiss.Index, exact: npt.NDArray[np.float16]) -> None:
        followed = int(_FOLLOWED * max(len(exact) / _FOLLOWED_FOR, 1.0) ** 0.5)
        faiss.ParameterSpace().set_index_parameter(index, "efSearch", followed)
        self._index = index
        self._exact = exact

    @classmethod
    def build(cls, vectors: Vectors) -> HnswIndex:
        """Index unit rows, shape (n, dimension), n above 0. With one thread the same rows give the same index."""
        count, dimension = vectors.shape
        index = faiss.index_factory(dimension, f"HNSW{_LINKS},SQ8", faiss.METRIC_INNER_PRODUCT)
        faiss.ParameterSpace().set_index_parameter(index, "efConstruction", _CONSTRUCTION)
        index.train(vectors[:: max(count // _TRAINED_ON, 1)])
        exact = np.empty(vectors.shape, dtype=np.float16)
        for start in range(0, count, _BATCH):
            index.add(vectors[start : start + _BATCH])
            exact[start : start + _BATCH] = vectors[start : start + _BATCH]
        return cls(index, exact)

    @classmethod
    def load(cls, path: Path) -> HnswIndex:
        """Map what ``save`` wrote; raises SnapshotError if FAISS cannot, or if the two files differ in length."""
        index = _read(path, faiss.IO_FLAG_MMAP_IFC)
        try:
            exact = np.load(_exact_of(path), mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise SnapshotError(f"Vektor '{_exact_of(path).name}' tidak terbaca; {_MEND}") from error
        if exact.shape != (index.ntotal, index.d):
            raise SnapshotError(f"Vektor '{_exact_of(path).name}' tidak cocok dengan indeksnya; {_MEND}")
        return cls(index, exact)

    @property
    def size(self) -> int:
        return len(self._exact)

    @property
    def dimension(self) -> int:
        return int(self._exact.shape[1])

    def search(self, query: Vectors, top: int) -> tuple[Positions, Cosines]:
        count = min(_COMPARED * top, self.size)
        _, near = self._index.search(query.reshape(1, -1), count)
        found: Positions = np.sort(near[0][near[0] >= 0])  # in the order in which they lie on disk
        cosines = self.cosines(query, found)
        order = np.argsort(-cosines, kind="stable")[:top]
        return found[order], cosines[order]

    def cosines(self, query: Vectors, positions: Positions) -> Cosines:
        rows = np.asarray(self._exact[positions], dtype=np.float32)
        return rows @ query

    def save(self, path: Path) -> None:
        faiss.write_index(self._index, str(path))
        np.save(_exact_of(path), self._exact, allow_pickle=False)


def is_flat(path: Path) -> bool:
    """True for a file of ``FlatIndex``."""
    return not _exact_of(path).is_file()


def _exact_of(path: Path) -> Path:
    return path.with_suffix(".exact.npy")


def _read(path: Path, flags: int = 0) -> faiss.Index:
    try:
        return faiss.read_index(str(path), flags)
    except RuntimeError as error:
        raise SnapshotError(f"Indeks vektor '{path.name}' tidak terbaca; {_MEND}") from error
