"""A document that is itself a regulation: a bare "Pasal 5" in it is its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.references.mentions import Mention

# How far from the start a regulation names itself, in characters
_HEAD = 3000
_FORMULA = re.compile(r"^[^\S\n]*(?:memutuskan|menetapkan)\s*:", re.IGNORECASE | re.MULTILINE)
_HEADING = re.compile(r"^[^\S\n]*(?:#+[^\S\n]*)?(?=Pasal\s+\d+[A-Z]?[^\S\n]*$)", re.MULTILINE)
_AMENDS = re.compile(r"\bperubahan\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Own:
    """A regulation as a document. ``id``: None if it does not tell, or amends another, whose places it then names.

    ``headings``: where the headings of its articles begin; ``body``: where its articles begin.
    """

    id: RegulationId | None
    headings: frozenset[int]
    body: int


def own_regulation(text: str, mentions: Sequence[Mention]) -> Own | None:
    """What a document is that enacts articles of its own; None for any other."""
    enacting = _FORMULA.search(text)
    if enacting is None:
        return None
    headings = frozenset(match.end() for match in _HEADING.finditer(text, enacting.end()))
    if not headings:
        return None
    title = text[:_HEAD]
    own = next((m for m in mentions if _names_it(m, title)), None)
    amends = own is not None and _AMENDS.search(title[own.span.end : own.span.end + 200]) is not None
    return Own(own.regulation.id if own and own.regulation and not amends else None, headings, enacting.end())


def _names_it(mention: Mention, title: str) -> bool:
    """True for the first regulation in capitals, as a title writes it."""
    written = mention.span.of(title)
    named = mention.regulation is not None and mention.regulation.id is not None
    return named and not mention.steps and mention.span.end < len(title) and written == written.upper()
