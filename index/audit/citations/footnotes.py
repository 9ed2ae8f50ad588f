"""Footnotes: a note that only cites stands for the words that its mark hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tanyapasal.index.language.statements import marker_at
from tanyapasal.index.text import Span

_RAISED = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
_RAISED_SIGNS = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
# The mark before a note, besides those that mark items as well: "(1)", "1)", "*"
_NOTE = re.compile(rf"\[\^?\w{{1,3}}\](?=:|\s)|\^\d{{1,3}}|[{_RAISED}]+|\*{{2,3}}(?=\s)")

# How far before a note its mark is looked for, in characters
_FAR = 20_000


def footnotes(text: str, starts: Iterable[tuple[int, int]]) -> dict[int, Span]:
    """The words that each note belongs to, by the index of its block.

    ``starts``: the blocks that only cite, each with its index and where it begins, in order. A mark that does not
    hang on words before the note makes it no note.
    """
    found: dict[int, Span] = {}
    last = 0
    for index, start in starts:
        mark = _mark(text, start)
        hanging = _hanging(mark).search(text, max(last, start - _FAR), start) if mark else None
        if hanging is None:
            continue
        line = text.rfind("\n", 0, hanging.start()) + 1
        found[index] = Span(max(last, line), hanging.start())
        last = hanging.end()
    return found


def note_end(text: str, start: int) -> int | None:
    """Where the mark of a note at ``start`` ends, if it cannot be the marker of an item; None for any other."""
    match = _NOTE.match(text, start)
    return match.end() if match else None


def _mark(text: str, start: int) -> str:
    """The mark of a note at ``start``; empty if none stands there."""
    if (match := _NOTE.match(text, start)) is not None:
        return match.group()
    marker = marker_at(text, start)
    written = marker.span.of(text).strip() if marker is not None else ""
    return written if written == "*" or (written.endswith(")") and written.strip("()").isdigit()) else ""


def _hanging(mark: str) -> re.Pattern[str]:
    """A mark where it hangs on a word or a full stop; "ayat (1)" is none."""
    written = re.escape(mark.removesuffix(":"))
    if mark.startswith("["):
        return re.compile(rf"(?<=\S)[^\S\n]?{written}")
    if mark.startswith("("):
        return re.compile(rf"(?<!\bayat)(?<!\d)\s{written}(?=[\s,.;:]|$)(?<!\n{written})")
    if mark[0] in _RAISED_SIGNS:
        return re.compile(rf"(?<=[^\s({_RAISED}]){written}(?![{_RAISED}])")
    return re.compile(rf"(?<=[^\s\d(*]){written}(?![\w*)])" if mark != "*" else r"(?<=[^\s(*])\*(?!\*)")
