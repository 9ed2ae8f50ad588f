"""Marks of sections: "BAB II", "III.", "C.", "2.", "b.", "1)", "a)", "(1)", "(a)", and "2 |", "2   " of a table's row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tanyapasal.index.law.places import Step, Unit
from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.headings.outline import starts
from tanyapasal.index.parsing.lists.markers import letter_key
from tanyapasal.index.parsing.numerals import roman
from tanyapasal.index.parsing.pages.pieces import Piece, word_before
from tanyapasal.index.reading import list_numbers

_CELL = r"(?:\s*\|)?\s*"
_ROMAN = re.compile(rf"(?P<number>[IVXLC]{{1,7}})\s?[.)](?=\s|[A-Z|]|$){_CELL}")
# How a section is marked, what a reference calls it, and how its number is read
_STYLES: tuple[tuple[str, Unit, re.Pattern[str]], ...] = (
    ("I.", "angka", _ROMAN),
    ("A.", "huruf", re.compile(rf"(?P<number>[A-Z])\s?[.)](?=\s|[A-Z][a-z]|\||$){_CELL}")),
    ("1.", "angka", re.compile(rf"(?P<number>\d{{1,3}})\s?\.(?!\d)(?=\s|[A-Za-z(|]|$){_CELL}")),
    ("1 |", "angka", re.compile(r"(?P<number>\d{1,3})(?:\s?\|\s*|(?: {2,}|\t+)(?=\S))")),
    ("a.", "huruf", re.compile(rf"(?P<number>[a-z]{{1,2}})\s?\.(?=\s|[A-Z|]|$){_CELL}")),
    ("1)", "angka", re.compile(rf"(?P<number>\d{{1,3}})\s?\)(?=\s|[A-Za-z|]|$){_CELL}")),
    ("a)", "huruf", re.compile(rf"(?P<number>[a-z]{{1,2}})\s?\)(?=\s|[A-Z|]|$){_CELL}")),
    ("(1)", "angka", re.compile(rf"\(\s?(?P<number>\d{{1,3}})\s?\)(?=\s|[A-Za-z|]|$){_CELL}")),
    ("(a)", "huruf", re.compile(rf"\(\s?(?P<number>[a-z]{{1,2}})\s?\)(?=\s|[A-Z|]|$){_CELL}")),
)
_FIRST = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789(")
# Behind these a mark within a line opens an item
_STOPS = ":;,"
_JOINED = re.compile(r"[;,]\s+(?:dan|atau|dan/atau|serta)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """One reading of a mark: how it is printed, its step, what it counts, and where it ends."""

    style: str
    step: Step
    value: int
    end: int


def marks_at(masked: str, piece: Piece) -> Iterator[Mark]:
    """Every reading of the mark that a piece begins with; none where the words before it ask for a reference."""
    if masked[piece.start] not in _FIRST or not _may_stand(masked, piece):
        return
    bab = starts(forms.BAB, masked, piece) if masked[piece.start] == "B" and piece.opens_line else None
    if bab is not None:
        value = roman(bab["number"] or bab["line"] or "")
        if value:
            yield Mark(
                "BAB", Step("bab", list_numbers.roman(value)), value, _blanks(masked, bab.end(), piece)
            )
        return
    for style, unit, pattern in _STYLES:
        match = pattern.match(masked, piece.start, piece.end)
        if match is None or (style in ("I.", "A.") and not piece.opens_line):
            continue
        value = _value(style, match["number"])
        if value:
            number = match["number"].lower()
            yield Mark(style, Step(unit, number.lstrip("0") or "0"), value, match.end())


def _value(style: str, number: str) -> int | None:
    if style == "I.":
        return roman(number)
    if number.isdigit():
        return int(number)
    key = letter_key(number.lower())
    return key[0] if key else None


def _may_stand(masked: str, piece: Piece) -> bool:
    before = masked[max(0, piece.start - 400) : piece.start].rstrip()
    if not piece.opens_line:
        return before[-1:] in _STOPS or _JOINED.search(before) is not None
    if not before or before[-1] in ".;:,":
        return True
    return word_before(before, 0, len(before)).strip("(,") not in forms.REFERENCE_WORDS - _LEADING


# These stand before a list as well as before a reference
_LEADING = frozenset(
    {"dan", "atau", "dan/atau", "adalah", "yaitu", "yakni", "lampiran", "penjelasan", "bagian", "di"}
)


def _blanks(masked: str, start: int, piece: Piece) -> int:
    while start < piece.end and (masked[start].isspace() or masked[start] in ".:"):
        start += 1
    return start
