"""What is reported about the items of a list: misread, missing, understood from the sequence."""

from __future__ import annotations

from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.parsing.lists.markers import UNITS, Marker
from tanyapasal.index.parsing.numerals import Key
from tanyapasal.index.text import Span

_SHOWN = 40


def misread(masked: str, marker: Marker, span: Span) -> Problem:
    """A marker that was read by its place in the sequence."""
    unit = UNITS.get(marker.style, "butir")
    raw = span.of(masked).strip()
    return Problem(
        "ocr_suspect", f"Penanda '{raw}' dibaca sebagai {unit} {marker.name} menurut urutannya.", span
    )


def missing_items(marker: Marker, last: Key, span: Span) -> list[Problem]:
    """The items between the last one and this marker."""
    unit = UNITS.get(marker.style, "butir")
    found: list[Problem] = []
    for number in range(last[0] + 1, marker.key[0]):
        name = chr(96 + number) if marker.style == "huruf" and number <= 26 else str(number)
        found.append(Problem(f"missing_{unit}", f"{unit.capitalize()} {name} tidak ditemukan.", span))
    return found


def inferred(start: int, end: int) -> Problem:
    """Text before ayat (2) that has no number of its own."""
    return Problem(
        "ayat_inferred",
        "Nomor ayat (1) tidak terbaca; teks sebelum ayat berikutnya dibaca sebagai ayat (1).",
        Span(start, min(end, start + _SHOWN)),
    )
