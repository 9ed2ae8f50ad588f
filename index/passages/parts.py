"""The parts of a passage that are found on their own: its ayat, and the items of its long lists.

A pasal of eight ayat speaks of eight things, and the vector of the whole lies near none of them. Each part has a
vector of its own; a passage is as near to a question as the nearest of its parts. Parts are never shown or quoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tanyapasal.index.language.statements import ayat, items
from tanyapasal.index.text import one_line

# A passage of fewer words says one thing, and so does a part.
_LEAST_WORDS = 24
# A part with more words that holds a list is cut into the list's items.
_MOST_WORDS = 60
_LEAST_PARTS = 2
# How much of what stands above a list is read with each of its items.
_INTRODUCTION_CHARACTERS = 160


def children(text: str) -> tuple[str, ...]:
    """The parts of a text, in order, one line each; none if it says one thing.

    Items of fewer than ``_LEAST_WORDS`` words are read with those that follow, under the words that introduce
    their list.
    """
    if _words(text) < _LEAST_WORDS:
        return ()
    found = [part for cut in ayat(text) for part in _items(cut.of(text))]
    return tuple(dict.fromkeys(found)) if len(found) >= _LEAST_PARTS else ()


def _items(text: str) -> list[str]:
    if _words(text) <= _MOST_WORDS:
        return [one_line(text)]
    introduction, *listed = _cut(text)
    if len(listed) < _LEAST_PARTS:
        return [one_line(text)]
    above = one_line(introduction)[:_INTRODUCTION_CHARACTERS]
    return [f"{above} {part}" for part in _packed(listed)]


def _packed(listed: Sequence[str]) -> list[str]:
    packed: list[str] = []
    gathered: list[str] = []
    for item in listed:
        gathered.append(one_line(item))
        if sum(map(_words, gathered)) >= _LEAST_WORDS:
            packed.append(" ".join(gathered))
            gathered = []
    if gathered:
        packed.append(" ".join(gathered))
    return packed


def _cut(text: str) -> list[str]:
    """The text cut before each item; what stands before the first one is the first piece, if any."""
    starts = [0, *(item.marker.span.start for item in items(text)), len(text)]
    cuts = (text[a:b] for a, b in pairwise(starts))
    return [cut for cut in cuts if cut.strip()]


def _words(text: str) -> int:
    return len(text.split())
