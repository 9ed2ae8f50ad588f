"""A claim held against the place that it cites: words, meaning, quantities and people.

Quantities are sought in the place itself, then in what leads it in, explains it or is referred to.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tanyapasal.index.audit.amounts import AmountFinding, compare, without_restated
from tanyapasal.index.audit.candidates import Candidate, Candidates, better_place
from tanyapasal.index.audit.citations.pointing import content
from tanyapasal.index.audit.findings import Claim
from tanyapasal.index.audit.official import OfficialTexts, explanation_of
from tanyapasal.index.audit.topics import Topics
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.law.places import Reference, Step

_OTHER_PASAL = re.compile(r"\bPasal (\d+[A-Z]?)(?: ayat \((\d+[a-z]?)\))?")
_OTHER_AYAT = re.compile(r"\bayat \((\d+[a-z]?)\)")
_FIRST = (Step("pasal", "1"),)
# A place agrees if its words and meaning, beside those of the best other place, make this likely. Fitted on
# labelled claims; see docs/audit.md for the error rates.
_ON_TOPIC = 0.5
# A bare subject has no more words than this; a place that shares this much with it is not called wrong.
_BARE_SUBJECT, _TOUCHED = 4, 0.2
_TOUCHED_BY_AMOUNTS = 0.15


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim held against the place that it cites and against the others that it may mean.

    ``here`` and ``meaning``: how much of its words and of its meaning the place has; ``likely``: the probability
    that the place speaks of the same thing; ``better``: another place that bears out what this one does not.
    """

    claim: Claim
    place: Reference
    law: str
    amounts: tuple[AmountFinding, ...]
    others: tuple[Candidate, ...]
    here: float
    meaning: float | None
    likely: float
    audience_fits: bool
    better: Candidate | None

    @property
    def on_topic(self) -> bool:
        return self.likely >= _ON_TOPIC

    @property
    def vague(self) -> bool:
        return _is_vague(self.claim)

    @property
    def wrong(self) -> list[AmountFinding]:
        return [a for a in self.amounts if a.state != "supported"]


class Comparer:
    """Compares claims with one set of official texts."""

    def __init__(
        self, texts: OfficialTexts, topics: Topics, quantities: QuantityReader, candidates: Candidates
    ) -> None:
        self._texts = texts
        self._topics = topics
        self._candidates = candidates
        self._measures = _Measures(texts, quantities)

    def of(self, claim: Claim, place: Reference) -> Compared:
        """How ``claim`` stands to ``place``, which is held; what it names with it (``together``) counts as well."""
        subject = self._candidates.subject_at(claim, place)
        amounts = self._measures.of(claim, place)
        others = self._candidates.find(claim, place, subject)
        cited = (place, *(r for r in claim.together if r.article == place.article))
        here = max(self._topics.at(subject, p) for p in cited)
        best = max((c.words for c in others), default=0.0)
        meaning = _highest(self._topics.meaning(claim.text, p) for p in cited)
        likely = _likelihood(here, best, meaning, _highest(c.meaning for c in others), amounts)
        fits = self._candidates.audience_fits(claim, place)
        better = better_place(place, others, here, amounts, fits, likely)
        return Compared(
            claim,
            place,
            self._texts.text(place) or "",
            amounts,
            others,
            here,
            meaning,
            _raised(likely, claim, here, amounts, better),
            fits,
            better,
        )


def _is_remark(claimed: Norm) -> bool:
    """True for what a claim counts or dates itself, beside the rule: "dua hal", "muncul dua kali", "sejak 31 Oktober"."""
    return claimed.kind == "hitungan" or (claimed.kind in ("tanggal", "kali") and claimed.bound is None)


