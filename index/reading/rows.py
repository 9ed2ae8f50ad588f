"""Pieces of text on a page to rows: what stands side by side.

The order in which a PDF draws its text is not the order of reading, and recognised text comes in blocks; what can
be relied on is where each piece stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# A gap wider than this part of the letters' height separates pieces; justified text stays mostly below it.
WIDE_GAP = 0.9


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one line; coordinates grow to the right and downwards, unit free."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 1e-3)


Row = tuple[Piece, ...]


def line_of(row: Row) -> str:
    """The text of a row, left to right."""
    return " ".join(piece.text.strip() for piece in row)


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """Rows from top to bottom. Pieces that share more than half of the smaller one's height are one row."""
    rows: list[list[Piece]] = []
    extents: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda p: ((p.top + p.bottom) / 2, p.left)):
        best, most = -1, 0.0
        for i in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            top, bottom = extents[i]
            shared = (min(bottom, piece.bottom) - max(top, piece.top)) / min(bottom - top, piece.height)
            if shared > max(most, 0.5) and not _collides(rows[i], piece):
                best, most = i, shared
        if best < 0:
            rows.append([piece])
            extents.append((piece.top, piece.top + piece.height))
        else:
            rows[best].append(piece)
    ordered = sorted(zip(extents, rows, strict=True), key=lambda pair: pair[0][0] + pair[0][1])
    return [tuple(sorted(row, key=lambda p: p.left)) for _, row in ordered]


def _collides(row: Sequence[Piece], piece: Piece) -> bool:
    """True if ``piece`` would lie over a piece of the row: then it belongs to another line."""
    return any(
        min(p.right, piece.right) - max(p.left, piece.left)
        > 0.5 * min(p.right - p.left, piece.right - piece.left)
        > 0
        for p in row
    )
