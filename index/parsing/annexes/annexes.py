"""Lampiran: one or several, with articles of their own, with sections, or as lists and tables.

An annex begins with its heading ("LAMPIRAN II / PERATURAN … / NOMOR 3 TAHUN 2031 / TENTANG …"). Statutes, treaties and
guidelines that it holds have articles: they are read as those of the body, below the place of the annex.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tanyapasal.index.law.places import Step
from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.parsing.annexes.sections import read_sections
from tanyapasal.index.parsing.articles import Articles, read_articles
from tanyapasal.index.parsing.body import first_heading, read_articles_of
from tanyapasal.index.parsing.draft import Draft
from tanyapasal.index.parsing.headings.outline import opens_closing
from tanyapasal.index.parsing.headings.roman_articles import roman_articles
from tanyapasal.index.parsing.headings.sections import Stretch, annex_heading
from tanyapasal.index.parsing.numerals import roman
from tanyapasal.index.parsing.preamble import ABOUT
from tanyapasal.index.reading import list_numbers
from tanyapasal.index.text import Span

_NAMED = re.compile(r"(?:NOMOR|Nomor|NO\.|No\.)\s*+(?::\s*+)?\S")
_ABOUT = re.compile(r"(?:TENTANG|Tentang|TANGGAL|Tanggal|PADA TANGGAL|DITETAPKAN|T E N T A N G)\b")
# Lines of the heading of an annex, and those within which it names its regulation
_LONGEST_HEADING = 14
_TO_NUMBER = 7
_LONGEST_LINE = 200
# An official signs an annex below its text
_SIGNS = re.compile(
    r"(?:a\.\s?n\.\s+)?(?:PRESIDEN|MENTERI|GUBERNUR|BUPATI|WALI\s?KOTA|KEPALA|KETUA|DIREKTUR|SEKRETARIS|DEWAN|PEJABAT|PENJABAT|PLT)\b"
    r"[A-Z\s.,]{0,120},?"
)
_SIGNED_LINES = 14
_LEAST_ARTICLES = 2
_SECOND_TEXT = "Naskah kedua dalam lampiran ini (nomor pasalnya mulai lagi) dibaca sebagai teks tanpa pasal."


@dataclass(slots=True)
class _Annex:
    """An annex: its heading is pieces ``[head, first)``, what stands below it ``[first, last)``.

    ``heads``: the same heading again on further pages.
    """

    steps: tuple[Step, ...]
    head: int
    first: int
    last: int
    heads: set[int] = field(default_factory=set)


def read_annexes(draft: Draft, stretch: Stretch) -> None:
    """Read every lampiran of a stretch; what stands in several has the step of its annex."""
    read: set[tuple[Step, ...]] = set()
    for annex in _annexes(draft, stretch):
        draft.annex = annex.steps
        draft.add_heading_of(annex.head, annex.first)
        if annex.steps in read:
            draft.add_flat(annex.first, annex.last, "lampiran")
        elif annex.first < annex.last:
            read.add(annex.steps)
            _read(draft, annex)
    draft.annex = ()


def _annexes(draft: Draft, stretch: Stretch) -> list[_Annex]:
    found: list[_Annex] = []
    i = stretch.first
    while i < stretch.last:
        match = _heading(draft, i)
        if match is None:
            if not found:
                found.append(_Annex((), i, i, stretch.last))
            i += 1
            continue
        steps = _steps(match["number"])
        end = _heading_end(draft, i, stretch.last)
        if found and steps in ((), found[-1].steps):
            # the heading again, above a further page
            found[-1].heads.update(range(i, end))
        else:
            if found:
                found[-1].last = i
            found.append(_Annex(steps, i, end, stretch.last))
        i = end
    return found


def _heading(draft: Draft, i: int) -> re.Match[str] | None:
    """The heading of an annex at a line that has nothing else."""
    match = annex_heading(draft.masked, draft.pieces, i)
    rest = draft.masked[match.end() : draft.pieces[i].end].strip(" .:") if match else ""
    return match if len(rest) < _LONGEST_LINE else None


def _steps(number: str | None) -> tuple[Step, ...]:
    if number is None:
        return ()
    value = roman(number) if not number.isdigit() else None
    return (Step("lampiran", list_numbers.roman(value) if value else number.lower()),)


def _heading_end(draft: Draft, i: int, last: int) -> int:
    """The piece behind the heading of an annex: the lines that name its regulation, and the title of that."""
    lines = [draft.masked[p.start : p.end] for p in draft.pieces[i : min(last, i + _LONGEST_HEADING)]]
    number = next((n for n, line in enumerate(lines[:_TO_NUMBER]) if _NAMED.search(line)), None)
    if number is None:
        return i + 1
    end = number + 1
    title: set[str] = set()
    while end < len(lines) and (_ABOUT.match(lines[end]) or _is_titled(lines[end], title)):
        if ABOUT.match(lines[end].upper()):
            title = set(re.findall(r"\w+", draft.title.upper()))
        end += 1
    return i + end


def _is_titled(line: str, title: set[str]) -> bool:
    """True for a line that has words of the title alone."""
    words = set(re.findall(r"\w+", line.upper()))
    return bool(words) and words <= title


def _read(draft: Draft, annex: _Annex) -> None:
    last = _second_text(draft, annex)
    articles = _articles(draft, annex, last)
    end = _signed_from(draft, annex)
    if articles is None:
        pieces = [draft.pieces[i] for i in range(annex.first, end) if i not in annex.heads]
        whole = draft.whole("lampiran", draft.pieces[annex.first])
        if not read_sections(draft.masked, whole, pieces, draft.width, draft.problems):
            draft.add_flat(annex.first, end, "lampiran")
        elif annex.heads:
            _set_heads(draft, annex)
        draft.add_flat(end, annex.last, "lampiran")
        return
    draft.problems += articles.problems
    articles = replace(articles, repeated=articles.repeated | annex.heads)
    first = first_heading(draft, Stretch("lampiran", annex.first, last), articles) or annex.first
    draft.add_flat(annex.first, first, "lampiran")
    inside = min(last, end)
    read_articles_of(draft, first, inside, articles, "lampiran")
    draft.add_flat(inside, annex.last, "lampiran")
    if last < annex.last:
        span = Span(draft.pieces[last].start, draft.pieces[last].end)
        draft.problems.append(Problem("another_text", _SECOND_TEXT, span))


def _set_heads(draft: Draft, annex: _Annex) -> None:
    for i in sorted(annex.heads):
        draft.catchwords.append(Span(draft.pieces[i].start, draft.pieces[i].end))


def _articles(draft: Draft, annex: _Annex, last: int) -> Articles | None:
    """The articles of an annex that has at least two, counted from 1 or I."""
    found = read_articles(draft.masked, draft.pieces, annex.first, last, "lampiran")
    numbers = [found.numbers[i] for i in sorted(found.numbers)]
    if len(numbers) >= _LEAST_ARTICLES and numbers[0] == "1":
        return found
    counted = roman_articles(draft.masked, draft.pieces, annex.first, last)
    return counted if counted is not None and len(counted.numbers) >= _LEAST_ARTICLES else None


def _second_text(draft: Draft, annex: _Annex) -> int:
    """Where the articles begin to count again, as where a treaty stands in two languages; the end if they do not."""
    firsts: Sequence[int] = [
        i
        for i in range(annex.first, annex.last)
        if draft.pieces[i].opens_line
        and _FIRST_ARTICLE.fullmatch(draft.masked, draft.pieces[i].start, draft.pieces[i].end)
    ]
    for before, after in itertools.pairwise(firsts):
        if after - before > 2 * _LEAST_ARTICLES:
            return after
    return annex.last


_FIRST_ARTICLE = re.compile(r"(?:Pasal|PASAL|Article|ARTICLE)\s+[1I][.:]?")


def _signed_from(draft: Draft, annex: _Annex) -> int:
    """Where the signature of an annex begins, below its text."""
    for i in range(max(annex.first, annex.last - _SIGNED_LINES), annex.last):
        piece = draft.pieces[i]
        if opens_closing(draft.masked, piece):
            return i
        written = draft.masked[piece.start : piece.end]
        if piece.opens_line and written.endswith(",") and _SIGNS.fullmatch(written):
            return i
    return annex.last
