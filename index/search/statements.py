"""The passage that states what is asked, before those that lean on it.

Asked when a permit is suspended, ten pasal hold the words; one says "Izin dibekukan apabila:", the others speak of
"izin yang dibekukan sebagaimana dimaksud dalam Pasal 76". What tells them apart is how much of a single statement,
and no more than it, the question asks for. What a passage states is a fact of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tanyapasal.index.asking.query import Query
from tanyapasal.index.passages.facts import Facts, Stems
from tanyapasal.index.search.weights import PRECISION

_REMEMBERED = 65536


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks: its stems with their idf, and for senses of some the stems that say the same."""

    weights: Mapping[str, float]
    senses: tuple[tuple[Stems, Stems], ...]


class StatementMatching:
    """Holds questions against what passages state; ``idf``: of a stem. Thread-safe."""

    def __init__(self, idf: Callable[[str], float]) -> None:
        self._idf = idf
        # What all stems of a statement tell: asked for with every question that it is near to.
        self._told = lru_cache(maxsize=_REMEMBERED)(lambda statement: sum(map(idf, statement)))

    def asked(self, query: Query) -> Asked:
        """What a question asks, read once for all the passages that are held against it."""
        return Asked({token: self._idf(token) for token in query.topic}, query.meanings)

    def said(self, asked: Asked, facts: Facts) -> float:
        """How near what a passage states comes to what is asked, 0 to 1; 0 if nothing is asked."""
        total = sum(asked.weights.values())
        return max((self._likeness(asked, total, statement) for statement in facts.statements), default=0.0)

    def _likeness(self, asked: Asked, total: float, statement: Stems) -> float:
        """0 to 1: how far a statement says what is asked, and nothing else (F-measure by idf)."""
        weights = asked.weights
        answered = used = statement.intersection(weights)
        for said, meant in asked.senses:
            if meant <= statement:
                answered |= said
                used |= meant
        if not answered:
            return 0.0
        recall = sum([weights[token] for token in answered]) / total
        precision = sum([self._idf(token) for token in used]) / self._told(statement)
        return (1 + PRECISION) * precision * recall / (PRECISION * precision + recall)
