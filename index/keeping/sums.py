"""Whether a database is as it was left, by a checksum beside it: SQLite does not notice a changed byte in what it keeps.

NAME.sum      SHA-256 of NAME.db as it was closed; none while it is in use, or after its process was killed
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path


def is_whole(path: Path) -> bool:
    """False for a damaged database. One that a killed process left is only looked through by SQLite."""
    if not path.is_file():
        return True
    if _beside(path).is_file():
        return _beside(path).read_text("ascii", "replace") == _sha256(path)
    try:
        with closing(sqlite3.connect(path)) as db:
            return bool(db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def forget_sum(path: Path) -> None:
    """Before a database is changed."""
    _beside(path).unlink(missing_ok=True)


def keep_sum(path: Path) -> None:
    """After a database is closed."""
    aside = path.with_suffix(".sum.new")
    aside.write_text(_sha256(path), encoding="ascii")
    aside.replace(_beside(path))


def _beside(path: Path) -> Path:
    return path.with_suffix(".sum")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
