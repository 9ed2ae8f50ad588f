"""Penjelasan: the general part, then article by article."""

from __future__ import annotations

import re

from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.body import read_articles_of
from tanyapasal.index.parsing.draft import Draft, Root, skip_blanks
from tanyapasal.index.parsing.headings.outline import starts
from tanyapasal.index.parsing.headings.roman_articles import amending_articles
from tanyapasal.index.parsing.headings.sections import Stretch
from tanyapasal.index.parsing.lists.nodes import Node
from tanyapasal.index.parsing.lists.reader import ListReader
from tanyapasal.index.parsing.pages.pieces import Piece
from tanyapasal.index.text import Span

# Pieces of the title within which the heading UMUM stands
_TITLE = 25
_GAZETTE = ("TAMBAHAN LEMBARAN", "TAMBAHAN BERITA")
_LAST_PIECES = 12


def read_explanation(draft: Draft, stretch: Stretch) -> None:
    """Read penjelasan: its title and inner headings as headings, the rest as provisions of their articles."""
    general = _first(draft, forms.UMUM, stretch.first, min(stretch.last, stretch.first + _TITLE))
    by_article = _first(draft, forms.PASAL_DEMI_PASAL, stretch.first, stretch.last)
    if general and by_article and general[0] > by_article[0]:
        general = None
    first = by_article[0] + 1 if by_article else stretch.first
    articles = None
    if draft.amending:
        articles = amending_articles(draft.masked, draft.pieces, first, stretch.last, explains=True)
    articles = articles or draft.articles(first, stretch.last, "penjelasan")
    opening = by_article[0] if by_article else min(articles.numbers, default=stretch.last)
    title_end = general[0] if general else min(stretch.first + 1, opening)
    draft.add_heading_of(stretch.first, title_end)
    if general:
        rest = _split(draft, *general)
        _read_general(draft, [*rest, *draft.pieces[general[0] + 1 : opening]])
    else:
        _read_general(draft, [*draft.pieces[title_end:opening]])
    if by_article:
        for piece in _split(draft, *by_article):
            draft.set_aside(
                Span(piece.start, piece.end),
                "stray_text",
                "Teks di bawah judul tanpa pasal; letaknya tidak pasti.",
            )
        opening += 1
    last = _gazette(draft, opening, stretch.last)
    read_articles_of(draft, opening, last, articles, "penjelasan")
    draft.add_heading_of(last, stretch.last)


def _first(draft: Draft, form: forms.Form, first: int, last: int) -> tuple[int, re.Match[str]] | None:
    for i in range(first, last):
        match = starts(form, draft.masked, draft.pieces[i])
        if match:
            return i, match
    return None


def _split(draft: Draft, i: int, match: re.Match[str]) -> list[Piece]:
    """The heading at the beginning of a piece is added; what follows it in the piece is returned."""
    piece = draft.pieces[i]
    draft.add_heading("bagian_teks", None, Span(piece.start, match.end()))
    start = skip_blanks(draft.masked, match.end(), piece.end)
    return [Piece(start, piece.end, True)] if start < piece.end else []


def _read_general(draft: Draft, pieces: list[Piece]) -> None:
    if pieces:
        node = Node((), "", pieces[0].start, pieces[-1].end)
        draft.roots.append(Root(node, "penjelasan"))
        ListReader(draft.masked, node, draft.width, draft.problems).read_plain(pieces)


def _gazette(draft: Draft, first: int, last: int) -> int:
    for i in range(max(first, last - _LAST_PIECES), last):
        if draft.masked.startswith(_GAZETTE, draft.pieces[i].start):
            return i
    return last
