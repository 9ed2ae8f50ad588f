"""The receipts of a day in one file, DATA/receipts/YYYY-MM-DD.jsonl, each holding the hash of the one before.

A line that is changed, taken out or put in breaks the chain from there on. What is cut off at the end can only be
seen by somebody who kept a later hash; so the last hash of a day is worth writing down elsewhere.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from tanyapasal.bot.trust.canonical import canonical
from tanyapasal.bot.trust.receipts import NONE_BEFORE, Receipt

if sys.platform != "win32":
    import fcntl

_REPLY_ID = re.compile(r"[0-9a-zA-Z-]{1,64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.jsonl")


class ReceiptLog:
    """Appends receipts and finds them again. Safe for threads, and on POSIX for processes that share the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def append(self, make: Callable[[str, datetime], Receipt]) -> Receipt:
        """Write and return what ``make`` gives for the hash before it and the time. Raises OSError if it cannot."""
        now = datetime.now(UTC)
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock, (self._folder / f"{now:%Y-%m-%d}.jsonl").open("a+b") as file, _locked(file):
            receipt = make(_last_hash(file), now)
            file.seek(0, os.SEEK_END)
            file.write(canonical(receipt) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        return receipt

    def find(self, reply_id: str) -> Receipt | None:
        """The receipt of a reply, or None; newest days first."""
        if not _REPLY_ID.fullmatch(reply_id):
            return None
        wanted = f'"reply":"{reply_id}"'.encode()
        for path in sorted(self._days(), reverse=True):
            with path.open("rb") as file:
                for line in file:
                    if (
                        wanted in line
                        and (receipt := read_receipt(line))
                        and receipt.get("reply") == reply_id
                    ):
                        return receipt
        return None

    def hash_of(self, reply_id: str) -> str | None:
        """The hash of the receipt of a reply, or None if there is none or it cannot be read."""
        try:
            found = self.find(reply_id)
        except OSError:
            return None
        seal = found.get("hash") if found is not None else None
        return seal if isinstance(seal, str) else None

    def _days(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return [path for path in self._folder.iterdir() if _DAY.fullmatch(path.name)]


def read_receipt(line: bytes) -> Receipt | None:
    """One line of a log, or None if it is no JSON object."""
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _last_hash(file: IO[bytes]) -> str:
    """The hash in the last line; a log whose last line is damaged goes on from that line's own bytes."""
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        return NONE_BEFORE
    block = min(size, 4096)
    while True:
        file.seek(size - block)
        tail = file.read(block).rstrip(b"\n")
        if b"\n" in tail or block == size:
            break
        block = min(size, block * 4)
    receipt = read_receipt(tail.rsplit(b"\n", 1)[-1])
    found = receipt.get("hash") if receipt else None
    return found if isinstance(found, str) else NONE_BEFORE


@contextmanager
def _locked(file: IO[bytes]) -> Iterator[None]:
    """Only one process writes at a time, where the system can see to it."""
    if sys.platform == "win32":
        yield
        return
    fcntl.flock(file.fileno(), fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
