"""The body: pembukaan before the first heading, articles under their headings, the closing with its signatures."""

from __future__ import annotations

from dataclasses import dataclass

from index.law import Part, Step
from index.parsing import forms
from index.parsing.articles import Articles
from index.parsing.draft import Draft, Root, skip_blanks
from index.parsing.headings import heading_at
from index.parsing.nodes import Node
from index.parsing.numerals import as_roman
from index.parsing.outline import Stretch, amends_by_items, ends_sentence, starts
from index.parsing.pieces import Piece
from index.parsing.tree import ListReader
from index.regulation import Heading
from index.text import Span

_TITLE_ENDS = ("DENGAN RAHMAT", "PRESIDEN REPUBLIK", "Presiden Republik")
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
    items = amends_by_items(draft.masked, draft.pieces, stretch, draft.title)
    if items:
        numbers = {i: as_roman(value).lower() for i, value, _ in items}
        articles = Articles(numbers, {i: end for i, _, end in items}, frozenset(), ())
    else:
        articles = draft.articles(stretch.first, stretch.last)
    first = _first_heading(draft, stretch, articles)
    if first is None:
        _set_all_aside(draft, stretch)
        return
    _read_pembukaan(draft, stretch.first, first)
    closing = _closing(draft, max(articles.numbers), stretch.last)
    read_articles_of(draft, first, closing, articles, "batang_tubuh", amending=bool(items))
    if closing < stretch.last:
        draft.add_flat(closing, stretch.last, "batang_tubuh")
        draft.closing = draft.masked[draft.pieces[closing].start : draft.pieces[stretch.last - 1].end]


def _first_heading(draft: Draft, stretch: Stretch, articles: Articles) -> int | None:
    first = min(articles.numbers, default=None)
    if first is None:
        return None
    for i in range(max(stretch.first, first - _ABOVE), first):
        found = heading_at(draft.masked, draft.pieces, i, stretch.last, articles.numbers, None)
        if found is not None and found.heading.kind in ("bab", "bagian_teks"):
            return i
    return first


def _closing(draft: Draft, last_article: int, last: int) -> int:
    for i in range(last_article + 1, last):
        piece = draft.pieces[i]
        if starts(forms.CLOSING, draft.masked, piece) and (
            piece.opens_line or ends_sentence(draft.masked, piece.start)
        ):
            return i
    return last


def read_articles_of(
    draft: Draft, first: int, last: int, articles: Articles, part: Part, *, amending: bool = False
) -> None:
    """Articles and headings among pieces ``[first, last)``.

    ``amending``: the articles hold texts of another regulation, whose headings and lists are not their own.
    """
    place = _Place()
    reader: ListReader | None = None
    own: list[Piece] = []
    below_heading = False

    def finish() -> None:
        if reader is not None and own:
            if amending:
                reader.read_plain(own)
            else:
                reader.read(own)
        own.clear()

    i = first
    while i < last:
        piece = draft.pieces[i]
        if i in articles.numbers:
            finish()
            end = articles.ends[i]
            number = articles.numbers[i]
            node = Node((Step("pasal", number),), "", piece.start, end)
            draft.add_heading("pasal", number.upper(), Span(piece.start, end), "")
            draft.roots.append(Root(node, part, place.bab, place.bagian, place.paragraf))
            reader = ListReader(
                draft.masked, node, draft.width, draft.problems, explains=part == "penjelasan"
            )
            below_heading = False
            start = skip_blanks(draft.masked, end, piece.end)
            if start < piece.end:
                own.append(Piece(start, piece.end, True))
            i += 1
            continue
        if i in articles.repeated:
            draft.catchwords.append(Span(piece.start, piece.end))
            i += 1
            continue
        found = (
            None if amending else heading_at(draft.masked, draft.pieces, i, last, articles.numbers, place.bab)
        )
        if found is not None:
            finish()
            draft.headings.append(found.heading)
            place.enter(found.heading)
            below_heading = True
            i = found.after
            continue
        # the next ayat of the article above may stand below a heading that was printed too early
        if reader is None or (below_heading and not reader.continues(piece)):
            draft.set_aside(
                Span(piece.start, piece.end),
                "stray_text",
                "Teks di bawah judul tanpa pasal; letaknya tidak pasti.",
            )
        else:
            below_heading = False
            own.append(piece)
        i += 1
    finish()


def _read_pembukaan(draft: Draft, first: int, last: int) -> None:
    title_end = first
    while title_end < last and not starts(forms.MENIMBANG, draft.masked, draft.pieces[title_end]):
        if title_end > first and draft.masked.startswith(_TITLE_ENDS, draft.pieces[title_end].start):
            break
        title_end += 1
    if title_end == last:
        title_end = first
    if title_end > first:
        span = Span(draft.pieces[first].start, draft.pieces[title_end - 1].end)
        draft.add_heading("judul", None, span, draft.title)
    if title_end == last:
        return
    node = Node((), "", draft.pieces[title_end].start, draft.pieces[title_end].end)
    draft.roots.append(Root(node, "pembukaan"))
    reader = ListReader(draft.masked, node, draft.width, draft.problems)
    run: list[Piece] = []
    for piece in draft.pieces[title_end:last]:
        if starts(forms.MENIMBANG, draft.masked, piece) or starts(forms.MENETAPKAN, draft.masked, piece):
            reader.read(run)
            reader.levels.clear()
            run = []
        run.append(piece)
    reader.read(run)


def _set_all_aside(draft: Draft, stretch: Stretch) -> None:
    pieces = draft.pieces[stretch.first : stretch.last]
    if pieces:
        span = Span(pieces[0].start, pieces[-1].end)
        draft.set_aside(span, "no_pasal", "Tidak ada pasal yang dapat dibaca dari teks ini.")
