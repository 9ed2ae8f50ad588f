"""What was read of passages, kept on disk: only what is new or changed is read again.

    DATA/readings/NAME.json     keys (SHA-256 of all that a reading depends on) and readings

NAME stands for all that a reading depends on beside the passage: the tables of the corpus, and the code that reads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.references.mentions import Mention

_ROOMS = ("law", "language", "references", "passages")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one passage tells whatever else is held: its facts without ``named`` and ``leans``, and the mentions these come from."""

    facts: Facts
    mentions: tuple[Mention, ...] = ()
    leaning: tuple[Mention, ...] = ()


_READINGS = TypeAdapter(dict[str, Reading])


class Readings:
    """Readings by what they depend on; empty until read from disk."""

    def __init__(self, kept: dict[str, Reading] | None = None) -> None:
        self._kept = kept or {}
        self._asked: dict[str, Reading] = {}

    @classmethod
    def load(cls, data: Path, tables: Sequence[object]) -> Readings:
        """What ``save`` wrote for the same ``tables``; a damaged file costs time and nothing else."""
        try:
            return cls(_READINGS.validate_json(_path(data, tables).read_bytes()))
        except (OSError, ValidationError):
            return cls()

    def of(self, told_by: tuple[object, ...], read: Callable[[], Reading]) -> Reading:
        """The reading of what has ``told_by``, all it depends on; read if it is not kept."""
        key = hashlib.sha256(repr(told_by).encode("utf-8", "replace")).hexdigest()
        found = self._asked.get(key) or self._kept.get(key) or read()
        self._asked[key] = found
        return found

    def save(self, data: Path, tables: Sequence[object]) -> None:
        """Keep what was asked for, in the place of all that was kept before."""
        path = _path(data, tables)
        path.parent.mkdir(parents=True, exist_ok=True)
        if self._asked.keys() != self._kept.keys() or not path.is_file():
            aside = path.with_name(f".{path.name}")
            aside.write_bytes(_READINGS.dump_json(self._asked))
            aside.replace(path)
        for other in path.parent.glob("*.json"):
            if other != path:
                other.unlink(missing_ok=True)


def _path(data: Path, tables: Sequence[object]) -> Path:
    digest = hashlib.sha256(repr(tables).encode("utf-8", "replace"))
    index = Path(__file__).parents[2]
    for file in sorted(
        f for room in _ROOMS for f in (index / room).rglob("*") if f.suffix in (".py", ".txt")
    ):
        digest.update(file.read_bytes())
    return data / "readings" / f"{digest.hexdigest()[:16]}.json"
