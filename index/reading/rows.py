"""Pieces of text on a page to lines in reading order.

The order in which a PDF draws its text is not the order of reading, and recognised text comes in blocks; what can
be relied on is where each piece stands. Pieces that stand side by side form a row. Rows are read from top to
bottom, each from left to right, except where a gutter runs down through several rows and the text on either side
of it goes on downwards: then the left column is read first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# A gap wider than this part of the letters' height separates pieces; justified text stays mostly below it.
WIDE_GAP = 0.9
_MARKER = re.compile(r"\(?(?P<number>\d{1,3}|[a-z])[.)](?:\s|$)")
_COLUMN_SHARE = 0.2
_FULL_SHARE = 0.85


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


def lines_of(pieces: Sequence[Piece]) -> list[str]:
    """The lines of one page in reading order."""
    rows = _rows([p for p in pieces if p.text.strip()])
    if not rows:
        return []
    width = max(p.right for row in rows for p in row) - min(p.left for row in rows for p in row)
    lines: list[str] = []
    at = 0
    while at < len(rows):
        columns = next(
            ((end, gutter) for end, gutter in _gutters(rows, at) if _is_columns(rows[at:end], gutter, width)),
            None,
        )
        if columns is None:
            lines.append(_line(rows[at]))
            at += 1
            continue
        end, gutter = columns
        # Columns within a column are not looked for: each is read row by row.
        for side in _split(rows[at:end], gutter):
            lines.extend(map(_line, side))
        at = end
    return lines


def _line(row: Row) -> str:
    return " ".join(piece.text.strip() for piece in row)


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    """Pieces that share more than half of the smaller one's height are one row."""
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


def _gaps(row: Row) -> list[tuple[float, float]]:
    return [
        (a.right, b.left) for a, b in pairwise(row) if b.left - a.right > WIDE_GAP * min(a.height, b.height)
    ]


def _gutters(rows: Sequence[Row], start: int) -> list[tuple[int, tuple[float, float]]]:
    """The gutters that begin at row ``start``, widest first, each with the end of its rows.

    A gutter runs through three rows or more; the last one has text on both sides of it.
    """
    found: list[tuple[int, tuple[float, float]]] = []
    for low, high in _gaps(rows[start]):
        end, both = start + 1, 1
        for i in range(start + 1, len(rows)):
            row = rows[i]
            shared = [(max(a, low), min(b, high)) for a, b in _gaps(row)]
            shared = [(a, b) for a, b in shared if b - a > 0.3 * row[0].height]
            if shared:
                low, high = shared[0]
                end, both = i + 1, both + 1
            elif not (row[-1].right <= low + 1 or row[0].left >= high - 1):
                break
        if both >= 3:
            found.append((end, (low, high)))
    return sorted(found, key=lambda g: g[1][0] - g[1][1])


def _split(block: Sequence[Row], gutter: tuple[float, float]) -> tuple[list[Row], list[Row]]:
    middle = (gutter[0] + gutter[1]) / 2
    left = [tuple(p for p in row if p.right <= middle) for row in block]
    right = [tuple(p for p in row if p.right > middle) for row in block]
    return [row for row in left if row], [row for row in right if row]


def _is_columns(block: Sequence[Row], gutter: tuple[float, float], width: float) -> bool:
    """True if each side is read downwards: a list goes on at the top of the right side, or both are prose."""
    left, right = _split(block, gutter)
    sides = (left, right)
    widths = [max(p.right for r in side for p in r) - min(p.left for r in side for p in r) for side in sides]
    numbers = [[n for row in side if (n := _number(_line(row))) is not None] for side in sides]
    if len(numbers[0]) > 1 and numbers[1] and _counts_on(numbers[0]) and numbers[1][0] == numbers[0][-1] + 1:
        return True
    if min(widths) < _COLUMN_SHARE * width or len(block) < 5:
        return False
    return all(_is_prose(side, side_width) for side, side_width in zip(sides, widths, strict=True))


def _is_prose(side: Sequence[Row], width: float) -> bool:
    edge = min(p.left for row in side for p in row)
    full = sum(row[-1].right - edge >= _FULL_SHARE * width for row in side)
    words = median(len(_line(row).split()) for row in side)
    return full >= 0.6 * len(side) and words >= 3


def _counts_on(numbers: Sequence[int]) -> bool:
    return all(b == a + 1 for a, b in pairwise(numbers))


def _number(line: str) -> int | None:
    match = _MARKER.match(line)
    if match is None:
        return None
    number = match["number"]
    return int(number) if number.isdigit() else ord(number) - ord("a") + 1
