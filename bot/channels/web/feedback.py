"""Votes on replies: where they go, and a memory for a service that runs without a database."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal, Protocol

Vote = Literal["up", "down"]
MAX_REASON_CHARACTERS = 1000


class Feedback(Protocol):
    """Keeps what people think of replies. Thread-safe."""

    def accept(self, reply_id: str, value: Vote, reason: str | None) -> None:
        """Keep a vote; a further one on the same reply replaces it.

        Raises UnknownReplyError if the replies are known and this is none of them.
        """


@dataclass(frozen=True, slots=True)
class KeptVote:
    """The last vote on a reply."""

    reply_id: str
    value: Vote
    reason: str | None


class MemoryFeedback:
    """The last votes, at most ``limit`` of them; gone when the process ends."""

    def __init__(self, limit: int = 10_000) -> None:
        self._votes: OrderedDict[str, KeptVote] = OrderedDict()
        self._limit = limit
        self._lock = threading.Lock()

    def accept(self, reply_id: str, value: Vote, reason: str | None) -> None:
        with self._lock:
            self._votes[reply_id] = KeptVote(reply_id, value, reason)
            self._votes.move_to_end(reply_id)
            while len(self._votes) > self._limit:
                self._votes.popitem(last=False)

    def votes(self) -> tuple[KeptVote, ...]:
        """Oldest first."""
        with self._lock:
            return tuple(self._votes.values())
