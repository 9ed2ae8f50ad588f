"""The packaged reader: question and passages in, the odds that each answers out. Run by ONNX Runtime, without torch."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tanyapasal.index.embedding.onnx_file import Opened, opened
from tanyapasal.index.errors import ReaderError
from tanyapasal.index.judging.form import encoded

Logits = npt.NDArray[np.float32]
PACKAGED = Path(__file__).parent / "model"
MODEL, TOKENIZER = "reader.onnx", "tokenizer.json"


class Reader(Protocol):
    """Reads a question together with passages. Constructing one is cheap. Thread-safe."""

    def warm_up(self) -> None:
        """Load the model now; raises ReaderError if it cannot be had."""

    def logits(self, pairs: Sequence[tuple[str, str]]) -> Logits:
        """Log-odds that the passage answers the question, for each pair of them: shape (len(pairs),), all comparable."""


class PackagedReader:
    """The reader in ``folder``; ONNX Runtime is imported, and the file read, at first use."""

    def __init__(self, folder: Path = PACKAGED) -> None:
        self._folder = folder
        self._loaded: Opened | None = None
        self._lock = threading.Lock()

    def warm_up(self) -> None:
        self.logits([("siap", "siap")])

    def logits(self, pairs: Sequence[tuple[str, str]]) -> Logits:
        if not pairs:
            return np.zeros(0, dtype=np.float32)
        loaded = self._load()
        read = encoded(loaded.pieces.ids, pairs)
        found = np.zeros(len(read), dtype=np.float32)
        # One after the other: side by side all would cost as much as the longest.
        for n, tokens in enumerate(read):
            ids = np.asarray([tokens], dtype=np.int64)
            (logit,) = loaded.session.run(["logits"], {"ids": ids, "mask": np.ones_like(ids)})
            found[n] = logit[0]
        return found

    def _load(self) -> Opened:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._read()
            return self._loaded

    def _read(self) -> Opened:
        try:
            return opened(self._folder / MODEL, self._folder / TOKENIZER)
        except Exception as error:  # ONNX Runtime raises types of its own
            raise ReaderError(
                f"Pembaca dalam '{self._folder}' tidak dapat dimuat ({type(error).__name__}: {error}). "
                "Pasang ulang tanyapasal, atau matikan pembaca dengan TANYAPASAL_READER=0."
            ) from error
