"""Pembukaan: the title as a heading, then what the regulation considers and rests on."""

from __future__ import annotations

import re

from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.draft import Draft, Root
from tanyapasal.index.parsing.headings.outline import starts
from tanyapasal.index.parsing.lists.nodes import Node
from tanyapasal.index.parsing.lists.reader import ListReader
from tanyapasal.index.parsing.pages.pieces import Piece
from tanyapasal.index.text import Span

_TITLE_ENDS = ("DENGAN RAHMAT", "PRESIDEN REPUBLIK", "Presiden Republik")
ABOUT = re.compile(r"T\s?E\s?N\s?T\s?A\s?N\s?G\b")
# Pieces within which the title stands
TITLE = 40


def read_preamble(draft: Draft, first: int, last: int) -> None:
    """Read pieces ``[first, last)``: menimbang as huruf, mengingat as angka of the part pembukaan."""
    # a scan may have "Menimbang" beside the title: the title reaches at least to "TENTANG"
    about = next(
        (
            i
            for i in range(first, min(last, first + TITLE))
            if ABOUT.match(draft.masked, draft.pieces[i].start)
        ),
        first,
    )
    title_end = about
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
