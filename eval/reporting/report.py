"""Judgements summed up: shares with intervals, granularity of references, refusal, calibration, latency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tanyapasal.eval.judging import Judgement
from tanyapasal.eval.reporting.intervals import Share, share
from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.places import Reference, Unit, parse_reference

# The grains of a reference that are told apart; angka is part of a definition's place and rare.
_GRAINS: tuple[Unit, ...] = ("pasal", "ayat", "huruf")
_BINS = 10


@dataclass(frozen=True, slots=True)
class Granularity:
    """Of answerable questions whose place in law is known: how finely the first citation meets it.

    ``pasal``, ``ayat``, ``huruf``: right down to that grain, of the questions whose place goes down to it and
    that were answered from law. ``sibling``: the right pasal, but another ayat; ``coarser``: the right pasal,
    cited without the ayat; both of the same questions as ``ayat``.
    """

    pasal: Share
    ayat: Share
    huruf: Share
    sibling: Share
    coarser: Share

    def items(self) -> tuple[tuple[str, Share], ...]:
        return (
            ("right pasal", self.pasal),
            ("right ayat", self.ayat),
            ("right huruf", self.huruf),
            ("sibling hit", self.sibling),
            ("coarser hit", self.coarser),
        )


@dataclass(frozen=True, slots=True)
class Bin:
    """Judgements of similar confidence: mean confidence, and how often the candidate was right."""

    confidence: float
    right: Share


@dataclass(frozen=True, slots=True)
class Report:
    """What was asked of one set of questions, summed up."""

    name: str
    judgements: tuple[Judgement, ...]

    @property
    def blind(self) -> bool:
        return any(j.question.blind for j in self.judgements)

    def total(self) -> Share:
        return share([j.right for j in self.judgements])

    def categories(self) -> dict[str, Share]:
        """Right, per category, in order of name."""
        names = sorted({j.question.category for j in self.judgements})
        return {n: share([j.right for j in self.judgements if j.question.category == n]) for n in names}

    def summary(self) -> dict[str, Share]:
        """References of answerable questions, and refusal.

        ``hit@k``: an expected reference among the first k citations. ``refusal_precision``: of what was refused,
        what should be; ``refusal_recall``: of what should be refused, what was (or was met in another right way:
        small talk, a question back); ``answerable_kept``: of what has
        an answer, what was not refused.
        """
        answerable = [j for j in self.judgements if j.question.kinds == ("answer",)]
        should = [
            j for j in self.judgements if "not_found" in j.question.kinds and "answer" not in j.question.kinds
        ]
        refused = [j for j in self.judgements if j.kind == "not_found"]
        return {
            "hit@1": share([j.rank == 1 for j in answerable]),
            "hit@3": share([0 < j.rank <= 3 for j in answerable]),
            "refusal_precision": share(["not_found" in j.question.kinds for j in refused]),
            "refusal_recall": share([j.kind in j.question.kinds for j in should]),
            "answerable_kept": share([j.kind != "not_found" for j in answerable]),
        }

    def granularity(self) -> Granularity:
        right: dict[Unit, list[bool]] = {unit: [] for unit in _GRAINS}
        sibling, coarser = [], []
        for judgement in self.judgements:
            expected = _places(judgement.question.refs)
            cited = _place(judgement.cited[0]) if judgement.cited else None
            if judgement.question.kinds != ("answer",) or not expected or cited is None:
                continue
            for depth, unit in enumerate(_GRAINS):
                grain = _GRAINS[: depth + 1]
                fine = [e for e in expected if e.locator.number(unit) is not None]
                if len(fine) < len(expected):
                    continue  # a coarser place would do as well, so nothing can be said of this grain
                right[unit].append(any(_same(e, cited, grain) for e in fine))
                if unit == "ayat":
                    near = not right[unit][-1] and any(_same(e, cited, ("pasal",)) for e in fine)
                    sibling.append(near and cited.locator.ayat is not None)
                    coarser.append(near and cited.locator.ayat is None)
        return Granularity(
            share(right["pasal"]), share(right["ayat"]), share(right["huruf"]), share(sibling), share(coarser)
        )

    def risk_coverage(self) -> tuple[tuple[float, float], ...]:
        """(coverage, risk) if only the most confident share were answered, for each possible cut.

        Coverage: share of all questions with a candidate; risk: share of the candidates shown that are wrong.
        """
        ranked = sorted(self._with_candidate(), key=lambda j: -j.confidence)
        wrong = np.cumsum([not j.candidate for j in ranked])
        return tuple((i / len(ranked), float(w) / i) for i, w in enumerate(wrong, 1))

    def area_under_risk(self) -> float:
        """Mean risk over all coverages: 0 best."""
        curve = self.risk_coverage()
        return float(np.mean([risk for _, risk in curve])) if curve else 0.0

    def reliability(self) -> tuple[Bin, ...]:
        """Ten bins of confidence with what was right in each; empty bins are left out."""
        found = []
        known = self._with_candidate()
        for number in range(_BINS):
            inside = [j for j in known if min(int(j.confidence * _BINS), _BINS - 1) == number]
            if inside:
                mean = float(np.mean([j.confidence for j in inside]))
                found.append(Bin(mean, share([bool(j.candidate) for j in inside])))
        return tuple(found)

    def calibration_error(self) -> float:
        """Expected calibration error: mean distance of confidence and truth over the bins, by their size."""
        bins = self.reliability()
        total = sum(b.right.count for b in bins)
        return sum(abs(b.confidence - b.right.value) * b.right.count for b in bins) / total if total else 0.0

    def latencies(self) -> tuple[float, ...]:
        return tuple(j.milliseconds for j in self.judgements)

    def percentile(self, share_below: float) -> float:
        """Milliseconds that this share, 0 to 100, of the questions stay below."""
        return float(np.percentile(self.latencies(), share_below)) if self.judgements else 0.0

    def failed(self) -> tuple[Judgement, ...]:
        """What was not right; nothing of a blind set, whose questions nobody is to see."""
        return () if self.blind else tuple(j for j in self.judgements if not j.right)

    def _with_candidate(self) -> list[Judgement]:
        return [j for j in self.judgements if j.candidate is not None]


def reports_of(judgements: Sequence[Judgement]) -> tuple[Report, ...]:
    """One report for each set of questions, in order of name."""
    names = sorted({j.question.set for j in judgements})
    return tuple(Report(name, tuple(j for j in judgements if j.question.set == name)) for name in names)


def _places(refs: Sequence[str]) -> list[Reference]:
    return [place for place in map(_place, refs) if place is not None]


def _place(ref: str) -> Reference | None:
    try:
        place = parse_reference(ref)
    except ReferenceSyntaxError:
        return None
    return place if isinstance(place, Reference) else None


def _same(expected: Reference, cited: Reference, grain: tuple[Unit, ...]) -> bool:
    return (
        expected.regulation == cited.regulation
        and expected.locator.part == cited.locator.part
        and all(expected.locator.number(unit) == cited.locator.number(unit) for unit in grain)
    )
