"""Headings above articles: BAB, Bagian, Paragraf, BUKU with their titles."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from tanyapasal.index.language.quantities.number_words import ordinal, read_ordinal
from tanyapasal.index.law.regulation import Heading, HeadingKind
from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.headings.outline import refers, starts
from tanyapasal.index.parsing.numerals import readings, roman
from tanyapasal.index.parsing.pages.hyphens import put_together
from tanyapasal.index.parsing.pages.pieces import Piece
from tanyapasal.index.reading import list_numbers
from tanyapasal.index.text import Span, one_line

_FORMS: tuple[tuple[HeadingKind, forms.Form], ...] = (
    ("bab", forms.BAB),
    ("bagian", forms.BAGIAN),
    ("paragraf", forms.PARAGRAF),
    ("bagian_teks", forms.BUKU),
)
_FIRST = "BP8A"
_LONGEST_TITLE = 300
_MOST_LINES = 7
_MARKER = re.compile(r"\([0-9]{1,2}[a-z]?\)?\s?|[a-z0-9]{1,2}\.\s")


@dataclass(frozen=True, slots=True)
class Found:
    """A heading that begins at a piece, and the index of the first piece after its title."""

    heading: Heading
    after: int


def heading_at(
    masked: str, pieces: Sequence[Piece], i: int, last: int, articles: Container[int], previous: str | None
) -> Found | None:
    """The heading at piece ``i``; ``articles`` are the pieces that open an article, ``previous`` the last BAB."""
    piece = pieces[i]
    if masked[piece.start] not in _FIRST:
        return None
    named = starts(forms.ATURAN, masked, piece)
    if named is not None:
        return Found(Heading("bagian_teks", None, named["name"], Span(piece.start, piece.end)), i + 1)
    for kind, form in _FORMS:
        match = starts(form, masked, piece)
        if match is None:
            continue
        rest = masked[match.end() : piece.end].strip(" .:\t")
        if (rest and not (rest[0].isupper() or rest[0] in '("“')) or refers(masked, piece):
            return None
        line = match["line"] if kind == "bab" else None
        if kind == "bab" and not piece.opens_line and (line or any(c.islower() for c in rest[:12])):
            return None
        number = _number(kind, line or match["number"], previous)
        if number is None:
            return None
        after = _title_end(masked, pieces, i, last, articles, kind, bool(rest))
        end = pieces[after - 1].end
        title = one_line(put_together(masked[match.end() : end])).strip(" .:")
        return Found(Heading(kind, number, title, Span(piece.start, end)), after)
    return None


def _number(kind: HeadingKind, raw: str, previous: str | None) -> str | None:
    if kind == "paragraf":
        return _number_of_paragraf(raw)
    if kind == "bagian":
        return _number_of_bagian(raw)
    return _number_of_bab(raw, _after(previous), bool(previous)) if kind == "bab" else _number_of_bab(raw)


def _number_of_paragraf(raw: str) -> str | None:
    value = read_ordinal(raw) or next((key[0] for key, _ in readings(raw)), None)
    return str(value) if value else None


def _number_of_bagian(raw: str) -> str | None:
    """``Kedua``, or figures or roman signs as they are written: "Bagian Ke-2", "Bagian II"."""
    figures = raw.lower().removeprefix("ke").strip(" -")
    if figures.isdigit():
        return figures
    value = read_ordinal(raw)
    if value is None:
        value = roman(raw)
        return list_numbers.roman(value).upper() if value else None
    return ordinal(value).title() if raw.lower() != "pertama" else "Pertama"


def _number_of_bab(raw: str, following: int | None = None, certain: bool = False) -> str | None:
    """Roman, with the letter of an inserted one; ``following``: what the number is in doubt, if ``certain`` in any case."""
    suffix = raw[-1] if len(raw) > 1 and raw[-1] in "ABCD" and not raw.startswith(("KE", "PER")) else ""
    bare = raw.removesuffix(suffix)
    values = [read_ordinal(bare), roman(bare), int(bare) if bare.isdigit() else None]
    value = next((v for v in values if v), following if certain else None)
    if following is not None and following in values:
        value = following  # "BAB 11" may be II
    return list_numbers.roman(value).upper() + suffix if value and value < 400 else None


def _after(previous: str | None) -> int:
    return (roman(previous) or 0) + 1 if previous else 1


def opens_heading(masked: str, piece: Piece) -> bool:
    """True if a piece begins like a BAB, Bagian, Paragraf or BUKU."""
    return masked[piece.start] in _FIRST and any(starts(form, masked, piece) for _, form in _FORMS)


def _title_end(
    masked: str,
    pieces: Sequence[Piece],
    i: int,
    last: int,
    articles: Container[int],
    kind: HeadingKind,
    has_title: bool,
) -> int:
    """The first piece after the title. A title has no full stop; text that ran in between is not part of it."""
    after = i + 1
    while after < last and after - i < _MOST_LINES and after not in articles:
        piece = pieces[after]
        written = masked[piece.start : piece.end]
        if (
            opens_heading(masked, piece)
            or _MARKER.match(written)
            or piece.end - pieces[i].start > _LONGEST_TITLE
        ):
            break
        if kind in ("bab", "bagian_teks") and sum(c.islower() for c in written) > len(written) // 2:
            break
        after += 1
    closed = after >= last or after in articles or opens_heading(masked, pieces[after])
    if not closed or any(masked[pieces[j].end - 1] in ".;" for j in range(i + 1, after)):
        # something else stands between: only the first line is surely the title
        if kind == "bab":
            return after
        return min(after, i + 1 if has_title else i + 2)
    return after
