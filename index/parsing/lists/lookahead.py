"""What stands further on in an article: a list has a second item, an ayat without brackets another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tanyapasal.index.parsing.lists.markers import Marker, Style, ayat_otherwise, markers_at
from tanyapasal.index.parsing.numerals import FOLDED
from tanyapasal.index.parsing.pages.pieces import Piece

# Pieces that are looked at
AHEAD = 60
_AHEAD_INLINE = 15
_SECOND = (2, "")


def has_second(masked: str, style: Style, pieces: Sequence[Piece], i: int, explains: bool) -> bool:
    """True if a second item of this style stands below piece ``i``, before another ayat begins."""
    ahead = AHEAD if pieces[i].opens_line else _AHEAD_INLINE
    for piece in pieces[i + 1 : i + ahead]:
        for marker in markers_at(masked, piece, explains):
            if marker.style == style and marker.key == _SECOND and marker.cost <= FOLDED:
                return True
            if marker.style == "ayat" and marker.cost == 0 and style != "ayat" and piece.opens_line:
                return False
    return False


def first_ayat_otherwise(masked: str, pieces: Sequence[Piece], i: int) -> Iterator[Marker]:
    """Piece ``i``, the first of an article, as ayat 1 without brackets: a list would have words before it."""
    for marker in ayat_otherwise(masked, pieces[i], None):
        style = marker.printed
        if (
            marker.key == (1, "")
            and style
            and (style == "Ayat" or has_second(masked, style, pieces, i, False))
        ):
            yield marker
