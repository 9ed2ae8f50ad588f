"""Conversations: what the last question was about, for a while, in memory."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict

# Openings and words by which a short question leans on the one before it.
_FOLLOWS = re.compile(
    r"^(?:kalau|kalo|klo|terus|lalu|trus|bagaimana dengan|gimana dengan|yang |yg |untuk |utk |dan |itu |nah )"
    r"|\b(?:nya|itu|tersebut|tadi)\b|(?:nya)\b",
    re.IGNORECASE,
)


class Conversations:
    """Bounded memory of the last answered question of each conversation; thread-safe."""

    def __init__(self, limit: int = 10_000, lifetime_seconds: float = 86_400.0) -> None:
        self._last: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._limit = limit
        self._lifetime = lifetime_seconds
        self._lock = threading.Lock()

    def last_question(self, conversation: str) -> str | None:
        with self._lock:
            stored = self._last.get(conversation)
            return stored[1] if stored and time.monotonic() - stored[0] < self._lifetime else None

    def remember(self, conversation: str, question: str) -> None:
        with self._lock:
            self._last[conversation] = (time.monotonic(), question)
            self._last.move_to_end(conversation)
            while len(self._last) > self._limit:
                self._last.popitem(last=False)


def leans_on_last(question: str) -> bool:
    """True for a short question that cannot stand alone: "kalau untuk CPNS?", "siapa yang menerbitkannya?"."""
    return len(question.split()) <= 7 and _FOLLOWS.search(question.strip()) is not None
