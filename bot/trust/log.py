"""The receipts of a day in one file, DATA/receipts/YYYY-MM-DD.jsonl, each holding the hash of the one before.

A line that is changed, taken out or put in breaks the chain from there on. What is cut off at the end can only be
seen by somebody who kept a later hash; so the last hash of a day is worth writing down elsewhere. A receipt can be
erased without breaking the chain, and a day that is past its life is deleted whole.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

from tanyapasal.bot.trust.canonical import canonical
from tanyapasal.bot.trust.days import DayIds
from tanyapasal.bot.trust.receipts import NONE_BEFORE, Receipt, erased, is_erased

if sys.platform != "win32":
    import fcntl

_REPLY_ID = re.compile(r"[0-9a-zA-Z-]{1,64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.jsonl")


class ReceiptLog:
    """Appends receipts and finds them again. Safe for threads, and on POSIX for processes that share the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._ids: dict[str, DayIds] = {}

    def append(self, make: Callable[[str, datetime], Receipt]) -> Receipt:
        """Write and return what ``make`` gives for the hash before it and the time. Raises OSError if it cannot."""
        now = datetime.now(UTC)
        with self._alone(), (self._folder / f"{now:%Y-%m-%d}.jsonl").open("a+b") as file:
            receipt = make(_last_hash(file), now)
            file.seek(0, os.SEEK_END)
            file.write(canonical(receipt) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        return receipt

    def find(self, reply_id: str) -> Receipt | None:
        """The receipt of a reply, or None, which costs nothing: which ids a day has is remembered."""
        if not _REPLY_ID.fullmatch(reply_id):
            return None
        for path in sorted(self._days(), reverse=True):
            if self._has(path, reply_id) and (found := _receipt_in(path, reply_id)) and not is_erased(found):
                return found
        return None

    def hash_of(self, reply_id: str) -> str | None:
        """The hash of the receipt of a reply, or None if there is none or it cannot be read."""
        try:
            found = self.find(reply_id)
        except OSError:
            return None
        seal = found.get("hash") if found is not None else None
        return seal if isinstance(seal, str) else None

    def erase(self, reply_ids: Collection[str]) -> int:
        """Erase these receipts; how many there were. Raises OSError if it cannot."""
        wanted = {reply_id for reply_id in reply_ids if _REPLY_ID.fullmatch(reply_id)}
        done = 0
        for path in self._days() if wanted else ():
            if not any(self._has(path, reply_id) for reply_id in wanted):
                continue
            with self._alone():
                done += _erase_in(path, wanted)
        return done

    def expire(self, before: date) -> int:
        """Delete the days before this one; how many there were. Raises OSError if it cannot."""
        gone = [path for path in self._days() if path.stem < before.isoformat()]
        if gone:
            with self._alone():
                for path in gone:
                    path.unlink(missing_ok=True)
                    self._ids.pop(path.name, None)
        return len(gone)

    def _has(self, path: Path, reply_id: str) -> bool:
        with self._lock:
            return self._ids.setdefault(path.name, DayIds(path)).has(reply_id)

    def _days(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return [path for path in self._folder.iterdir() if _DAY.fullmatch(path.name)]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one process writes at a time, where the system can see to it; the lock outlives files that are replaced."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock, self._folder.with_name(f"{self._folder.name}.lock").open("a+b") as file:
            if sys.platform == "win32":
                yield
                return
            fcntl.flock(file.fileno(), fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(file.fileno(), fcntl.LOCK_UN)


def read_receipt(line: bytes) -> Receipt | None:
    """One line of a log, or None if it is no JSON object."""
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _receipt_in(path: Path, reply_id: str) -> Receipt | None:
    wanted = f'"reply":"{reply_id}"'.encode()
    try:
        with path.open("rb") as file:
            for line in file:
                if wanted in line and (receipt := read_receipt(line)) and receipt.get("reply") == reply_id:
                    return receipt
    except FileNotFoundError:
        pass  # past its life since it was listed
    return None


def _erase_in(path: Path, reply_ids: Collection[str]) -> int:
    """Write the day anew beside itself and put it in its place, so that a stop in between loses nothing."""
    done = 0
    beside = path.with_suffix(".new")
    with path.open("rb") as old, beside.open("wb") as new:
        for line in old:
            receipt = read_receipt(line)
            if receipt is not None and receipt.get("reply") in reply_ids and not is_erased(receipt):
                line = canonical(erased(receipt, datetime.now(UTC).date())) + b"\n"
                done += 1
            new.write(line)
        new.flush()
        os.fsync(new.fileno())
    beside.replace(path)
    return done


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
