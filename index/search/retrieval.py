"""Query to ranked passages: dense and lexical scores, fused; and how likely the first one answers.

Fusion is the weighted sum of min-max normalised scores of each retriever's best, a missing one counting 0. A
passage is as near in meaning as it is itself and as its nearest part is (``tanyapasal.index.passages.parts``), half and half.
What tells what is asked gains; what a passage is about only puts the first few in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

import numpy as np

from tanyapasal.index.asking.query import Query
from tanyapasal.index.asking.reading import QueryReader
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.judging.confidence import Signals, confidence, probability
from tanyapasal.index.judging.form import read_form, worded
from tanyapasal.index.judging.reader import Reader
from tanyapasal.index.language.field import Field
from tanyapasal.index.law.passages import Hit, Passage, search_form
from tanyapasal.index.law.places import AnyReference, Reference, RegulationId
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.search.fusion import best_first, told_apart, weighted
from tanyapasal.index.search.parts import LIFTED
from tanyapasal.index.search.reranking import RERANKED, Reranker, reranked
from tanyapasal.index.search.shelf import FactsById, MemoryShelf, Shelf
from tanyapasal.index.search.signals import SignalReader
from tanyapasal.index.search.snapshot import Knowledge, Snapshot
from tanyapasal.index.search.weights import (
    DEPTH,
    FIRST,
    FUSION,
    GAINS,
    LOOKED_AT,
    RANKED_WHOLE,
    READ,
    READ_BY_JUDGE,
    READ_CHARACTERS,
    Gains,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What the indexes find: scores of each list, best first; ``own``: cosines of passages without their parts."""

    lists: Mapping[str, Mapping[int, float]]
    own: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Hits, best first, and the probability that the first one answers."""

    query: Query
    hits: tuple[Hit, ...]
    signals: Signals
    confidence: float


class Retriever:
    """Finds passages in one snapshot. Thread-safe."""

    def __init__(
        self,
        snapshot: Snapshot,
        embedder: Embedder,
        reranker: Reranker | None = None,
        judge: Reader | None = None,
    ) -> None:
        self.snapshot = snapshot
        self._reranker = reranker
        self._judge = judge
        self._embedder = embedder
        self.passages = snapshot.knowledge.passages
        self._shelf = shelf = snapshot.shelf
        frequencies = snapshot.stems.document_frequencies()
        # What texts call a thing for short is a word of the field, also where nobody put it into the glossary.
        glossary = snapshot.knowledge.glossary.with_defined(names for _, names in shelf.defining())
        knowledge = replace(snapshot.knowledge, glossary=glossary)
        self.field = Field(knowledge)
        self.reader = QueryReader(
            self.field,
            knowledge.kinds,
            knowledge.cards,
            snapshot.facts.vocabulary,
            frequencies,
        )
        # What each passage tells, by its id.
        self.facts: Mapping[str, Facts] = FactsById(shelf)
        self._signals = SignalReader(shelf, frequencies, self.field)
        revoked = (card.id for card in knowledge.cards if card.status == "dicabut")
        self._revoked = frozenset(n for id_ in revoked for n in shelf.of_regulation(id_))
        self._hold(shelf)
        self._indexed = self.passages
        self._shown: frozenset[int] | None = None

    def limited(self, knowledge: Knowledge) -> Retriever:
        """The same indexes, finding only the passages of ``knowledge``, which are some of this one's."""
        other = copy(self)
        kept = {passage.id for passage in knowledge.passages}
        other.snapshot = replace(self.snapshot, knowledge=knowledge)
        other.passages = knowledge.passages
        other._hold(MemoryShelf(knowledge.passages, tuple(self.facts[p.id] for p in knowledge.passages)))
        other._shown = frozenset(n for n, p in enumerate(self._indexed) if p.id in kept)
        return other

    def unjudged(self) -> Retriever:
        """The same without the judge: for what has to be cheap rather than sure."""
        other = copy(self)
        other._judge = None
        return other

    def retrieve(
        self,
        query: Query,
        top: int = 10,
        within: RegulationId | None = None,
        suits: Callable[[Passage], bool] | None = None,
        without: frozenset[str] = frozenset(),
    ) -> Retrieval:
        """The ``top`` best passages.

        ``within``: only of that regulation; ``suits``: only such ones; ``without``: as if these ids were not held.
        """
        found = self._found_within(query, within, without) if within else self.found(query, DEPTH, without)
        gains = GAINS if within is None else replace(GAINS, revoked=0.0)
        chosen = suits if within is None else partial(_suits, within=within, suits=suits)
        fused = self.scored(query, found, gains, suits=chosen, most=max(top, LOOKED_AT))
        ranked = list(fused)
        odds: dict[int, float] = {}
        if self._judge is not None and ranked:
            odds = self._read(self._judge, query, ranked)
            fused = {p: s + READ * probability(odds[p]) if p in odds else s for p, s in fused.items()}
            ranked = best_first(fused)
        if self._reranker is not None and ranked:
            read = [search_form(self._indexed[p]) for p in ranked[:RERANKED]]
            ranked, fused = reranked(ranked, fused, self._reranker.scores(query.text, read).tolist())
        hits = tuple(Hit(self._indexed[p], fused[p]) for p in ranked[:top])
        signals = self._signals.signals(query, ranked, fused, found.own)
        if odds:
            signals = replace(signals, read=odds.get(ranked[0], min(odds.values())))
        return Retrieval(query, hits, signals, confidence(signals) if hits else 0.0)

    def found(self, query: Query, depth: int = DEPTH, without: frozenset[str] = frozenset()) -> Found:
        """The ``depth`` best passages of each index."""
        vector = self._embedder.queries([query.meaning])[0]
        hidden = 0 if self._shown is None else len(self._indexed) - len(self._shown)
        deep = min(depth + hidden, max(depth, RANKED_WHOLE))
        parts = self.snapshot.parts
        near, cosines = self.snapshot.dense.search(vector, max(deep, LIFTED * depth) if parts.size else deep)
        own: Mapping[int, float] = dict(zip(near[:deep].tolist(), cosines[:deep].tolist(), strict=True))
        lifted = parts.lifted(vector, near, cosines, deep) if parts.size else own
        senses = (*query.terms, *query.law)
        lists: dict[str, Mapping[int, float]] = {
            "dense": self._best(lifted.items(), depth),
            "chars4": self._best(self.snapshot.chars4.search(query.text, deep, senses), depth),
            "stems": self._best(self.snapshot.stems.search(query.text, deep, senses), depth),
        }
        if without:
            lists = {name: self._kept(scores, without) for name, scores in lists.items()}
            own = self._kept(own, without)
        return Found(lists, self._best(own.items(), depth))

    def _found_within(self, query: Query, within: RegulationId, without: frozenset[str]) -> Found:
        """All passages of a regulation: of a ranking of everything, or, where that is much, each for itself."""
        if len(self._indexed) <= RANKED_WHOLE:
            return self.found(query, len(self.passages), without)
        among = [
            i
            for i in self._shelf.of_regulation(within)
            if self._indexed[i].id not in without and (self._shown is None or i in self._shown)
        ]
        vector = self._embedder.queries([query.meaning])[0]
        positions = np.array(among, dtype=np.int64)
        senses = (*query.terms, *query.law)
        cosines = self.snapshot.dense.cosines(vector, positions)
        own = dict(zip(among, cosines.tolist(), strict=True))
        lifted = self.snapshot.parts.lift(vector, positions, cosines)
        lists = {"dense": dict(zip(among, lifted.tolist(), strict=True))}
        for name, index in (("chars4", self.snapshot.chars4), ("stems", self.snapshot.stems)):
            scores = zip(among, index.scores(query.text, among, senses).tolist(), strict=True)
            lists[name] = {position: score for position, score in scores if score > 0}
        return Found(lists, own)

    def scored(
        self,
        query: Query,
        found: Found,
        gains: Gains = GAINS,
        fusion: Mapping[str, float] = FUSION,
        suits: Callable[[Passage], bool] | None = None,
        most: int | None = None,
    ) -> dict[int, float]:
        """What each passage that was found scores, best first, by position; ``suits``: only of the first ``most`` such ones."""
        fused = weighted(found.lists, fusion)
        ranked = best_first(fused)
        if suits is not None:
            ranked = list(islice((p for p in ranked if suits(self._indexed[p])), most))
            fused = {p: fused[p] for p in ranked}
        for position, gain in self._signals.answering(query, ranked[:LOOKED_AT], gains).items():
            fused[position] += gain
        for position in self._revoked & fused.keys():
            fused[position] -= gains.revoked
        return told_apart(fused, self._signals.about(query, best_first(fused)[:FIRST], gains))

    def _read(self, judge: Reader, query: Query, ranked: Sequence[int]) -> dict[int, float]:
        """Log-odds that each of the first places answers, by the judge that reads question and passage together.

        An article is read once, and counts for all its passages: whole, or the best of its parts if it is too long.
        """
        places: dict[object, list[int]] = {}
        for position in ranked[:LOOKED_AT]:
            places.setdefault(_article(self._indexed[position]), []).append(position)
        groups = list(places.values())[:READ_BY_JUDGE]
        read = [next((p for p in group if self._fits(p)), group[0]) for group in groups]
        odds = judge.logits([_together(query, self._indexed[p]) for p in read]).tolist()
        return {p: odds[n] for n, group in enumerate(groups) for p in group}

    def _fits(self, position: int) -> bool:
        return len(self._indexed[position].text) <= READ_CHARACTERS

    def _kept(self, scores: Mapping[int, float], without: frozenset[str]) -> dict[int, float]:
        return {p: score for p, score in scores.items() if self._indexed[p].id not in without}

    def _best(self, scores: Iterable[tuple[int, float]], depth: int) -> dict[int, float]:
        """The first ``depth`` of scores in order that may be shown."""
        shown = self._shown
        return dict(islice((s for s in scores if shown is None or s[0] in shown), depth))

    def judged(self, query: Query, passages: Sequence[Passage]) -> list[float]:
        """The probability that each of ``passages`` answers, by the judge; 0 for all without one."""
        if self._judge is None or not passages:
            return [0.0] * len(passages)
        odds = self._judge.logits([_together(query, passage) for passage in passages])
        return [probability(each) for each in odds.tolist()]

    def at(self, ref: AnyReference) -> tuple[Passage, ...]:
        """Passages at a place or below it, in corpus order."""
        return self.held.at(ref)

    def defining(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The passages that define something, for ``passage``, and what: its name, and its short form if it has one."""
        return tuple(self._held.defining())

    def passage(self, number: int) -> Passage:
        """The passage of a number."""
        return self._held.passages[number]

    def ending(self) -> tuple[Passage, ...]:
        """The passages that state the standing of regulations, in corpus order."""
        return tuple(self._held.passages[n] for n in self._held.ending())

    def citing(self, regulation: RegulationId) -> tuple[Passage, ...]:
        """The passages that name places of a regulation, or rest on them, in corpus order."""
        return tuple(self._held.passages[n] for n in self._held.citing(regulation))

    def sampled(self) -> Iterable[Passage]:
        """Some passages that show how wide the corpus is."""
        return self._held.sampled()

    def _hold(self, shelf: Shelf) -> None:
        """Show what is on ``shelf``."""
        self._held = shelf
        self.held = shelf.by_place
        self.places = shelf.places


def _together(query: Query, passage: Passage) -> tuple[str, str]:
    """Question and passage as the judge reads them."""
    read = read_form(passage)
    return worded(query.text, (*query.terms, *query.groups), read), read


def _suits(passage: Passage, within: RegulationId, suits: Callable[[Passage], bool] | None) -> bool:
    ref = passage.ref
    return isinstance(ref, Reference) and ref.regulation == within and (suits is None or suits(passage))


def _article(passage: Passage) -> object:
    """What is read as one: the pasal of an official text with all its parts; everything else by itself."""
    ref = passage.ref
    placed = isinstance(ref, Reference) and passage.source.kind == "official" and ref.locator.steps
    return (ref.article, passage.source.document) if placed and isinstance(ref, Reference) else passage.id
