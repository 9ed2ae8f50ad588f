"""Lists under a heading: "UU 20/2023 tentang Jalan:", then "a. Pasal 46 …", "b. Pasal 48 …".

The first item is bound to the heading like any other neighbour. Here the items that follow in the same list,
and that begin with a pasal without a regulation of its own, take the regulation of the heading as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tanyapasal.index.references import forms
from tanyapasal.index.references.mentions import Mention, RegulationMention

_ITEM = re.compile(r"\n[^\S\n]*([a-z]|[0-9]{1,2})[.)][^\S\n]+", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_JOINS = frozenset((*forms.AND.words, *forms.UNTIL.words))


def bind_lists(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """``mentions``, in the order of the text, with the items of lists bound to the heading of their list."""
    bound = list(mentions)
    if all(mention.regulation for mention in bound):
        return tuple(bound)
    heading: RegulationMention | None = None
    marker, n = "", 0
    for item in _ITEM.finditer(text):
        while n < len(bound) and bound[n].span.end <= item.start():
            n += 1
        if n < len(bound) and bound[n].span.start < item.start():
            # a mention that reaches over the marker: heading and first item were bound to each other
            heading, marker = bound[n].regulation, item[1]
        elif _follows(marker, item[1]):
            marker = item[1]
            _bind_item(text, bound, n, item.end(), heading)
        elif item[1].lower() in ("a", "1") and marker and item[1].isdigit() == marker.isdigit():
            heading, marker = None, ""  # another list of the same style begins
    return tuple(bound)


def _follows(marker: str, other: str) -> bool:
    if marker.isdigit() or other.isdigit():
        return marker.isdigit() and other.isdigit() and int(other) == int(marker) + 1
    return bool(marker) and ord(other) == ord(marker) + 1


def _bind_item(
    text: str, bound: list[Mention], n: int, start: int, heading: RegulationMention | None
) -> None:
    """Bind the places that the item at ``start`` begins with; ``bound[n]`` is the first mention after it."""
    end = start
    while n < len(bound):
        mention = bound[n]
        between = text[end : mention.span.start]
        joined = "\n" not in between and all(w.lower() in _JOINS for w in _WORDS.findall(between))
        if mention.regulation or not joined or mention.locator.pasal is None:
            return
        bound[n] = replace(mention, regulation=heading)
        n, end = n + 1, mention.span.end
