"""Ayat numbers that a scanner printed apart from their text, given back by the sequence.

A number floats if nothing stands behind it but other numbers or a heading. In law an ayat is a paragraph; where
the paragraphs between two known numbers are exactly as many as the numbers between them, each gets its own.
Otherwise nothing is assigned: the floating numbers are set aside and reported.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tanyapasal.index.parsing.headings.outline import refers
from tanyapasal.index.parsing.lists.markers import markers_at
from tanyapasal.index.parsing.numerals import FOLDED
from tanyapasal.index.parsing.pages.pieces import Piece

_ONE = r"(?:[(\[{]\s?[0-9lIiOoSsTtZzUa]{1,3}\s?[)\]}1lItJ]?|l[2-9lI]l)"
_BARE = re.compile(rf"{_ONE}(?:\s+{_ONE})*(?:\s?[.,#])?")
# A sentence ends and another begins; "No. 5" and "dr. A" do not end one
_PARAGRAPH = re.compile(r"(?<=[a-z0-9)\"”]{2}[.])\s+(?=[A-Z][a-z]|[A-Z]{2,}\s)")
_LIST_ITEM = re.compile(r"(?:[a-z]{1,2}|\d{1,2})\s?[.)]\s")
_REFERS_TO = re.compile(r"pada\s+ayat\s*\((\d{1,2})\)")
# "(4) (1) (2) Pengembangan": the last number stands before its text, the others float
_BEHIND_FLOAT = re.compile(r"[(\[{]\w{1,2}[)\]}]\s+$")
_MOST = 30
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Settled:
    """The pieces of an article with the numbers that were given back, and the floating numbers left over.

    ``certain`` is False if numbers float and the ayat cannot be told from each other.
    """

    pieces: list[Piece]
    floating: list[Piece]
    assigned: int
    certain: bool


def is_bare(masked: str, piece: Piece) -> bool:
    """True if a piece holds nothing but ayat numbers."""
    return (
        piece.end - piece.start <= _LONGEST
        and _BARE.fullmatch(masked, piece.start, piece.end) is not None
        and not refers(masked, piece)
    )


def trailing_floats(masked: str, pieces: Sequence[Piece]) -> int:
    """How many pieces at the end are bare numbers: they may belong to the article below."""
    count = 0
    while count < len(pieces) and is_bare(masked, pieces[len(pieces) - 1 - count]):
        count += 1
    return count


def last_ayat(masked: str, pieces: Sequence[Piece]) -> int:
    """The last number of the ayat whose numbers stand before their text; 0 if there is none."""
    known = _known(masked, pieces)
    return known[-1][1] if known else 0


def settle(masked: str, pieces: Sequence[Piece], above: Sequence[Piece] = ()) -> Settled:
    """Give numbers back to the paragraphs of one article. ``above``: floating numbers before its heading."""
    floating, kept = _parted(masked, pieces, above)
    known = _known(masked, kept)
    if not floating and not _has_gap(known):
        return Settled(kept, [], 0, True)
    settled: list[Piece] = []
    assigned = asked = 0
    for region in _regions(kept, known, _numbers(masked, floating)):
        wanted, starts = _wanted(masked, region)
        asked += len(wanted)
        if (
            wanted
            and len(starts) == len(wanted)
            and not region.alone
            and _refer_back(masked, region.pieces, starts, wanted)
        ):
            settled += _numbered(region.pieces, dict(zip(starts, wanted, strict=True)))
            assigned += len(wanted)
        else:
            settled += region.pieces
    certain = (
        not floating
        or asked == assigned
        or (len(floating) == len(above) and _needs_none(masked, kept, known))
    )
    return Settled(settled, floating, assigned, certain)


@dataclass(frozen=True, slots=True)
class _Region:
    """Pieces between two known ayat, ``before`` and ``after`` being their numbers.

    ``closes``: they end the article; ``alone``: only ayat (1) is asked for, and no number of the article is known.
    """

    pieces: Sequence[Piece]
    before: int
    after: int
    closes: bool
    alone: bool


def _parted(masked: str, pieces: Sequence[Piece], above: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The floating numbers, and everything else: a number floats before another one, a known ayat or the end."""
    floating = [*above]
    kept: list[Piece] = []
    for i, piece in enumerate(pieces):
        if is_bare(masked, piece) and (
            i + 1 == len(pieces)
            or _opens_ayat(masked, pieces[i + 1])
            or (bool(floating) and floating[-1] is pieces[i - 1])
        ):
            floating.append(piece)
        else:
            kept.append(piece)
    return floating, kept


def _regions(kept: list[Piece], known: list[tuple[int, int]], floating: list[int]) -> Iterator[_Region]:
    """The pieces cut at the known ayat; the last number is one that floats, or a known one."""
    last = max(floating[-1] if floating else 0, known[-1][1] if known else 0)
    bounds = [(0, 0), *known, (len(kept), last + 1)]
    for (first, before), (end, after) in itertools.pairwise(bounds):
        alone = before == 0 and after == 2 and not known
        yield _Region(kept[first:end], before, after, end == len(kept), alone)


