"""What stands behind the buttons below an answer.

Telegram gives a button 64 bytes, less than a question; so the button carries a key, and the question stays
here.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Entry:
    conversation_id: str
    question: str
    expires: float


class Buttons:
    """A bounded table of questions. ``life``: seconds; past ``size`` entries the oldest are forgotten."""

    def __init__(self, size: int, life: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._size, self._life, self._clock = size, life, clock
        self._entries: OrderedDict[str, _Entry] = OrderedDict()

    def add(self, conversation_id: str, question: str) -> str:
        """Remember ``question``; the key is 16 ASCII characters that cannot be guessed."""
        now = self._clock()
        while self._entries and (
            len(self._entries) >= self._size or next(iter(self._entries.values())).expires <= now
        ):
            self._entries.popitem(last=False)
        key = secrets.token_urlsafe(12)
        self._entries[key] = _Entry(conversation_id, question, now + self._life)
        return key

    def question(self, key: str, conversation_id: str) -> str | None:
        """The question behind ``key``, or None if it is unknown, too old or of another conversation."""
        entry = self._entries.get(key)
        if entry is None or entry.conversation_id != conversation_id or entry.expires <= self._clock():
            return None
        return entry.question

    def __len__(self) -> int:
        return len(self._entries)
