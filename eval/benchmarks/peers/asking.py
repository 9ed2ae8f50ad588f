"""A library in a process of its own, asked over pipes; what it answers and what that costs."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from tanyapasal.eval.benchmarks.peers.environments import ADAPTERS, ROOT
from tanyapasal.eval.benchmarks.processes import resident_megabytes
from tanyapasal.index.embedding.e5_small_int8 import PACKAGED
from tanyapasal.index.errors import TanyaPasalError


class PeerError(TanyaPasalError):
    """A library's process ended, or said what is no reply."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Ids, best first; whether they count as an answer; milliseconds of the processor and of the clock."""

    ids: tuple[str, ...]
    answered: bool
    cpu: float
    clock: float


class Peer:
    """One process of ``adapters/loop.py``; use it in a ``with`` block. Raises PeerError where the process fails."""

    def __init__(self, name: str, python: Path, adapter: str, environment: Mapping[str, str]) -> None:
        self.name = name
        self._command = [str(python), str(ADAPTERS / "loop.py"), adapter]
        self._environment = dict(environment)

    def __enter__(self) -> Peer:
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=self._environment,
            cwd=ROOT,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        if kind is not None:
            self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def build(self, folder: Path, index: Path) -> float:
        """Index a BEIR folder with its vectors.npy into ``index``, a new folder; seconds of the processor."""
        index.mkdir(parents=True, exist_ok=True)
        return float(self._told({"do": "build", "folder": str(folder), "index": str(index)})["cpu"])

    def open(self, index: Path) -> float:
        """Open what was built; seconds of the processor since the process began."""
        return float(self._told({"do": "open", "index": str(index)})["cpu"])

    def ask(self, text: str, top: int) -> Answer:
        """The ``top`` best documents for a question."""
        told = self._told({"do": "ask", "text": text, "top": top})
        ids = tuple(str(i) for i in told["ids"])
        return Answer(ids, bool(told["answered"]), 1000 * float(told["cpu"]), 1000 * float(told["clock"]))

    def resident(self) -> float:
        """Resident memory now, in MB (10⁶ bytes)."""
        return resident_megabytes(self._process.pid)[0]

    def _told(self, request: Mapping[str, Any]) -> dict[str, Any]:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None  # both are pipes
        assert stdout is not None
        try:
            stdin.write(json.dumps({**request, "model": str(PACKAGED)}) + "\n")
            stdin.flush()
            told = json.loads(stdout.readline())
        except (OSError, ValueError) as error:
            raise PeerError(f"Proses pembanding '{self.name}' berhenti; lihat pesannya di atas.") from error
        if not isinstance(told, dict):
            raise PeerError(f"Proses pembanding '{self.name}' tidak menjawab dengan satu objek JSON.")
        return told


def in_turn(peers: Sequence[Peer], texts: Sequence[str], top: int) -> dict[str, list[Answer]]:
    """Every question to every peer, the first to all before the second to any; who is asked first moves on each time."""
    found: dict[str, list[Answer]] = {peer.name: [] for peer in peers}
    for number, text in enumerate(texts):
        start = number % len(peers)
        for peer in (*peers[start:], *peers[:start]):
            found[peer.name].append(peer.ask(text, top))
    return found
