"""What builds keep for the next one, so that it reads only what changed: rows of passages, by the file they are from.

    DATA/kept/rows.db      SQLite: official texts as they were parsed, rows of passages, tokens counted
    DATA/kept/rows.sum     SHA-256 of it as the last build left it; none while a build goes on, or after one that was killed

A damaged one begins anew. It is kept for the tables of the corpus and for the code that reads; other ones begin anew. Safe to delete.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter, ValidationError

from tanyapasal.index.corpus import OfficialFile
from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.keeping.rows import COUNTED, Row
from tanyapasal.index.keeping.sums import forget_sum, is_whole, keep_sum
from tanyapasal.index.search.counted import Counted, joined, spelled
from tanyapasal.index.search.lexical import Analysis

# What rows are made by, beside the tables of the corpus.
_ROOMS = (
    "law",
    "language",
    "references",
    "parsing",
    "history",
    "corpus",
    "mending",
    "audit",
    "passages",
    "keeping",
    "search/lexical.py",
    "search/counted.py",
    "embedding/keeping.py",
    "text.py",
)
_OFFICIAL = TypeAdapter(OfficialFile)
_SECONDS = 600.0
_TABLES = """
CREATE TABLE made_by (digest TEXT);
CREATE TABLE parsed (name TEXT PRIMARY KEY, digest BLOB, file BLOB);
CREATE TABLE token (counted TEXT, number INTEGER, token TEXT, PRIMARY KEY (counted, number)) WITHOUT ROWID;
CREATE TABLE piece (name TEXT PRIMARY KEY, key BLOB, places BLOB);
CREATE TABLE row (
    piece TEXT, n INTEGER, told BLOB, id TEXT, place TEXT, based TEXT, defined TEXT, ends INTEGER, open INTEGER, cites TEXT, links BLOB, mentions BLOB,
    vectors BLOB, passage BLOB, facts BLOB
);
CREATE TABLE about (text BLOB PRIMARY KEY, terms TEXT) WITHOUT ROWID;
CREATE UNIQUE INDEX row_of ON row (piece, n);
CREATE TABLE counts (piece TEXT, counted TEXT, ends BLOB, tokens BLOB, PRIMARY KEY (piece, counted));
"""
_COLUMNS = "told, id, place, passage, facts, mentions, based, defined, ends, open, vectors, links, cites"


class Kept:
    """Rows by pieces, which are what stands in one file; also ``tanyapasal.index.corpus.Kept``. One thread may use it."""

    def __init__(self, data: Path, tables: Sequence[object]) -> None:
        self._path, digest = data / "kept" / "rows.db", _digest(tables)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            if not is_whole(self._path):
                raise sqlite3.DatabaseError
            forget_sum(self._path)
            self.db = _opened(self._path, digest)
        except sqlite3.DatabaseError:  # damaged, or by other code: it costs time and nothing else
            for file in self._path.parent.glob("rows.*"):
                file.unlink(missing_ok=True)
            self.db = _opened(self._path, digest)
        # For each way of counting the tokens by their numbers, and how many of them are on disk.
        self.known: dict[str, dict[str, int]] = {name: {} for name in COUNTED}
        for name, token, number in self.db.execute(
            "SELECT counted, token, number FROM token ORDER BY number"
        ):
            self.known[name][token] = number
        self._written = {name: len(tokens) for name, tokens in self.known.items()}

    def close(self) -> None:
        self.db.close()
        keep_sum(self._path)

    def read(self, name: str, text: str) -> OfficialFile | None:
        found = self.db.execute(
            "SELECT file FROM parsed WHERE name = ? AND digest = ?", (_slashed(name), sha256_of(text))
        ).fetchone()
        try:
            return _OFFICIAL.validate_json(found[0]) if found else None
        except ValidationError:
            return None

    def keep(self, name: str, text: str, file: OfficialFile) -> None:
        with self.db:
            self.db.execute(
                "INSERT OR REPLACE INTO parsed VALUES (?, ?, ?)",
                (_slashed(name), sha256_of(text), _OFFICIAL.dump_json(file)),
            )

    def has(self, piece: str, key: bytes) -> bool:
        """True if the rows of a piece are those made for ``key``."""
        return bool(self.db.execute("SELECT key FROM piece WHERE name = ?", (piece,)).fetchone() == (key,))

    def places_of(self, piece: str) -> bytes:
        """The digest of places for which the links of a piece were resolved; b"" for none."""
        found = self.db.execute("SELECT places FROM piece WHERE name = ?", (piece,)).fetchone()
        return bytes(found[0]) if found else b""

    def rows(self, pieces: Iterable[str]) -> Iterator[Row]:
        """The rows of pieces, one after the other, without their tokens."""
        for piece in pieces:
            for row in self.db.execute(f"SELECT {_COLUMNS} FROM row WHERE piece = ? ORDER BY n", (piece,)):
                yield Row(*row)

    def by_told(self, piece: str) -> dict[bytes, Row]:
        """The rows of a piece, whole, by what they were read from."""
        found = {}
        tokens = zip(*(self._counted(piece, name) for name in COUNTED), strict=True)
        for row, each in zip(self.rows((piece,)), tokens, strict=False):
            row.tokens = each
            found[row.told] = row
        return found

    def put(self, piece: str, key: bytes, rows: Sequence[Row]) -> None:
        """Keep the rows of a piece in the place of those that it had."""
        with self.db:
            self._forget([piece])
            self.db.execute("INSERT INTO piece VALUES (?, ?, ?)", (piece, key, b""))
            self.db.executemany(
                f"INSERT INTO row (piece, n, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (piece, n, r.told, r.id, r.place, r.passage, r.facts, r.mentions, r.based, r.defined, r.ends, r.open, r.vectors, r.links, r.cites)
                    for n, r in enumerate(rows)
                ),
            )  # fmt: skip
            for at, name in enumerate(COUNTED):
                tokens = [row.tokens[at] for row in rows]
                ends = np.cumsum([len(each) for each in tokens], dtype=np.int64).tobytes()
                self.db.execute(
                    "INSERT INTO counts VALUES (?, ?, ?, ?)", (piece, name, ends, b"".join(tokens))
                )
            self._keep_tokens()

    def link(self, piece: str, places: bytes, links: Mapping[int, tuple[bytes, str]]) -> None:
        """Keep where rows of a piece lead, by their place in it, and the digest of places for which that holds."""
        with self.db:
            self.db.execute("UPDATE piece SET places = ? WHERE name = ?", (places, piece))
            self.db.executemany(
                "UPDATE row SET links = ?, cites = ? WHERE piece = ? AND n = ?",
                ((found, cites, piece, n) for n, (found, cites) in links.items()),
            )

    def leading(self, piece: str, every: bool) -> Iterator[tuple[int, str, str, bytes]]:
        """Position, place, base and mentions of rows of which it depends on what is held where they lead."""
        which = "" if every else "AND open"
        return iter(
            self.db.execute(
                f"SELECT n, place, based, mentions FROM row WHERE piece = ? {which} ORDER BY n", (piece,)
            ).fetchall()
        )

    def places(self, pieces: Iterable[str]) -> Iterator[str]:
        """Where the passages of pieces stand."""
        for piece in pieces:
            yield from (
                place
                for (place,) in self.db.execute("SELECT place FROM row WHERE piece = ? ORDER BY n", (piece,))
            )

    def only(self, pieces: Collection[str], files: Collection[str]) -> None:
        """Forget all other pieces and parsed files."""
        gone = [name for (name,) in self.db.execute("SELECT name FROM piece") if name not in pieces]
        unread = [name for (name,) in self.db.execute("SELECT name FROM parsed") if name not in files]
        if gone or unread:
            with self.db:
                self._forget(gone)
                self.db.executemany("DELETE FROM parsed WHERE name = ?", ((name,) for name in unread))

    @contextmanager
    def taking(self, data: Path) -> Iterator[sqlite3.Connection]:
        """This database with that of another data folder beside it as ``part``; new tokens in ``known`` are kept after it.

        Raises SnapshotError if other code, or other tables of the corpus, made that one.
        """
        path = data / "kept" / "rows.db"
        if not is_whole(path):
            raise SnapshotError(f"Bagian di '{data}' rusak; jalankan lagi: tanyapasal index build --shard")
        self.db.execute("ATTACH ? AS part", (f"{path.resolve().as_uri()}?mode=ro",))
        try:
            made = self.db.execute("SELECT digest FROM part.made_by").fetchone()
            if made != self.db.execute("SELECT digest FROM main.made_by").fetchone():
                raise SnapshotError(
                    f"Bagian di '{data}' dibuat oleh versi lain; jalankan lagi: tanyapasal index build --shard"
                )
            with self.db:
                yield self.db
                self._keep_tokens()
        except sqlite3.Error as error:
            raise SnapshotError(f"Bagian di '{data}' tidak terbaca: {error}") from error
        finally:
            self.db.execute("DETACH part")

    def _keep_tokens(self) -> None:
        for name, known in self.known.items():
            new = list(known.items())[self._written[name] :]
            self.db.executemany("INSERT INTO token VALUES (?, ?, ?)", ((name, n, token) for token, n in new))
            self._written[name] = len(known)

    def counted(self, name: str, pieces: Iterable[str]) -> Counted:
        """The tokens of the rows of pieces, counted in one way."""
        return joined((each for piece in pieces for each in self._counted(piece, name)), self.known[name])

    def _counted(self, piece: str, name: str) -> Iterator[bytes]:
        found = self.db.execute(
            "SELECT ends, tokens FROM counts WHERE piece = ? AND counted = ?", (piece, name)
        ).fetchone()
        if found is None:
            return
        start = 0
        for end in np.frombuffer(found[0], dtype=np.int64).tolist():
            yield found[1][start:end]
            start = end

    def _forget(self, pieces: Iterable[str]) -> None:
        for table, column in (("piece", "name"), ("row", "piece"), ("counts", "piece")):
            self.db.executemany(f"DELETE FROM {table} WHERE {column} = ?", ((piece,) for piece in pieces))


class KeptDocuments:
    """The texts of pieces as the indexes by words take them: ``tanyapasal.index.search.counted.Documents``."""

    def __init__(self, kept: Kept, pieces: Sequence[str], size: int) -> None:
        self._kept = kept
        self._pieces = pieces
        self.size = size

    def counted(self, analysis: Analysis) -> Counted:
        return self._kept.counted(analysis, self._pieces)

    def tokens(self, analysis: Analysis) -> Iterator[Sequence[str]]:
        known = tuple(self._kept.known[analysis])
        for piece in self._pieces:
            yield from (spelled(text, known) for text in self._kept._counted(piece, analysis))


def _opened(path: Path, digest: str) -> sqlite3.Connection:
    """The database of rows; emptied if others made them. Raises sqlite3.DatabaseError if it is damaged."""
    db = sqlite3.connect(path.resolve().as_uri(), timeout=_SECONDS, uri=True)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = OFF")  # what a failing machine damages is read again
    with closing(db.execute("SELECT name FROM sqlite_master WHERE name = 'made_by'")) as found:
        made = found.fetchone() is not None
    if made and db.execute("SELECT digest FROM made_by").fetchone() != (digest,):
        db.close()
        raise sqlite3.DatabaseError
    if not made:
        db.executescript(_TABLES)
        with db:
            db.execute("INSERT INTO made_by VALUES (?)", (digest,))
    return db


def _digest(tables: Sequence[object]) -> str:
    digest = hashlib.sha256(repr(tables).encode("utf-8", "replace"))
    index = Path(__file__).parents[1]
    files = (
        f
        for room in _ROOMS
        for f in ((index / room).rglob("*") if (index / room).is_dir() else [index / room])
    )
    for file in sorted(f for f in files if f.suffix in (".py", ".txt")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def sha256_of(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _slashed(name: str) -> str:
    """A path within the corpus as it is written on every system."""
    return name.replace("\\", "/")
