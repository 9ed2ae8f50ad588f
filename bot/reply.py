"""What the service says back: a closed union that every channel must be able to show.

Channels ``match`` on ``Reply`` and end with ``assert_never``: a new kind of reply fails type-checking until
every channel shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from tanyapasal.index.law.passages import Passage, RegulationCard


@dataclass(frozen=True, slots=True)
class Option:
    """A way to go on: ``label`` is shown on a button, ``question`` is asked when it is chosen."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that was retrieved, and the words of it that are quoted (``quote in passage.text``)."""

    passage: Passage
    quote: str
    regulation: RegulationCard | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said, and the citations (indexes into ``Answer.citations``) that prove it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReplyHead:
    """What every reply carries. ``confidence`` is the probability, 0 to 1, that the first citation answers."""

    id: str
    conversation_id: str
    snapshot: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Answer:
    """At least one statement, each with at least one citation.

    ``warnings`` are plain sentences about how far the cited place can be trusted (empty if switched off).
    ``note``: what the helpdesk says about it in its own words, lines without blank ones between; it is shown
    before the quotes and marked as the helpdesk's.
    """

    head: ReplyHead
    headline: str | None
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NotFound:
    """An honest refusal: why, what is covered, and questions nearby that can be answered."""

    head: ReplyHead
    message: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Clarification:
    """A question back, because more than one thing may be meant."""

    head: ReplyHead
    message: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chat:
    """Small talk: greetings, thanks, who are you."""

    head: ReplyHead
    message: str
    options: tuple[Option, ...] = ()


Reply = Answer | NotFound | Clarification | Chat


def kind_of(reply: Reply) -> str:
    """The kind of a reply, by the names of the wire."""
    match reply:
        case Answer():
            return "answer"
        case NotFound():
            return "not_found"
        case Clarification():
            return "clarification"
        case Chat():
            return "chat"
        case _:
            assert_never(reply)
