"""What the reading of one text has brought so far: provisions, headings, text set aside, problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tanyapasal.index.law.places import Part, Step
from tanyapasal.index.law.regulation import Heading, HeadingKind, Problem
from tanyapasal.index.parsing.articles import Articles, read_articles
from tanyapasal.index.parsing.lists.nodes import Node, Text, has_cells
from tanyapasal.index.parsing.numerals import Key, readings
from tanyapasal.index.parsing.pages.furniture import lines_of
from tanyapasal.index.parsing.pages.hyphens import put_together
from tanyapasal.index.parsing.pages.pieces import Piece
from tanyapasal.index.text import Span, one_line

_LONGEST_HEADING = 300


@dataclass(slots=True)
class Root:
    """A provision without a parent, and the headings it stands under."""

    node: Node
    part: Part
    bab: str | None = None
    bagian: str | None = None
    paragraf: str | None = None


class Draft:
    """A text while it is read.

    ``width``: characters of a full line, to tell where a paragraph ends. ``identified``: the text says which
    regulation it is. ``amending``: its articles are items that change another one. ``omnibus``: some of its articles change
    other laws; the numbers of all its articles then. ``annex``: the step of the annex that is read, of several.
    """

    def __init__(self, masked: str, pieces: Sequence[Piece], title: str, identified: bool) -> None:
        self.masked = masked
        self.pieces = pieces
        self.title = title
        self.identified = identified
        self.roots: list[Root] = []
        self.headings: list[Heading] = []
        self.unplaced: list[Span] = []
        self.catchwords: list[Span] = []
        self.problems: list[Problem] = []
        self.closing = ""
        self.amending = False
        self.omnibus: frozenset[Key] | None = None
        self.annex: tuple[Step, ...] = ()
        lengths = sorted(line.end - line.start for line in lines_of(masked))
        self.width = lengths[len(lengths) * 9 // 10] if lengths else 80

    def articles(self, first: int, last: int, part: Part) -> Articles:
        """The articles among pieces ``[first, last)``; what looks wrong with them is noted."""
        omnibus = self.omnibus if part == "penjelasan" else None
        found = read_articles(self.masked, self.pieces, first, last, part, omnibus)
        if part == "batang_tubuh" and found.quoted:
            self.omnibus = frozenset(
                key for n in found.numbers.values() for key, cost in readings(n.upper()) if cost == 0
            )
        # penjelasan of an amending regulation explains the articles that it changes, not all of them
        self.problems += [p for p in found.problems if not (self.amending and p.code == "missing_penjelasan")]
        return found

    def add_heading(
        self, kind: HeadingKind, number: str | None, span: Span, title: str | None = None
    ) -> None:
        """A heading; without a title its own text is the title."""
        written = one_line(put_together(span.of(self.masked)))[:_LONGEST_HEADING] if title is None else title
        self.headings.append(Heading(kind, number, written, span))

    def add_heading_of(self, first: int, last: int) -> None:
        """Pieces ``[first, last)`` as one heading, if there are any."""
        if first < last:
            self.add_heading("bagian_teks", None, Span(self.pieces[first].start, self.pieces[last - 1].end))

    def set_aside(self, span: Span, code: str, message: str) -> None:
        """Text that belongs to no provision."""
        self.unplaced.append(span)
        self.problems.append(Problem(code, message, span))

    def set_all_aside(self, first: int, last: int) -> None:
        """Pieces ``[first, last)`` of a text that is no regulation."""
        if first < last:
            span = Span(self.pieces[first].start, self.pieces[last - 1].end)
            self.set_aside(span, "no_pasal", "Tidak ada pasal yang dapat dibaca dari teks ini.")

    def add_closing(self, first: int, last: int) -> None:
        """Pieces ``[first, last)`` with place, date and signatures, as text of the regulation as a whole."""
        if first < last:
            self.add_flat(first, last, "batang_tubuh")
            self.closing = self.masked[self.pieces[first].start : self.pieces[last - 1].end]

    def add_flat(self, first: int, last: int, part: Part) -> None:
        """Pieces ``[first, last)`` line by line as the text of the part as a whole."""
        if first >= last:
            return
        node = self.whole(part, self.pieces[first])
        for i, piece in enumerate(self.pieces[first:last]):
            if piece.opens_line or i == 0:
                cells = part == "lampiran" and has_cells(self.masked, piece.start, piece.end)
                node.content.append(Text(piece.start, piece.end, True, cells))
            else:
                node.content[-1].end = piece.end
            node.end = max(node.end, piece.end)

    def whole(self, part: Part, at: Piece) -> Node:
        """The node of a part or an annex as a whole; a new one begins at a piece."""
        steps = self.annex if part == "lampiran" else ()
        for root in self.roots:
            if root.part == part and root.node.steps == steps:
                return root.node
        node = Node(steps, "", at.start, at.end)
        self.roots.append(Root(node, part))
        return node


def skip_blanks(masked: str, start: int, end: int) -> int:
    """The first place from ``start`` on that is not blank, at most ``end``."""
    while start < end and masked[start].isspace():
        start += 1
    return start
