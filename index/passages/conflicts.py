"""Places about which the sources disagree, each with both quotes.

Deterministic: words and quantities alone decide, so the same corpus always gives the same list. What is found is for
a person to settle; nothing is hidden or changed because of it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from tanyapasal.index.language.field import Field
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.language.statements import sentences, without_leaning
from tanyapasal.index.language.words.stemming import stems
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import Reference
from tanyapasal.index.text import Span

ConflictKind = Literal["angka", "batas", "audiens", "resmi", "judul", "ganda"]
KIND_LABELS: dict[ConflictKind, str] = {
    "angka": "Angka berbeda untuk hal yang sama",
    "batas": "Batas berbeda untuk hal yang sama",
    "audiens": "Aturan berbeda bagi golongan yang berbeda",
    "resmi": "Dokumen menyimpang dari teks resmi",
    "judul": "Satu peraturan, beberapa judul",
    "ganda": "Satu tempat, beberapa pernyataan",
}
# How alike two sentences must be before their quantities are held against each other; times and counts are so common
# that they need more than learning hours or money of the same period.
_ALIKE, _ALIKE_COMMON = 0.2, 0.6
# Deadlines that a regulation sets for itself differ by nature.
_OF_ITSELF = re.compile(r"(?:undang-undang|peraturan\s++[\w\s]{2,60}?)(?<!\s)\s++ini\b", re.IGNORECASE)
_COMMON = frozenset({"waktu", "kali", "orang", "bagian", "usia"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that disagree: what is quoted, where it stands, and the words that differ."""

    label: str
    document: str
    quote: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A disagreement between two sources; ``note`` says in one sentence in what."""

    kind: ConflictKind
    left: Side
    right: Side
    note: str


def find_conflicts(
    passages: Sequence[Passage], cards: Sequence[RegulationCard], kinds: Kinds, field: Field
) -> tuple[Conflict, ...]:
    """Every conflict, by kind in the order of ``KIND_LABELS``, then in the order of the corpus."""
    found = [
        *_Quantities(passages, field).conflicts(),
        *_against_official(passages, kinds),
        *_titles(cards),
        *_several_statements(passages),
    ]
    order = list(KIND_LABELS)
    return tuple(sorted(found, key=lambda conflict: order.index(conflict.kind)))


Holding = tuple[Passage, tuple[tuple[Norm, dict[str, float]], ...]]


def _told_below(
    passage: Passage, norms: tuple[tuple[Norm, dict[str, float]], ...], holding: Sequence[Holding]
) -> bool:
    """True if places within this one hold all of its quantities: then they are what is compared."""
    if not isinstance(passage.ref, Reference):
        return False
    within = {
        values
        for other, theirs in holding
        if isinstance(other.ref, Reference) and other.ref != passage.ref and passage.ref.contains(other.ref)
        for values in (n.values for n, _ in theirs)
    }
    return all(n.values in within for n, _ in norms)


def _same_matter(left: Norm, right: Norm, alike: float) -> bool:
    """True if two quantities measure the same thing: one unit, one period, sentences alike enough for the unit."""
    if left.base != right.base or left.period != right.period:
        return False
    return alike >= (_ALIKE_COMMON if left.kind in _COMMON or left.period is None else _ALIKE)


def _sentence(text: str, norm: Norm) -> str:
    """The sentence in which a quantity stands, without the quantity."""
    whole = next((s for s in sentences(text) if s.start <= norm.span.start < s.end), norm.span)
    return f"{text[whole.start : norm.span.start]} {text[norm.span.end : max(whole.end, norm.span.end)]}"


def _disagreement(mine: Sequence[Norm], theirs: Sequence[Norm]) -> ConflictKind | None:
    shared = [(a, b) for a in mine for b in theirs if a.values & b.values]
    if not shared:
        return "angka"
    opposed = all(a.bound and b.bound and a.bound != b.bound for a, b in shared)
    return "batas" if opposed else None


def _one_source(left: Passage, right: Passage) -> bool:
    """True for two places of one regulation, or a text and a part of it: no disagreement of sources."""
    if left.parent == right.id or right.parent == left.id:
        return True
    if not isinstance(left.ref, Reference) or not isinstance(right.ref, Reference):
        return False
    if left.ref.regulation != right.ref.regulation:
        return False
    both_official = left.source.kind == right.source.kind == "official"
    return both_official or not (left.ref.contains(right.ref) or right.ref.contains(left.ref))


class _Quantities:
    """Pairs of texts about the same thing whose quantities of one unit have nothing in common."""

    def __init__(self, passages: Sequence[Passage], field: Field) -> None:
        self._passages = passages
        self._groups = field.groups
        # Whom a rule is for is compared apart.
        groups = (written for group in field.domain.groups for written in group.written)
        self._people = frozenset(stems(" ".join(("setiap", *groups))))
        counts = Counter(term for p in passages for term in set(self._terms(p.text)))
        self._weights = {t: math.log(1 + len(passages) / c) for t, c in counts.items()}
        wholes = {p.parent for p in passages}
        holding = [
            (p, tuple((n, self._vector(_sentence(p.text, n))) for n in field.quantities.norms(p.text)))
            for p in passages
            if p.id not in wholes and not _OF_ITSELF.search(p.text)
        ]
        self._holding = [(p, norms) for p, norms in holding if norms and not _told_below(p, norms, holding)]

    def conflicts(self) -> Iterator[Conflict]:
        for (left, lefts), (right, rights) in combinations(self._holding, 2):
            if _one_source(left, right):
                continue
            pairs = [(a, b) for a, x in lefts for b, y in rights if _same_matter(a, b, _cosine(x, y))]
            mine = list(dict.fromkeys(a for a, _ in pairs))
            theirs = list(dict.fromkeys(b for _, b in pairs))
            if not pairs or (kind := _disagreement(mine, theirs)) is None:
                continue
            people = (self._side_of(left), self._side_of(right))
            if None not in people and people[0] != people[1]:
                kind = "audiens"
            note = f"{_said(left, mine[0])}; {_said(right, theirs[0])}."
            yield Conflict(kind, _side(left, mine), _side(right, theirs), note)

    def _side_of(self, passage: Passage) -> frozenset[str] | None:
        """The one side that the text speaks of, or else where it stands."""
        sides = (self._groups.side(self._groups.named(words)) for words in (passage.text, passage.context))
        return next((side for side in sides if side is not None), None)

    def _terms(self, text: str) -> list[str]:
        return [t for t in stems(without_leaning(text)) if t not in self._people and not t[0].isdigit()]

    def _vector(self, text: str) -> dict[str, float]:
        return {t: self._weights[t] for t in set(self._terms(text)) if t in self._weights}


def _against_official(passages: Sequence[Passage], kinds: Kinds) -> list[Conflict]:
    """Statements that the official text contradicts, beside that text."""
    official = {p.ref: p for p in passages if p.source.kind == "official"}
    found: list[Conflict] = []
    for passage in passages:
        known = passage.verification
        if known is None or known.verdict in ("match", "unverified"):
            continue
        beside = official.get(passage.ref) or next((official[r] for r in known.see if r in official), None)
        if beside is not None:
            right = Side(beside.label, beside.source.document, beside.text)
        else:
            label = kinds.label_of(passage.ref) if isinstance(passage.ref, Reference) else str(passage.ref)
            right = Side(label, "catatan pemeriksaan", known.note)
        found.append(Conflict("resmi", _side(passage, ()), right, known.note))
    return found


def _titles(cards: Sequence[RegulationCard]) -> list[Conflict]:
    """Regulations that a document calls by another title than their own."""
    return [
        Conflict(
            "judul",
            Side(card.label, "judul resmi atau judul dalam korpus", card.title),
            Side(card.label, "dokumen", deviation),
            f"{card.label} disebut dengan judul lain.",
        )
        for card in cards
        for deviation in card.deviations
    ]


def _several_statements(passages: Sequence[Passage]) -> list[Conflict]:
    """Different things that documents say of one place, each beside the first."""
    first: dict[Reference, Passage] = {}
    said: dict[Reference, set[str]] = {}
    found: list[Conflict] = []
    for passage in passages:
        if passage.source.kind != "secondary" or not isinstance(passage.ref, Reference):
            continue
        words = " ".join(stems(passage.text))
        if passage.ref not in first:
            first[passage.ref], said[passage.ref] = passage, {words}
        elif words not in said[passage.ref]:
            said[passage.ref].add(words)
            note = f"Tentang {passage.label} tertulis lebih dari satu pernyataan."
            found.append(Conflict("ganda", _side(first[passage.ref], ()), _side(passage, ()), note))
    return found


def _side(passage: Passage, norms: Sequence[Norm]) -> Side:
    where = passage.context.rstrip(". ").rsplit(". ", 1)[-1] if passage.source.kind == "secondary" else ""
    document = f"{passage.source.document}, {where}" if where else passage.source.document
    return Side(passage.label, document, passage.text, tuple(n.span for n in norms))


def _said(passage: Passage, norm: Norm) -> str:
    return f"{passage.label} menyebut {norm}"


def _cosine(left: dict[str, float], right: dict[str, float]) -> float:
    shared = sum(w * w for t, w in left.items() if t in right)
    size = math.sqrt(sum(w * w for w in left.values()) * sum(w * w for w in right.values()))
    return shared / size if size else 0.0
