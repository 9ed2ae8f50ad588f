"""Sentences of a text, and of what stands before a place in it the last clause."""

from __future__ import annotations

import re

from tanyapasal.index.language.statements.markers import MARKER, marker_at
from tanyapasal.index.text import Span

# Behind these a full stop ends no sentence, though a capital or a digit follows.
ABBREVIATIONS = (
    "No",
    "no",
    "Nomor",
    "jo",
    "Jo",
    "s.d",
    "Rp",
    "dll",
    "dsb",
    "dst",
    "maks",
    "min",
    "hlm",
    "th",
    "Th",
    "Ps",
    "ps",
    "Psl",
    "psl",
)
_NO_STOP = "".join(rf"(?<!\b{re.escape(said)}[.?!])" for said in ABBREVIATIONS)
_STOP = rf"[.?!]{_NO_STOP}(?<![\s(][a-z][.?!])[\"\u201d)]*\s+(?=[\"\u201c(*_]*[A-Z0-9])"
_PARAGRAPH = r"\n\s*\n"
# A line that begins with a small letter and no marker goes on with the sentence of the line before.
_LINE = rf"\n[^\S\n]*(?=[A-Z]|{MARKER})"
_ENDS = {
    (semicolons, wrapped): re.compile(
        "|".join(
            (
                _STOP,
                r";\s+" if semicolons else r";\s+(?=[A-Z(])",
                _PARAGRAPH,
                *(() if wrapped else (_LINE,)),
            )
        )
    )
    for semicolons in (True, False)
    for wrapped in (True, False)
}
_COLON = re.compile(r":(?!\S)")
_CLAUSE_MARKS = ("\n", ". ", "; ", ": ")
_LONGEST_CLAUSE = 240


def sentences(
    text: str, within: Span | None = None, *, wrapped: bool = False, semicolons: bool = True
) -> tuple[Span, ...]:
    """The sentences of a text or a part of it, in order, without the white space between them; none if it is blank.

    ``wrapped``: a line may break anywhere, as in documents that were broken to a width; otherwise a line that begins
    with a capital or with the marker of an item is a new sentence. ``semicolons``: what semicolons part are sentences
    of their own, as claims of a document are; without it they part what one sentence of law enumerates.
    """
    span = Span(0, len(text)) if within is None else within
    found: list[Span] = []
    begin = span.start
    for match in _ENDS[semicolons, wrapped].finditer(text, span.start, span.end):
        sentence = stripped(text, Span(begin, match.end()))
        if sentence.start == sentence.end or _is_marker(text, sentence):
            continue
        found.append(sentence)
        begin = match.end()
    rest = stripped(text, Span(begin, span.end))
    return (*found, rest) if rest.start < rest.end else tuple(found)


def clause_before(text: str, end: int, start: int = 0) -> Span:
    """The words right before ``end`` since the last mark, not before ``start`` and of 240 characters at most."""
    start = max(start, end - _LONGEST_CLAUSE)
    marks = (text.rfind(mark, start, end) + len(mark) for mark in _CLAUSE_MARKS if mark in text[start:end])
    return stripped(text, Span(max(marks, default=start), end))


def at_colon(text: str, sentence: Span) -> tuple[Span, Span]:
    """The words before the first colon of a sentence, and those behind it, without a colon at its end."""
    colon = _COLON.search(text, sentence.start, sentence.end)
    if colon is None:
        return sentence, Span(sentence.end, sentence.end)
    behind = Span(colon.end(), sentence.end)
    said = Span(behind.start, behind.start + len(behind.of(text).rstrip().removesuffix(":")))
    return Span(sentence.start, colon.start()), stripped(text, said)


def stripped(text: str, span: Span) -> Span:
    """A span without the white space at its ends."""
    said = span.of(text)
    start = span.start + len(said) - len(said.lstrip())
    return Span(start, max(start, span.start + len(said.rstrip())))


def _is_marker(text: str, span: Span) -> bool:
    """True for the "1." of "1. Dasar hukum", which is no sentence."""
    marker = marker_at(text, span.start)
    return marker is not None and marker.span.end >= span.end
