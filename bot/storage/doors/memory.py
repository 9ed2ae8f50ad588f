"""What the doors keep, as long as the process lives."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime

from tanyapasal.bot.storage.doors import ApiKey, Try


class MemoryDoors:
    """See ``DoorStore``."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._tries: dict[int, tuple[str, datetime]] = {}
        self._next = 1
        self._keys: dict[str, ApiKey] = {}
        self._used: dict[tuple[str, str], int] = {}

    def count_tries(self, keys: Sequence[str], at: datetime, since: datetime) -> tuple[Try, ...]:
        with self._lock:
            self._tries = {i: (key, then) for i, (key, then) in self._tries.items() if then > since}
            made = []
            for key in keys:
                self._tries[self._next] = (key, at)
                made.append(Try(self._next, sum(other == key for other, _ in self._tries.values())))
                self._next += 1
            return tuple(made)

    def drop_tries(self, ids: Sequence[int]) -> None:
        with self._lock:
            for number in ids:
                self._tries.pop(number, None)

    def keep_key(self, key: ApiKey) -> None:
        with self._lock:
            self._keys[key.id] = key

    def key(self, key_id: str) -> ApiKey | None:
        with self._lock:
            return self._keys.get(key_id)

    def all_keys(self) -> tuple[ApiKey, ...]:
        with self._lock:
            return tuple(sorted(self._keys.values(), key=lambda key: (key.at, key.id), reverse=True))

    def use_key(self, key_id: str, day: str) -> int:
        with self._lock:
            self._used[key_id, day] = self.used(key_id, day) + 1
            return self._used[key_id, day]

    def used(self, key_id: str, day: str) -> int:
        with self._lock:
            return self._used.get((key_id, day), 0)