def _wanted(masked: str, region: _Region) -> tuple[list[int], list[tuple[int, int]]]:
    """The numbers that are missing in a region, and where its paragraphs begin."""
    wanted = list(range(region.before + 1, region.after))
    if not (0 < len(wanted) <= _MOST and region.pieces):
        return wanted, []
    starts = _paragraphs(masked, region.pieces, skips_first=region.before > 0)
    if region.closes and region.before and len(starts) == len(wanted) + 1:
        # the number of the last paragraph was lost with the page that it stood on
        more = [*wanted, region.after]
        if _refer_back(masked, region.pieces, starts, more, needed=True):
            return more, starts
    return wanted, starts


def _needs_none(masked: str, kept: list[Piece], known: list[tuple[int, int]]) -> bool:
    """True if no number is missing: then those above the heading belong to another article."""
    return not _has_gap(known) and (len(known) > 1 or not _paragraphs(masked, kept, True))


def _has_gap(known: list[tuple[int, int]]) -> bool:
    return any(after - before > 1 for (_, before), (_, after) in itertools.pairwise([(0, 0), *known]))


def _refer_back(
    masked: str,
    region: Sequence[Piece],
    starts: Sequence[tuple[int, int]],
    numbers: Sequence[int],
    needed: bool = False,
) -> bool:
    """True if no paragraph speaks of itself or of one below it; ``needed``: and one of the paragraph above it."""
    close = False
    ends = [*(place for _, place in starts[1:]), region[-1].end]
    for (_, place), end, number in zip(starts, ends, numbers, strict=True):
        said = [int(m[1]) for m in _REFERS_TO.finditer(masked, place, end)]
        if any(other >= number for other in said):
            return False
        close = close or number - 1 in said
    return close or not needed


def _several(masked: str, piece: Piece) -> bool:
    """True for a piece of more than one bare number."""
    return is_bare(masked, piece) and len(masked[piece.start : piece.end].split()) > 1


def _opens_ayat(masked: str, piece: Piece) -> bool:
    return masked[piece.start] in "([{" and any(m.style == "ayat" for m in markers_at(masked, piece, False))


def _known(masked: str, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Pieces whose ayat number stands before the text: (index, number), rising."""
    found: list[tuple[int, int]] = []
    last = 0
    for i, piece in enumerate(pieces):
        if masked[piece.start] not in "([{l" or _several(masked, piece):
            continue
        if refers(masked, piece) or not (
            piece.opens_line
            or masked[max(0, piece.start - 3) : piece.start].rstrip()[-1:] in ".;:"
            or _BEHIND_FLOAT.search(masked, max(0, piece.start - 8), piece.start)
        ):
            continue
        for marker in markers_at(masked, piece, False):
            if (
                marker.style == "ayat"
                and marker.cost <= FOLDED
                and last < marker.key[0] <= last + 9
                and not marker.key[1]
            ):
                last = marker.key[0]
                found.append((i, last))
                break
    return found


def _numbers(masked: str, floating: Sequence[Piece]) -> list[int]:
    """The rising numbers among floating ones, starting where they start."""
    found: list[int] = []
    for piece in floating:
        for match in re.finditer(_ONE, masked[piece.start : piece.end]):
            one = Piece(piece.start + match.start(), piece.start + match.end(), False)
            for marker in markers_at(masked, one, False):
                if (
                    marker.style == "ayat"
                    and (not found or found[-1] < marker.key[0] <= found[-1] + 3)
                    and marker.key[0] <= _MOST
                ):
                    found.append(marker.key[0])
                    break
    return found


def _paragraphs(masked: str, region: Sequence[Piece], skips_first: bool) -> list[tuple[int, int]]:
    """Where paragraphs begin: (index of the piece, place)."""
    found: list[tuple[int, int]] = []
    for i, piece in enumerate(region):
        before = masked[region[i - 1].end - 2 : region[i - 1].end] if i else ".."
        first = masked[piece.start]
        if (
            not (i == 0 and skips_first)
            and first.isupper()
            and before[-1] == "."
            and not _LIST_ITEM.match(masked, piece.start, piece.end)
        ):
            found.append((i, piece.start))
        found += [(i, match.end()) for match in _PARAGRAPH.finditer(masked, piece.start, piece.end)]
    return found


def _numbered(region: Sequence[Piece], numbers: dict[tuple[int, int], int]) -> list[Piece]:
    """The pieces cut before every paragraph, each paragraph with its number."""
    found: list[Piece] = []
    for i, piece in enumerate(region):
        cuts = sorted(place for index, place in numbers if index == i)
        if not cuts:
            found.append(piece)
            continue
        if cuts[0] > piece.start:
            found.append(replace(piece, end=_trimmed(cuts[0])))
        for place, end in zip(cuts, [*cuts[1:], piece.end], strict=True):
            opens = piece.opens_line if place == piece.start else False
            found.append(
                Piece(place, end if end == piece.end else _trimmed(end), opens, str(numbers[i, place]))
            )
    return found


def _trimmed(place: int) -> int:
    # a paragraph begins after at least one blank
    return place - 1
