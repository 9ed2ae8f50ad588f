"""Whether a regulation is still in force: where an official text says so, "dicabut dan dinyatakan tidak berlaku", or by
the status that is kept of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tanyapasal.index.asking.query import Query
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import AnyReference, Reference, RegulationId, RegulationStatus
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.references.resolve import numbered, regulation_meant

_ASKS = re.compile(
    r"\b(?:masih|tetap|sudah|udah|apakah|kapan)\b.{0,60}\b(?:berlaku|dicabut|dihapus|valid|dipakai|digunakan)\b|\b(?:status|dicabut)\b",
    re.IGNORECASE,
)
_IMPLEMENTING = re.compile(r"\bperaturan\s+pelaksana", re.IGNORECASE)
_MOST = 2
_STATUS: dict[RegulationStatus, str] = {
    "berlaku": "masih berlaku",
    "diubah": "masih berlaku, sudah diubah",
    "dicabut": "sudah dicabut",
    "tidak diketahui": "statusnya belum diperiksa",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is kept of a regulation: in a few words, and whose description proves it, best first."""

    regulation: RegulationId
    told: str
    places: tuple[RegulationId, ...]


def ending(
    passages: Sequence[Passage], at: Callable[[AnyReference], Sequence[Passage]]
) -> tuple[Passage, ...]:
    """``passages``, which state the standing of a regulation, without what is said again by their items.

    ``at``: the passages at a place and below it.
    """
    return tuple(p for p in passages if all(below.parent != p.id for below in at(p.ref)))


def standing(
    query: Query, ending: Callable[[], Sequence[Passage]], facts: Callable[[Passage], Facts]
) -> tuple[Passage, ...]:
    """What official texts say of the standing of a regulation that is named; empty if not asked, or not said.

    ``ending``: gives the passages that state the standing of any.
    """
    asked = _asked(query)
    if asked is None:
        return ()
    found = [p for p in ending() if _ends(p, facts(p), asked)]
    # What rests on a regulation is another matter than the regulation.
    implementing = _IMPLEMENTING.search(query.text) is not None
    found.sort(key=lambda p: facts(p).implementing != implementing)
    return tuple(found[:_MOST])


def status(query: Query, cards: Sequence[RegulationCard]) -> Standing | None:
    """What is kept of the regulation whose standing is asked; None if it is not asked, or nothing is kept."""
    asked = _asked(query, [card.id for card in cards])
    if asked is None:
        return None
    amending = [card for card in cards if asked in card.amends]
    unknown: RegulationStatus = "tidak diketahui"
    kept = next((card.status for card in cards if card.id == asked), unknown)
    by = f"diubah dengan {' dan '.join(card.label for card in amending)}"
    if kept == "tidak diketahui":
        if not amending:
            return None
        told = f"{by}; pencabutannya tidak tercatat"
    elif amending:
        told = f"{_STATUS[kept].removesuffix(', sudah diubah')}, sudah {by}"
    else:
        told = _STATUS[kept]
    return Standing(asked, told, (*(card.id for card in amending), asked))


def _asked(query: Query, held: Sequence[RegulationId] = ()) -> RegulationId | None:
    """The regulation whose standing a question asks; None if it asks for none, or of several that are held."""
    named = [m.regulation for m in query.mentions if m.regulation and m.regulation.id and not m.steps]
    return (
        regulation_meant(named[0], numbered(held)) if named and _ASKS.search(query.text) is not None else None
    )


def _ends(passage: Passage, facts: Facts, regulation: RegulationId) -> bool:
    own = isinstance(passage.ref, Reference) and passage.ref.regulation == regulation
    return not own and (regulation.number, str(regulation.year)) in facts.ends
