"""A build in shards: each worker reads and embeds some of the official texts, and one build takes in what they made.

    DATA/shard.json      which shard a data folder holds when it is finished, and of which corpus and model

Which texts a shard has depends on their ids alone, so that every machine with the corpus finds the same ones.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.keeping.kept import Kept
from tanyapasal.index.keeping.rows import COUNTED
from tanyapasal.index.law.places import RegulationId

_FILE = "shard.json"


@dataclass(frozen=True, slots=True)
class Shard:
    """Shard ``number`` of ``count``, from 1."""

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """``2/8``; raises ValueError for anything else."""
        number, slash, count = text.partition("/")
        if not (slash and number.isdigit() and count.isdigit() and 1 <= int(number) <= int(count)):
            raise ValueError(f"'{text}' bukan bagian; tulis misalnya 2/8, bagian kedua dari delapan")
        return cls(int(number), int(count))

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def has(self, regulation: RegulationId) -> bool:
        """True if this shard has the text of a regulation."""
        digest = hashlib.sha256(str(regulation).encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.number - 1

    def finish(self, data: Path, corpus_hash: str, embedder: str) -> None:
        """Note that all of this shard is in ``data``."""
        aside = data / f".{_FILE}"
        aside.write_text(
            json.dumps({"shard": str(self), "corpus": corpus_hash, "embedder": embedder}), encoding="utf-8"
        )
        aside.replace(data / _FILE)


def check_finished(parts: Sequence[Path], corpus_hash: str, embedder: str) -> None:
    """Raise SnapshotError unless ``parts`` hold every shard of this corpus and model, each once."""
    found: list[Shard] = []
    for part in parts:
        try:
            told = json.loads((part / _FILE).read_text(encoding="utf-8"))
            found.append(Shard.parse(told["shard"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SnapshotError(
                f"Bagian di '{part}' belum selesai; jalankan lagi: tanyapasal index build --shard"
            ) from error
        if (told.get("corpus"), told.get("embedder")) != (corpus_hash, embedder):
            raise SnapshotError(
                f"Bagian di '{part}' dibuat dari korpus atau model lain; jalankan lagi: tanyapasal index build --shard"
            )
    count = max((shard.count for shard in found), default=0)
    missing = [str(each) for each in (Shard(n, count) for n in range(1, count + 1)) if each not in found]
    if missing or not found or len(found) != count:
        raise SnapshotError(
            f"Bagian yang diberikan tidak lengkap atau rangkap (kurang: {', '.join(missing) or 'tidak ada'})"
        )


def take(kept: Kept, part: Path) -> None:
    """Take in the rows that a shard has kept; raises SnapshotError if another program made them."""
    with kept.taking(part) as db:
        words = {name: kept.known[name] for name in COUNTED}
        numbers: dict[str, list[int]] = {name: [] for name in COUNTED}
        for name, token in db.execute("SELECT counted, token FROM part.token ORDER BY number"):
            numbers[name].append(words[name].setdefault(token, len(words[name])))
        renumbered = {name: np.array(each, dtype=np.int32) for name, each in numbers.items()}
        for table, column in (("piece", "name"), ("row", "piece"), ("counts", "piece")):
            db.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT name FROM part.piece)")
        db.execute("INSERT INTO piece SELECT * FROM part.piece")
        db.execute("INSERT INTO row SELECT * FROM part.row")
        db.execute("INSERT OR REPLACE INTO parsed SELECT * FROM part.parsed")
        counts = db.execute("SELECT piece, counted, ends, tokens FROM part.counts").fetchall()
        db.executemany(
            "INSERT INTO counts VALUES (?, ?, ?, ?)",
            (
                (piece, name, ends, _renumbered(ends, tokens, renumbered[name]))
                for piece, name, ends, tokens in counts
            ),
        )


def take_vectors(parts: Sequence[Path], data: Path) -> None:
    """Take in the vectors that shards have kept, which are named by what is in them."""
    (data / "embeddings").mkdir(parents=True, exist_ok=True)
    for file in (f for part in parts for f in sorted((part / "embeddings").glob("*.npz"))):
        target = data / "embeddings" / file.name
        if not target.exists():
            aside = target.with_name(f".{file.name}")
            shutil.copyfile(file, aside)
            aside.replace(target)


def _renumbered(ends: bytes, tokens: bytes, numbers: np.ndarray) -> bytes:
    """Texts that ``numbered`` has counted, with other numbers for their tokens."""
    found = np.frombuffer(tokens, dtype=np.int32).copy()
    start = 0
    for end in (np.frombuffer(ends, dtype=np.int64) // 4).tolist():
        half = (start + end) // 2
        found[start:half] = numbers[found[start:half]]
        start = end
    return found.tobytes()
