"""The order of reading on a page: rows from top to bottom, but columns one after the other.

A gutter is a strip without text beside the left edge of several lines; what runs across it ends it. Whether the text on
both sides of it is read downwards (columns) or across (tables, labels beside their text) is told by the text: lines of
prose end where the next word would not have fitted, numbers go on at the head of the next column, and what stands in
the rows of a table begins at the same height on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from tanyapasal.index.reading.rows import WIDE_GAP, Piece, Row, line_of, rows_of

_MARKER = re.compile(r"\(?(?P<number>\d{1,3}|[a-z])[.)](?:\s|$)")
_PASAL = re.compile(r"Pasal\s+(?P<number>\d{1,4})[A-Z]?")
# A column is at least this part of what is cut, and prose has so many lines and words a line.
_NARROWEST, _LEAST_LINES, _LEAST_WORDS = 0.15, 4, 2.5
# Of the lines of prose in a narrow column, those that go on in the next; lists and headings end early.
_GOES_ON = 0.3
# Of the paragraphs on the side that has fewer, those that begin where one begins on the other side: a table's rows.
_SAME_ROW, _LEAST_BEGINS = 0.8, 3
# Left edges of lines of one column, in parts of a line's height.
_ALIGNED = 0.35
# Heads and feet of a page stand farther from its columns than lines from each other.
_APART = 1.7
# In parts of a line's height.
_WIDEST_GUTTER = 3.5
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Columns:
    """Pieces to the left and right of a gutter that ends at ``edge``; they come from a stretch, first to last (exclusive), of
    the pieces from top to bottom. ``head`` and ``foot`` are parts of the stretch that stand above and below the columns.
    """

    edge: float
    left: list[Piece]
    right: list[Piece]
    first: int
    last: int
    head: Sequence[Piece] = ()
    foot: Sequence[Piece] = ()

    @property
    def gutter(self) -> float:
        """How wide the gutter is."""
        return self.edge - max(piece.right for piece in self.left)


def lines_of(pieces: Sequence[Piece]) -> list[str]:
    """The lines of one page in reading order."""
    return read_down(pieces)[0]


def read_down(pieces: Sequence[Piece], known: Sequence[float] = ()) -> tuple[list[str], tuple[float, ...]]:
    """The lines of one page in reading order, and the left edges of its right columns.

    ``known``: those of the page before. Where they are known, the last column may be short, as on the last page.
    """
    edges: list[float] = []
    held = [piece for piece in pieces if piece.text.strip()]
    return list(_lines(held, tuple(known), edges, _DEEPEST)), tuple(edges)


def _lines(pieces: list[Piece], known: tuple[float, ...], edges: list[float], deep: int) -> Iterator[str]:
    pieces = sorted(pieces, key=_middle)
    found = _columns(pieces, known) if deep else None
    if found is None:
        yield from map(line_of, rows_of(pieces))
        return
    edges.append(found.edge)
    above, below = [*pieces[: found.first], *found.head], [*found.foot, *pieces[found.last :]]
    for part in (above, found.left, found.right, below):
        yield from _lines(part, known, edges, deep - 1)


def _columns(pieces: Sequence[Piece], known: tuple[float, ...]) -> _Columns | None:
    """The columns that pieces (from top to bottom) are set in: those of the most text beside the widest gutter."""
    if len(pieces) < 2 * _LEAST_BEGINS:
        return None
    height, width = median(piece.height for piece in pieces), _width(pieces)
    chances = [
        found
        for edge in (*_edges(pieces, height), *known)
        for found in _beside(pieces, edge, WIDE_GAP * height)
    ]
    for chance in sorted(chances, key=lambda c: -min(len(c.left), len(c.right)) * c.gutter):
        found = _without_heads(chance, height)
        expected = any(abs(found.edge - edge) < height for edge in known)
        if _is_columns(found, width, expected):
            return found
    return None


def _edges(pieces: Sequence[Piece], height: float) -> list[float]:
    """Left edges that several pieces share: where a right column may begin."""
    step = _ALIGNED * height
    first, width = min(piece.left for piece in pieces), _width(pieces)
    edges: dict[int, list[float]] = {}
    for piece in pieces:
        if _NARROWEST * width < piece.left - first < (1 - _NARROWEST) * width:
            edges.setdefault(int(piece.left / step), []).append(piece.left)
    shared = (edges[at] + edges.get(at + 1, []) for at in edges)
    return [min(together) for together in shared if len(together) >= _LEAST_BEGINS]


def _beside(pieces: Sequence[Piece], edge: float, gap: float) -> Iterator[_Columns]:
    """What stands on both sides of a gutter left of ``edge``, for each stretch that nothing runs across.

    ``pieces`` from top to bottom.
    """
    crossing = [at for at, p in enumerate(pieces) if p.left < edge and p.right > edge - gap]
    for before, end in pairwise((-1, *crossing, len(pieces))):
        inside = pieces[before + 1 : end]
        left, right = ([p for p in inside if (p.left >= edge) is after] for after in (False, True))
        if left and right:
            yield _Columns(edge, left, right, before + 1, end)


def _middle(piece: Piece) -> float:
    return (piece.top + piece.bottom) / 2


def _width(pieces: Sequence[Piece]) -> float:
    return max(p.right for p in pieces) - min(p.left for p in pieces)


def _without_heads(columns: _Columns, height: float) -> _Columns:
    """Heads and feet of the page on both sides of the gutter are none of the columns."""
    pieces = sorted([*columns.left, *columns.right], key=_middle)
    head = _apart(pieces, columns.edge, height)
    foot = _apart(pieces[::-1], columns.edge, height)
    aside = {id(p) for p in (*head, *foot)}
    left, right = ([p for p in side if id(p) not in aside] for side in (columns.left, columns.right))
    if not left or not right:
        return columns
    return replace(columns, left=left, right=right, head=head, foot=foot)


def _apart(pieces: Sequence[Piece], edge: float, height: float) -> list[Piece]:
    """The first of ``pieces`` before a gap: one row, or a title that stands on one side of ``edge`` alone."""
    first: list[Piece] = []
    for piece in pieces:
        if first and abs(_middle(piece) - _middle(first[-1])) > _APART * height:
            row = all(abs(_middle(p) - _middle(first[0])) < height / 2 for p in first)
            return first if row or len({p.left >= edge for p in first}) == 1 else []
        first.append(piece)
    return []


def _is_columns(columns: _Columns, width: float, expected: bool) -> bool:
    """True if each side is read downwards; ``expected``: the page before had these columns."""
    sides = rows_of(columns.left), rows_of(columns.right)
    lines = tuple([line_of(row) for row in side] for side in sides)
    if _counts_on(*lines) or (expected and _is_prose(sides[0], _goes_on(sides[0], columns.edge))):
        return True
    if min(_width(columns.left), _width(columns.right)) < _NARROWEST * width:
        return False
    articles = tuple([int(m["number"]) for line in side if (m := _PASAL.fullmatch(line))] for side in lines)
    if all(articles) and _rises([*articles[0], *articles[1]]):
        return True
    on = tuple(map(_goes_on, sides, (columns.edge, None)))
    return all(map(_is_prose, sides, on)) and not _is_table(*map(_begins, sides, on))


def _counts_on(left: Sequence[str], right: Sequence[str]) -> bool:
    """True if a list on the left goes on at the head of the right side."""
    before, after = ([n for line in side if (n := _number(line)) is not None] for side in (left, right))
    return (
        len(before) > 1
        and after[:1] == [before[-1] + 1]
        and _number(right[0]) is not None
        and all(b == a + 1 for a, b in pairwise(before))
    )


def _rises(numbers: Sequence[int]) -> bool:
    return all(a < b for a, b in pairwise(numbers))


def _is_prose(side: Sequence[Row], on: Sequence[bool]) -> bool:
    words = sum(len(line_of(row).split()) for row in side)
    return len(side) >= _LEAST_LINES and words >= _LEAST_WORDS * len(side) and sum(on) >= _GOES_ON * len(on)


def _goes_on(side: Sequence[Row], right: float | None) -> list[bool]:
    """For each row but the last: whether it ends where the first word of the next one would not have fitted.

    ``right``: where the next column begins; a gutter is not wider than some letters, so that what ends long before it has
    ended by itself.
    """
    edge = max(row[-1].right for row in side)
    if right is not None:
        edge = max(edge, right - _WIDEST_GUTTER * median(row[0].height for row in side))
    steps = [_middle(b[0]) - _middle(a[0]) for a, b in pairwise(side)]
    leading = median(steps) if steps else 0.0
    return [
        a[-1].right + _first_word(b) > edge and step < _APART * leading
        for (a, b), step in zip(pairwise(side), steps, strict=True)
    ]


def _first_word(row: Row) -> float:
    """How wide the first word of a row is, with a blank before it."""
    text = row[0].text.strip()
    return (len(text.split()[0]) + 1) * (row[0].right - row[0].left) / max(len(text), 1)


def _begins(side: Sequence[Row], on: Sequence[bool]) -> list[Piece]:
    """The pieces with which paragraphs begin on a side, but the first."""
    return [row[0] for row, goes in zip(side[1:], on, strict=True) if not goes]


def _is_table(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """True if what begins on the side with fewer beginnings begins where something begins on the other side."""
    fewer, more = sorted((left, right), key=len)
    if len(fewer) < _LEAST_BEGINS:
        return False
    near = sum(any(abs(_middle(a) - _middle(b)) < a.height / 2 for b in more) for a in fewer)
    return near >= _SAME_ROW * len(fewer)


def _number(line: str) -> int | None:
    match = _MARKER.match(line)
    if match is None:
        return None
    number = match["number"]
    return int(number) if number.isdigit() else ord(number) - ord("a") + 1
