"""Texts without pasal as their sections: circulars ("C. Isi Edaran", "2. …", "b. …") and guidelines in annexes.

A mark opens a section if it counts on in a list that is open, or begins one of another manner. The manner of the first
section is that of the outermost ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tanyapasal.index.law.places import Locator, Step
from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.parsing.annexes.markers import Mark, marks_at
from tanyapasal.index.parsing.lists.nodes import Node, Text, has_cells
from tanyapasal.index.parsing.pages.pieces import Piece
from tanyapasal.index.text import Span

# Pieces within which a list goes on
_AHEAD = 60
_DEEPEST = 7
_MOST_SKIPPED = 2
_LEAST_SECTIONS = 2
# A line shorter than this share of a full one, without a stop, is a title or the row of a table
_SHORT = 0.6
_ENDS = ".;:"
# To whom a circular goes stands above its sections, and ends with where they are
_ADDRESS = re.compile(r"(?:Kepada\s+)?Y(?:th|TH)\b|Kepada\b|KEPADA\b")
_PLACE = re.compile(
    r"(?:[Dd]i\s*+(?:[-–—:]\s*+)?(?:[A-Z]\w*+\W*+){0,4}|[Tt]empat|TEMPAT|[Dd]i\s+[Tt]empat)\W*$"
)
_ADDRESSED, _LONGEST_ADDRESS = 15, 60


@dataclass(slots=True)
class _Level:
    style: str
    value: int
    holder: Node
    item: Node


def _address_end(masked: str, pieces: Sequence[Piece]) -> int:
    """The piece behind the address of a circular ("Yth. 1. Para Kepala; 2. … di Tempat"), whose list has no sections."""
    for i, piece in enumerate(pieces[:_ADDRESSED]):
        if _ADDRESS.match(masked, piece.start):
            for j in range(i + 1, min(len(pieces), i + _LONGEST_ADDRESS)):
                if _PLACE.match(masked, pieces[j].start, pieces[j].end):
                    return j + 1
    return 0


def read_sections(
    masked: str, whole: Node, pieces: Sequence[Piece], width: int, problems: list[Problem]
) -> bool:
    """Add the pieces to the node of a part as a whole, divided into sections.

    False, and nothing is added, if there are not two sections at least. ``width``: characters of a full line.
    """
    reader = _Reader(masked, Node(whole.steps, whole.label, whole.start, whole.end), pieces, width)
    reader.read()
    if sum(isinstance(child, Node) for child in reader.root.content) < _LEAST_SECTIONS:
        return False
    whole.content += reader.root.content
    whole.end = max(whole.end, reader.root.end)
    problems += reader.problems
    return True


class _Reader:
    def __init__(self, masked: str, root: Node, pieces: Sequence[Piece], width: int) -> None:
        self.masked = masked
        self.root = root
        self.pieces = pieces
        self.width = width
        self.levels: list[_Level] = []
        self.problems: list[Problem] = []
        self._places: set[tuple[Step, ...]] = set()
        self._marks = [list(marks_at(masked, piece)) for piece in pieces]
        for i in range(_address_end(masked, pieces)):
            self._marks[i] = []
        # the last place where each manner counts to two
        self._seconds = {m.style: i for i, marks in enumerate(self._marks) for m in marks if m.value == 2}

    def read(self) -> None:
        for i, piece in enumerate(self.pieces):
            found = self._opened(i)
            if found is None:
                self._continue(i)
            else:
                self._open(*found, piece)

    def _opened(self, i: int) -> tuple[Mark, int | None] | None:
        """The mark that opens a section at piece ``i``, and the index of the level that it counts on in."""
        for index in range(len(self.levels) - 1, -1, -1):
            for mark in self._marks[i]:
                if self._counts_on(mark, index, 1):
                    return mark, index
        for mark in self._marks[i]:
            if self._begins(mark, i):
                return mark, None
        if not self.pieces[i].opens_line:
            return None
        for index in range(len(self.levels) - 1, -1, -1):
            for mark in self._marks[i]:
                if any(self._counts_on(mark, index, 1 + skipped) for skipped in range(1, _MOST_SKIPPED + 1)):
                    return mark, index
        return None

    def _counts_on(self, mark: Mark, index: int, by: int) -> bool:
        level = self.levels[index]
        return (
            level.style == mark.style
            and mark.value == level.value + by
            and (*level.holder.steps, mark.step) not in self._places
        )

    def _begins(self, mark: Mark, i: int) -> bool:
        """True for the first of a list: one that is led in by a colon or a title, or has a second."""
        if mark.value != 1 or len(self.levels) >= _DEEPEST or any(mark.style == x.style for x in self.levels):
            return False
        current = self.levels[-1].item if self.levels else self.root
        if (*current.steps, mark.step) in self._places or (mark.style == "BAB" and self.levels):
            return False
        if not self.levels:
            return self._seconds.get(mark.style, -1) > i
        below_title = self._before(i).isalnum() and len(current.content) <= 1
        return below_title or self._before(i) == ":" or self._has_second(mark, i)

    def _has_second(self, mark: Mark, i: int) -> bool:
        for marks in self._marks[i + 1 : i + _AHEAD]:
            for other in marks:
                if other.style == mark.style and other.value == 2:
                    return True
                if any(x.style == other.style and other.value == x.value + 1 for x in self.levels):
                    return False
        return False

    def _open(self, mark: Mark, index: int | None, piece: Piece) -> None:
        if index is None:
            holder = self.levels[-1].item if self.levels else self.root
            self.levels.append(_Level(mark.style, mark.value, holder, holder))
        else:
            del self.levels[index + 1 :]
        level = self.levels[-1]
        self._note_missing(level.value, mark, piece)
        steps = (*level.holder.steps, mark.step)
        self._places.add(steps)
        printed = Locator(steps).printed[-1]
        label = f"BAB {printed}\n" if mark.step.unit == "bab" else f"{printed}."
        item = Node(steps, label, piece.start, piece.end)
        if mark.end < piece.end:
            item.content.append(Text(mark.end, piece.end, False, has_cells(self.masked, mark.end, piece.end)))
        level.value, level.item = mark.value, item
        level.holder.content.append(item)
        self.root.end = piece.end

    def _note_missing(self, last: int, mark: Mark, piece: Piece) -> None:
        unit = "BAB" if mark.step.unit == "bab" else mark.step.unit.capitalize()
        for gone in range(last + 1, mark.value):
            name = chr(64 + gone) if mark.step.unit == "huruf" and gone <= 26 else str(gone)
            message = f"{unit} {name} tidak ditemukan sebelum '{mark.step.number}'."
            span = Span(piece.start, mark.end)
            self.problems.append(Problem(f"missing_{mark.step.unit}", message, span))

    def _before(self, i: int) -> str:
        return self.masked[self.pieces[i - 1].end - 1] if i else ""

    def _continue(self, i: int) -> None:
        piece = self.pieces[i]
        breaks = piece.opens_line and self._breaks(i)
        if breaks and self._before(i) == ".":
            self._leave(i)
        node = self.levels[-1].item if self.levels else self.root
        last = node.content[-1] if node.content else None
        if isinstance(last, Text) and not breaks and not self.masked[last.end : piece.start].strip():
            last.end = piece.end
        else:
            cells = self._is_row(piece.start, piece.end)
            node.content.append(Text(piece.start, piece.end, breaks or isinstance(last, Node), cells))
        node.end = max(node.end, piece.end)
        self.root.end = piece.end

    def _breaks(self, i: int) -> bool:
        """True if a new paragraph, or a row of a table, begins with the line."""
        piece = self.pieces[i]
        first = self.masked[piece.start]
        if self._is_row(piece.start, piece.end):
            return True
        start = self.masked.rfind("\n", 0, self.pieces[i - 1].end) + 1 if i else 0
        above = self.pieces[i - 1].end if i else start
        short = above - start < _SHORT * self.width and not first.islower()
        return self._is_row(start, above) or short or (self._before(i) in _ENDS and first.isupper())

    def _is_row(self, start: int, end: int) -> bool:
        return " | " in self.masked[start:end] or has_cells(self.masked, start, end)

    def _leave(self, i: int) -> None:
        """Text behind the last item of a list belongs to the section that the next mark counts on from."""
        for marks in self._marks[i + 1 : i + _AHEAD]:
            for index in range(len(self.levels) - 1, -1, -1):
                if any(self._counts_on(mark, index, 1) for mark in marks):
                    del self.levels[index + 1 :]
                    return
        del self.levels[1:]
