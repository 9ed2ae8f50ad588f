"""Which of the places that look like "Pasal 7" open an article: the best chain of rising numbers.

A heading of its own line weighs much, one inside a sentence weighs against itself, and each number left out
between two headings costs. The chain with the highest sum is taken. Time grows with the number of places times
the logarithm of the largest article number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tanyapasal.index.parsing.numerals import LARGEST, Key, Reading, inserted_after, inserted_before

_NEAR = 8
_GAP = 1.5
_GAP_EACH = 0.4
_LATE = 2.0
_LATE_EACH = 0.5
_FAR = _GAP + _GAP_EACH * (_NEAR + 4)
_NOWHERE = -1e9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may open an article: index of its piece, what its number may be, how much it looks so.

    ``end`` is where the heading ends in the text.
    ``upto`` is the last number of a heading that names several ("Pasal 5 sampai dengan Pasal 9").
    """

    piece: int
    readings: tuple[Reading, ...]
    weight: float
    end: int
    upto: Key | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A chosen heading: index into the candidates, its number, and what the reading of the number cost."""

    candidate: int
    key: Key
    cost: float


class _Best:
    """Largest score of a chain that ends with a number up to ``n`` (a Fenwick tree over numbers)."""

    def __init__(self) -> None:
        self._tree: list[tuple[float, int]] = [(_NOWHERE, -1)] * (LARGEST + 2)

    def add(self, number: int, score: float, node: int) -> None:
        while number <= LARGEST + 1:
            if score > self._tree[number][0]:
                self._tree[number] = (score, node)
            number += number & -number

    def up_to(self, number: int) -> tuple[float, int]:
        best = (_NOWHERE, -1)
        while number > 0:
            best = max(best, self._tree[number])
            number -= number & -number
        return best


def best_chain(candidates: Sequence[Candidate]) -> list[Link]:
    """The headings among the candidates, in order of place and of number."""
    nodes: list[tuple[Link, float, int]] = []
    latest: dict[int, dict[str, tuple[float, int]]] = {}
    best = _Best()
    top = (_NOWHERE, -1)
    for i, candidate in enumerate(candidates):
        added: list[tuple[Key, float, int]] = []
        for key, cost in candidate.readings:
            score, before = _before(key, latest, best)
            score += candidate.weight - cost
            node = len(nodes)
            nodes.append((Link(i, key, cost), score, before))
            added.append((key, score, node))
            if score > top[0]:
                top = (score, node)
        for key, score, node in added:
            of_number = latest.setdefault(key[0], {})
            if score > of_number.get(key[1], (_NOWHERE, -1))[0]:
                of_number[key[1]] = (score, node)
            best.add(key[0], score, node)
            if candidate.upto is not None and candidate.upto > key:
                latest.setdefault(candidate.upto[0], {})[candidate.upto[1]] = (score, node)
                best.add(candidate.upto[0], score, node)
    chain: list[Link] = []
    node = top[1] if top[0] > 0 else -1
    while node >= 0:
        link, _, node = nodes[node]
        chain.append(link)
    return chain[::-1]


def _before(key: Key, latest: dict[int, dict[str, tuple[float, int]]], best: _Best) -> tuple[float, int]:
    """The best chain that this number may continue: its score and last node."""
    number, suffix = key
    # a text may begin in the middle of a regulation
    found = -min(_LATE, _LATE_EACH * (number - 1)), -1
    if suffix:
        # one that was inserted stands behind another, unless the beginning is lost
        found = -_LATE - _GAP, -1
        before = inserted_before(suffix)
        for other, (score, node) in latest.get(number, {}).items():
            if other == before:
                found = max(found, (score, node))
            elif inserted_after(suffix, other):
                found = max(found, (score - _GAP, node))
    for gap in range(_NEAR):
        cost = _GAP + _GAP_EACH * gap if gap or suffix else 0.0
        for score, node in latest.get(number - 1 - gap, {}).values():
            found = max(found, (score - cost, node))
    if suffix:
        return found
    score, node = best.up_to(number - 1 - _NEAR)
    return max(found, (score - _FAR, node))
