"""Query to ranked passages: dense and lexical scores, fused; and how likely the first one answers.

Fusion is the weighted sum of min-max normalised scores of each retriever's best, a missing one counting 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from index.aspects import AspectReader
from index.confidence import Signals, confidence
from index.embedding import Embedder
from index.law import AnyReference, ProgramReference, Reference, RegulationId
from index.lexical import best, stems
from index.passages import Hit, Passage, search_form
from index.query import Query, QueryReader
from index.signals import SignalReader
from index.snapshot import Snapshot
from index.text import words

# "meaning": the question together with the words of the field and of law that it means.
WEIGHTS = {"dense": 0.25, "meaning": 0.25, "chars4": 0.4, "stems": 0.1}
DEPTH = 100


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
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="embed")
        self.passages = snapshot.knowledge.passages
        texts = [search_form(p) for p in self.passages]
        frequencies = snapshot.stems.document_frequencies()
        vocabulary = frozenset(w for text in texts for w in words(text))
        knowledge = snapshot.knowledge
        self.reader = QueryReader(
            knowledge.glossary,
            knowledge.language,
            knowledge.kinds,
            knowledge.cards,
            vocabulary,
            frequencies,
        )
        self.aspects = AspectReader(knowledge.language.aspects)
        self._signals = SignalReader(
            self.passages,
            [frozenset(stems(text)) for text in texts],
            frequencies,
            self.aspects,
            self.reader,
            knowledge.glossary.distinct,
        )
        self.places = frozenset(p.ref for p in self.passages if isinstance(p.ref, Reference))

    def retrieve(self, query: Query, top: int = 10, within: RegulationId | None = None) -> Retrieval:
        """The ``top`` best passages; with ``within``, only of that regulation."""
        depth = DEPTH if within is None else len(self.passages)
        cosines, meaning = self._cosines(query, depth)
        lists: dict[str, Mapping[int, float]] = {
            "dense": cosines,
            "meaning": meaning,
            "chars4": dict(best(self.snapshot.chars4.scores(query.search_text), depth)),
            "stems": dict(best(self.snapshot.stems.scores(query.search_text), depth)),
        }
        fused: dict[int, float] = {}
        for name, scores in lists.items():
            for position, score in _normalised(scores).items():
                fused[position] = fused.get(position, 0.0) + WEIGHTS[name] * score
        for position, gain in self._signals.bonuses(query, fused).items():
            fused[position] += gain
        if within is not None:
            fused = {p: s for p, s in fused.items() if _of(self.passages[p], within)}
        ranked = sorted(fused, key=lambda p: (-fused[p], p))
        hits = tuple(Hit(self.passages[p], fused[p]) for p in ranked[:top])
        return Retrieval(query, hits, self._signals.signals(query, ranked, fused, lists["dense"]))

    def _cosines(self, query: Query, depth: int) -> tuple[Mapping[int, float], Mapping[int, float]]:
        """Cosines of the passages nearest to the question, and to its mean with what was added to it."""
        texts = [query.text] if query.meaning is None else [query.text, query.meaning]
        # Side by side: the engine works outside the interpreter lock.
        vectors = [
            vector[0] for vector in self._threads.map(lambda text: self._embedder.queries([text]), texts)
        ]
        found = []
        for vector in (vectors[0], sum(vectors[1:], vectors[0])):
            vector = vector / np.linalg.norm(vector)
            positions, scores = self.snapshot.dense.search(vector, depth)
            found.append({int(p): float(c) for p, c in zip(positions, scores, strict=True)})
        return found[0], found[1]

    def at(self, ref: AnyReference) -> tuple[Passage, ...]:
        """Passages at a place or below it, in corpus order."""
        return tuple(p for p in self.passages if _within(ref, p.ref))


def _of(passage: Passage, regulation: RegulationId) -> bool:
    return isinstance(passage.ref, Reference) and passage.ref.regulation == regulation


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
