"""What speaks for and against a passage as the answer to a question, beyond how near its words are.

Two ends: passages that tell what is asked are preferred, and the signals of the first one are what
``tanyapasal.index.judging.confidence`` judges by. Both are worked out from the facts of passages.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tanyapasal.index.asking.query import Query
from tanyapasal.index.judging.confidence import Signals
from tanyapasal.index.language.field import Field
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.search.shelf import Shelf
from tanyapasal.index.search.statements import StatementMatching
from tanyapasal.index.search.weights import Gains


class SignalReader:
    """Signals over the passages of one snapshot and their facts. ``frequencies``: passages that hold a stem."""

    def __init__(self, shelf: Shelf, frequencies: Mapping[str, int], field: Field) -> None:
        self._shelf = shelf
        self._passages = shelf.passages
        self._facts = shelf.facts
        self._frequencies = frequencies
        self._known_idf: dict[str, float] = {}
        self._aspects = field.aspects
        self._distinct = tuple(frozenset(group) for group in field.glossary.distinct)
        self._needed = tuple(frozenset(group) for group in field.glossary.needed)
        self._statements = StatementMatching(self._idf)

    def answering(self, query: Query, positions: Sequence[int], gains: Gains) -> dict[int, float]:
        """What passages gain that tell what is asked, by position."""
        statement = self._statements.asked(query)
        found: dict[int, float] = {}
        for position in positions:
            facts = self._facts[position]
            gain = gains.kind if _has_kind(query, self._passages[position], facts) else 0.0
            if query.aspects:
                gain += gains.told * len(query.aspects & self._told(position)) / len(query.aspects)
            found[position] = gain + gains.said * self._statements.said(statement, facts)
        return found

    def about(self, query: Query, positions: Sequence[int], gains: Gains) -> dict[int, float]:
        """What passages gain or lose by what they are about, by position."""
        found: dict[int, float] = {}
        for position in positions:
            shared = len(query.aspects & self._facts[position].about) / max(len(query.aspects), 1)
            found[position] = gains.subject * shared - gains.rival * self._rival(query, position)
        return found

    def signals(
        self, query: Query, ranked: Sequence[int], fused: Mapping[int, float], cosines: Mapping[int, float]
    ) -> Signals:
        """Signals of the first of ``ranked``; ``cosines``: of the passages nearest in meaning."""
        if not ranked:
            return Signals()
        first = ranked[0]
        dense = sorted(cosines.values(), reverse=True)
        facts = self._facts[first]
        known = facts.searched
        weights = {c: self._idf(c) for c in query.content}
        total = sum(weights.values())
        covered = sum(weights[c] for c in query.covered(known))
        rest = [fused[p] for p in ranked[1:11]]
        required = self._aspects.required(query.aspects)
        told = self._told(first)
        lacks = query.kind == "berapa" and query.wanted is not None and not query.wanted.held(facts.norms)
        lacks = lacks or (query.kind == "tautan" and not facts.links)
        return Signals(
            cosine=dense[0] if dense else 0.0,
            contrast=(dense[0] - sum(dense[1:11]) / max(len(dense[1:11]), 1)) if len(dense) > 1 else 0.0,
            margin=fused[first] - (sum(rest) / len(rest) if rest else 0.0),
            covered=covered / total if total else 0.0,
            unknowns=min(len(query.unknown), 3) / 3,
            strange=float(2 * len(query.unknown) >= max(len(query.content), 1) and not query.named),
            quantity=-1.0 if lacks else 0.0,
            lacking=1.0 if required - told else 0.0,
            named=min(len(query.named), 2) / 2,
            rival=self._rival(query, first),
        )

    def _told(self, position: int) -> frozenset[str]:
        """What a passage tells; an item is read with its pasal: "60 hari bagi …" after "Masa berlaku izin:"."""
        facts = self._facts[position]
        if self._passages[position].parent is None:
            return facts.told
        return facts.told.union(facts.placed, *(self._facts[p].told for p in self._pasal(position)))

    def _rival(self, query: Query, position: int) -> float:
        """1 if the passage names only others of a kind than the question does, or none where one is needed."""
        asked = query.field_terms
        distinct = [group for group in self._distinct if group & asked]
        needed = [group for group in self._needed if group & asked]
        if not distinct and not needed:
            return 0.0
        facts = self._facts[position]
        if needed:
            around = facts.mentioned.union(*(self._facts[p].mentioned for p in self._pasal(position)))
            if not all(group & around for group in needed):
                return 1.0
        return float(any(facts.within & group and group & asked - facts.within for group in distinct))

    def _pasal(self, position: int) -> tuple[int, ...]:
        """The passage of the pasal in which a passage stands, itself if it is one; none for what is in no pasal."""
        ref = self._passages[position].ref
        if not isinstance(ref, Reference):
            return ()
        whole = self._shelf.first(ref.article)
        return () if whole is None else (whole,)

    def _idf(self, token: str) -> float:
        found = self._known_idf.get(token)
        if found is None:
            count = self._frequencies.get(token, 0)
            found = math.log(1 + (len(self._passages) - count + 0.5) / (count + 0.5))
            self._known_idf[token] = found
        return found


def _has_kind(query: Query, passage: Passage, facts: Facts) -> bool:
    match query.kind:
        case "berapa":
            return bool(facts.norms)
        case "kapan":
            return facts.dates
        case "tautan":
            return facts.links
        case "definisi":
            return facts.defines
        case "dasar_hukum":
            return isinstance(passage.ref, Reference)
        case "daftar":
            return facts.lists
        case _:
            return False
