"""How much one person, and everybody together, may ask."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from bot.channels.telegram.pace import Pace
from bot.channels.windows import Windows

Verdict = Literal["go", "tell", "silent"]


class Limits:
    """Questions within a sliding window per person, and a steady rate for all."""

    def __init__(self, pace: Pace, clock: Callable[[], float] = time.monotonic) -> None:
        self._pace, self._clock = pace, clock
        self._people = Windows(pace.questions, pace.question_window, clock)
        self._free_at = 0.0

    def of(self, person: str) -> Verdict:
        """``go``: counted and admitted. ``tell``: too many, say so. ``silent``: it was said already."""
        refusal = self._people.take(person)
        if refusal is None:
            return "go"
        return "tell" if refusal.first else "silent"

    def turn(self) -> float | None:
        """Seconds until the next question may be worked on, or None if that would take too long."""
        now = self._clock()
        wait = max(0.0, self._free_at - now)
        if wait > self._pace.patience:
            return None
        self._free_at = max(self._free_at, now) + 1.0 / self._pace.everyone
        return wait
