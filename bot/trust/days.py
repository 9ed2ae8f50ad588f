"""Which replies have a receipt in the file of a day, remembered, so that unknown ids are told without reading it again."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from hashlib import blake2b
from pathlib import Path

_REPLY = re.compile(rb'"reply":"([0-9a-zA-Z-]{1,64})"')


class DayIds:
    """The ids of one file: eight bytes each. Reads what was added since; a file that was replaced it reads anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = (0, 0)
        self._read = 0
        self._sorted = array("Q")
        self._added: set[int] = set()

    def has(self, reply_id: str) -> bool:
        """True if a line of the file is (almost surely) the receipt of this reply; raises OSError."""
        self._refresh()
        key = _key(reply_id.encode())
        at = bisect_left(self._sorted, key)
        return key in self._added or (at < len(self._sorted) and self._sorted[at] == key)

    def _refresh(self) -> None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return
        if (found.st_dev, found.st_ino) != self._file:
            self._file, self._read = (found.st_dev, found.st_ino), 0
        if found.st_size == self._read:
            return
        whole = self._read == 0
        with self._path.open("rb") as file:
            file.seek(self._read)
            for line in file:
                if not line.endswith(b"\n"):
                    break  # still being written
                self._read += len(line)
                if match := _REPLY.search(line):
                    self._added.add(_key(match[1]))
        if whole:
            self._sorted, self._added = array("Q", sorted(self._added)), set()


def _key(reply_id: bytes) -> int:
    return int.from_bytes(blake2b(reply_id, digest_size=8).digest(), "big")
