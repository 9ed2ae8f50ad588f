"""The pieces of a part dealt out: to the articles, to the headings above them, or to what belongs nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tanyapasal.index.law.places import Locator, Part, Step
from tanyapasal.index.law.regulation import Heading
from tanyapasal.index.parsing.articles import Articles
from tanyapasal.index.parsing.draft import Draft, Root, skip_blanks
from tanyapasal.index.parsing.headings.headings import Found, heading_at
from tanyapasal.index.parsing.headings.nested import Nested
from tanyapasal.index.parsing.headings.outline import group_title
from tanyapasal.index.parsing.lists.floats import is_bare, last_ayat, settle, trailing_floats
from tanyapasal.index.parsing.lists.markers import markers_at
from tanyapasal.index.parsing.lists.nodes import Node
from tanyapasal.index.parsing.numerals import FOLDED
from tanyapasal.index.parsing.pages.furniture import folded
from tanyapasal.index.parsing.pages.pieces import Piece
from tanyapasal.index.text import Span

FLOATING = "Nomor ayat terlepas dari teksnya."
_STRAY = "Teks di bawah judul tanpa pasal; letaknya tidak pasti."
_CATCHWORD = re.compile(
    r"(?:\(\S{1,3}\)?|[a-z0-9]{1,2}\.)\s*[^\s.;:]+(?:\s[^\s.;:]+){0,2}(?P<dots>\s\.(?:\s?\.)*|\.{2,}|(?:\s\.){2,})?"
)
_LONGEST_CATCHWORD = 45


@dataclass(slots=True)
class _Place:
    bab: str | None = None
    bagian: str | None = None
    paragraf: str | None = None

    def enter(self, heading: Heading) -> None:
        if heading.kind == "bab":
            self.bab, self.bagian, self.paragraf = heading.number, None, None
        elif heading.kind == "bagian":
            self.bagian, self.paragraf = heading.number, None
        elif heading.kind == "paragraf":
            self.paragraf = heading.number
        elif heading.kind == "bagian_teks":
            self.bab = self.bagian = self.paragraf = None


@dataclass(slots=True)
class Article:
    """An article with its pieces: those below its heading, and the floating numbers above it."""

    node: Node
    pieces: list[Piece]
    above: list[Piece]
    # the last ayat, and the number of pieces it was read from
    known: tuple[int, int] = (-1, 0)

    def last_ayat(self, masked: str) -> int:
        if self.known[0] != len(self.pieces):
            self.known = len(self.pieces), last_ayat(masked, self.pieces)
        return self.known[1]


def gather(
    draft: Draft, first: int, last: int, articles: Articles, part: Part, *, amending: bool
) -> list[Article]:
    """The articles among pieces ``[first, last)`` with their pieces; headings go to the draft.

    ``amending``: what stands below the articles is text of another regulation and has no headings of this one.
    """
    return _Gatherer(draft, last, articles, part, amending).gather(first)


class _Gatherer:
    """Goes through the pieces of a part once.

    A scanner prints ayat numbers and catchwords between a heading and its article, so a piece below a heading is not
    yet text of the article above: ``_below_heading``, and the numbers that float there wait in ``_above``.
    """

    def __init__(self, draft: Draft, last: int, articles: Articles, part: Part, amending: bool) -> None:
        self._draft = draft
        self._last = last
        self._articles = articles
        self._part = part
        self._amending = amending
        self._floats = part == "batang_tubuh" and not amending
        self._place = _Place()
        self._found: list[Article] = []
        self._above: list[Piece] = []
        self._below_heading = False
        self._nested = Nested(draft, articles)

    def gather(self, first: int) -> list[Article]:
        i = first
        while i < self._last:
            i = self._take(i)
        for piece in self._above:
            self._draft.set_aside(Span(piece.start, piece.end), "floating_number", FLOATING)
        return self._found

    def _take(self, i: int) -> int:
        """Deal out piece ``i``, with a heading those of its title; the index of the next piece."""
        draft, opens = self._draft, i in self._articles.numbers
        heading = None if opens else self._heading(i)
        if (opens or heading is not None) and self._floats and self._found and not self._below_heading:
            self._above = _take_floats(draft, self._found[-1])
        if opens:
            self._open(i)
        elif i in self._articles.repeated or _is_catchword(draft, i, self._last):
            piece = draft.pieces[i]
            draft.catchwords.append(Span(piece.start, piece.end))
        elif heading is not None:
            _drop_catchword(draft, heading.heading)
            draft.headings.append(heading.heading)
            self._place.enter(heading.heading)
            self._below_heading = True
            return heading.after
        else:
            self._add(draft.pieces[i])
        return i + 1

    def _heading(self, i: int) -> Found | None:
        articles, draft = self._articles, self._draft
        if self._amending or i in articles.repeated or i in articles.quoted:
            return None
        found = heading_at(draft.masked, draft.pieces, i, self._last, articles.numbers, self._place.bab)
        if found is None or not self._found or self._below_heading:
            return found
        return None if self._nested.holds(i, found, self._place.bab, self._last) else found

    def _open(self, i: int) -> None:
        draft, piece, place = self._draft, self._draft.pieces[i], self._place
        end, number = self._articles.ends[i], self._articles.numbers[i]
        node = Node((*draft.annex, Step("pasal", number)), "", piece.start, end)
        title = group_title(draft.masked, piece.start, end) if self._part == "penjelasan" else ""
        draft.add_heading("pasal", Locator(node.steps).printed[-1], Span(piece.start, end), title)
        draft.roots.append(Root(node, self._part, place.bab, place.bagian, place.paragraf))
        start = skip_blanks(draft.masked, end, piece.end)
        rest = [Piece(start, piece.end, True)] if start < piece.end else []
        self._found.append(Article(node, rest, self._above))
        self._above = []
        self._below_heading = False
        self._nested.leave()

    def _add(self, piece: Piece) -> None:
        draft = self._draft
        if self._floats and self._below_heading and is_bare(draft.masked, piece):
            self._above.append(piece)
        elif not self._found or (self._below_heading and not _continues(draft, self._found[-1], piece)):
            draft.set_aside(Span(piece.start, piece.end), "stray_text", _STRAY)
        else:
            self._below_heading = False
            self._found[-1].pieces.append(piece)


def _is_catchword(draft: Draft, i: int, last: int) -> bool:
    """A marker with the first words of an item, printed again with the whole item: "(2) Ketentuan (2) Ketentuan lebih"."""
    piece = draft.pieces[i]
    if piece.end - piece.start > _LONGEST_CATCHWORD or i + 1 >= last:
        return False
    written = draft.masked[piece.start : piece.end]
    match = _CATCHWORD.fullmatch(written)
    if match is None:
        return False
    if match["dots"]:
        return True
    following = draft.pieces[i + 1]
    return folded(draft.masked[following.start : following.end][: len(written) + 8]).startswith(
        folded(written)
    )


def _take_floats(draft: Draft, article: Article) -> list[Piece]:
    """Floating numbers at the end of an article belong to the next one, unless this one needs them."""
    count = trailing_floats(draft.masked, article.pieces)
    if not count:
        return []
    cut_at = len(article.pieces) - count
    taken = article.pieces[cut_at:]
    if settle(draft.masked, article.pieces[:cut_at], [*article.above, *taken]).assigned:
        return []
    del article.pieces[cut_at:]
    return taken


def _continues(draft: Draft, article: Article, piece: Piece) -> bool:
    """True if the next ayat of the article above stands below a heading that was printed too early."""
    known = article.last_ayat(draft.masked)
    return known > 0 and any(
        marker.style == "ayat" and marker.key == (known + 1, "") and marker.cost <= FOLDED
        for marker in markers_at(draft.masked, piece, False)
    )


def _drop_catchword(draft: Draft, heading: Heading) -> None:
    """ "BAB II" below a page and again above the next one is one heading."""
    before = draft.headings[-1] if draft.headings else None
    if (
        before
        and not before.title
        and (before.kind, before.number) == (heading.kind, heading.number) != ("pasal", None)
    ):
        between = draft.masked[before.span.end : heading.span.start]
        if not between.strip(" \n\t."):
            draft.headings.pop()
            draft.catchwords.append(Span(before.span.start, heading.span.start))
