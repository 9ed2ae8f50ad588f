"""Windows that processes of one service share: a file of SQLite, which is deleted with the service."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tanyapasal.bot.conversation.windows import Refusal, Windows

log = logging.getLogger(__name__)

# Seconds that one process waits for another, which counts within a thousandth of one.
_BUSY = 0.5
# One in so many looks for what is over of keys that do not come again.
_TIDIED = 500
_TABLES = """
CREATE TABLE IF NOT EXISTS admissions (key BLOB, at REAL);
CREATE INDEX IF NOT EXISTS by_key ON admissions (key, at);
CREATE TABLE IF NOT EXISTS told (key BLOB PRIMARY KEY, at REAL);
"""


class SharedWindows:
    """See ``Windows``; counts in ``file``, under ``name``. Thread-safe.

    Keys are kept as hashes with ``secret``, so that the file tells nobody's address. If it cannot be used, each process counts
    alone.
    """

    def __init__(
        self,
        file: Path,
        name: str,
        secret: bytes,
        most: int,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name, self._secret = name, secret
        self._most, self._seconds, self._clock = most, seconds, clock
        self._alone = Windows(most, seconds, clock)
        self._lock = threading.Lock()
        self._taken = 0
        self._database = sqlite3.connect(file, timeout=_BUSY, isolation_level=None, check_same_thread=False)
        # What is lost when the machine fails is worth nothing then.
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.executescript(_TABLES)

    def take(self, key: str) -> Refusal | None:
        """None: counted and admitted."""
        hashed = hashlib.blake2b(f"{self._name} {key}".encode(), key=self._secret, digest_size=16).digest()
        with self._lock:
            try:
                self._database.execute("BEGIN IMMEDIATE")
                try:
                    return self._counted(hashed)
                finally:
                    self._database.execute("COMMIT")
            except sqlite3.Error as error:
                log.error("batas bersama tidak dapat dihitung (%s); tiap proses menghitung sendiri", error)
                return self._alone.take(key)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _counted(self, key: bytes) -> Refusal | None:
        run, now = self._database.execute, self._clock()
        self._taken += 1
        if self._taken % _TIDIED == 0:
            run("DELETE FROM admissions WHERE at <= ?", (now - self._seconds,))
            run("DELETE FROM told WHERE at <= ?", (now - self._seconds,))
        run("DELETE FROM admissions WHERE key = ? AND at <= ?", (key, now - self._seconds))
        count, oldest = run("SELECT count(*), min(at) FROM admissions WHERE key = ?", (key,)).fetchone()
        if count < self._most:
            run("INSERT INTO admissions VALUES (?, ?)", (key, now))
            run("DELETE FROM told WHERE key = ?", (key,))
            return None
        first = run("INSERT OR IGNORE INTO told VALUES (?, ?)", (key, now)).rowcount == 1
        return Refusal(self._seconds if oldest is None else oldest + self._seconds - now, first)
