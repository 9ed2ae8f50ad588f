"""Whether a regulation is still in force, where an official text says so: "dicabut dan dinyatakan tidak berlaku"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tanyapasal.index.asking.query import Query
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference, RegulationId

_ASKS = re.compile(
    r"\b(?:masih|tetap|sudah|udah|apakah|kapan)\b.{0,60}\b(?:berlaku|dicabut|dihapus|valid|dipakai|digunakan)\b|\b(?:status|dicabut)\b",
    re.IGNORECASE,
)
# UU 12/2011 Lampiran II angka 143–158: how a regulation ends others, or keeps what rests on them.
_SAYS = re.compile(
    r"\b(?:dicabut|dinyatakan\s+tidak\s+berlaku|tidak\s+berlaku\s+lagi|(?:masih\s+)?tetap\s+berlaku)\b",
    re.IGNORECASE,
)
_IMPLEMENTING = re.compile(r"\bperaturan\s+pelaksana", re.IGNORECASE)
_MOST = 2


def standing(query: Query, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """What official texts say of the standing of a regulation that is named; empty if not asked, or not said."""
    asked = _ASKS.search(query.text)
    named = [m.regulation.id for m in query.mentions if m.regulation and m.regulation.id and not m.steps]
    if asked is None or not named:
        return ()
    wholes = {p.parent for p in passages}
    found = [p for p in passages if p.id not in wholes and _ends(p, named[0])]
    # What rests on a regulation is another matter than the regulation.
    implementing = _IMPLEMENTING.search(query.text) is not None
    found.sort(key=lambda p: (_IMPLEMENTING.search(p.text) is not None) != implementing)
    return tuple(found[:_MOST])


def _ends(passage: Passage, regulation: RegulationId) -> bool:
    if passage.source.kind != "official" or not isinstance(passage.ref, Reference):
        return False
    if passage.ref.regulation == regulation or passage.ref.locator.part != "batang_tubuh":
        return False
    # No other regulation between its name and what is said; copies by OCR write "2Ol4".
    name = rf"Nomor\s+{_written(regulation.number)}\s+Tahun\s+{_written(str(regulation.year))}(?!\d)"
    said = rf"{name}(?:(?!Nomor\s+\w+\s+Tahun).)*?{_SAYS.pattern}"
    return re.search(said, passage.text, re.IGNORECASE | re.DOTALL) is not None


def _written(number: str) -> str:
    return "".join({"0": "[0O]", "1": "[1lI]"}.get(character, character) for character in number)
