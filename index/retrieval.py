"""Query to ranked passages: dense and lexical scores, fused; and how likely the first one answers.

Fusion is the weighted sum of min-max normalised scores of each retriever's best, a missing one counting 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from index.confidence import Signals, confidence
from index.embedding import Embedder
from index.law import AnyReference, ProgramReference, Reference
from index.lexical import best, stems
from index.norms import find_norms
from index.passages import Hit, Passage, search_form
from index.query import Query, QueryReader
from index.snapshot import Snapshot
from index.text import words

WEIGHTS = {"dense": 0.5, "chars4": 0.4, "stems": 0.1}
DEPTH = 100
# A passage that has the kind of thing asked for (a quantity, a link) is preferred by this much of a full score.
_TYPE_BONUS = 0.06


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Hits, best first, and the probability that the first one answers."""

    query: Query
    hits: tuple[Hit, ...]
    signals: Signals

    @property
    def confidence(self) -> float:
        return confidence(self.signals) if self.hits else 0.0


class Retriever:
    """Finds passages in one snapshot. Thread-safe."""

    def __init__(self, snapshot: Snapshot, embedder: Embedder) -> None:
        self.snapshot = snapshot
        self._embedder = embedder
        self.passages = snapshot.knowledge.passages
        texts = [search_form(p) for p in self.passages]
        vocabulary = frozenset(w for text in texts for w in words(text))
        knowledge = snapshot.knowledge
        self.reader = QueryReader(
            knowledge.glossary, knowledge.language, knowledge.kinds, knowledge.cards, vocabulary
        )
        self._passage_stems = [frozenset(stems(text)) for text in texts]
        self._frequencies = snapshot.stems.document_frequencies()
        self.places = frozenset(p.ref for p in self.passages if isinstance(p.ref, Reference))

    def retrieve(self, query: Query, top: int = 10) -> Retrieval:
        """The ``top`` best passages."""
        vector = self._embedder.queries([query.text])[0]
        positions, cosines = self.snapshot.dense.search(vector, DEPTH)
        lists: dict[str, Mapping[int, float]] = {
            "dense": {int(p): float(c) for p, c in zip(positions, cosines, strict=True)},
            "chars4": dict(best(self.snapshot.chars4.scores(query.search_text), DEPTH)),
            "stems": dict(best(self.snapshot.stems.scores(query.search_text), DEPTH)),
        }
        fused: dict[int, float] = {}
        for name, scores in lists.items():
            for position, score in _normalised(scores).items():
                fused[position] = fused.get(position, 0.0) + WEIGHTS[name] * score
        for position in fused:
            if self._has_answer_type(query, self.passages[position]):
                fused[position] += _TYPE_BONUS
        ranked = sorted(fused, key=lambda p: (-fused[p], p))
        hits = tuple(Hit(self.passages[p], fused[p]) for p in ranked[:top])
        return Retrieval(query, hits, self._signals(query, ranked, fused, lists))

    def at(self, ref: AnyReference) -> tuple[Passage, ...]:
        """Passages at a place or below it, in corpus order."""
        return tuple(p for p in self.passages if _within(ref, p.ref))

    def _signals(
        self,
        query: Query,
        ranked: list[int],
        fused: dict[int, float],
        lists: Mapping[str, Mapping[int, float]],
    ) -> Signals:
        if not ranked:
            return Signals(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        first = ranked[0]
        dense = sorted(lists["dense"].values(), reverse=True)
        known = self._passage_stems[first]
        expansion = {s for phrase in query.expansion for s in stems(phrase)}
        weights = {c: self._idf(c) for c in query.content}
        total = sum(weights.values())
        covered = sum(w for c, w in weights.items() if c in known or (c in query.named and expansion & known))
        unknown = sum(weights[c] for c in query.unknown)
        rest = [fused[p] for p in ranked[1:11]]
        return Signals(
            cosine=dense[0] if dense else 0.0,
            contrast=(dense[0] - sum(dense[1:11]) / max(len(dense[1:11]), 1)) if len(dense) > 1 else 0.0,
            margin=fused[first] - (sum(rest) / len(rest) if rest else 0.0),
            covered=covered / total if total else 0.0,
            unknown=unknown / total if total else 0.0,
            answer_type=self._answer_type(query, self.passages[first]),
        )

    def _idf(self, token: str) -> float:
        count = self._frequencies.get(token, 0)
        return math.log(1 + (len(self.passages) - count + 0.5) / (count + 0.5))

    def _answer_type(self, query: Query, passage: Passage) -> float:
        if self._has_answer_type(query, passage):
            return 1.0
        return -1.0 if query.kind in ("berapa", "tautan") else 0.0

    @staticmethod
    def _has_answer_type(query: Query, passage: Passage) -> bool:
        match query.kind:
            case "berapa":
                return bool(find_norms(passage.text))
            case "tautan":
                return "http" in passage.text
            case "definisi":
                return " adalah " in passage.text
            case "dasar_hukum":
                return isinstance(passage.ref, Reference)
            case _:
                return False


def _within(ref: AnyReference, other: AnyReference) -> bool:
    if isinstance(ref, Reference):
        return isinstance(other, Reference) and ref.contains(other)
    return (
        isinstance(other, ProgramReference)
        and other.program == ref.program
        and ref.section in (None, other.section)
    )


def _normalised(scores: Mapping[int, float]) -> dict[int, float]:
    if not scores:
        return {}
    values = np.fromiter(scores.values(), dtype=np.float64)
    low, high = float(values.min()), float(values.max())
    if high <= low:
        return dict.fromkeys(scores, 1.0)
    return {position: (score - low) / (high - low) for position, score in scores.items()}
