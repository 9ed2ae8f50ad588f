"""The articles of an amending regulation: Pasal I, II, …, told from those of the text that they quote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tanyapasal.index.parsing.headings.outline import ends_sentence, refers
from tanyapasal.index.parsing.numerals import roman
from tanyapasal.index.parsing.pages.pieces import Piece

_ROMAN_ARTICLE = re.compile(r"P[aA][sS][aA][lLI1J]\s{0,3}(?P<number>[IVXl1]{1,5})(?=\s|$)")
_AMENDING_REACH = 1500
_QUOTING = (":", '"', "“")
_AMENDING = re.compile(
    r"diubah|dirubah|ditambah|disisipkan|dihapus|diganti|Mengubah|Menambah|Merubah|perubahan|ditetapkan",
    re.IGNORECASE,
)


def amends_by_items(
    masked: str, pieces: Sequence[Piece], first: int, last: int, explains: bool = False
) -> list[tuple[int, int, int]]:
    """Pasal I, II, … of an amending regulation: (piece, number, end of the heading) in order; empty if there are none.

    ``explains``: the articles of its penjelasan, which change nothing themselves.
    """
    lettered = _lettered(masked, pieces, first, last)
    found: list[tuple[int, int, int]] = []
    for i in range(first, last):
        match = _heading(masked, pieces[i])
        value = len(found) + 1
        if match is None or roman(match["number"]) != value:
            continue
        if refers(masked, pieces[i]) or not _ends_heading(masked, match.end(), pieces[i].end):
            continue
        if not found and not explains and not _amends(masked, pieces[i]):
            return []
        if (
            found
            and match["number"].isdigit()
            and (_is_quoted(masked, pieces[i]) or lettered.get(value, -1) > i)
        ):
            continue  # "Pasal 11" of new text is no "Pasal II"
        found.append((i, value, match.end()))
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
    if masked[piece.start] != "P" or not (piece.opens_line or ends_sentence(masked, piece.start)):
        return None
    return _ROMAN_ARTICLE.match(masked, piece.start, piece.end)


def _ends_heading(masked: str, place: int, end: int) -> bool:
    """True if nothing follows the number in its piece, or what may begin a sentence."""
    rest = masked[place:end].strip()
    return not rest or rest[0].isupper() or rest[0] == "("


def _is_quoted(masked: str, piece: Piece) -> bool:
    return masked[max(0, piece.start - 20) : piece.start].rstrip()[-1:] in _QUOTING


def _amends(masked: str, piece: Piece) -> bool:
    return _AMENDING.search(masked, piece.start, piece.start + _AMENDING_REACH) is not None
