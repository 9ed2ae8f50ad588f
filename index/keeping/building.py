"""One build of a data folder at a time, and what tells that none was made since the corpus was changed.

DATA/build.sqlite3   locked while something is built; SQLite gives its lock back when the process ends, however it ends
DATA/builder.txt     who builds, for those who wait
DATA/behind.txt      the corpus was changed by a command, and the index was not built since
"""

from __future__ import annotations

import logging
import os
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.search.manifest import in_use

log = logging.getLogger(__name__)

BEHIND = "Korpus berubah setelah indeks dibangun; jalankan: tanyapasal index build"
_LOCK, _WHO, _BEHIND = "build.sqlite3", "builder.txt", "behind.txt"
_ASKED_EVERY = 0.1


@contextmanager
def building(data: Path) -> Iterator[None]:
    """Build alone: whoever comes second waits, and says for whom. Raises SnapshotError if nothing can be written there."""
    data.mkdir(parents=True, exist_ok=True)
    with closing(_opened(data)) as lock:
        told = False
        while not _locked(lock, data):
            if not told:
                log.info("%s; menunggu sampai selesai.", _builder(data))
                told = True
            time.sleep(_ASKED_EVERY)
        who = data / _WHO
        who.write_text(
            f"proses {os.getpid()} di {socket.gethostname()} sejak {datetime.now():%H.%M.%S}", "utf-8"
        )
        try:
            yield
        finally:
            who.unlink(missing_ok=True)


def _opened(data: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(data / _LOCK, timeout=0, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise _unwritable(data) from error


def _locked(lock: sqlite3.Connection, data: Path) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise _unwritable(data) from error
    except sqlite3.DatabaseError as error:
        raise SnapshotError(f"'{data / _LOCK}' rusak; hapus berkas itu lalu ulangi") from error
    return True


def _unwritable(data: Path) -> SnapshotError:
    return SnapshotError(f"Folder data '{data}' tidak dapat ditulisi.")


def _builder(data: Path) -> str:
    who = ""
    with suppress(OSError, UnicodeDecodeError):
        who = (data / _WHO).read_text("utf-8")
    return f"Indeks sedang dibangun oleh {who or 'proses lain'}"


def note_change(data: Path) -> None:
    """Note that the corpus is about to be changed: until something is built the index, if there is one, is behind."""
    if in_use(data) is not None:
        (data / _BEHIND).write_text(f"{time.time_ns()}\n", encoding="ascii")


def change_noted(data: Path) -> str | None:
    """The note of the last change that no build took in; None if there is none."""
    try:
        return (data / _BEHIND).read_text(encoding="ascii", errors="replace")
    except OSError:
        return None


def took_in(data: Path, note: str | None) -> None:
    """Forget ``note``, which was there before the corpus was read; another one, of a change since, stays."""
    if note is not None and change_noted(data) == note:
        (data / _BEHIND).unlink(missing_ok=True)
