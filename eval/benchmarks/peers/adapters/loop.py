"""One library behind pipes: ``python loop.py ADAPTER`` answers JSON lines from standard input on standard output.

    {"do": "build", "folder": …, "index": …, "model": …}   index corpus.jsonl with vectors.npy, both in the folder
    {"do": "open", "index": …, "model": …}                 what was built; the engine of the query's vector with it
    {"do": "ask", "text": …, "top": 10}                    ids, best first, and whether that counts as an answer

Every reply has ``cpu`` and ``clock``, seconds: of the processor over all threads since the process began (build and
open), or of this question alone (ask). An error ends the process.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
# ids, best first; whether they are given as an answer
Ask = Callable[[str, int], tuple[list[str], bool]]


@dataclass(frozen=True, slots=True)
class Document:
    """A row of corpus.jsonl; ``words``: title and text, what a lexical index reads."""

    id: str
    title: str
    text: str

    @property
    def words(self) -> str:
        return f"{self.title}\n{self.text}" if self.title else self.text


class Engine:
    """The packaged model of the project for vectors of questions, the same for every library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(512)
        session = InferenceSession(
            str(self._folder / "embedder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        return session, tokenizer

    def __call__(self, text: str) -> Vectors:
        """The vector of a question, shape (dimension,), length 1."""
        session, tokenizer = self._loaded
        ids = np.array([tokenizer.encode(f"query: {text}").ids], dtype=np.int64)
        (vectors,) = session.run(["vectors"], {"ids": ids, "mask": np.ones_like(ids)})
        unit: Vectors = vectors[0] / np.linalg.norm(vectors[0])
        return unit


@dataclass(frozen=True, slots=True)
class Given:
    """What an adapter works with. ``folder``: a BEIR folder; ``index``: an own folder for what is built."""

    folder: Path
    index: Path
    engine: Engine

    @property
    def documents(self) -> list[Document]:
        rows = (self.folder / "corpus.jsonl").read_text(encoding="utf-8").split("\n")
        read = [json.loads(row) for row in rows if row.strip()]
        return [Document(str(r["_id"]), str(r.get("title") or ""), str(r["text"])) for r in read]

    @property
    def vectors(self) -> Vectors:
        """Unit vectors of the documents, in their order: shape (documents, dimension)."""
        return np.load(self.folder / "vectors.npy", allow_pickle=False)  # type: ignore[no-any-return]


def answer(adapter: Any, asks: list[Ask], request: dict[str, Any]) -> dict[str, Any]:
    """The reply to one request; ``asks`` holds what is open."""
    if request["do"] == "ask":
        clock, cpu = time.perf_counter(), time.process_time()
        ids, answered = asks[0](request["text"], request["top"])
        spent = {"cpu": time.process_time() - cpu, "clock": time.perf_counter() - clock}
        return {"ids": ids, "answered": answered, **spent}
    given = Given(Path(request.get("folder", "")), Path(request["index"]), Engine(Path(request["model"])))
    clock = time.perf_counter()
    if request["do"] == "build":
        adapter.build(given)
    else:
        asks[:] = [adapter.opened(given)]
        given.engine("siap")
    return {"cpu": time.process_time(), "clock": time.perf_counter() - clock}


def serve(adapter: Any, requests: TextIO, replies: TextIO) -> None:
    """Answer until the requests end."""
    asks: list[Ask] = []
    for line in requests:
        print(json.dumps(answer(adapter, asks, json.loads(line))), file=replies, flush=True)


def main(arguments: Sequence[str]) -> None:
    # What a library prints must not come between the replies.
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve(importlib.import_module(arguments[0]), sys.stdin, replies)


if __name__ == "__main__":
    main(sys.argv[1:])
