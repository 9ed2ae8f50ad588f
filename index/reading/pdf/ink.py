"""What the pixels of a page tell before any letter is recognised: how much text stands there, and in which columns.

All of it is measured on a small grey picture of ``SMALL_DPI``, shape (height, width).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tanyapasal.index.reading.pdf.document import Pixels

SMALL_DPI = 72
_Mask = npt.NDArray[np.bool_]
# Darker than the paper by this much is ink; thin letters are grey at this size.
_DARKER = 50
# How often a row of pixels goes from paper to ink, per letter of usual size.
_STROKES_A_LETTER = 8.0
# Lines of text alternate twice as much downwards as across; lying on their side, half as much.
_ALTERNATING = 1.1
# Longer than letters are high (points): a rule of a table.
_RULE = 18
# A gutter between columns: its width (points), its height as a part of the picture's, and the widths of the columns.
_GUTTER, _TALL, _NARROWEST = 9, 0.12, 0.18
# Of the rows beside a gutter, those that have ink on either side.
_FILLED = 0.35
_MOST_COLUMNS_DEEP = 4
# What is halved, as a part of the picture's height.
_LONG = 0.6


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, in pixels; ``right`` and ``bottom`` are the first outside."""

    left: int
    top: int
    right: int
    bottom: int


def ink_of(pixels: Pixels) -> _Mask:
    """Where the picture is darker than its paper, without long upright rules."""
    paper = int(np.median(pixels))
    ink = pixels < max(paper - _DARKER, 1) if paper > _DARKER else pixels > paper + _DARKER
    return ink & ~_rules(ink)


def _rules(ink: _Mask) -> _Mask:
    """Ink that goes on upright for longer than a letter is high."""
    height = len(ink)
    if height <= _RULE:
        return np.zeros_like(ink)
    long = np.ones((height - _RULE + 1, ink.shape[1]), dtype=bool)
    for i in range(_RULE):
        long &= ink[i : height - _RULE + 1 + i]
    rules = np.zeros_like(ink)
    for i in range(_RULE):
        rules[i : height - _RULE + 1 + i] |= long
    return rules


def letters_beside(ink: _Mask, boxes: Iterable[Box]) -> int:
    """About how many letters the ink outside of ``boxes`` would make."""
    left = ink.copy()
    for box in boxes:
        left[max(box.top, 0) : max(box.bottom, 0), max(box.left, 0) : max(box.right, 0)] = False
    strokes = np.count_nonzero(left[:, 1:] & ~left[:, :-1])
    return int(strokes / _STROKES_A_LETTER)


def lies(ink: _Mask) -> bool:
    """True if lines of text seem to run up or down: then ink and paper alternate more often across than downwards."""
    downwards, across = (np.abs(np.diff(ink.sum(axis=axis).astype(np.int64))).sum() for axis in (1, 0))
    return bool(across > _ALTERNATING * downwards)


def regions_of(ink: _Mask) -> list[Box]:
    """The parts of a picture that text recognition should see by themselves: columns, and what runs across them.

    What is long is halved between two lines: whether a page is upside down is told from the first half.
    """
    height, width = ink.shape
    regions = _cut(ink, Box(0, 0, width, height), _MOST_COLUMNS_DEEP)
    return [half for region in regions for half in _halves(ink, region)]


def _halves(ink: _Mask, box: Box) -> list[Box]:
    part = ink[box.top : box.bottom, box.left : box.right]
    white = np.flatnonzero(~np.any(part, axis=1))
    middle = len(part) // 2
    nearest = int(white[np.abs(white - middle).argmin()]) if len(white) else 0
    if len(part) < _LONG * len(ink) or abs(nearest - middle) > len(part) // 4:
        return [box]
    cut = box.top + nearest
    return [replace(box, bottom=cut), replace(box, top=cut)]


def _cut(ink: _Mask, box: Box, deep: int) -> list[Box]:
    gutter = _gutter(ink[box.top : box.bottom, box.left : box.right]) if deep else None
    if gutter is None:
        return [box]
    x, top, bottom = box.left + gutter[0], box.top + gutter[1], box.top + gutter[2]
    parts = (
        Box(box.left, box.top, box.right, top),
        Box(box.left, top, x, bottom),
        Box(x, top, box.right, bottom),
        Box(box.left, bottom, box.right, box.bottom),
    )
    return [
        region
        for part in parts
        if part.bottom > part.top and ink[part.top : part.bottom, part.left : part.right].any()
        for region in _cut(ink, part, deep - 1)
    ]


def _gutter(ink: _Mask) -> tuple[int, int, int] | None:
    """The middle, top and bottom of the tallest gutter between two columns, if there is one."""
    columns = np.flatnonzero(ink.any(axis=0))
    if len(columns) == 0:
        return None
    first, last = int(columns[0]), int(columns[-1])
    least = max(int((last - first) * _NARROWEST), _GUTTER)
    clear = _clear(ink)
    starts, ends = _longest_runs(clear)
    heights = ends - starts
    heights[: first + least] = heights[max(last - least, 0) :] = 0
    tallest = int(heights.max(initial=0))
    if tallest < _TALL * len(ink) or tallest < 4 * _GUTTER:
        return None
    # Of all places between two columns the middle one is farthest from their letters.
    ways = np.flatnonzero(heights >= 0.95 * tallest)
    x = int(ways[len(ways) // 2])
    top, bottom = int(starts[x]), int(ends[x])
    sides = ink[top:bottom, :x], ink[top:bottom, x:]
    if any(np.mean(side.any(axis=1)) < _FILLED for side in sides):
        return None
    top, bottom = _whole_lines(ink, top, bottom)
    return x, top, bottom


def _clear(ink: _Mask) -> _Mask:
    """Where no ink stands within half a gutter to the left and right."""
    counts = np.cumsum(np.pad(ink.astype(np.int32), ((0, 0), (_GUTTER // 2 + 1, _GUTTER // 2))), axis=1)
    near: npt.NDArray[np.int32] = counts[:, _GUTTER // 2 * 2 + 1 :] - counts[:, : ink.shape[1]]
    clear: _Mask = near == 0
    return clear


def _longest_runs(clear: _Mask) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """First and last row (exclusive) of the longest run of clear rows, for every column of pixels."""
    width = clear.shape[1]
    run = np.zeros(width, dtype=np.int64)
    best = np.zeros(width, dtype=np.int64)
    ends = np.zeros(width, dtype=np.int64)
    for y, row in enumerate(clear):
        run = (run + 1) * row
        longer = run > best
        best[longer] = run[longer]
        ends[longer] = y + 1
    return ends - best, ends


def _whole_lines(ink: _Mask, top: int, bottom: int) -> tuple[int, int]:
    """Top and bottom moved inwards to rows of paper near them, so that no line is cut along."""
    white: _Mask = ~np.any(ink, axis=1)
    for start in range(top, min(top + _RULE, bottom)):
        if white[start]:
            top = start
            break
    for end in range(bottom, max(bottom - _RULE, top), -1):
        if white[end - 1]:
            bottom = end
            break
    return top, bottom
