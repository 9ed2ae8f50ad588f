"""Conversations: what the last turn was about, for a while, in memory."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol

from tanyapasal.bot.reply import Option
from tanyapasal.index.law.places import AnyReference, Locator


@dataclass(frozen=True, slots=True)
class Turn:
    """The last turn of a conversation.

    ``question``: as it was understood, standing alone. ``answered``: whether it was answered. ``refs``: places
    cited, best first. ``options``: what was offered, in order. ``locator``: the place asked about whose
    regulation was left open, if the reply asked back. ``shown``: places that were shown in full since. ``asker``: who asks,
    as they told it, a group or a position ("pejabat administrator"), "" if they did not.
    """

    question: str
    answered: bool
    refs: tuple[AnyReference, ...] = ()
    options: tuple[Option, ...] = ()
    locator: Locator | None = None
    shown: tuple[AnyReference, ...] = ()
    asker: str = ""


class Memory(Protocol):
    """What is remembered of conversations; thread-safe."""

    def last(self, conversation: str) -> Turn | None:
        """The last turn, or None if there was none or it was too long ago."""

    def remember(self, conversation: str, turn: Turn) -> None:
        """This turn is the last one now."""


class Conversations:
    """Bounded memory of the last turn of each conversation; thread-safe."""

    def __init__(self, limit: int = 10_000, lifetime_seconds: float = 86_400.0) -> None:
        self._last: OrderedDict[str, tuple[float, Turn]] = OrderedDict()
        self._limit = limit
        self._lifetime = lifetime_seconds
        self._lock = threading.Lock()

    def last(self, conversation: str) -> Turn | None:
        with self._lock:
            stored = self._last.get(conversation)
            return stored[1] if stored and time.monotonic() - stored[0] < self._lifetime else None

    def remember(self, conversation: str, turn: Turn) -> None:
        with self._lock:
            self._last[conversation] = (time.monotonic(), turn)
            self._last.move_to_end(conversation)
            while len(self._last) > self._limit:
                self._last.popitem(last=False)
