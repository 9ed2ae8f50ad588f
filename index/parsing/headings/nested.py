"""Headings inside of an article: the chapters of a budget that it fixes, or of what it quotes.

"Anggaran ditetapkan sebagai berikut: BAB I (Pengeluaran). …" divides the article and not the law. A heading of the law
stands directly above an article, with nothing between them but further headings and titles.
"""

from __future__ import annotations

import re

from tanyapasal.index.law.regulation import HeadingKind, Problem
from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.articles import Articles
from tanyapasal.index.parsing.draft import Draft
from tanyapasal.index.parsing.headings.headings import Found, opens_heading
from tanyapasal.index.parsing.headings.outline import starts
from tanyapasal.index.parsing.numerals import roman
from tanyapasal.index.text import one_line

# What no title of a heading has: sums, and the dots that lead to them
_AMOUNTS = re.compile(r"\bRp\s?\.?|\.{4,}|\b(?:F|f)\s?\.?\s?\d|\d[.,]\d{3}\b")
_SHOWN = 60
_AHEAD = 2000
_QUOTES = "\"“'‘"


class Nested:
    """Whether the headings below an article are its own; once one is, so are those like it up to the next article."""

    def __init__(self, draft: Draft, articles: Articles) -> None:
        self._draft = draft
        self._articles = articles
        self._kind: HeadingKind | None = None

    def leave(self) -> None:
        """The next article begins."""
        self._kind = None

    def holds(self, i: int, found: Found, bab: str | None, last: int) -> bool:
        """True if the heading at piece ``i`` is text of the article above it; ``bab``: the last one of the law."""
        kind = found.heading.kind
        leads = self._leads(found, last)
        if self._kind is not None:
            real = leads and kind == "bab" and _counts_on(bab, found.heading.number)
            return kind == self._kind and not (real and not self._comes_again(found, last))
        announced = self._announced(i)
        inside = announced and (not leads or self._holds_amounts(i, found))
        inside = inside or (not leads and kind == "bab" and bab is not None and _goes_back(bab, found))
        if inside:
            self._kind = kind
            written = one_line(found.heading.span.of(self._draft.masked))[:_SHOWN]
            message = f"'{written}' tidak membuka bagian baru; dibaca sebagai teks pasal di atasnya."
            self._draft.problems.append(Problem("nested_heading", message, found.heading.span))
        return inside

    def _leads(self, found: Found, last: int) -> bool:
        """True if an article or a heading stands right below; a BAB has none without an article."""
        i = found.after
        if i >= last:
            return False
        masked, piece = self._draft.masked, self._draft.pieces[i]
        if found.heading.kind == "bab" and starts(forms.BAB, masked, piece):
            return False
        return i in self._articles.numbers or opens_heading(masked, piece)

    def _comes_again(self, found: Found, last: int) -> bool:
        """True if a BAB of the same number stands further on: that one is the law's."""
        masked, number = self._draft.masked, roman(found.heading.number or "")
        for piece in self._draft.pieces[found.after : min(last, found.after + _AHEAD)]:
            match = (
                starts(forms.BAB, masked, piece) if masked[piece.start] == "B" and piece.opens_line else None
            )
            if match is not None and roman(match["number"] or match["line"] or "") == number:
                return True
        return False

    def _announced(self, i: int) -> bool:
        """True if the text above asks for what follows, or quotes it."""
        start = self._draft.pieces[i].start
        before = self._draft.masked[max(0, start - 200) : start].rstrip()
        return before[-1:] == ":" or (before[-1:] in _QUOTES and bool(before))

    def _holds_amounts(self, i: int, found: Found) -> bool:
        pieces = self._draft.pieces
        return _AMOUNTS.search(self._draft.masked, pieces[i].start, pieces[found.after - 1].end) is not None


def _counts_on(bab: str | None, number: str | None) -> bool:
    return bab is not None and roman(number or "") == (roman(bab) or 0) + 1


def _goes_back(bab: str, found: Found) -> bool:
    value = roman(found.heading.number or "")
    return value is not None and value <= (roman(bab) or 0)
