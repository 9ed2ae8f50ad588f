"""Passages: the unit of retrieval and of citation.

A passage is one statement about one place: what an article says, what a secondary document says an article says,
or a section of a program description. ``text`` is verbatim and is what may be quoted; ``context`` is where it
stands (headings, label) and ``search_text`` what staff added so that it is found. Only ``text`` is ever quoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tanyapasal.index.law.places import AnyReference, Reference, RegulationId, RegulationStatus

SourceKind = Literal["official", "secondary", "program"]
Verdict = Literal[
    "match", "number_mismatch", "operator_mismatch", "wrong_article", "not_found", "revoked", "unverified"
]
VERDICTS: tuple[Verdict, ...] = (
    "match",
    "number_mismatch",
    "operator_mismatch",
    "wrong_article",
    "not_found",
    "revoked",
    "unverified",
)


@dataclass(frozen=True, slots=True)
class Source:
    """The document a passage was taken from."""

    kind: SourceKind
    document: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What is known of a statement against the official article. ``see``: where the rule really stands."""

    verdict: Verdict
    note: str
    see: tuple[AnyReference, ...] = ()


@dataclass(frozen=True, slots=True)
class RegulationCard:
    """What is known of one regulation as a whole. ``title`` is what stands after "tentang"."""

    id: RegulationId
    title: str
    label: str
    status: RegulationStatus
    amends: tuple[RegulationId, ...] = ()
    aliases: tuple[str, ...] = ()
    deviations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One citable statement.

    ``id`` is unique in a snapshot (several statements about one place share ``ref``); ``label`` is what people
    are shown; ``heading`` names the subject in a few words; ``legal_basis`` are places that the text rests on;
    ``parent`` is the id of the passage that this one is an item of, whose ``text`` contains this text.
    ``changed_by``: regulations whose own texts gave this one its wording, besides that of ``ref``. ``copied``: the
    words as a scanned copy has them, line by line, where misreadings in it are mended in ``text``; None elsewhere.
    """

    id: str
    ref: AnyReference
    label: str
    heading: str
    text: str
    source: Source
    context: str = ""
    search_text: str = ""
    topic: str = ""
    legal_basis: tuple[AnyReference, ...] = ()
    verification: Verification | None = None
    parent: str | None = None
    changed_by: tuple[RegulationId, ...] = ()
    copied: str | None = None

    def original_of(self, quote: str) -> str | None:
        """The lines of the copy that were mended in ``quote``, words of ``text``; None if it stands there as it is."""
        if self.copied is None or quote in self.copied:
            return None
        first = self.text.count("\n", 0, max(0, self.text.find(quote)))
        lines = slice(first, first + quote.count("\n") + 1)
        pairs = zip(self.text.split("\n")[lines], self.copied.split("\n")[lines], strict=True)
        return "\n".join(copied for mended, copied in pairs if mended != copied) or None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that retrieval found. ``score``: fused, higher is better, comparable within one question."""

    passage: Passage
    score: float


def outermost(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages without official ones whose words stand in an official passage of a place around theirs."""
    official = [p for p in passages if p.source.kind == "official"]
    return tuple(p for p in passages if not any(_stands_in(p, other) for other in official))


def _stands_in(passage: Passage, other: Passage) -> bool:
    if not isinstance(passage.ref, Reference) or not isinstance(other.ref, Reference):
        return False
    inside = other.ref != passage.ref and other.ref.contains(passage.ref) and passage.text in other.text
    return inside and passage.source.kind == "official"


def search_form(passage: Passage) -> str:
    """What the indexes read of a passage: where it stands, its subject, its words, and what staff added."""
    parts = (passage.context, passage.topic, passage.text, passage.search_text)
    return "\n".join(part for part in parts if part)
