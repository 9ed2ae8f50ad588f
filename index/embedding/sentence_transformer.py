"""The one door to embedding models by name: sentence-transformers.

A name is handed to the library as it is: a hub name or a folder.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tanyapasal.index.embedding.embedder import Vectors, checked, prepared, without_models
from tanyapasal.index.errors import EmbedderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32


class SentenceTransformerEmbedder:
    """Any sentence-transformers model; constructing is cheap, the library is imported at first use."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._model: SentenceTransformer | None = None
        self._lock = threading.Lock()

    @property
    def id(self) -> str:
        folder = Path(self._name)
        # A folder's content can change under its name; its newest file tells.
        stamp = max((int(f.stat().st_mtime) for f in folder.rglob("*")), default=0) if folder.is_dir() else 0
        return f"sentence-transformers/{self._name}" + (f"@{stamp}" if stamp else "")

    @property
    def dimension(self) -> int:
        dimension = self._loaded().get_embedding_dimension()
        if dimension is None:
            raise EmbedderError(f"Model '{self._name}' tidak menyebutkan dimensi vektornya.")
        return int(dimension)

    def warm_up(self) -> None:
        self.queries(["siap"])

    def queries(self, texts: Sequence[str]) -> Vectors:
        model = self._loaded()
        vectors = model.encode_query(prepared(texts), batch_size=_BATCH, show_progress_bar=False)
        return checked(vectors, self.dimension, self._name)

    def documents(self, texts: Sequence[str]) -> Vectors:
        model = self._loaded()
        vectors = model.encode_document(prepared(texts), batch_size=_BATCH, show_progress_bar=False)
        return checked(vectors, self.dimension, self._name)

    def _loaded(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> SentenceTransformer:
        # As for the packaged engine: more threads than idle cores make one query take seconds.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        try:
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(self._name, device="cpu")
        except ModuleNotFoundError as error:
            raise EmbedderError(without_models(f"Model '{self._name}'", error)) from error
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            raise EmbedderError(
                f"Model '{self._name}' tidak dapat dimuat ({type(error).__name__}: {error}). "
                "Periksa nama atau foldernya dan sambungan ke hub, atau kosongkan TANYAPASAL_EMBEDDER "
                "untuk memakai model bawaan."
            ) from error
