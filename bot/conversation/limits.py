"""How much one person, and everybody together, may ask."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from tanyapasal.bot.conversation.windows import Windows

Verdict = Literal["go", "tell", "silent"]


class Limits:
    """Questions within a sliding window per person, and a steady rate for all.

    ``questions`` of one person within ``window`` seconds; ``everyone``: questions of all people per second; one
    that would wait longer than ``patience`` seconds for its turn is refused.
    """

    def __init__(
        self,
        questions: int,
        window: float,
        everyone: float,
        patience: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._everyone, self._patience, self._clock = everyone, patience, clock
        self._people = Windows(questions, window, clock)
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
        if wait > self._patience:
            return None
        self._free_at = max(self._free_at, now) + 1.0 / self._everyone
        return wait
