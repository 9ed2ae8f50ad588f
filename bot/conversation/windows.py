"""How much somebody may do within a sliding window of time; shared by every channel that counts."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """Too much. ``wait``: seconds until it may be tried again; ``first``: the first since the last admission."""

    wait: float
    first: bool


@dataclass(slots=True)
class _Seen:
    at: deque[float] = field(default_factory=deque)
    told: bool = False


class Windows:
    """``most`` admissions within ``seconds`` for each key. Thread-safe; gone when the process ends.

    At most ``keys`` are remembered (each with at most ``most`` times); who was silent longest is forgotten first.
    """

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic, keys: int = 20_000
    ) -> None:
        self._most, self._seconds, self._clock, self._keys = most, seconds, clock, keys
        self._seen: OrderedDict[str, _Seen] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str) -> Refusal | None:
        """None: counted and admitted."""
        with self._lock:
            now = self._clock()
            held = self._seen.setdefault(key, _Seen())
            self._seen.move_to_end(key)
            while len(self._seen) > self._keys:
                self._seen.popitem(last=False)
            while held.at and held.at[0] <= now - self._seconds:
                held.at.popleft()
            if len(held.at) < self._most:
                held.at.append(now)
                held.told = False
                return None
            first, held.told = not held.told, True
            return Refusal(held.at[0] + self._seconds - now if held.at else self._seconds, first)

    def __len__(self) -> int:
        """Keys that are remembered."""
        return len(self._seen)
