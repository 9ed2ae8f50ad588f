"""Nearest vectors: what every engine for them does, whichever library is behind it (``tanyapasal.index.search.engines``)."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tanyapasal.index.embedding.embedder import Vectors

Positions = npt.NDArray[np.int64]
Cosines = npt.NDArray[np.float32]


class VectorIndex(Protocol):
    """Cosine search over unit vectors. Thread-safe."""

    @property
    def size(self) -> int:
        """Number of vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def search(self, query: Vectors, top: int) -> tuple[Positions, Cosines]:
        """Positions and cosines of the ``top`` nearest, best first, for one query of shape (dimension,)."""

    def cosines(self, query: Vectors, positions: Positions) -> Cosines:
        """Cosines of the vectors at some positions, in their order, for one query of shape (dimension,)."""

    def save(self, path: Path) -> None:
        """Write to a file, and to others beside it of the same stem."""
