"""What is kept, as frozen values. Times are aware, in UTC.

``person`` is always a keyed hash (``tanyapasal.bot.privacy.Pseudonyms``), empty where nobody is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

LoggedKind = Literal["answer", "not_found", "clarification", "chat", "error"]
VoteValue = Literal["up", "down"]


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class StoredReply:
    """A reply as the outside knows it.

    ``json``: the wire model (``tanyapasal.bot.channels.wire.ReplyModel``). ``shown``: what the channel made of it, where
    it shows it again (Telegram: the HTML of the last message).
    """

    id: str
    conversation_id: str
    kind: LoggedKind
    json: str
    channel: str
    person: str = ""
    snapshot: str = ""
    shown: str = ""
    at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class LoggedQuestion:
    """One line of the question log; ``reply_id`` is its key.

    ``refs``: canonical references that were cited, best first. ``latency_ms``: from the question's arrival at
    the channel to the reply.
    """

    reply_id: str
    question: str
    kind: LoggedKind
    confidence: float
    channel: str
    refs: tuple[str, ...] = ()
    latency_ms: float = 0.0
    person: str = ""
    at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class Vote:
    """What a person thinks of a reply; a later vote of the same person on it replaces the earlier."""

    reply_id: str
    value: VoteValue
    person: str = ""
    reason: str | None = None
    at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """One turn of a conversation. ``memory``: what the dialogue needs to go on from here, in its own form."""

    question: str
    reply_id: str
    kind: LoggedKind
    memory: str = ""
    person: str = ""
    at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class QuestionFilter:
    """Which lines of the question log are wanted; a field that is None or empty does not filter.

    ``kinds``: any of these. ``channel``, ``person``, ``reply_id``: equal. ``since`` <= at < ``until``.
    ``containing``: in the question, upper and lower case alike. ``below``: confidence under this.
    ``vote``: at least one vote of this value. ``limit`` lines after the first ``skip``, newest first.
    """

    kinds: tuple[LoggedKind, ...] = ()
    channel: str | None = None
    person: str | None = None
    reply_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    containing: str = ""
    below: float | None = None
    vote: VoteValue | None = None
    limit: int = 100
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """All that is kept of a person, each oldest first."""

    questions: tuple[LoggedQuestion, ...] = ()
    replies: tuple[StoredReply, ...] = ()
    votes: tuple[Vote, ...] = ()
    turns: tuple[StoredTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class Erased:
    """How many records were deleted; of receipts that are past their life whole days."""

    questions: int = 0
    replies: int = 0
    votes: int = 0
    turns: int = 0
    updates: int = 0
    receipts: int = 0

    @property
    def total(self) -> int:
        return self.questions + self.replies + self.votes + self.turns + self.updates + self.receipts


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long each kind of record is kept. Updates: longer than Telegram repeats one (24 hours)."""

    turns: timedelta = timedelta(hours=24)
    replies: timedelta = timedelta(days=90)
    questions: timedelta = timedelta(days=365)
    updates: timedelta = timedelta(days=3)
    receipts: timedelta = timedelta(days=365)
    tries: timedelta = timedelta(hours=1)