class _Measures:
    """The quantities of claims held against the official texts."""

    def __init__(self, texts: OfficialTexts, quantities: QuantityReader) -> None:
        self._texts = texts
        self._quantities = quantities

    def of(self, claim: Claim, place: Reference) -> tuple[AmountFinding, ...]:
        """Quantities of a claim against the place; what it does not mention is sought in what leads it in or explains it.

        A quantity that nothing in the pasal measures in the same dimension is not held against the claim if it is
        only a count ("dua hal") that the drafter of the claim made.
        """
        law = self._texts.text(place) or ""
        damaged = self._texts.damaged(place.article)
        first = replace(place.locator, steps=_FIRST)
        definitions = self._texts.text(Reference(place.regulation, first)) or ""
        found = []
        wider = {
            a.claimed.span: a
            for a in compare(self._quantities, claim.text, self._around(claim, place, damaged), definitions)
        }
        for finding in compare(self._quantities, claim.text, law, definitions):
            wide = wider.get(finding.claimed.span, finding)
            if (
                finding.state != "supported"
                and wide.state == "supported"
                and (finding.state == "absent" or len(claim.together) > 1)
            ) or (finding.state == "absent" and damaged and wide.state != "absent"):
                found.append(wide)
            elif finding.state == "absent" and _is_remark(finding.claimed):
                continue
            else:
                found.append(finding)
        return without_restated(self._leaning(claim, place, law, tuple(found)))

    def _around(self, claim: Claim, place: Reference, damaged: bool) -> str:
        """What leads the place in, what explains it, and what is cited with it; the whole pasal where it is ``damaged``."""
        pasal = place.article
        lead = self._texts.provisions.get(pasal)
        explained = (self._texts.text(explanation_of(p)) for p in (place, pasal))
        whole = (pasal,) if damaged else ()
        together = (self._texts.text(r) for r in (*claim.together, *whole) if r != claim.ref)
        return " ".join(filter(None, (lead.text if lead else None, *explained, *together)))

    def _leaning(
        self, claim: Claim, place: Reference, law: str, found: tuple[AmountFinding, ...]
    ) -> tuple[AmountFinding, ...]:
        """What a place does not measure, the ayat and the pasal that it refers to may bear out."""
        states = {a.state for a in found}
        if states <= {"supported"} or not states & {"supported", "absent"}:
            return found
        lead = self._texts.text(
            replace(place, locator=replace(place.locator, steps=place.locator.steps[:-1]))
        )
        law = f"{lead} {law}" if lead and len(place.locator.steps) > 2 else law
        referred = " ".join(filter(None, map(self._texts.text, self._referred(place, law))))
        wider = {
            a.claimed.span: a
            for a in compare(self._quantities, claim.text, referred)
            if a.state == "supported"
        }
        return tuple(a if a.state == "supported" else wider.get(a.claimed.span, a) for a in found)

    def _referred(self, place: Reference, law: str) -> list[Reference]:
        """The ayat of its pasal and the other pasal that a place names."""
        others = {(m[1], m[2]) for m in _OTHER_PASAL.finditer(law)}
        own = {m[1] for m in _OTHER_AYAT.finditer(_OTHER_PASAL.sub(" ", law))}
        found = [r for r in self._texts.below(place.article, "ayat") if r.locator.ayat in own and r != place]
        for pasal, ayat in sorted(others):
            steps = (Step("pasal", pasal.lower()), *([Step("ayat", ayat)] if ayat else []))
            found.append(replace(place, locator=replace(place.locator, steps=steps)))
        return found


def _measures_alike(amounts: tuple[AmountFinding, ...]) -> bool:
    """True if every quantity of the claim has its like in the place: the same number, or one under the same bound."""
    like = (
        a.state == "supported"
        or (a.law is not None and a.claimed.bound == a.law.bound and a.state == "other_number")
        for a in amounts
    )
    told = [a for a in amounts if a.claimed.values != {1}]
    bounded = any(a.claimed.bound or a.state == "supported" for a in told)
    return bool(told) and bounded and all(like)


def _is_vague(claim: Claim) -> bool:
    """True for a bare subject ("Ketentuan mengenai pemeliharaan jalan"), of which many places treat."""
    return content(claim.text) <= _BARE_SUBJECT


def _raised(
    likely: float,
    claim: Claim,
    here: float,
    amounts: tuple[AmountFinding, ...],
    better: Candidate | None,
) -> float:
    """``likely``, or more where words are too few or too free to tell, but what is measured stands there."""
    borne_out = bool(amounts) and all(a.state == "supported" for a in amounts)
    if likely < _ON_TOPIC and borne_out and _is_vague(claim) and here >= _TOUCHED:
        likely = 0.6  # "Pendiri PT minimal 2 orang": too short for words, but the quantity stands there
    if likely < _ON_TOPIC and better is None and here >= _TOUCHED_BY_AMOUNTS and _measures_alike(amounts):
        likely = 0.55  # freely worded: what it measures is what the place measures, and no other place bears it out
    return likely


def _highest(meanings: Iterable[float | None]) -> float | None:
    return max((meaning for meaning in meanings if meaning is not None), default=None)


def _likelihood(
    here: float, best: float, meaning: float | None, rival: float | None, amounts: tuple[AmountFinding, ...]
) -> float:
    """Probability that the place speaks of what the claim speaks of."""
    ratio = here / max(here, best, 1e-6)
    gap = (meaning - rival) if meaning is not None and rival is not None else 0.02
    borne_out = sum(1 for a in amounts if a.state == "supported" and a.claimed.values != {1})
    z = -5.2 + 4.0 * here + 5.0 * ratio + 45.0 * max(-0.08, min(gap, 0.04)) + 1.6 * min(borne_out, 2)
    return 1.0 / (1.0 + math.exp(-z))
