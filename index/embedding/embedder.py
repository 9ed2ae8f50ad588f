"""What retrieval needs from an embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors whose dot product is their cosine.

    Constructing one is cheap; the model is loaded at first use or by ``warm_up``. Thread-safe.
    """

    @property
    def id(self) -> str:
        """Name and version of model and settings: vectors of different ids must never be compared."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def warm_up(self) -> None:
        """Load the model now; raises EmbedderError if it cannot be had."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions: shape (len(texts), dimension), rows of length 1."""

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages: shape (len(texts), dimension), rows of length 1."""
