"""Articles counted in roman numbers: those of amending regulations, told from the text that they quote, and others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.parsing.articles import Articles
from tanyapasal.index.parsing.headings.outline import ends_sentence, refers
from tanyapasal.index.parsing.numerals import roman
from tanyapasal.index.parsing.pages.pieces import Piece
from tanyapasal.index.reading import list_numbers
from tanyapasal.index.text import Span

_ROMAN_ARTICLE = re.compile(
    r"(?:P[aA][sS][aA][lLI1J]|Article\s|ARTICLE\s)\s{0,3}(?P<number>[IVXl1]{1,5})(?=\s|$)"
)
_REACH = 1500
_QUOTING = (":", '"', "“")
_AMENDING = re.compile(
    r"diubah|dirubah|ditambah|disisipkan|dihapus|diganti|Mengubah|Menambah|Merubah|perubahan|ditetapkan",
    re.IGNORECASE,
)
# Words that order a change, and do not only speak of one
_ORDERS = re.compile(
    r"\b(?:diubah|dirubah|ditambah|disisipkan|dihapus|diganti|disempurnakan)\b[^.]{0,300}?(?:sebagai\s+berikut|sehingga|berbunyi|menjadi|:)"
    r"|Ketentuan\s[^.:]{0,120}\b(?:diubah|dirubah|dihapus)|(?:\n|[:;]|\d[.)]?)\s{0,80}(?:Mengubah|Menambah|Merubah|Menghapus|Menyisipkan|Mengganti)\b"
)
_AGAIN = "Urutan pasal ini sudah ada di atasnya; dibaca sebagai teks peraturan secara keseluruhan."
_LETTERS = re.compile(r"[IVX]+")
_ARABIC_SECOND = re.compile(r"(?:P[aA][sS][aA][lL]|Article|ARTICLE)\s+2[ \t]*+[.:]?(?=\s*\n|$)")


@dataclass(frozen=True, slots=True)
class _Counted:
    piece: int
    value: int
    end: int
    printed: str


def amending_articles(
    masked: str, pieces: Sequence[Piece], first: int, last: int, explains: bool = False
) -> Articles | None:
    """Pasal I, II, … of an amending regulation; None if there are none, or they change nothing.

    ``explains``: the articles of its penjelasan, which change nothing themselves.
    """
    found = _chain(masked, pieces, first, last)
    if not found or (not explains and not _amends(masked, pieces, found)):
        return None
    return _articles(found)


def roman_articles(masked: str, pieces: Sequence[Piece], first: int, last: int) -> Articles | None:
    """Pasal I, II, … of a text that counts so though it changes nothing: two at least, and no arabic Pasal 2."""
    found = _chain(masked, pieces, first, last)
    if len(found) < 2 or any(not _LETTERS.fullmatch(c.printed) for c in found):
        return None
    arabic = any(
        pieces[i].opens_line and _ARABIC_SECOND.match(masked, pieces[i].start) for i in range(first, last)
    )
    return None if arabic else _articles(found)


def closing_articles(
    masked: str, pieces: Sequence[Piece], arabic: Articles, last: int
) -> tuple[Articles, tuple[Problem, ...], int]:
    """The articles with Pasal I, II, … that stand behind them, as the transitional ones of a constitution do.

    Also the problems of them all, and the piece where such a row begins again (``last``: none does): a reference cannot
    tell that row from the first.
    """
    first = max(arabic.numbers, default=last - 1) + 1
    found = [c for c in _chain(masked, pieces, first, last) if _LETTERS.fullmatch(c.printed)]
    if len(found) < 2 or found[0].value != 1:
        return arabic, arabic.problems, last
    more = _articles(found)
    again = [i for i in range(found[1].piece, last) if i not in more.numbers and _counts(masked, pieces[i])]
    known = {pieces[i].start for i in (*more.numbers, *again)}
    problems = [p for p in arabic.problems if p.span.start not in known]
    problems += [Problem("duplicate_pasal", _AGAIN, Span(pieces[i].start, pieces[i].end)) for i in again]
    merged = replace(arabic, numbers=arabic.numbers | more.numbers, ends=arabic.ends | more.ends)
    return merged, tuple(problems), min(again, default=last)


def _counts(masked: str, piece: Piece) -> bool:
    """True for a roman heading that has a line of its own."""
    match = _heading(masked, piece)
    return match is not None and match.end() == piece.end and _LETTERS.fullmatch(match["number"]) is not None


def _articles(found: Sequence[_Counted]) -> Articles:
    numbers = {c.piece: list_numbers.roman(c.value) for c in found}
    return Articles(numbers, {c.piece: c.end for c in found}, frozenset(), ())


def _amends(masked: str, pieces: Sequence[Piece], found: Sequence[_Counted]) -> bool:
    """True if the first article changes something. "Pasal 1" counts in roman only where "Pasal II" follows it."""
    start = pieces[found[0].piece].start
    digit = found[0].printed in ("1", "l")
    if len(found) < 2 or digit:
        return (len(found) > 1 or not digit) and _ORDERS.search(masked, start, start + _REACH) is not None
    return _AMENDING.search(masked, start, start + _REACH) is not None


def _chain(masked: str, pieces: Sequence[Piece], first: int, last: int) -> list[_Counted]:
    """The headings that count I, II, … in order; those of quoted text are none."""
    lettered = _lettered(masked, pieces, first, last)
    found: list[_Counted] = []
    for i in range(first, last):
        match = _heading(masked, pieces[i])
        value = len(found) + 1
        if match is None or roman(match["number"]) != value:
            continue
        if refers(masked, pieces[i]) or not _ends_heading(masked, match.end(), pieces[i].end):
            continue
        if (
            found
            and match["number"].isdigit()
            and (_is_quoted(masked, pieces[i]) or lettered.get(value, -1) > i)
        ):
            continue  # "Pasal 11" of new text is no "Pasal II"
        found.append(_Counted(i, value, match.end(), match["number"]))
    return found


def _lettered(masked: str, pieces: Sequence[Piece], first: int, last: int) -> dict[int, int]:
    """The last piece where each number stands in roman letters, on a line of its own."""
    found: dict[int, int] = {}
    for i in range(first, last):
        match = _heading(masked, pieces[i])
        if match and pieces[i].opens_line and not match["number"].isdigit() and not refers(masked, pieces[i]):
            found[roman(match["number"]) or 0] = i
    return found


def _heading(masked: str, piece: Piece) -> re.Match[str] | None:
    """ "Pasal I" at the beginning of a line or behind a sentence."""
    if masked[piece.start] not in "PA" or not (piece.opens_line or ends_sentence(masked, piece.start)):
        return None
    return _ROMAN_ARTICLE.match(masked, piece.start, piece.end)


def _ends_heading(masked: str, place: int, end: int) -> bool:
    """True if nothing follows the number in its piece, or what may begin a sentence."""
    rest = masked[place:end].strip()
    return not rest or rest[0].isupper() or rest[0] == "("


def _is_quoted(masked: str, piece: Piece) -> bool:
    return masked[max(0, piece.start - 20) : piece.start].rstrip()[-1:] in _QUOTING
