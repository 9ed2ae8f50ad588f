"""The words of mended passages as the scanned copies have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tanyapasal.index.law.passages import Passage


def with_copies(passages: Sequence[Passage], unmended: Iterable[Passage]) -> tuple[Passage, ...]:
    """``passages`` with the words of the copy where they are mended; ``unmended``: made of the same texts without mends.

    Both have the same lines place by place. A long text may be cut into passages at other lines, so lines are counted
    through all passages of a place.
    """
    copied: dict[object, list[str]] = defaultdict(list)
    for passage in unmended:
        copied[_place(passage)] += passage.text.split("\n")
    taken: dict[object, int] = defaultdict(int)
    found = []
    for passage in passages:
        place, lines = _place(passage), passage.text.count("\n") + 1
        start = taken[place]
        taken[place] += lines
        # Where an amendment was read from mended words alone, the copy has no such place: nothing is shown of it.
        text = "\n".join(copied[place][start : start + lines]) or passage.text
        found.append(passage if text == passage.text else replace(passage, copied=text))
    return tuple(found)


def _place(passage: Passage) -> str:
    """What the passages of one place have in common: the id before the number of a piece."""
    return passage.id.partition("~")[0]
