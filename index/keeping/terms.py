"""What the places of official texts are about, as the audit reads it: kept beside the rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from tanyapasal.index.keeping.kept import Kept, sha256_of


class KeptTerms:
    """What texts are about, by what that depends on: ``tanyapasal.index.audit.topics.KeptTerms``; call ``save`` when done."""

    def __init__(self, kept: Kept) -> None:
        self._db = kept.db
        self._new: dict[bytes, str] = {}
        self._asked = 0

    def of(self, told_by: str, read: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
        world = sha256_of(told_by)

        def terms(text: str) -> list[str]:
            self._asked += 1
            key = hashlib.sha256(world + text.encode("utf-8", "replace")).digest()
            found = self._db.execute("SELECT terms FROM about WHERE text = ?", (key,)).fetchone()
            told = found[0] if found else self._new.get(key)
            if told is None:
                told = self._new[key] = " ".join(read(text))
            return str(told).split()

        return terms

    def save(self) -> None:
        """Keep what is new; all of it anew once most of what is kept was not asked for."""
        with self._db:
            kept = self._db.execute("SELECT COUNT(*) FROM about").fetchone()[0]
            if kept > 2 * self._asked > 0:
                self._db.execute("DELETE FROM about")
            self._db.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", self._new.items())
