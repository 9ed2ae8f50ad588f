"""What speaks for and against a passage as the answer to a question, beyond how near its words are.

Read by retrieval for two ends: passages that tell what is asked are preferred, and the signals of the first one
are what ``tanyapasal.index.search.confidence`` judges by.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tanyapasal.index.asking.quantities_asked import defines, holds, quantities_asked, tells_time
from tanyapasal.index.asking.query import Query, QueryReader
from tanyapasal.index.language.aspects import AspectReader
from tanyapasal.index.language.glossary import Glossary
from tanyapasal.index.language.quantities.norms import find_norms
from tanyapasal.index.language.statements import items
from tanyapasal.index.language.stemming import stems
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference
from tanyapasal.index.search.confidence import Signals
from tanyapasal.index.search.statements import StatementReader
from tanyapasal.index.text import words

# How much of a full score a passage gains that has the kind of thing asked for, tells the aspect asked for in its
# text, and in its own subject.
_KIND, _TOLD, _SUBJECT = 0.06, 0.03, 0.15
# How much it loses if it is about another thing of the same kind.
_RIVAL = 0.15
# Passages further down are not looked at for bonuses.
_LOOKED_AT = 30


class SignalReader:
    """Reads signals over the passages of one snapshot. ``frequencies``: passages that hold a stem."""

    def __init__(
        self,
        passages: Sequence[Passage],
        passage_stems: Sequence[frozenset[str]],
        frequencies: Mapping[str, int],
        aspects: AspectReader,
        reader: QueryReader,
        glossary: Glossary,
        names: Mapping[Reference, Sequence[str]],
    ) -> None:
        self._passages = passages
        self._stems = passage_stems
        self._frequencies = frequencies
        self._aspects = aspects
        self._reader = reader
        self._distinct = tuple(frozenset(group) for group in glossary.distinct)
        forms = {term.term: tuple(" ".join(words(form)) for form in term.forms) for term in glossary.terms}
        self._needed = tuple(
            (frozenset(group), tuple(f" {form} " for term in group for form in forms[term]))
            for group in glossary.needed
        )
        self._told: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        self._named: dict[int, frozenset[str]] = {}
        # Of several passages about one place the first, which is the official text where that is held.
        self._at = {p.ref: i for i, p in reversed(list(enumerate(passages))) if isinstance(p.ref, Reference)}
        self._statements = StatementReader(passages, self._at, self._idf, names)

    def bonuses(self, query: Query, fused: Mapping[int, float]) -> dict[int, float]:
        """What the best passages gain, by position."""
        asked = self._aspects.asked(query.focus)
        asked_terms = self._terms_of(query)
        statement = self._statements.asked(query)
        found: dict[int, float] = {}
        for position in sorted(fused, key=lambda p: (-fused[p], p))[:_LOOKED_AT]:
            gain = _KIND if self._has_kind(query, self._passages[position]) else 0.0
            if asked:
                told, subject = self._aspects_of(position)
                gain += _TOLD * len(asked & told) / len(asked) + _SUBJECT * len(asked & subject) / len(asked)
            gain += self._statements.gain(statement, position)
            found[position] = gain - _RIVAL * self._rival(asked_terms, position)
        return found

    def signals(
        self, query: Query, ranked: Sequence[int], fused: Mapping[int, float], cosines: Mapping[int, float]
    ) -> Signals:
        """Signals of the first of ``ranked``; ``cosines``: of the passages nearest in meaning."""
        if not ranked:
            return Signals()
        first = ranked[0]
        dense = sorted(cosines.values(), reverse=True)
        known = self._stems[first]
        expansion = {s for phrase in query.expansion for s in stems(phrase)}
        weights = {c: self._idf(c) for c in query.content}
        total = sum(weights.values())
        meant = _meant(query, known)
        covered = sum(
            w
            for c, w in weights.items()
            if c in known or c in meant or (c in query.named and expansion & known)
        )
        rest = [fused[p] for p in ranked[1:11]]
        asked = self._aspects.asked(query.focus)
        required = self._aspects.required(asked)
        told, _ = self._aspects_of(first)
        return Signals(
            cosine=dense[0] if dense else 0.0,
            contrast=(dense[0] - sum(dense[1:11]) / max(len(dense[1:11]), 1)) if len(dense) > 1 else 0.0,
            margin=fused[first] - (sum(rest) / len(rest) if rest else 0.0),
            covered=covered / total if total else 0.0,
            unknown=sum(weights[c] for c in query.unknown) / total if total else 0.0,
            unknowns=min(len(query.unknown), 3) / 3,
            strange=float(2 * len(query.unknown) >= max(len(query.content), 1) and not query.named),
            quantity=self._quantity(query, self._passages[first]),
            lacking=1.0 if required - told else 0.0,
            told=1.0 if (asked - required) & told else 0.0,
            named=min(len(query.named), 2) / 2,
            rival=self._rival(self._terms_of(query), first),
            length=min(len(query.content), 10) / 10,
        )

    def _aspects_of(self, position: int) -> tuple[frozenset[str], frozenset[str]]:
        """What a passage tells, and what it is about by its own heading and topic."""
        if position not in self._told:
            passage = self._passages[position]
            subject = f"{passage.topic}\n{passage.heading}"
            about = self._aspects.asked(subject) | self._aspects.told(subject)
            # An item is read with its pasal: "60 tahun bagi …" after "Batas usia pensiun yaitu:".
            around = self._around(position) if passage.parent is not None else ""
            told = self._aspects.told(f"{passage.text}\n{passage.topic}\n{around}")
            self._told[position] = (told, about)
        return self._told[position]

    def _terms_of(self, query: Query) -> frozenset[str]:
        return frozenset(term.term for _, term in self._reader.terms(query.text))

    def _rival(self, asked: frozenset[str], position: int) -> float:
        """1 if the passage names only others of a kind than the question does, or none where one is needed."""
        distinct = [group for group in self._distinct if group & asked]
        needed = [forms for group, forms in self._needed if group & asked]
        if not distinct and not needed:
            return 0.0
        if needed:
            said = f" {' '.join(words(self._around(position)))} "
            if not all(any(form in said for form in forms) for forms in needed):
                return 1.0
        named = self._names(position)
        return float(any(named & group and group & asked - named for group in distinct))

    def _names(self, position: int) -> frozenset[str]:
        """The terms of the field that a passage names, or that are named where it stands."""
        if position not in self._named:
            passage = self._passages[position]
            text = f"{passage.context}\n{passage.topic}\n{passage.text}"
            self._named[position] = self._named_in(text)
        return self._named[position]

    def _named_in(self, text: str) -> frozenset[str]:
        """The terms that a text names, and those within them: "manajemen PNS" names PNS, but "calon PNS" does not."""
        found: set[str] = set()
        for span, term in self._reader.terms(text):
            inner = {t.term for _, t in self._reader.terms(" ".join(span.of(text).split()[1:]))}
            found |= {term.term} | inner.difference(*(g for g in self._distinct if term.term in g))
        return frozenset(found)

    def _around(self, position: int) -> str:
        """A passage with where it stands, and with the pasal of which it is an ayat or an item."""
        passage = self._passages[position]
        whole = ""
        if isinstance(passage.ref, Reference):
            locator = replace(passage.ref.locator, steps=passage.ref.locator.steps[:1])
            pasal = self._at.get(Reference(passage.ref.regulation, locator))
            whole = "" if pasal is None else self._passages[pasal].text
        return f"{passage.context}\n{passage.topic}\n{passage.text}\n{whole}"

    def _idf(self, token: str) -> float:
        count = self._frequencies.get(token, 0)
        return math.log(1 + (len(self._passages) - count + 0.5) / (count + 0.5))

    @staticmethod
    def _quantity(query: Query, passage: Passage) -> float:
        if query.kind == "tautan":
            return 0.0 if "http" in passage.text else -1.0
        kinds = quantities_asked(query.focus) if query.kind == "berapa" else None
        if kinds is None:
            return 0.0
        return 0.0 if holds(passage.text, kinds) else -1.0

    @staticmethod
    def _has_kind(query: Query, passage: Passage) -> bool:
        match query.kind:
            case "berapa":
                return bool(find_norms(passage.text))
            case "kapan":
                return tells_time(passage.text)
            case "tautan":
                return "http" in passage.text
            case "definisi":
                return defines(passage.text)
            case "dasar_hukum":
                return isinstance(passage.ref, Reference)
            case "daftar":
                return len(items(passage.text)) >= 2 or passage.text.count(",") >= 3
            case _:
                return False


def _meant(query: Query, known: frozenset[str]) -> frozenset[str]:
    """Stems of the everyday words of a question whose words of law a passage with these stems has."""
    return frozenset(
        said
        for sense in query.law
        if any(known.issuperset(stems(phrase)) for phrase in sense.meant)
        for said in stems(sense.said)
    )
