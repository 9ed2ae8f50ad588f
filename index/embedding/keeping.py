"""An embedder that keeps on disk what it embedded: no text is embedded twice, and a build that is stopped goes on.

    DATA/embeddings/NAME*.npz     keys (SHA-256 of texts) and vectors of one embedder; each file is written once

What is new is written beside what there was, so that a few texts cost a few texts.
"""

from __future__ import annotations

import hashlib
import logging
import os
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

import numpy as np
from tqdm import tqdm

from tanyapasal.index.embedding.embedder import Embedder, Vectors

log = logging.getLogger(__name__)

_BATCH = 32
# Seconds of work that are lost at most when a build is stopped.
_KEPT_EVERY = 20.0
# Beyond this many files, or where most of what is kept was not asked for, all is written into one.
_MOST_FILES = 8
# Seconds after which nobody is writing a file any more.
_UNFINISHED = 3600.0


class KeepingEmbedder:
    """The embedder that it is given, with a memory in ``folder``; call ``save`` when done. One thread may use it.

    The packaged engine works outside the interpreter lock with one thread a call: threads use the other cores.
    """

    def __init__(self, embedder: Embedder, folder: Path, progress: bool = False) -> None:
        self._embedder = embedder
        self._progress = progress
        self._folder = folder / "embeddings"
        self._name = hashlib.sha256(embedder.id.encode()).hexdigest()[:16]
        self._known: dict[str, Vectors] = {}
        self._new: list[str] = []
        self._asked: set[str] = set()
        self._saved = time.monotonic()
        for path in self._files():
            self._known.update(_read(path))

    @property
    def id(self) -> str:
        return self._embedder.id

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    def warm_up(self) -> None:
        self._embedder.warm_up()

    def queries(self, texts: Sequence[str]) -> Vectors:
        keys = [key_of(f"query\0{text}") for text in texts]
        missing = [n for n, key in enumerate(keys) if key not in self._known]
        if missing:
            vectors = self._embedder.queries([texts[n] for n in missing])
            self._remember([keys[n] for n in missing], vectors)
        return self._rows(keys)

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension); what is new is kept every few seconds, and on the way out."""
        keys = [key_of(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        # Texts of one length side by side: a batch costs as much as its longest text.
        ordered = sorted(missing, key=lambda key: (len(missing[key]), key))
        batches = [ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH)]
        if len(batches) == 1:
            self._remember(ordered, self._embedder.documents([missing[key] for key in ordered]))
        elif batches:
            self._embed(batches, missing)
        return self._rows(keys)

    def missing(self, keys: Sequence[str]) -> list[int]:
        """The positions of those keys whose vectors are not kept; see ``key_of``."""
        return [n for n, key in enumerate(keys) if key not in self._known]

    def kept(self, keys: Sequence[str]) -> Vectors:
        """Vectors that are kept, shape (len(keys), dimension); raises KeyError for one that is not."""
        return self._rows(keys)

    def save(self) -> None:
        """Write what is not on disk yet; what nobody asked for is left out once it is more than the rest."""
        self._write(self._new)
        self._new = []
        self._remove_unfinished()
        stale = len(self._known) - len(self._asked)
        files = self._files()
        if files and (stale > len(self._asked) or len(files) > _MOST_FILES):
            self._known = {key: self._known[key] for key in self._asked}
            written = self._write(list(self._known))
            for path in files:
                if path != written:
                    path.unlink(missing_ok=True)

    def _embed(self, batches: Sequence[Sequence[str]], texts: dict[str, str]) -> None:
        """Embed batches on all cores, the longest first, so that the time left is rather told too high than too low."""
        sizes = [sum(len(texts[key]) for key in batch) for batch in batches]
        threads = ThreadPoolExecutor(_cores(), thread_name_prefix="embed")
        bar = tqdm(
            total=sum(sizes),
            desc="Menghitung vektor",
            unit=" huruf",
            unit_scale=True,
            disable=not self._progress,
        )
        works: dict[Future[Vectors], int] = {}
        try:
            works |= {
                threads.submit(self._embedder.documents, [texts[key] for key in batch]): number
                for number, batch in reversed(list(enumerate(batches)))
            }
            for work in as_completed(works):
                self._remember(batches[works[work]], work.result())
                bar.update(sizes[works[work]])
                if time.monotonic() - self._saved > _KEPT_EVERY:
                    self._write(self._new)
                    self._new = []
        except BaseException:
            threads.shutdown(cancel_futures=True)
            # What other threads have finished meanwhile is kept too.
            for work, number in works.items():
                if work.done() and not work.cancelled() and work.exception() is None:
                    self._remember(batches[number], work.result())
            self._write(list(dict.fromkeys(self._new)))
            raise
        finally:
            threads.shutdown()
            bar.close()

    def _remember(self, keys: Sequence[str], vectors: Vectors) -> None:
        self._known.update(zip(keys, vectors, strict=True))
        self._new.extend(keys)

    def _rows(self, keys: Sequence[str]) -> Vectors:
        self._asked.update(keys)
        if not keys:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([self._known[key] for key in keys]).astype(np.float32, copy=False)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob(f"{self._name}*.npz"))

    def _remove_unfinished(self) -> None:
        """Delete what builds that were stopped were writing; a young file may be that of one that goes on."""
        for path in self._folder.glob(".*.npz"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _UNFINISHED:
                    path.unlink()

    def _write(self, keys: Sequence[str]) -> Path | None:
        self._saved = time.monotonic()
        if not keys:
            return None
        self._folder.mkdir(parents=True, exist_ok=True)
        held = np.stack([self._known[key] for key in keys]).astype(np.float32, copy=False)
        # Named by what is in it: two builds at once do not write over each other.
        name = hashlib.sha256("".join(keys).encode()).hexdigest()[:12]
        aside, path = self._folder / f".{self._name}.{name}.npz", self._folder / f"{self._name}.{name}.npz"
        np.savez(aside, keys=np.array(keys), vectors=held)
        aside.replace(path)
        return path


def _read(path: Path) -> dict[str, Vectors]:
    """Keys and vectors of a file; none of a damaged one, which costs time and nothing else, and is deleted."""
    try:
        stream = path.open("rb")
    except OSError:
        return {}
    with stream:
        try:
            return _checked(stream)
        except Exception as error:  # what damaged bytes make the readers of ZIP and arrays raise has no end
            log.warning("'%s' rusak (%s); vektornya dihitung lagi", path, type(error).__name__)
    with suppress(OSError):
        path.unlink()
    return {}


def _checked(stream: BinaryIO) -> dict[str, Vectors]:
    """Raises whatever a damaged file makes its readers raise, ValueError for one that they read without a word."""
    with ZipFile(stream) as archive:
        # Reading an array stops where its own head says that it ends, and may not see that the sum is wrong.
        if archive.testzip() is not None:
            raise ValueError("sum")
    stream.seek(0)
    with np.load(stream, allow_pickle=False) as stored:
        keys, vectors = stored["keys"], stored["vectors"]
    return dict(zip(keys.tolist(), vectors, strict=True))


def key_of(text: str) -> str:
    """The key under which the vector of a text is kept: 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
