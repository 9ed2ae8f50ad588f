"""Lists inside one pasal: ayat, huruf, angka and what lies deeper, read from its pieces.

Which marker opens an item is decided by the lists that are open: a marker counts if its number is the one that
must come now. Levels that a reference cannot name (``a)``, ``1)``, a second huruf) stay in the text of the item
that holds them, each on a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tanyapasal.index.law.places import Step
from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.lists import notes
from tanyapasal.index.parsing.lists.costs import LAST_NEW, Opening, cost_of_new
from tanyapasal.index.parsing.lists.lookahead import AHEAD, first_ayat_otherwise, has_second
from tanyapasal.index.parsing.lists.markers import UNITS, Marker, Style, ayat_otherwise, markers_at
from tanyapasal.index.parsing.lists.nodes import Node, Text, moved
from tanyapasal.index.parsing.numerals import FOLDED, Key, follows
from tanyapasal.index.parsing.pages.pieces import Piece, word_before
from tanyapasal.index.text import Span

_ENDS = ".;:,"
# These stand before a list as well as before a reference
_BEFORE_LISTS = ("adalah", "yaitu", "yakni", "untuk", "dengan", "terhadap")


@dataclass(slots=True)
class _Level:
    style: Style
    key: Key
    holder: Node
    item: Node
    deep: bool


class ListReader:
    """Reads the pieces of one node. ``width``: characters of a full line, to tell where a paragraph ends."""

    def __init__(
        self, masked: str, root: Node, width: int, problems: list[Problem], *, explains: bool = False
    ) -> None:
        self.masked = masked
        self.root = root
        self.width = width
        self.problems = problems
        self.explains = explains
        self.levels: list[_Level] = []
        self._last = root.start
        # how the ayat of this article are marked if not by brackets
        self._ayat: Style | None = None

    def read(self, pieces: Sequence[Piece]) -> None:
        """Add the pieces to the tree, in order."""
        for i, piece in enumerate(pieces):
            found = self._marker(pieces, i)
            if found is not None:
                self._open(*found, piece)
            else:
                self._continue(pieces, i, joins=i > 0)
            self._last = piece.end

    def read_plain(self, pieces: Sequence[Piece]) -> None:
        """Add the pieces as text of the node itself; markers begin new lines."""
        for i, piece in enumerate(pieces):
            marked = any(True for _ in markers_at(self.masked, piece, self.explains))
            last = self.root.content[-1] if self.root.content else None
            breaks = piece.opens_line and (self._ends_paragraph(piece) or marked or self._after_title(piece))
            if isinstance(last, Text) and not breaks and i and self._adjoins(last, piece):
                last.end = piece.end
            else:
                self.root.content.append(Text(piece.start, piece.end, breaks))
            self.root.end = self._last = piece.end

    def _after_title(self, piece: Piece) -> bool:
        """True if the line above is far from full and has no stop: a title, or a line of a table."""
        line_start = self.masked.rfind("\n", 0, self._last) + 1
        return self._last - line_start < 0.5 * self.width and not self.masked[piece.start].islower()

    def _adjoins(self, text: Text, piece: Piece) -> bool:
        """True if nothing that was set aside stands between."""
        return not self.masked[text.end : piece.start].strip()

    @property
    def current(self) -> Node:
        """The node that text goes on in."""
        return self.levels[-1].item if self.levels else self.root

    def _before(self) -> str:
        """The last sign before the piece, "" at the beginning of the node."""
        return self.masked[self._last - 1] if self.root.content else ""

    def _marker(self, pieces: Sequence[Piece], i: int) -> tuple[Marker, int | None] | None:
        """The marker that opens an item here, and the index of the open list it continues (None: a new one)."""
        piece = pieces[i]
        best: tuple[Marker, int | None] | None = None
        lowest = LAST_NEW
        referred: bool | None = None
        for marker in self._readings(pieces, i):
            cost, level = self._cost(marker, pieces, i)
            if cost < lowest:
                if referred is None:
                    referred = self._is_reference(piece)
                if referred:
                    return None
                best, lowest = (marker, level), cost
        return best

    def _readings(self, pieces: Sequence[Piece], i: int) -> Iterator[Marker]:
        yield from markers_at(self.masked, pieces[i], self.explains)
        if self.explains or not pieces[i].opens_line:
            return
        if self._ayat is not None:
            yield from ayat_otherwise(self.masked, pieces[i], self._ayat)
        elif not self.root.content and [step.number.isalpha() for step in self.root.steps] == [False]:
            yield from first_ayat_otherwise(self.masked, pieces, i)

    def _is_reference(self, piece: Piece) -> bool:
        """True for "ayat" at a line's end and "(1)" on the next line."""
        if not self.root.content:
            return False
        if piece.ayat is not None:
            return False
        word = word_before(self.masked, self.root.start, piece.start).strip("(,")
        if word in ("dan", "atau", "dan/atau"):
            return self.masked[piece.start] in "([{" and word_before(
                self.masked, self.root.start, self._last - len(word)
            )[-1:] not in (";", ",", ".")
        return word in forms.REFERENCE_WORDS and word not in _BEFORE_LISTS

    def _cost(self, marker: Marker, pieces: Sequence[Piece], i: int) -> tuple[float, int | None]:
        """How unlikely it is that the marker opens an item here; ``LAST_NEW`` or more: it does not."""
        piece = pieces[i]
        before = self._before()
        inline = 0.0 if piece.opens_line or before in ("", ".", ";", ":", ",") else 0.7
        skipped: tuple[float, int | None] | None = None
        for index in range(len(self.levels) - 1, -1, -1):
            level = self.levels[index]
            if level.style != marker.style:
                continue
            if follows(level.key, marker.key):
                return marker.cost + inline + 0.05 * (len(self.levels) - 1 - index), index
            if skipped is None and level.key < marker.key and marker.cost == 0:
                gap = marker.key[0] - level.key[0]
                sure = self.explains or piece.opens_line or (marker.style == "ayat" and before == ".")
                if sure and (gap <= 6 or self.explains):
                    skipped = (0.0 if self.explains else 0.9 + 0.1 * gap) + inline, index
        if skipped is not None:
            return skipped
        styles = frozenset(level.style for level in self.levels)
        place = Opening(styles, len(self.levels), before, piece.opens_line, inline, self.explains)
        return cost_of_new(
            marker, place, lambda: has_second(self.masked, marker.style, pieces, i, self.explains)
        ), None

    def _open(self, marker: Marker, index: int | None, piece: Piece) -> None:
        self._ayat = marker.printed or self._ayat
        if index is None:
            self._push(marker, piece)
        else:
            del self.levels[index + 1 :]
            level = self.levels[index]
            if not follows(level.key, marker.key) and not self.explains:
                self._note_missing(marker, level.key, piece)
            level.key = marker.key
            level.item = self._item(marker, piece, level.holder, level.deep)
        if marker.cost > 0:
            self.problems.append(notes.misread(self.masked, marker, Span(piece.start, marker.end)))

    def _push(self, marker: Marker, piece: Piece) -> None:
        if marker.style == "ayat" and not any(level.style == "ayat" for level in self.levels):
            self.levels.clear()
        if marker.style == "ayat" and marker.key[0] > 1 and not self.explains:
            if marker.key == (2, "") and self.root.content:
                self._infer_first()
            else:
                self._note_missing(marker, (0, ""), piece)
        holder = self.current
        unit = UNITS.get(marker.style)
        deep = (
            unit is None
            or (self.explains and marker.style in ("huruf", "angka", "ayat"))
            or any(step.unit == unit for step in holder.steps)
            or (bool(self.levels) and self.levels[-1].deep)
            or any(
                isinstance(child, Node)
                and child.steps[-1].unit == unit
                and child.steps[-1].number == marker.name
                for child in holder.content
            )
        )
        level = _Level(marker.style, marker.key, holder, holder, deep)
        level.item = self._item(marker, piece, holder, deep)
        self.levels.append(level)

    def _infer_first(self) -> None:
        """Text that stands before ayat (2) is ayat (1) whose number was lost."""
        inner = Node((*self.root.steps, Step("ayat", "1")), "(1)", self.root.content[0].start, self._last)
        inner.content = moved(self.root.content, inner.steps)
        self.root.content = [inner]
        self.problems.append(notes.inferred(inner.start, inner.end))

    def _item(self, marker: Marker, piece: Piece, holder: Node, deep: bool) -> Node:
        if deep:
            holder.content.append(Text(piece.start, piece.end, True))
            holder.end = piece.end
            return holder
        unit = UNITS[marker.style]
        label = {"ayat": f"({marker.name})", "huruf": f"{marker.name}.", "angka": f"{marker.name}."}[unit]
        if marker.style in ("Ayat", "Huruf", "Angka"):
            label = f"Ayat ({marker.name})\n" if unit == "ayat" else f"{marker.style} {marker.name}\n"
        item = Node((*holder.steps, Step(unit, marker.name)), label, piece.start, piece.end)
        start = marker.end
        if marker.style in ("ayat", "1)", "a)", "(a)") and self.masked.startswith(".", start):
            start += 1  # "(1)." in old laws
        while start < piece.end and (
            self.masked[start].isspace() or (self.explains and self.masked[start] in ".:")
        ):
            start += 1
        if start < piece.end:
            item.content.append(Text(start, piece.end, False))
        holder.content.append(item)
        return item

    def _note_missing(self, marker: Marker, last: Key, piece: Piece) -> None:
        self.problems += notes.missing_items(marker, last, Span(piece.start, marker.end))

    def _continue(self, pieces: Sequence[Piece], i: int, joins: bool) -> None:
        piece = pieces[i]
        breaks = piece.opens_line and self._ends_paragraph(piece)
        if breaks and self.levels and self.levels[-1].style != "ayat" and not self.explains:
            self._leave_list(pieces, i)
        node = self.current
        last = node.content[-1] if node.content else None
        if isinstance(last, Text) and not breaks and joins and self._adjoins(last, piece):
            last.end = piece.end
        else:
            node.content.append(Text(piece.start, piece.end, breaks or isinstance(last, Node)))
        node.end = piece.end

    def _ends_paragraph(self, piece: Piece) -> bool:
        before = self._before()
        if before not in _ENDS or not before:
            return False
        first = self.masked[piece.start]
        line_start = self.masked.rfind("\n", 0, self._last) + 1
        word = len(self.masked[piece.start : piece.start + 30].split(" ")[0])
        short = self._last - line_start + 1 + word < 0.85 * self.width
        if before in ".:;":
            return first.isupper() or short
        return short and first.islower()

    def _leave_list(self, pieces: Sequence[Piece], i: int) -> None:
        """Text after the last item of a list belongs to what holds the list."""
        kept = 1 if self.levels[0].style == "ayat" else 0
        for piece in pieces[i + 1 : i + AHEAD]:
            for marker in markers_at(self.masked, piece, self.explains):
                for depth, level in enumerate(self.levels):
                    if (
                        level.style == marker.style
                        and marker.cost <= FOLDED
                        and follows(level.key, marker.key)
                    ):
                        if depth == len(self.levels) - 1:
                            return
                        kept = max(kept, depth + 1)
            if kept > (1 if self.levels[0].style == "ayat" else 0):
                break
        del self.levels[kept:]
