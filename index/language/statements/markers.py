"""The marks before the items of a list: "a.", "1)", "-", "1️⃣"; and before an ayat: "(1)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tanyapasal.index.text import Span

Style = Literal["keycap", "digit", "letter", "bullet"]


@dataclass(frozen=True, slots=True)
class MarkerForm:
    """A way of marking items, without the white space behind it, and examples of it that a test runs."""

    style: Style
    pattern: str
    examples: tuple[str, ...]


# UU 12/2011 Lampiran II: huruf a. to z., then aa. or ab.; below them angka 1., then a), 1), (a), (1). Documents have
# bullets and keycaps beside these. Other pairs of letters ("no.", "ps.", "dr.") are abbreviations.
FORMS: tuple[MarkerForm, ...] = (
    MarkerForm(
        "keycap",
        r"(?:\d\ufe0f?\u20e3|[\u2460-\u2473\u2776-\u277f])",
        ("1\ufe0f\u20e3 Kompetensi Teknis", "\u2461 Kompetensi Manajerial"),
    ),
    MarkerForm(
        "digit", r"\(?\d{1,3}[a-z]?[.)](?!\S)", ("1. Dasar hukum", "12) lembur", "(3) cuti", "4a. upah")
    ),
    MarkerForm(
        "letter",
        r"\(?(?:(?P<letter>[a-z])(?P=letter)?|a[a-z])[.)](?!\S)",
        ("a. Pasal 46 ayat (1)", "b) cuti", "(c) upah", "aa. lembur", "ac. kerja"),
    ),
    MarkerForm(
        "bullet",
        r"(?:[-*\u2013\u2014\u2022\u00b7\u25aa\u25cf\u25e6\u2023\u2713\u2714\u27a2\u2192\u279c]|\[[ x]\])(?!\S)",
        ("- Pasal 49", "\u2022 Pasal 50", "* Pasal 51", "[x] Pasal 52"),
    ),
)
MARKER = "|".join(form.pattern for form in FORMS)
_FORMS = tuple((form.style, re.compile(form.pattern)) for form in FORMS)
_BLANK = re.compile(r"[^\S\n]*")


@dataclass(frozen=True, slots=True)
class Marker:
    """The mark of an item. ``span``: with the white space behind it on the line. ``number``: 2 for "2." and "b.".

    ``shape`` is the same for the marks of one list: "digit )" for "1)", "2)". A bullet has no number. ``within``: it
    stands within a line, behind what it goes on from.
    """

    style: Style
    shape: str
    number: int | None
    span: Span
    within: bool = False


def marker_at(text: str, begin: int = 0, end: int | None = None) -> Marker | None:
    """The marker that stands right at ``begin``; None if none does."""
    end = len(text) if end is None else end
    for style, pattern in _FORMS:
        if (match := pattern.match(text, begin, end)) is not None:
            written = match.group()
            behind = _BLANK.match(text, match.end(), end)
            span = Span(begin, behind.end() if behind else match.end())
            if style in ("keycap", "bullet"):
                return Marker(style, style, _number(written), span)
            bracket = "(" if written[0] == "(" else ""
            return Marker(style, f"{style} {bracket}{written[-1]}", _number(written), span)
    return None


def _number(written: str) -> int | None:
    digits = "".join(c for c in written if c.isascii() and c.isdigit())
    letters = "".join(c for c in written if "a" <= c <= "z")
    if digits:
        return int(digits)
    if not letters or written[0] == "[":
        return None
    # "aa" and "ab" both follow "z": the second is counted on from there.
    first = ord(letters[0]) - ord("a") + 1
    return first if len(letters) == 1 else 26 + (ord(letters[1]) - ord("a") + 1)
