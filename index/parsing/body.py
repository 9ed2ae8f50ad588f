"""The body: pembukaan before the first heading, articles under their headings, the closing with its signatures."""

from __future__ import annotations

import re

from tanyapasal.index.law.places import Part
from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.parsing.articles import Articles
from tanyapasal.index.parsing.decree import read_decree, read_undivided
from tanyapasal.index.parsing.draft import Draft
from tanyapasal.index.parsing.gathering import FLOATING, gather
from tanyapasal.index.parsing.headings.headings import heading_at
from tanyapasal.index.parsing.headings.outline import closing_from
from tanyapasal.index.parsing.headings.roman_articles import (
    amending_articles,
    closing_articles,
    roman_articles,
)
from tanyapasal.index.parsing.headings.sections import Stretch
from tanyapasal.index.parsing.lists.floats import settle
from tanyapasal.index.parsing.lists.items import orders_changes, read_items
from tanyapasal.index.parsing.lists.reader import ListReader
from tanyapasal.index.parsing.preamble import read_preamble
from tanyapasal.index.text import Span

_EMPTY = "Judul pasal tanpa teks; teksnya mungkin tercetak di tempat lain atau hilang."
_UNCERTAIN = "Nomor ayat terlepas dan tidak dapat dipasangkan; pasal ini dibaca utuh tanpa ayat."
_ASSIGNED = "{} nomor ayat yang terlepas dari teksnya dipasangkan menurut urutan paragraf."
_AMENDS = re.compile(r"\bPERUBAHAN\b", re.IGNORECASE)
# A decree in diktum may name articles; a regulation in articles has more of them
_FEW = 3
# Headings further above the first article than this belong to something else
_ABOVE = 40


def read_body(draft: Draft, stretch: Stretch) -> None:
    """Read everything before penjelasan and lampiran."""
    articles, again = None, stretch.last
    if _AMENDS.search(draft.title):
        articles = amending_articles(draft.masked, draft.pieces, stretch.first, stretch.last)
        draft.amending = articles is not None
    articles = articles or roman_articles(draft.masked, draft.pieces, stretch.first, stretch.last)
    if articles is None:
        articles = draft.articles(stretch.first, stretch.last, "batang_tubuh")
        if len(articles.numbers) < _FEW and read_decree(draft, stretch):
            return
        told = set(articles.problems)
        articles, problems, again = closing_articles(draft.masked, draft.pieces, articles, stretch.last)
        draft.problems = [p for p in draft.problems if p not in told] + list(problems)
    first = first_heading(draft, stretch, articles)
    if first is None:
        if draft.identified:
            read_undivided(draft, stretch)
        else:
            draft.set_all_aside(stretch.first, stretch.last)
        return
    read_preamble(draft, stretch.first, first)
    closing = min(again, closing_from(draft.masked, draft.pieces, max(articles.numbers), stretch.last))
    read_articles_of(draft, first, closing, articles, "batang_tubuh", amending=draft.amending)
    draft.add_closing(closing, stretch.last)


def first_heading(draft: Draft, stretch: Stretch, articles: Articles) -> int | None:
    """The piece of the first article, or of the BAB above it; None without articles."""
    first = min(articles.numbers, default=None)
    if first is None:
        return None
    for i in range(max(stretch.first, first - _ABOVE), first):
        found = heading_at(draft.masked, draft.pieces, i, stretch.last, articles.numbers, None)
        if found is not None and found.heading.kind in ("bab", "bagian_teks"):
            return i
    return first


def read_articles_of(
    draft: Draft, first: int, last: int, articles: Articles, part: Part, *, amending: bool = False
) -> None:
    """Articles and headings among pieces ``[first, last)``.

    ``amending``: the articles hold texts of another regulation, whose headings and lists are not their own.
    """
    explains = part == "penjelasan"
    for article in gather(draft, first, last, articles, part, amending=amending):
        reader = ListReader(draft.masked, article.node, draft.width, draft.problems, explains=explains)
        if amending or (not explains and orders_changes(draft.masked, article.pieces)):
            read_items(draft.masked, article.node, article.pieces, draft.problems)
        elif explains:
            reader.read(article.pieces)
        else:
            settled = settle(draft.masked, article.pieces, article.above)
            for piece in settled.floating:
                draft.set_aside(Span(piece.start, piece.end), "floating_number", FLOATING)
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
