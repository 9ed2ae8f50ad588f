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
    found: list[tuple[int, int, int]] = []
    lettered: dict[int, int] = {}
    for i in range(first, last):
        piece = pieces[i]
        match = _ROMAN_ARTICLE.match(masked, piece.start, piece.end) if masked[piece.start] == "P" else None
        if match and piece.opens_line and not match["number"].isdigit() and not refers(masked, piece):
            lettered[roman(match["number"]) or 0] = i
    for i in range(first, last):
        piece = pieces[i]
        match = _ROMAN_ARTICLE.match(masked, piece.start, piece.end) if masked[piece.start] == "P" else None
        if match is None or not (piece.opens_line or ends_sentence(masked, piece.start)):
            continue
        rest = masked[match.end() : piece.end].strip()
        value = roman(match["number"])
        if value != (found[-1][1] + 1 if found else 1) or refers(masked, piece):
            continue
        if value is None or (rest and not rest[0].isupper() and rest[0] != "("):
            continue
        if (
            found
            and match["number"].isdigit()
            and (
                lettered.get(value, -1) > i
                or masked[max(0, piece.start - 20) : piece.start].rstrip()[-1:] in _QUOTING
            )
        ):
            # "Pasal 11" of new text is no "Pasal II"
            continue
        if (
            not found
            and not explains
            and not _AMENDING.search(masked, piece.start, piece.start + _AMENDING_REACH)
        ):
            return []
        found.append((i, value, match.end()))
    return found
