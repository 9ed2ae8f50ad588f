"""How much one person, and everybody together, may ask."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.channels.telegram.pace import Pace

Verdict = Literal["go", "tell", "silent"]

# People remembered at most; who was silent longest is forgotten first.
_PEOPLE = 20_000


@dataclass(slots=True)
class _Person:
    asked: deque[float] = field(default_factory=deque)
    told: bool = False


class Limits:
    """Questions within a sliding window per person, and a steady rate for all."""

    def __init__(self, pace: Pace, clock: Callable[[], float] = time.monotonic) -> None:
        self._pace, self._clock = pace, clock
        self._people: OrderedDict[str, _Person] = OrderedDict()
        self._free_at = 0.0

    def of(self, person: str) -> Verdict:
        """``go``: counted and admitted. ``tell``: too many, say so. ``silent``: it was said already."""
        now = self._clock()
        held = self._people.setdefault(person, _Person())
        self._people.move_to_end(person)
        while len(self._people) > _PEOPLE:
            self._people.popitem(last=False)
        while held.asked and held.asked[0] <= now - self._pace.question_window:
            held.asked.popleft()
        if len(held.asked) < self._pace.questions:
            held.asked.append(now)
            held.told = False
            return "go"
        if held.told:
            return "silent"
        held.told = True
        return "tell"

    def turn(self) -> float | None:
        """Seconds until the next question may be worked on, or None if that would take too long."""
        now = self._clock()
        wait = max(0.0, self._free_at - now)
        if wait > self._pace.patience:
            return None
        self._free_at = max(self._free_at, now) + 1.0 / self._pace.everyone
        return wait
