"""A second look at the best passages, question and passage read together. Off unless a model is named.

No model of the kind that knows Indonesian comes in a package, and the hubs may be out of reach, so this is a
setting (``TANYAPASAL_RERANKER``): the name or folder of a sentence-transformers CrossEncoder.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from tanyapasal.index.embedding.embedder import without_models
from tanyapasal.index.errors import EmbedderError
from tanyapasal.index.text import clean

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

# Passages read again: one more costs as much as a question's embedding, and those further down seldom answer.
RERANKED = 20
_MAX_CHARACTERS = 2000
_BATCH = 8


class Reranker(Protocol):
    """Reads a question together with passages. Constructing one is cheap. Thread-safe."""

    def warm_up(self) -> None:
        """Load the model now; raises EmbedderError if it cannot be had."""

    def scores(self, question: str, passages: Sequence[str]) -> npt.NDArray[np.float32]:
        """How well each passage answers, higher is better: shape (len(passages),), comparable within one call."""


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder, by hub name or folder; the library is imported at first use."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._model: CrossEncoder | None = None
        self._lock = threading.Lock()

    def warm_up(self) -> None:
        self.scores("siap", ["siap"])

    def scores(self, question: str, passages: Sequence[str]) -> npt.NDArray[np.float32]:
        if not passages:
            return np.zeros(0, dtype=np.float32)
        pairs = [(clean(question), clean(passage)[:_MAX_CHARACTERS]) for passage in passages]
        found = self._loaded().predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        scores = np.asarray(found, dtype=np.float32)
        if scores.shape != (len(passages),) or not np.isfinite(scores).all():
            raise EmbedderError(
                f"Model '{self._name}' tidak memberi satu nilai untuk tiap pasangan; "
                "TANYAPASAL_RERANKER harus CrossEncoder dengan satu keluaran."
            )
        return scores

    def _loaded(self) -> CrossEncoder:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> CrossEncoder:
        try:
            from sentence_transformers import CrossEncoder

            return CrossEncoder(self._name, device="cpu", max_length=512)
        except ModuleNotFoundError as error:
            raise EmbedderError(without_models(f"Model '{self._name}'", error)) from error
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            raise EmbedderError(
                f"Model '{self._name}' tidak dapat dimuat ({type(error).__name__}: {error}). "
                "Periksa nama atau foldernya dan sambungan ke hub, atau kosongkan TANYAPASAL_RERANKER."
            ) from error


def reranker_named(name: str | None) -> Reranker | None:
    """The reranker for a setting's value; cheap, nothing is loaded yet. None for none."""
    return CrossEncoderReranker(name) if name else None


def reranked(
    ranked: Sequence[int], fused: Mapping[int, float], scores: Sequence[float]
) -> tuple[list[int], dict[int, float]]:
    """Passages in the order of new ``scores`` of the first of them, and what each scores then.

    The first place has the fused score that the first place had, and so on: what is near enough to be shown
    beside the first, and how sure the first is, was measured on these.
    """
    head = ranked[: len(scores)]
    order = sorted(range(len(head)), key=lambda i: (-scores[i], i))
    again = [*(head[i] for i in order), *ranked[len(head) :]]
    return again, {position: fused[place] for position, place in zip(again, ranked, strict=True)}
