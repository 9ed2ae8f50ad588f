"""What every fault has: how often it is tried, what is told of it, and processes that can be killed.

``make faults`` tries each as often as docs/reliability.md says; ``FAULTS=20 make faults`` twenty times each. In the test run,
where FAULTS is not set, each is tried a few times.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from tanyapasal.index.build import build
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.search.shelf.stored import FILE
from tanyapasal.index.search.snapshot import Snapshot, load
from tests.index.keeping.test_incremental import contents

FULL = "full"
_FORKED = get_context("forkserver") if sys.platform != "win32" else None


def times(few: int, full: int) -> range:
    """So many tries: ``few`` in the test run, ``full`` by ``make faults``."""
    asked = os.environ.get("FAULTS", "")
    return range(full if asked == FULL else int(asked) if asked else few)


def chance(fault: str) -> random.Random:
    """Other numbers for each fault, the same in each run; ``FAULTS_SEED`` gives other ones."""
    return random.Random(f"{fault} {os.environ.get('FAULTS_SEED', '')}")


def told(fault: str, tried: int, lost: list[str], beside: str = "") -> None:
    """Print a row of the table; fails if anything was lost."""
    sys.stdout.write(f"| {fault} | {tried} | {len(lost)} | {beside} |\n")
    assert not lost, lost[:5]


def flipped(path: Path, chances: random.Random) -> str:
    """Change one bit of a file; where."""
    content = bytearray(path.read_bytes())
    at, bit = chances.randrange(len(content)), chances.randrange(8)
    content[at] ^= 1 << bit
    path.write_bytes(content)
    return f"{path.name}, byte {at}, bit {bit}"


def started(target: Callable[..., None], *arguments: object) -> ForkServerProcess:
    """A process that imports nothing anew, so that a kill hits what it does rather than how it starts."""
    if _FORKED is None:
        pytest.skip("no process can be killed like this here")
    _FORKED.set_forkserver_preload(["tests.faults.faults", "tanyapasal.bot.commands.regulation"])
    process = _FORKED.Process(target=target, args=arguments, daemon=True)
    process.start()
    return process


def command(*words: str) -> None:
    """Run a command with the embedder that needs no model, as a process of its own would; ends it with its exit code."""
    os.environ.update(TANYAPASAL_EMBEDDER="hashing", TANYAPASAL_READER="0")
    from tanyapasal.bot.cli import main

    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        code = main(words)
    sys.exit(code)


def said_by(*words: str) -> tuple[int, str]:
    """Exit code and what a command says to stderr, run in this process."""
    from tanyapasal.bot.cli import main

    said = StringIO()
    with redirect_stdout(StringIO()), redirect_stderr(said):
        code = main(words)
    return code, said.getvalue()


def built(corpus: Path, data: Path) -> str:
    """The id of the snapshot that is built of a corpus."""
    return build(corpus, data, HashingEmbedder())[0].id


def opened(data: Path) -> Snapshot:
    """The snapshot in use; raises SnapshotError."""
    embedder = HashingEmbedder()
    return load(data, embedder.id, embedder.dimension)


def same(data: Path, other: Path) -> bool:
    """True if two snapshots hold the same. Values are compared: in which order a set is written differs between processes."""
    one, two = opened(data), opened(other)
    indexes = [
        {name: held for name, held in contents(d).items() if name not in (FILE, "knowledge.json")}
        for d in (data, other)
    ]
    return (one.knowledge, one.facts) == (two.knowledge, two.facts) and indexes[0] == indexes[1]


def snapshots(data: Path) -> list[str]:
    """The folders beside ``current``: one where nothing was left behind."""
    return sorted(f.name for f in (data / "index").iterdir() if f.is_dir())


def changed(corpus: Path, number: int) -> None:
    """The corpus with another text of Pasal 1 of PP 7/2011, which says ``number`` hours."""
    path = corpus / "official" / "pp-7-2011.md"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("Setiap petugas taman"))
    lines[at] = (
        f"Setiap petugas taman wajib mengikuti pelatihan berkebun paling sedikit {number} jam pelajaran.\n"
    )
    path.write_text("".join(lines), encoding="utf-8")
