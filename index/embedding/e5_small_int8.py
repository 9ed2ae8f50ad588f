"""The packaged default: multilingual-e5-small in 8 bit, by ONNX Runtime, in a file of the project.

Made from the packaged 4-bit weights (``tanyapasal.index.adapting.embedder``), with the word pieces that Indonesian and
English need. It works without a network, without torch, and wherever ONNX Runtime has a wheel.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from tanyapasal.index.embedding.embedder import Vectors, checked, prepared
from tanyapasal.index.embedding.onnx_file import Opened, opened
from tanyapasal.index.embedding.pieces import BEGIN, END, PADDING
from tanyapasal.index.errors import EmbedderError

NAME = "e5-small-int8"
PACKAGED = Path(__file__).parent / "model"
MODEL, TOKENIZER = "embedder.onnx", "tokenizer.json"
MOST_TOKENS = 512
_DIMENSION = 384
# Tokens of one run, padding included: more costs memory and gains no time.
_RUN_TOKENS = 1024


class PackagedEmbedder:
    """The model in ``folder`` behind ``Embedder``; ONNX Runtime is imported, and the file read, at first use."""

    def __init__(self, folder: Path = PACKAGED) -> None:
        self._folder = folder
        self._loaded: Opened | None = None
        self._lock = threading.Lock()

    @cached_property
    def id(self) -> str:
        # Of the file's bytes: vectors of another file are vectors of another model. Nothing is loaded for it.
        try:
            digest = hashlib.sha256()
            for name in (MODEL, TOKENIZER):
                digest.update((self._folder / name).read_bytes())
        except OSError as error:
            raise _unreadable(self._folder, error) from error
        return f"{NAME}/{digest.hexdigest()[:12]}"

    @property
    def dimension(self) -> int:
        return _DIMENSION

    def warm_up(self) -> None:
        self.queries(["siap"])

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoded(texts, "query: ")

    def documents(self, texts: Sequence[str]) -> Vectors:
        return self._encoded(texts, "passage: ")

    def _encoded(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, _DIMENSION), dtype=np.float32)
        loaded = self._load()
        read = [
            [BEGIN, *loaded.pieces.ids(prompt + text)[: MOST_TOKENS - 2], END] for text in prepared(texts)
        ]
        vectors = np.zeros((len(read), _DIMENSION), dtype=np.float32)
        for rows in _runs([len(ids) for ids in read]):
            longest = len(read[rows[-1]])
            ids = np.full((len(rows), longest), PADDING, dtype=np.int64)
            mask = np.zeros((len(rows), longest), dtype=np.int64)
            for row, n in enumerate(rows):
                ids[row, : len(read[n])] = read[n]
                mask[row, : len(read[n])] = 1
            (vectors[rows],) = loaded.session.run(["vectors"], {"ids": ids, "mask": mask})
        return checked(vectors, _DIMENSION, NAME)

    def _load(self) -> Opened:
        with self._lock:
            if self._loaded is None:
                self._loaded = _read(self._folder)
            return self._loaded


def _runs(lengths: Sequence[int]) -> list[list[int]]:
    """Places of texts, those of like length together, as many as fit into one run; the longest of a run is its last."""
    runs: list[list[int]] = []
    for n in sorted(range(len(lengths)), key=lambda n: lengths[n]):
        if runs and (len(runs[-1]) + 1) * lengths[n] <= _RUN_TOKENS:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _read(folder: Path) -> Opened:
    try:
        return opened(folder / MODEL, folder / TOKENIZER)
    except Exception as error:  # ONNX Runtime raises types of its own
        raise _unreadable(folder, error) from error


def _unreadable(folder: Path, error: Exception) -> EmbedderError:
    return EmbedderError(
        f"Model bawaan '{NAME}' dalam '{folder}' tidak dapat dimuat ({type(error).__name__}: {error}). "
        "Pasang ulang tanyapasal, atau atur TANYAPASAL_EMBEDDER ke model lain."
    )
