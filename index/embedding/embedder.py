"""What retrieval needs from an embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tanyapasal.index.errors import EmbedderError
from tanyapasal.index.text import clean

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


# Longer texts are cut into windows and averaged by models, at a cost that grows with the text; nothing beyond this many
# characters changes what a passage is about.
_MAX_CHARACTERS = 8000


def prepared(texts: Sequence[str]) -> list[str]:
    """Cleaned texts: a NUL would cut the text silently and a lone surrogate raises in an engine."""
    return [clean(text)[:_MAX_CHARACTERS] for text in texts]


def without_models(what: str, missing: ModuleNotFoundError, extra: str = "models") -> str:
    """What to do where ``what`` needs a library that comes with an extra, in the operator's words."""
    return (
        f"{what} membutuhkan pustaka '{missing.name}', yang tidak ikut dalam pemasangan ringkas. "
        f"Pasang dengan: pip install 'tanyapasal[{extra}]'. Model bawaan berjalan tanpanya."
    )


def checked(vectors: object, dimension: int, model: str) -> Vectors:
    """What a model gave, as unit vectors of shape (texts, dimension); raises EmbedderError for what are no numbers."""
    array = np.ascontiguousarray(vectors, dtype=np.float32).reshape(-1, dimension)
    if not np.isfinite(array).all():
        raise EmbedderError(f"Model '{model}' menghasilkan vektor yang bukan bilangan.")
    unit: Vectors = array / np.linalg.norm(array, axis=1, keepdims=True)
    return unit
