"""The articles of a part: which headings open them, numbers mended by their sequence, what is missing."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from tanyapasal.index.law.places import Part
from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.parsing.amendments.omnibus import explained_items, quoted_pieces
from tanyapasal.index.parsing.headings.outline import candidates
from tanyapasal.index.parsing.headings.sequence import Candidate, Link, best_chain
from tanyapasal.index.parsing.numerals import Key, between, shown, written
from tanyapasal.index.parsing.pages.pieces import Piece
from tanyapasal.index.text import Span, one_line

_MOST_MISSING = 300
# A candidate of this weight is a heading whatever its number is
_HEADING = 2.5
# Words between the two prints of one heading
_APART = 6


@dataclass(frozen=True, slots=True)
class Articles:
    """The pieces that open an article with its number, where each heading ends, headings printed twice, problems."""

    numbers: dict[int, str]
    ends: dict[int, int]
    repeated: frozenset[int]
    problems: tuple[Problem, ...]
    # pieces at which text of other laws begins, see ``quoted``
    quoted: frozenset[int] = frozenset()


def read_articles(
    masked: str,
    pieces: Sequence[Piece],
    first: int,
    last: int,
    part: Part,
    omnibus: frozenset[Key] | None = None,
) -> Articles:
    """The articles among pieces ``[first, last)``. What is missing in penjelasan has a code of its own.

    ``omnibus``: for penjelasan of a law that changes others, the numbers of its own articles.
    """
    found = candidates(masked, pieces, first, last, english=part == "lampiran")
    if omnibus is not None:
        quoted = explained_items(masked, pieces, found, omnibus)
    else:
        quoted = quoted_pieces(masked, pieces, first, last, found) if part == "batang_tubuh" else frozenset()
    found = [candidate for candidate in found if candidate.piece not in quoted]
    chain, repeated = _without_repeats(masked, pieces, found, best_chain(found))
    chain = _mended(found, chain)
    numbers: dict[int, str] = {}
    ends: dict[int, int] = {}
    problems: list[Problem] = []
    before: Key | None = None
    for link in chain:
        candidate = found[link.candidate]
        piece = pieces[candidate.piece]
        span = Span(piece.start, candidate.end)
        numbers[candidate.piece] = written(link.key)
        ends[candidate.piece] = span.end
        raw = one_line(span.of(masked))
        if link.cost > 0 and not _says(raw, link.key):
            reading = f"Judul '{raw}' dibaca sebagai Pasal {shown(link.key)} menurut urutannya."
            problems.append(Problem("ocr_suspect", reading, span))
        problems += [_missing(key, part, span) for key in between(before, link.key, _MOST_MISSING)]
        before = candidate.upto or link.key
    used = {link.candidate for link in chain} | repeated
    taken = {link.key for link in chain}
    for i, candidate in enumerate(found):
        if i not in used and candidate.weight >= _HEADING:
            problems.append(_unused(masked, pieces[candidate.piece], _first(candidate) in taken))
    return Articles(numbers, ends, frozenset(found[i].piece for i in repeated), tuple(problems), quoted)


def _says(raw: str, key: Key) -> bool:
    """True if the letter of an inserted article is printed as it was read."""
    return bool(key[1]) and "".join(raw.split()).strip(".:").upper().endswith(written(key).upper())


def _missing(key: Key, part: Part, span: Span) -> Problem:
    if part == "penjelasan":
        return Problem("missing_penjelasan", f"Penjelasan Pasal {shown(key)} tidak ditemukan.", span)
    return Problem("missing_pasal", f"Pasal {shown(key)} tidak ditemukan menurut urutan nomornya.", span)


def _unused(masked: str, piece: Piece, taken: bool) -> Problem:
    span = Span(piece.start, piece.end)
    written_as = one_line(span.of(masked))[:40]
    return Problem(
        "duplicate_pasal" if taken else "unordered_pasal",
        f"'{written_as}' tidak sesuai dengan urutan pasal; dibaca sebagai teks.",
        span,
    )


def _without_repeats(
    masked: str, pieces: Sequence[Piece], found: list[Candidate], chain: list[Link]
) -> tuple[list[Link], set[int]]:
    """A heading printed twice, a few words apart, is one: the second stands above the text."""
    kept: list[Link] = []
    repeated: set[int] = set()
    for link in chain:
        above = link.candidate - 1
        if above >= 0 and (not kept or above > kept[-1].candidate) and found[above].weight >= _HEADING:
            start, end = pieces[found[above].piece].end, pieces[found[link.candidate].piece].start
            if _first(found[above]) == link.key and len(masked[start:end].split()) <= _APART:
                repeated.add(above)
        for other in range(link.candidate + 1, min(link.candidate + 3, len(found))):
            candidate = found[other]
            if candidate.weight < _HEADING or _first(candidate) != link.key:
                continue
            start = pieces[found[link.candidate].piece].end
            if len(masked[start : pieces[candidate.piece].start].split()) <= _APART:
                repeated.add(link.candidate)
                link = Link(other, link.key, candidate.readings[0][1])
        kept.append(link)
    return kept, repeated


def _mended(found: list[Candidate], chain: list[Link]) -> list[Link]:
    """Headings whose numbers cannot be right take the numbers that are missing where they stand."""
    kept: list[Link] = chain[:1]
    for before, after in itertools.pairwise(chain):
        gone = between(found[before.candidate].upto or before.key, after.key, _MOST_MISSING)
        strong = [
            i
            for i in range(before.candidate + 1, after.candidate)
            if found[i].weight >= _HEADING and _first(found[i]) != before.key
        ]
        if gone and len(gone) == len(strong):
            kept += [Link(i, key, 1.0) for i, key in zip(strong, gone, strict=True)]
        kept.append(after)
    last = kept[-1] if kept else None
    for i in range(last.candidate + 1 if last else 0, len(found)):
        # headings behind the last one whose numbers are lost go on counting
        if last is not None and not found[i].readings and found[i].weight >= _HEADING:
            last = Link(i, (last.key[0] + 1, ""), 1.0)
            kept.append(last)
    return kept


def _first(candidate: Candidate) -> Key | None:
    return candidate.readings[0][0] if candidate.readings else None
