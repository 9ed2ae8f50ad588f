"""The ayat of a text, and the items of its lists under the words that introduce them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from tanyapasal.index.language.statements.markers import Marker, marker_at
from tanyapasal.index.language.statements.sentences import at_colon, sentences, stripped
from tanyapasal.index.text import Span

_AYAT = re.compile(r"^\(\d{1,2}[a-z]?\)(?=\s)", re.MULTILINE)
# Where a marker may stand: at the start of a line; within one, behind a mark or a word that joins items.
_START = re.compile(
    r"^[^\S\n]*|(?P<mark>:[^\S\n]*|;[^\S\n]*|[,.][^\S\n]+|\b(?:dan/atau|dan|atau|serta)[^\S\n]+)(?=\(?[a-z\d]{1,4}[.)](?!\S))",
    re.MULTILINE,
)
# Of a list that goes on within a line a copy may have lost an item or two.
_MOST_LOST = 2
_BRACKETED = 60
_CLOSING_LINE = re.compile(r"\n[^\S\n]*(?=[A-Z])")
_JOINING = re.compile(r"[\s;,.](?:dan/atau|dan|atau|serta)\Z")
_MARKS = " \t\n\r\f\v;,."


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list.

    ``said``: without the marker, and without the marks and joining words behind it; of an item that introduces a list
    of its own, the words up to that; empty if a copy has lost its words. ``level``: 0 for the outermost list.
    ``introduction``: the words above the item, the outermost first, without their colons; none if nothing stands there.
    """

    marker: Marker
    said: Span
    level: int
    introduction: tuple[Span, ...]


def ayat(text: str) -> tuple[Span, ...]:
    """The text cut before each "(1)" that begins a line. Together the cuts are the whole text."""
    starts = [m.start() for m in _AYAT.finditer(text)]
    bounds = sorted({0, *starts, len(text)})
    return tuple(Span(a, b) for a, b in pairwise(bounds))


def items(text: str, *, ayat_too: bool = False) -> tuple[Item, ...]:
    """The items of every list of a text, in order, also of lists within a line ("meliputi: a. satu; dan b. dua.").

    ``ayat_too``: "(1)" at the start of a line marks an item like any other. What people count, "the second one", may
    be the ayat of the pasal that they see.
    """
    cuts = (Span(0, len(text)),) if ayat_too else (without_number(text, cut) for cut in ayat(text))
    return tuple(piece for cut in cuts for piece in pieces(text, cut) if isinstance(piece, Item))


def opening(text: str) -> Span:
    """The words above the first ayat or item of a text; those before its first colon if it has neither, or all."""
    cuts = ayat(text)
    first = without_number(text, cuts[0]) if cuts else Span(0, 0)
    if first.start:
        return Span(0, 0)
    item = next((piece for piece in pieces(text, first) if isinstance(piece, Item)), None)
    if item is not None:
        return stripped(text, Span(0, item.marker.span.start))
    return stripped(text, Span(0, first.end if len(cuts) > 1 else (text + ":").index(":")))


def without_number(text: str, cut: Span) -> Span:
    """One of the cuts of ``ayat`` without the "(1)" at its start."""
    number = _AYAT.match(text, cut.start, cut.end)
    return Span(number.end(), cut.end) if number else cut


def without_markers(text: str) -> str:
    """``text`` with a space for each marker of an ayat or an item."""
    numbers = [Span(*match.span()) for match in _AYAT.finditer(text)]
    found = sorted([*numbers, *(item.marker.span for item in items(text))])
    starts = [0, *(span.end for span in found)]
    ends = [*(span.start for span in found), len(text)]
    return " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def pieces(text: str, cut: Span) -> list[Item | Span]:
    """What a cut of ``ayat`` says, in order: items, and spans of what stands above, between and below lists."""
    markers = _markers(text, cut)
    bounds = [*(marker.span.start for marker in markers), cut.end]
    above, found = _plain(text, Span(cut.start, bounds[0]))
    lead = above
    # The open lists, outermost first: how their markers look, and what introduces them.
    lists: list[tuple[str, tuple[Span, ...]]] = []
    for marker, end in zip(markers, bounds[1:], strict=True):
        shapes = [shape for shape, _ in lists]
        if marker.number == 1 and marker.shape in shapes and _introduces(text, marker.span.start):
            # The words of the item before go on to another list.
            lists, shapes, above = [], [], lead
        if marker.shape in shapes:
            del lists[shapes.index(marker.shape) + 1 :]
        else:
            lists.append((marker.shape, above))
        introduction = lists[-1][1]
        said = Span(marker.span.end, _end(text, marker, Span(marker.span.end, end)))
        found.append(Item(marker, bare(text, said), len(lists) - 1, introduction))
        lead, below = _plain(text, Span(said.end, end))
        if below:
            lists.clear()
            found += below
            above = lead
        else:
            lead = _introducing(text, said)
            above = (*introduction, *lead)
    return found


def _markers(text: str, cut: Span) -> list[Marker]:
    found: list[Marker] = []
    # The last number of each list, by the shape of its markers.
    numbers: dict[str, int] = {}
    # An item may stand right behind the number of its ayat.
    starts = ((match.end(), match["mark"]) for match in _START.finditer(text, cut.start, cut.end))
    for start, joined in chain([(stripped(text, cut).start, None)], starts):
        marker = marker_at(text, start, cut.end)
        if marker is None or (found and start < found[-1].span.end):
            continue
        if joined is not None:
            last = numbers.get(marker.shape)
            goes_on = last is not None and 0 < (marker.number or 0) - last <= 1 + _MOST_LOST
            if not goes_on and not (joined[0] == ":" and marker.number == 1):
                continue
            if _closes_bracket(text, marker):
                continue
        if marker.number is not None:
            numbers[marker.shape] = marker.number
        found.append(replace(marker, within=joined is not None))
    return found


def _closes_bracket(text: str, marker: Marker) -> bool:
    """True for the "2)" of "(butir 1, 2)"."""
    before = text[max(0, marker.span.start - _BRACKETED) : marker.span.start]
    return marker.shape.endswith(" )") and before.rfind("(") > before.rfind(")")


def _end(text: str, marker: Marker, whole: Span) -> int:
    """Where an item ends: before a line with a capital, and within a line with its sentence."""
    line = _CLOSING_LINE.search(text, whole.start, whole.end)
    end = line.start() if line else whole.end
    if not marker.within:
        return end
    first, *_ = (*sentences(text, Span(whole.start, end), semicolons=False), Span(end, end))
    return first.end


def _plain(text: str, span: Span) -> tuple[tuple[Span, ...], list[Item | Span]]:
    """The words of a span that introduce what follows, and the span itself; nothing of both if it is blank."""
    bare = stripped(text, span)
    return (_introducing(text, bare), [bare]) if bare.start < bare.end else ((), [])


def _introduces(text: str, end: int) -> bool:
    return text[max(0, end - 9) : end].rstrip().endswith(":")


def _introducing(text: str, span: Span) -> tuple[Span, ...]:
    """The last sentence of a span: the words before its first colon, and those between that and one at its end."""
    last = sentences(text, span, semicolons=False)[-1:]
    parts = [part for sentence in last for part in at_colon(text, sentence)]
    return tuple(part for part in parts if part.start < part.end)


def bare(text: str, span: Span) -> Span:
    """What an item says, without the marks and joining words behind it."""
    bare = stripped(text, span)
    said = bare.of(text).rstrip(_MARKS)
    if (joining := _JOINING.search(said[-9:])) is not None:
        said = said[: len(said) - len(joining.group())].rstrip(_MARKS)
    return Span(bare.start, bare.start + len(said))
