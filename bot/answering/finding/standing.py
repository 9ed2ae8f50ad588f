"""Whether a regulation is still in force, where an official text says so: "dicabut dan dinyatakan tidak berlaku"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tanyapasal.index.asking.query import Query
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.passages.facts import Facts

_ASKS = re.compile(
    r"\b(?:masih|tetap|sudah|udah|apakah|kapan)\b.{0,60}\b(?:berlaku|dicabut|dihapus|valid|dipakai|digunakan)\b|\b(?:status|dicabut)\b",
    re.IGNORECASE,
)
_IMPLEMENTING = re.compile(r"\bperaturan\s+pelaksana", re.IGNORECASE)
_MOST = 2


def standing(
    query: Query, passages: Sequence[Passage], facts: Callable[[Passage], Facts]
) -> tuple[Passage, ...]:
    """What official texts say of the standing of a regulation that is named; empty if not asked, or not said."""
    named = [m.regulation.id for m in query.mentions if m.regulation and m.regulation.id and not m.steps]
    if not named or _ASKS.search(query.text) is None:
        return ()
    wholes = {p.parent for p in passages}
    found = [p for p in passages if p.id not in wholes and _ends(p, facts(p), named[0])]
    # What rests on a regulation is another matter than the regulation.
    implementing = _IMPLEMENTING.search(query.text) is not None
    found.sort(key=lambda p: facts(p).implementing != implementing)
    return tuple(found[:_MOST])


def _ends(passage: Passage, facts: Facts, regulation: RegulationId) -> bool:
    own = isinstance(passage.ref, Reference) and passage.ref.regulation == regulation
    return not own and (regulation.number, str(regulation.year)) in facts.ends
