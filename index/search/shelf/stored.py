"""Passages and their facts on disk, in SQLite: few are read whole, many when they are looked at.

DATA/index/ID/passages.db     a row for each passage: its JSON and that of its facts, in the order of the indexes
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

from pydantic import TypeAdapter

from tanyapasal.index.law.held import HeldPlaces, PassagesByPlace
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.search.shelf import MemoryShelf, Shelf, cited
from tanyapasal.index.search.shelf.places import StoredByPlace, StoredPlaces, parted, range_of

T = TypeVar("T")
FILE = "passages.db"
# Up to so many are held in memory, which takes 27 kB and a quarter of a millisecond each.
IN_MEMORY = 20_000
# Of more, so many that were looked at last.
_PASSAGES, _FACTS_HELD = 16_384, 4_096
_SAMPLED = 1_000
_MAPPED = 2**40
_PASSAGE = TypeAdapter(Passage)
_FACTS = TypeAdapter(Facts)
_TABLES = """
CREATE TABLE passage (
    n INTEGER PRIMARY KEY, id TEXT, regulation TEXT, path TEXT, last TEXT, ends INTEGER, passage BLOB, facts BLOB
);
CREATE TABLE defines (n INTEGER, name TEXT);
CREATE TABLE cites (regulation TEXT, n INTEGER);
"""
_INDEXES = """
CREATE UNIQUE INDEX by_id ON passage (id);
CREATE INDEX by_place ON passage (regulation, path, n);
CREATE INDEX by_path ON passage (path, regulation, n);
CREATE INDEX by_last ON passage (last, n);
CREATE INDEX by_ends ON passage (n) WHERE ends;
CREATE INDEX by_regulation_cited ON cites (regulation, n);
"""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One passage as it is stored.

    ``place``: its reference; ``defined``: what it defines; ``ends``: it states the standing of a regulation; ``cites``: the
    regulations that it names or rests on.
    """

    id: str
    place: str
    defined: Sequence[str]
    ends: bool
    cites: Sequence[str]
    passage: bytes
    facts: bytes

    @classmethod
    def of(cls, passage: Passage, facts: Facts) -> Encoded:
        named = tuple(map(str, cited(passage, facts)))
        encoded = _PASSAGE.dump_json(passage), _FACTS.dump_json(facts)
        return cls(passage.id, str(passage.ref), facts.defined, bool(facts.ends), named, *encoded)


def write_rows(folder: Path, rows: Iterable[Encoded]) -> int:
    """Write passages into a new file of a folder, in order; how many there were."""
    db = sqlite3.connect(folder / FILE)
    try:
        db.execute("PRAGMA journal_mode = OFF")  # the folder is swapped in when all of it is there
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(_TABLES)
        defines: list[tuple[int, str]] = []
        cites: list[tuple[str, int]] = []
        with db:
            db.executemany(
                "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _written(rows, defines, cites)
            )
            db.executemany("INSERT INTO defines VALUES (?, ?)", defines)
            db.executemany("INSERT INTO cites VALUES (?, ?)", cites)
        count = int(db.execute("SELECT COUNT(*) FROM passage").fetchone()[0])
        if count > IN_MEMORY:
            db.executescript(_INDEXES)
        return count
    finally:
        db.close()


def opened(folder: Path, size: int | None = None) -> Shelf:
    """The first ``size`` rows of a folder, or all; raises sqlite3.Error or ValueError if they cannot be read."""
    db = _Connection(folder)
    held = _held(db)
    count = held if size is None else min(size, held)
    if held > IN_MEMORY:
        return StoredShelf(db, count)
    found = db.all("SELECT passage, facts FROM passage WHERE n < ? ORDER BY n", count)
    db.close()
    return MemoryShelf(
        tuple(_PASSAGE.validate_json(passage) for passage, _ in found),
        tuple(_FACTS.validate_json(facts) for _, facts in found),
    )


def passages_from(folder: Path, first: int) -> Sequence[Passage]:
    """The passages of the rows from ``first`` on."""
    db = _Connection(folder)
    count = _held(db)
    if count > IN_MEMORY:
        rows = StoredShelf(db, count).passages
        return _Rows(lambda n: rows[first + n], max(count - first, 0))
    found = db.all("SELECT passage FROM passage WHERE n >= ? ORDER BY n", first)
    db.close()
    return tuple(_PASSAGE.validate_json(passage) for (passage,) in found)


