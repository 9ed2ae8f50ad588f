"""Regulations without pasal: decrees in diktum (KESATU, KEDUA, …), circulars and instructions in their sections.

A diktum takes the place of a pasal: references write ``kesatu``, and people are shown "Diktum KESATU".
"""

from __future__ import annotations

import itertools

from tanyapasal.index.language.quantities.number_words import read_ordinal
from tanyapasal.index.law.places import Step
from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.annexes.markers import marks_at
from tanyapasal.index.parsing.annexes.sections import read_sections
from tanyapasal.index.parsing.draft import Draft, Root
from tanyapasal.index.parsing.headings.outline import closing_from, starts
from tanyapasal.index.parsing.headings.sections import Stretch
from tanyapasal.index.parsing.lists.nodes import Node
from tanyapasal.index.parsing.lists.reader import ListReader
from tanyapasal.index.parsing.pages.pieces import Piece
from tanyapasal.index.parsing.preamble import ABOUT, TITLE, read_preamble
from tanyapasal.index.text import Span

_MOST_SKIPPED = 2


def read_decree(draft: Draft, stretch: Stretch) -> bool:
    """Read a part in diktum; False, and nothing is read, if it has none."""
    dicta = _dicta(draft, stretch)
    if not dicta:
        return False
    first = min(dicta)
    read_preamble(draft, stretch.first, first)
    last = closing_from(draft.masked, draft.pieces, max(dicta), stretch.last)
    places = [*sorted(dicta), last]
    for place, end in itertools.pairwise(places):
        number, start = dicta[place]
        piece = draft.pieces[place]
        node = Node((Step("pasal", number),), "", piece.start, start)
        draft.add_heading("pasal", number.upper(), Span(piece.start, start), "")
        draft.roots.append(Root(node, "batang_tubuh"))
        rest = [Piece(start, piece.end, True)] if start < piece.end else []
        ListReader(draft.masked, node, draft.width, draft.problems).read(
            [*rest, *draft.pieces[place + 1 : end]]
        )
    draft.add_closing(last, stretch.last)
    return True


def _dicta(draft: Draft, stretch: Stretch) -> dict[int, tuple[str, int]]:
    """Pieces that open a diktum: its number in one word, and where its text begins."""
    found: dict[int, tuple[str, int]] = {}
    last = 0
    for i in range(stretch.first, stretch.last):
        piece = draft.pieces[i]
        if draft.masked[piece.start] not in "KP":
            continue
        match = starts(forms.DIKTUM, draft.masked, piece)
        value = read_ordinal(match["number"]) if match else None
        if (
            match is None
            or value is None
            or not last < value <= last + 1 + _MOST_SKIPPED
            or (not last and value > 1)
        ):
            continue
        start = match.end()
        while start < piece.end and draft.masked[start] in ": \t":
            start += 1
        span = Span(piece.start, start)
        draft.problems += [
            Problem("missing_diktum", f"Diktum ke-{gone} tidak ditemukan.", span)
            for gone in range(last + 1, value)
        ]
        found[i] = ("".join(match["number"].split()).lower(), start)
        last = value
    return found


def read_undivided(draft: Draft, stretch: Stretch) -> None:
    """A circular or instruction: the regulation as a whole, with its sections; where it has none, as it stands."""
    first = stretch.first
    considers, decides = _preamble(draft, stretch)
    if decides is not None:
        first = decides + 1
        read_preamble(draft, stretch.first, first)
    else:
        title = _title_end(draft, stretch)
        if stretch.first < title < stretch.last:
            span = Span(draft.pieces[first].start, draft.pieces[title - 1].end)
            draft.add_heading("judul", None, span, draft.title)
            first = title
    pieces = list(draft.pieces[first : stretch.last])
    if not pieces:
        return
    node = Node((), "", pieces[0].start, pieces[-1].end)
    draft.roots.append(Root(node, "batang_tubuh"))
    last = closing_from(draft.masked, draft.pieces, first, stretch.last)
    draft.closing = draft.masked[draft.pieces[last].start : pieces[-1].end] if last < stretch.last else ""
    inside = pieces[: last - first]
    divided = decides is not None or not considers
    if divided and read_sections(draft.masked, node, inside, draft.width, draft.problems):
        draft.add_flat(last, stretch.last, "batang_tubuh")
        return
    ListReader(draft.masked, node, draft.width, draft.problems).read_plain(pieces)
    span = Span(pieces[0].start, pieces[-1].end)
    draft.problems.append(Problem("no_pasal", "Naskah ini tidak terbagi dalam pasal; dibaca utuh.", span))


def _preamble(draft: Draft, stretch: Stretch) -> tuple[bool, int | None]:
    """Whether the text considers something (its lists are no sections), and the piece with which it decides."""
    considers, decides = False, None
    for i in range(stretch.first, stretch.last):
        if draft.masked[draft.pieces[i].start] not in "Mm":
            continue
        considers = considers or starts(forms.MENIMBANG, draft.masked, draft.pieces[i]) is not None
        if starts(forms.MENETAPKAN, draft.masked, draft.pieces[i]):
            decides = i
    return considers, decides if considers else None


def _title_end(draft: Draft, stretch: Stretch) -> int:
    """The first piece after "TENTANG" and the lines in capitals below it; the first one if there is no title."""
    about = None
    for i in range(stretch.first, min(stretch.last, stretch.first + TITLE)):
        piece = draft.pieces[i]
        words = draft.masked[piece.start : piece.end]
        if about is None:
            about = i if ABOUT.match(draft.masked, piece.start) else None
        elif words != words.upper() or any(True for _ in marks_at(draft.masked, piece)):
            return i
    return stretch.first
