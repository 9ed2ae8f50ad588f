"""What the service says back: a closed union that every channel must be able to show.

Channels ``match`` on ``Reply`` and end with ``assert_never``: a new kind of reply fails type-checking until
every channel shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import AnyReference, Reference


@dataclass(frozen=True, slots=True)
class Option:
    """A way to go on: ``label`` is shown on a button, ``question`` is asked when it is chosen."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article that a document's statement rests on, and how it is written for people."""

    ref: Reference
    label: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that was retrieved, and the words of it that are quoted (``quote in passage.text``).

    ``article``: what is cited where the words are a document's statement about it (one of ``passage.legal_basis``);
    without it the place of the passage itself. ``regulation``: that of the place cited.
    """

    passage: Passage
    quote: str
    regulation: RegulationCard | None
    article: Article | None = None

    @property
    def ref(self) -> AnyReference:
        """The place that is cited."""
        return self.article.ref if self.article is not None else self.passage.ref

    @property
    def label(self) -> str:
        """The place that is cited, as people write it."""
        return self.article.label if self.article is not None else self.passage.label

    @property
    def original(self) -> str | None:
        """The lines of a scanned copy that were mended in the quote; None if nothing was."""
        return self.passage.original_of(self.quote)


@dataclass(frozen=True, slots=True)
class Contact:
    """Who can be asked instead: ``name`` of the desk, ``reach`` (telephone, address), ``hours`` it is open or None."""

    name: str
    reach: str
    hours: str | None = None


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

    The first ``shown`` statements are the reply on a telephone; the others stand behind "selengkapnya", with all
    sources. ``warning``: the one line, in everyday words, that is shown with them; ``notes``: what else is to be said
    of how far the cited places can be trusted, behind "selengkapnya" too. ``note``: what the helpdesk says about it in its own words, lines without blank ones between; it is shown
    before the quotes and marked as the helpdesk's.
    """

    head: ReplyHead
    headline: str | None
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    shown: int = 1
    warning: str | None = None
    notes: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    note: str | None = None

    def told(self, *lines: str) -> Answer:
        """The answer with ``lines`` to be said before what is said of it already."""
        said = tuple(dict.fromkeys((*lines, *((self.warning,) if self.warning else ()), *self.notes)))
        return replace(self, warning=next(iter(said), None), notes=said[1:])


@dataclass(frozen=True, slots=True)
class NotFound:
    """An honest refusal: why, and questions nearby that can be answered. ``contact``: who may know, if set."""

    head: ReplyHead
    message: str
    options: tuple[Option, ...] = ()
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Clarification:
    """A question back, because more than one thing may be meant."""

    head: ReplyHead
    message: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chat:
    """Small talk: greetings, thanks, who are you. ``contact``: who is asked for, if set."""

    head: ReplyHead
    message: str
    options: tuple[Option, ...] = ()
    contact: Contact | None = None


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