class StoredShelf:
    """The first ``size`` rows of a file, each read when it is looked at; ``tanyapasal.index.search.shelf.Shelf``."""

    def __init__(self, db: _Connection, size: int) -> None:
        self._db = db
        self._size = size
        passages = lru_cache(_PASSAGES)(lambda n: _PASSAGE.validate_json(self._one("passage", n)))
        facts = lru_cache(_FACTS_HELD)(lambda n: _FACTS.validate_json(self._one("facts", n)))
        self.passages: Sequence[Passage] = _Rows(passages, size)
        self.facts: Sequence[Facts] = _Rows(facts, size)

    @cached_property
    def by_place(self) -> PassagesByPlace:
        return StoredByPlace(self)

    @cached_property
    def places(self) -> HeldPlaces:
        return StoredPlaces(self)

    def position(self, id_: str) -> int:
        found = self.numbers("SELECT n FROM passage WHERE id = ? AND n < ?", id_)
        if not found:
            raise KeyError(id_)
        return found[0]

    def first(self, place: Reference) -> int | None:
        name, path, *_ = range_of(place)
        found = self.numbers(
            "SELECT MIN(n) FROM passage WHERE regulation = ? AND path = ? AND n < ?", name, path
        )
        return found[0]

    def of_regulation(self, regulation: RegulationId) -> Sequence[int]:
        found = self.numbers("SELECT n FROM passage WHERE regulation = ? AND n < ?", str(regulation))
        return sorted(found)

    def defining(self) -> Sequence[tuple[int, tuple[str, ...]]]:
        found: dict[int, tuple[str, ...]] = {}
        for n, name in self._db.all("SELECT n, name FROM defines WHERE n < ? ORDER BY rowid", self._size):
            found[n] = (*found.get(n, ()), name)
        return list(found.items())

    def ending(self) -> Sequence[int]:
        return self.numbers("SELECT n FROM passage WHERE ends AND n < ? ORDER BY n")

    def sampled(self) -> Iterable[Passage]:
        every = range(0, self._size, max(self._size // _SAMPLED, 1))
        programs = (p for program in self.by_place.programs() for p in self.by_place.at(program))
        return chain(programs, (self.passages[n] for n in every))

    def citing(self, regulation: RegulationId) -> Sequence[int]:
        return self.numbers("SELECT n FROM cites WHERE regulation = ? AND n < ? ORDER BY n", str(regulation))

    def numbers(self, asked: str, *values: object) -> list[int]:
        """The one column of what is asked, whose last value is the number of rows."""
        return [n for (n,) in self._db.all(asked, *values, self._size)]

    def texts(self, asked: str, *values: object) -> Iterator[tuple[str, ...]]:
        """Rows of what is asked, as ``numbers``, one after the other."""
        return self._db.each(asked, *values, self._size)

    def _one(self, column: str, n: int) -> bytes:
        return bytes(self._db.all(f"SELECT {column} FROM passage WHERE n = ?", n)[0][0])


class _Rows(Sequence[T], Generic[T]):
    """What ``read`` gives for each number below ``size``."""

    def __init__(self, read: Callable[[int], T], size: int) -> None:
        self._read = read
        self._size = size

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, n: int) -> T: ...
    @overload
    def __getitem__(self, n: slice) -> Sequence[T]: ...
    def __getitem__(self, n: int | slice) -> T | Sequence[T]:
        if isinstance(n, slice):
            return tuple(self._read(each) for each in range(*n.indices(self._size)))
        if not -self._size <= n < self._size:
            raise IndexError(n)
        return self._read(n % self._size)


class _Connection:
    """A file that is only read, by one connection for each thread."""

    def __init__(self, folder: Path) -> None:
        self._uri = f"{(folder / FILE).resolve().as_uri()}?mode=ro&immutable=1"
        self._threads = threading.local()

    def all(self, asked: str, *values: object) -> list[tuple[Any, ...]]:
        return self._opened().execute(asked, values).fetchall()

    def each(self, asked: str, *values: object) -> Iterator[tuple[Any, ...]]:
        return iter(self._opened().execute(asked, values))

    def close(self) -> None:
        """Close that of this thread."""
        self._opened().close()
        del self._threads.connection

    def _opened(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if found is None:
            found = self._threads.connection = sqlite3.connect(self._uri, uri=True)
            found.execute(f"PRAGMA mmap_size = {_MAPPED}")
        return found


def _held(db: _Connection) -> int:
    return int(db.all("SELECT COALESCE(MAX(n), -1) + 1 FROM passage")[0][0])


def _written(
    rows: Iterable[Encoded], defines: list[tuple[int, str]], cites: list[tuple[str, int]]
) -> Iterator[tuple[object, ...]]:
    for n, row in enumerate(rows):
        regulation, path = parted(row.place)
        defines += ((n, name) for name in row.defined)
        cites += ((name, n) for name in row.cites)
        last = path.rpartition("/")[2]
        yield n, row.id, regulation, path, last, row.ends, row.passage, row.facts
