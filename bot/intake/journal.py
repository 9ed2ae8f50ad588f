"""What was read of which source, kept in the data folder: a command that was stopped goes on where it stood.

SQLite holds its lock until the process ends, however it ends, and a row is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from tanyapasal.bot.errors import IntakeError
from tanyapasal.bot.intake.entries import Entry
from tanyapasal.index.keeping.building import note_change

FILE = "intake.sqlite3"
_TABLE = """CREATE TABLE IF NOT EXISTS read (
    corpus TEXT NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    etag TEXT NOT NULL, last_modified TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (corpus, source))"""
_KEEP = "INSERT OR REPLACE INTO read VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_COLUMNS = "digest, size, modified, etag, last_modified, entry"


@dataclass(frozen=True, slots=True)
class Read:
    """One source as it was when it was read: SHA-256, bytes, nanoseconds of its last change (0 for an address),
    what a site says of its version, and what came of it."""

    digest: str
    size: int
    modified: int
    etag: str
    last_modified: str
    entry: Entry


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Journal:
    """The sources of one corpus that were read. One command at a time; raises IntakeError."""

    def __init__(self, data: Path, corpus: Path) -> None:
        self._corpus = str(corpus.resolve())
        self._data = data
        data.mkdir(parents=True, exist_ok=True)
        self._rows = sqlite3.connect(data / FILE, timeout=0.5)
        try:
            self._rows.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._rows.execute("BEGIN EXCLUSIVE")
            self._rows.execute(_TABLE)
            self._rows.commit()
        except sqlite3.OperationalError as error:
            self._rows.close()
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise  # the disk is full or cannot be written
            raise IntakeError(
                "perintah lain sedang memasukkan naskah ke folder data ini; tunggu sampai selesai"
            ) from error
        except sqlite3.DatabaseError as error:
            self._rows.close()
            raise IntakeError(f"'{data / FILE}' rusak; hapus berkas itu lalu ulangi") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._rows.close()

    def read(self, source: str) -> Read | None:
        """What is known of a source, or None."""
        row = self._rows.execute(
            f"SELECT {_COLUMNS} FROM read WHERE corpus = ? AND source = ?",
            (self._corpus, source),
        ).fetchone()
        try:
            if row is None:
                return None
            digest, size, modified, etag, last_modified, entry = row
            return Read(digest, size, modified, etag, last_modified, Entry.from_json(json.loads(entry)))
        except (KeyError, TypeError, ValueError):
            return None  # written by another version: read it again

    def filing(self) -> None:
        """A text is about to be filed: a command that is killed from here on leaves an index that is behind."""
        note_change(self._data)

    def keep(self, source: str, read: Read) -> None:
        """Write down what came of a source; on disk when this returns."""
        entry = json.dumps(read.entry.as_json(), ensure_ascii=False)
        row = (read.digest, read.size, read.modified, read.etag, read.last_modified, entry)
        self._rows.execute(_KEEP, (self._corpus, source, *row))
        self._rows.commit()

    def keep_file(self, path: Path, entry: Entry, target: Path) -> None:
        """Write down that a file was filed as ``target``."""
        about = path.stat()
        written = replace(entry, written=digest_of(target))
        self.keep(
            str(path.resolve()), Read(digest_of(path), about.st_size, about.st_mtime_ns, "", "", written)
        )

    def of_regulation(self) -> dict[str, Entry]:
        """The last entry of each regulation that is in the corpus, by its id."""
        rows = self._rows.execute("SELECT entry FROM read WHERE corpus = ? ORDER BY rowid", (self._corpus,))
        found = (json.loads(row[0]) for row in rows)
        return {e["id"]: Entry.from_json(e) for e in found if e.get("written")}
