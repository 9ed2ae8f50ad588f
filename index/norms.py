"""Quantities in legal Indonesian: "paling sedikit 20 (dua puluh) jam pelajaran dalam 1 (satu) tahun".

The phrases are data; each carries an example that a test runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.text import Span

Operator = Literal["minimal", "maksimal"]

# phrase of law or everyday speech -> operator (UU 12/2011 Lampiran II nomor 267 and everyday equivalents)
OPERATORS: tuple[tuple[str, Operator], ...] = (
    ("paling sedikit", "minimal"),
    ("paling kurang", "minimal"),
    ("paling singkat", "minimal"),
    ("paling rendah", "minimal"),
    ("sekurang-kurangnya", "minimal"),
    ("sedikitnya", "minimal"),
    ("setidaknya", "minimal"),
    ("tidak kurang dari", "minimal"),
    ("minimal", "minimal"),
    ("minimum", "minimal"),
    ("paling banyak", "maksimal"),
    ("paling lama", "maksimal"),
    ("paling lambat", "maksimal"),
    ("paling tinggi", "maksimal"),
    ("selama-lamanya", "maksimal"),
    ("selambat-lambatnya", "maksimal"),
    ("setinggi-tingginya", "maksimal"),
    ("tidak melebihi", "maksimal"),
    ("tidak lebih dari", "maksimal"),
    ("maksimal", "maksimal"),
    ("maksimum", "maksimal"),
)

UnitKind = Literal["jam pelajaran", "waktu", "uang", "bagian", "kali", "orang", "usia", "jarak"]

# unit as written -> (short form in headlines, kind of quantity it measures)
UNITS: tuple[tuple[str, str, UnitKind], ...] = (
    ("jam pelajaran", "JP", "jam pelajaran"),
    ("jp", "JP", "jam pelajaran"),
    ("jam kerja", "jam kerja", "waktu"),
    ("jam", "jam", "waktu"),
    ("menit", "menit", "waktu"),
    ("hari kerja", "hari kerja", "waktu"),
    ("hari kalender", "hari kalender", "waktu"),
    ("hari", "hari", "waktu"),
    ("minggu", "minggu", "waktu"),
    ("bulan", "bulan", "waktu"),
    ("semester", "semester", "waktu"),
    ("tahun", "tahun", "waktu"),
    ("rupiah", "rupiah", "uang"),
    ("persen", "%", "bagian"),
    ("%", "%", "bagian"),
    ("kali", "kali", "kali"),
    ("orang", "orang", "orang"),
    ("kilometer", "km", "jarak"),
    ("meter", "m", "jarak"),
)

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_WORDS = r"(?:\s*\([a-z ]+\))?"
_PERIODS = {
    "tahun": "per tahun",
    "bulan": "per bulan",
    "minggu": "per minggu",
    "hari": "per hari",
    "semester": "per semester",
}


def _alternatives(phrases: tuple[str, ...]) -> str:
    return "|".join(r"\s+".join(map(re.escape, p.split())) for p in sorted(phrases, key=len, reverse=True))


_NORM = re.compile(
    rf"(?:(?P<operator>{_alternatives(tuple(p for p, _ in OPERATORS))})\s+(?:selama\s+|dalam\s+|sebesar\s+|sebanyak\s+)?)?"
    rf"(?:(?P<rupiah>rp\.?)\s*)?(?P<approx>[~±])?(?<![\w.,/-])(?P<number>{_NUMBER}){_WORDS}"
    rf"(?:\s*(?:-|–|s\.?d\.?|sampai(?:\s+dengan)?)\s*(?P<upper>{_NUMBER}){_WORDS})?"
    rf"(?:\s*(?P<unit>{_alternatives(tuple(u for u, _, _ in UNITS))})(?![a-z]))?"
    rf"(?P<period>\s*(?:/|per|setiap|tiap|dalam(?:\s+(?:1\s*(?:\(satu\))?|satu))?|se)\s*(?P<per>tahun|bulan|minggu|hari|semester)(?![a-z]))?",
    re.IGNORECASE,
)
_AMOUNTS = {unit: (short, kind) for unit, short, kind in UNITS}


@dataclass(frozen=True, slots=True)
class Norm:
    """One quantity: ``minimal`` 20 ``JP`` ``per tahun``.

    ``quantity`` and ``upper`` are digits as written; ``span`` points into the text that was read.
    """

    operator: Operator | None
    quantity: str
    upper: str | None
    unit: str
    kind: UnitKind
    period: str | None
    approximate: bool
    span: Span

    def __str__(self) -> str:
        number = f"{self.quantity}–{self.upper}" if self.upper else self.quantity
        if self.unit == "rupiah":
            amount = f"Rp{number}"
        else:
            amount = f"{number}%" if self.unit == "%" else f"{number} {self.unit}"
        amount = f"~{amount}" if self.approximate else amount
        return " ".join(part for part in (self.operator, amount, self.period) if part)


def find_norms(text: str) -> tuple[Norm, ...]:
    """Every quantity with a unit, in order; numbers of pasal, ayat, regulations and years have none."""
    found: list[Norm] = []
    for match in _NORM.finditer(text):
        unit = " ".join((match["unit"] or ("rupiah" if match["rupiah"] else "")).lower().split())
        if not unit or (unit == "tahun" and re.fullmatch(r"(?:19|20)\d\d", match["number"])):
            continue
        # "Nomor 20 Tahun 2023" and "ayat 3 tahun ..." count nothing.
        if re.search(
            r"(?:nomor|no\.?|pasal|ayat|angka|huruf|uu|pp)\s*$", text[: match.start()], re.IGNORECASE
        ):
            continue
        operator_text = " ".join((match["operator"] or "").lower().split())
        short, kind = _AMOUNTS[unit]
        found.append(
            Norm(
                operator=next((o for p, o in OPERATORS if p == operator_text), None),
                quantity=match["number"],
                upper=match["upper"],
                unit=short,
                kind=kind,
                period=_PERIODS[match["per"].lower()] if match["per"] else None,
                approximate=match["approx"] is not None,
                span=Span(match.start(), match.end()),
            )
        )
    return tuple(found)


def short_form(text: str) -> str | None:
    """The quantities of a statement in a few words, for a headline: "minimal 20 JP per tahun".

    The first quantity, and one more that is given in brackets as the same amount ("511 JP (~51 hari kerja)").
    None if the text has none.
    """
    norms = find_norms(text)
    if not norms:
        return None
    first = norms[0]
    if len(norms) > 1 and re.fullmatch(r"\s*\(\s*", text[first.span.end : norms[1].span.start]):
        return f"{first} ({norms[1]})"
    return str(first)
