"""The body: pembukaan before the first heading, articles under their headings, the closing with its signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tanyapasal.index.law.places import Part, Step
from tanyapasal.index.law.regulation import Heading, Problem
from tanyapasal.index.parsing.articles import Articles
from tanyapasal.index.parsing.decree import read_decree, read_undivided
from tanyapasal.index.parsing.draft import Draft, Root, skip_blanks
from tanyapasal.index.parsing.headings.headings import heading_at
from tanyapasal.index.parsing.headings.outline import Stretch, closing_from, group_title
from tanyapasal.index.parsing.headings.roman_articles import amends_by_items
from tanyapasal.index.parsing.lists.floats import is_bare, last_ayat, settle, trailing_floats
from tanyapasal.index.parsing.lists.items import orders_changes, read_items
from tanyapasal.index.parsing.lists.markers import markers_at
from tanyapasal.index.parsing.lists.nodes import Node
from tanyapasal.index.parsing.lists.reader import ListReader
from tanyapasal.index.parsing.numerals import FOLDED, as_roman
from tanyapasal.index.parsing.pages.furniture import folded
from tanyapasal.index.parsing.pages.pieces import Piece
from tanyapasal.index.parsing.preamble import read_preamble
from tanyapasal.index.text import Span

_STRAY = "Teks di bawah judul tanpa pasal; letaknya tidak pasti."
_FLOATING = "Nomor ayat terlepas dari teksnya."
_EMPTY = "Judul pasal tanpa teks; teksnya mungkin tercetak di tempat lain atau hilang."
_UNCERTAIN = "Nomor ayat terlepas dan tidak dapat dipasangkan; pasal ini dibaca utuh tanpa ayat."
_ASSIGNED = "{} nomor ayat yang terlepas dari teksnya dipasangkan menurut urutan paragraf."
_CATCHWORD = re.compile(
    r"(?:\(\S{1,3}\)?|[a-z0-9]{1,2}\.)\s*[^\s.;:]+(?:\s[^\s.;:]+){0,2}(?P<dots>\s\.(?:\s?\.)*|\.{2,}|(?:\s\.){2,})?"
)
_LONGEST_CATCHWORD = 45
_AMENDS = re.compile(r"\bPERUBAHAN\b", re.IGNORECASE)
# A decree in diktum may name articles; a regulation in articles has more of them
_FEW = 3
# Headings further above the first article than this belong to something else
_ABOVE = 40


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


def read_body(draft: Draft, stretch: Stretch) -> None:
    """Read everything before penjelasan and lampiran."""
    articles = None
    if _AMENDS.search(draft.title):
        articles = articles_in_roman(draft, stretch)
        draft.amending = articles is not None
    if articles is None:
        articles = draft.articles(stretch.first, stretch.last, "batang_tubuh")
        if len(articles.numbers) < _FEW and read_decree(draft, stretch):
            return
    first = _first_heading(draft, stretch, articles)
    if first is None:
        if draft.identified:
            read_undivided(draft, stretch)
        else:
            draft.set_all_aside(stretch.first, stretch.last)
        return
    read_preamble(draft, stretch.first, first)
    closing = closing_from(draft.masked, draft.pieces, max(articles.numbers), stretch.last)
    read_articles_of(draft, first, closing, articles, "batang_tubuh", amending=draft.amending)
    draft.add_closing(closing, stretch.last)


def articles_in_roman(draft: Draft, stretch: Stretch, explains: bool = False) -> Articles | None:
    """Pasal I and II of an amending regulation, or None if there are none."""
    items = amends_by_items(draft.masked, draft.pieces, stretch.first, stretch.last, explains)
    numbers = {i: as_roman(value).lower() for i, value, _ in items}
    return Articles(numbers, {i: end for i, _, end in items}, frozenset(), ()) if items else None


def _first_heading(draft: Draft, stretch: Stretch, articles: Articles) -> int | None:
    first = min(articles.numbers, default=None)
    if first is None:
        return None
    for i in range(max(stretch.first, first - _ABOVE), first):
        found = heading_at(draft.masked, draft.pieces, i, stretch.last, articles.numbers, None)
        if found is not None and found.heading.kind in ("bab", "bagian_teks"):
            return i
    return first


@dataclass(slots=True)
class _Article:
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


def read_articles_of(
    draft: Draft, first: int, last: int, articles: Articles, part: Part, *, amending: bool = False
) -> None:
    """Articles and headings among pieces ``[first, last)``.

    ``amending``: the articles hold texts of another regulation, whose headings and lists are not their own.
    """
    explains = part == "penjelasan"
    for article in _gather(draft, first, last, articles, part, amending):
        reader = ListReader(draft.masked, article.node, draft.width, draft.problems, explains=explains)
        if amending or (not explains and orders_changes(draft.masked, article.pieces)):
            read_items(draft.masked, article.node, article.pieces, draft.problems)
        elif explains:
            reader.read(article.pieces)
        else:
            settled = settle(draft.masked, article.pieces, article.above)
            for piece in settled.floating:
                draft.set_aside(Span(piece.start, piece.end), "floating_number", _FLOATING)
            if settled.assigned:
                span = Span(article.node.start, article.node.end)
                draft.problems.append(Problem("ayat_inferred", _ASSIGNED.format(settled.assigned), span))
            if settled.certain:
                reader.read(settled.pieces)
            else:
                span = Span(article.node.start, article.node.end)
                draft.problems.append(Problem("ayat_uncertain", _UNCERTAIN, span))
                reader.read_plain(settled.pieces)
        if not article.node.content:
            span = Span(article.node.start, article.node.end)
            draft.problems.append(Problem("empty_pasal", _EMPTY, span))


def _gather(
    draft: Draft, first: int, last: int, articles: Articles, part: Part, amending: bool
) -> list[_Article]:
    """The articles with their pieces; headings go to the draft, and text that belongs nowhere is set aside."""
    place = _Place()
    found: list[_Article] = []
    above: list[Piece] = []
    below_heading = False
    floats = part == "batang_tubuh" and not amending
    i = first
    while i < last:
        piece = draft.pieces[i]
        heading = None
        if i not in articles.numbers and not amending and i not in articles.repeated | articles.quoted:
            heading = heading_at(draft.masked, draft.pieces, i, last, articles.numbers, place.bab)
        if floats and found and not below_heading and (heading is not None or i in articles.numbers):
            above = _take_floats(draft, found[-1])
        if i in articles.numbers:
            end, number = articles.ends[i], articles.numbers[i]
            node = Node((Step("pasal", number),), "", piece.start, end)
            title = group_title(draft.masked, piece.start, end) if part == "penjelasan" else ""
            draft.add_heading("pasal", number.upper(), Span(piece.start, end), title)
            draft.roots.append(Root(node, part, place.bab, place.bagian, place.paragraf))
            start = skip_blanks(draft.masked, end, piece.end)
            rest = [Piece(start, piece.end, True)] if start < piece.end else []
            found.append(_Article(node, rest, above))
            above = []
            below_heading = False
        elif i in articles.repeated or _is_catchword(draft, i, last):
            draft.catchwords.append(Span(piece.start, piece.end))
        elif heading is not None:
            _drop_catchword(draft, heading.heading)
            draft.headings.append(heading.heading)
            place.enter(heading.heading)
            below_heading = True
            i = heading.after
            continue
        elif floats and below_heading and is_bare(draft.masked, piece):
            above.append(piece)
        elif not found or (below_heading and not _continues(draft, found[-1], piece)):
            draft.set_aside(Span(piece.start, piece.end), "stray_text", _STRAY)
        else:
            below_heading = False
            found[-1].pieces.append(piece)
        i += 1
    for piece in above:
        draft.set_aside(Span(piece.start, piece.end), "floating_number", _FLOATING)
    return found


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


def _take_floats(draft: Draft, article: _Article) -> list[Piece]:
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


def _continues(draft: Draft, article: _Article, piece: Piece) -> bool:
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
