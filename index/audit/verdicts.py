"""The finding about one claim: does the place that it cites say this?

Which error is worse decides every threshold. An accusation of a true citation makes the report worthless, so the
place must be clearly about something else, or another place clearly more fitting, before it is called wrong; but a
number is compared exactly, and one that the place contradicts is never passed over.
"""

from __future__ import annotations

import math
from dataclasses import replace

from tanyapasal.index.audit.amounts import AmountFinding, compare
from tanyapasal.index.audit.candidates import SEE, Candidate, Candidates
from tanyapasal.index.audit.findings import Claim, Finding
from tanyapasal.index.audit.measures import Measures, measures_alike
from tanyapasal.index.audit.nearest_place import Missing, place_of
from tanyapasal.index.audit.official import OfficialTexts, pasal_of
from tanyapasal.index.audit.pointing import content
from tanyapasal.index.audit.topics import Topics
from tanyapasal.index.audit.words import Words
from tanyapasal.index.language.groups import GroupReader
from tanyapasal.index.language.modality import modality_of
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.language.stemming import stem
from tanyapasal.index.law.domain import Domain
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Verdict
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.text import Span, one_line, words

# A place agrees if its words and meaning, beside those of the best other place, make this likely. Fitted on
# labelled claims; see docs/audit.md for the error rates.
_ON_TOPIC = 0.5
# Another place is called the right one if it agrees better by the margin.
_MARGIN = 0.12
_SURE = 0.9
# A bare subject has no more words than this; a place that shares this much with it is not called wrong.
_BARE_SUBJECT, _RELATED, _TOUCHED = 4, 0.5, 0.2
_TOUCHED_BY_AMOUNTS = 0.15
# Between ayat of one pasal the quantities decide; without any, the words and the meaning must both be clear.
_SAME_PASAL = -0.15
_AYAT_WORDS, _AYAT_MEANING = 0.3, 0.03
_REVOCATION_SAID = (
    "dicabut",
    "tidak berlaku lagi",
    "sudah tidak berlaku",
    "dinyatakan tidak berlaku",
    "digantikan",
)


class Auditor:
    """Finds verdicts against one set of official texts.

    ``kinds`` name the regulations in notes; ``domain``: the field, for its groups of people and measures.
    """

    def __init__(self, texts: OfficialTexts, topics: Topics, kinds: Kinds, domain: Domain) -> None:
        self._texts = texts
        self._topics = topics
        self._quantities = QuantityReader(domain.measures)
        self._groups = GroupReader(domain)
        self._candidates = Candidates(texts, topics, self._quantities, self._groups)
        self._measures = Measures(texts, self._quantities)
        self._words = Words(kinds, texts)

    def verdict(self, claim: Claim) -> Finding:
        """The finding about ``claim``; never raises for any text."""
        finding = self._found(claim)
        law = finding.law_text
        if law is None or finding.claim_marks or finding.verdict != "wrong_article":
            return finding
        return replace(finding, claim_marks=_foreign_words(claim.text, law))

    def source_note(self, regulation: RegulationId) -> str:
        """How far the copy of a regulation can be trusted, in brackets; empty if its file does not say."""
        note = self._texts.notes.get(regulation)
        return f"(Dibandingkan dengan {note}.)" if note else ""

    def _found(self, claim: Claim) -> Finding:
        texts, ref = self._texts, claim.ref
        said = claim.text.lower()
        if texts.status(ref.regulation) == "dicabut" and not any(s in said for s in _REVOCATION_SAID):
            return Finding(
                claim,
                "revoked",
                self._words.revoked(ref),
                self._shown(ref),
                self._candidates.see(claim, strict=True),
                0.97,
            )
        if ref.regulation not in texts.held:
            return Finding(
                claim,
                "unverified",
                self._words.not_held(ref),
                None,
                self._candidates.see(claim, strict=True),
                0.0,
            )
        if not ref.locator.steps:
            return self._about_whole(claim)
        place = place_of(ref, texts)
        if (
            isinstance(place, Missing)
            and (by := texts.ended(ref)) is not None
            and not any(s in said for s in (*_REVOCATION_SAID, "dihapus"))
        ):
            note = self._words.deleted(ref, by)
            return Finding(claim, "revoked", note, None, self._candidates.see(claim, strict=True), 0.95)
        if isinstance(place, Missing):
            if place.unreadable and place.nearest is not None and claim.text:
                # the scan lost this ayat: what is claimed may still stand in its pasal, or be contradicted there
                return self._at(claim, pasal_of(place.nearest))
            if place.unreadable:
                return Finding(claim, "unverified", self._words.unreadable(ref, place), place.text, (), 0.0)
            see = self._candidates.see(claim, strict=False)
            return Finding(claim, "not_found", self._words.missing(ref, place, see), place.text, see, 0.95)
        return self._at(claim, place)

    def _about_whole(self, claim: Claim) -> Finding:
        """A regulation is cited, no place of it: the claim holds if it stands anywhere in it."""
        found = [c for c in self._candidates.find(claim, None) if c.ref.regulation == claim.ref.regulation]
        best = max(found, key=lambda c: c.score, default=None)
        if best is not None and best.words >= 0.6 and best.supports:
            note = self._words.stands_at(best.ref)
            return Finding(claim, "match", note, self._shown(best.ref), (best.ref,), 0.8)
        return Finding(claim, "unverified", self._words.no_place(), None, (best.ref,) if best else (), 0.0)

    def _at(self, claim: Claim, place: Reference) -> Finding:
        law = self._texts.text(place) or ""
        subject = self._candidates.subject_at(claim, place)
        amounts = self._measures.of(claim, place)
        others = self._candidates.find(claim, place, subject)
        group = [r for r in claim.together if pasal_of(r) == pasal_of(place)]
        here = max(self._topics.at(subject, p) for p in (place, *group))
        best = max((c.words for c in others), default=0.0)
        meanings = [self._topics.meaning(claim.text, p) for p in (place, *group)]
        meaning = max((m for m in meanings if m is not None), default=None)
        rival_meaning = max((c.meaning for c in others if c.meaning is not None), default=None)
        likely = _likelihood(here, best, meaning, rival_meaning, amounts)
        audience_fits = self._candidates.audience_fits(claim, place)
        wrong = [a for a in amounts if a.state != "supported"]
        better = self._better(claim, place, here, others, amounts, likely)
        if not amounts and better is None:
            better = self._better_ayat(place, here, meaning, others)
            if better is not None:
                return self._elsewhere(claim, place, law, others, better, 0.7)
        if likely < _ON_TOPIC and amounts and not wrong and self._is_vague(claim) and here >= _TOUCHED:
            likely = 0.6  # "Pendiri PT minimal 2 orang": too short for words, but the quantity stands there
        if likely < _ON_TOPIC and better is None and here >= _TOUCHED_BY_AMOUNTS and measures_alike(amounts):
            likely = 0.55  # freely worded: what it measures is what the place measures, and no other place bears it out
        if likely < _ON_TOPIC and not amounts and self._is_vague(claim) and here >= _RELATED:
            return Finding(claim, "unverified", self._words.vague(place), law, (), 0.0)
        if (
            likely < _ON_TOPIC
            and not amounts
            and here >= _RELATED
            and not self._candidates.see(claim, False, others)
        ):
            # half of its words stand here, and no other place is worth naming: too little for an accusation
            return Finding(claim, "unverified", self._words.vague(place), law, (), 0.0)
        if likely < _ON_TOPIC or (better is not None and (wrong or not audience_fits)):
            return self._elsewhere(claim, place, law, others, better, 1.0 - likely)
        if not audience_fits:
            note = self._words.other_audience(
                place, self._groups.named(law) | self._candidates.audience_of_title(place)
            )
            return Finding(claim, "wrong_article", note, law, self._candidates.see(claim, strict=True), 0.75)
        if wrong:
            return self._contradicted(claim, place, law, wrong, likely)
        return self._matching(claim, place, law, amounts, min(likely, 0.98))

    def _matching(
        self, claim: Claim, place: Reference, law: str, amounts: tuple[AmountFinding, ...], sure: float
    ) -> Finding:
        """A match; what differs besides subject and quantities is noted, as it is not always a mistake."""
        note = self._words.match(place, amounts, claim)
        claimed, ruled = modality_of(claim.text), modality_of(law)
        marks: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
        if claimed and ruled and claimed.modality != ruled.modality:
            note += self._words.other_modality(claimed.span.of(claim.text), ruled.span.of(law))
            marks = ((claimed.span,), (ruled.span,))
        people, everyone = self._candidates.audience_of(place), self._groups.everyone
        if self._groups.named(claim.text) == {everyone} and self._groups.side(people) is not None:
            note += self._words.narrower(place, people, everyone)
        return Finding(claim, "match", note, law, (), sure, *marks)

    def _better(
        self,
        claim: Claim,
        place: Reference,
        here: float,
        others: tuple[Candidate, ...],
        amounts: tuple[AmountFinding, ...],
        likely: float,
    ) -> Candidate | None:
        """A place that bears out what the cited one does not, and speaks of the subject at least as much."""
        silent = all(a.state in ("supported", "absent") for a in amounts)
        for other in others:
            if other.supports and (amounts or not self._candidates.audience_fits(claim, place)):
                if pasal_of(other.ref) == pasal_of(place):
                    margin = _SAME_PASAL if silent else _MARGIN
                else:
                    margin = _MARGIN if likely < _SURE else 2 * _MARGIN
                if other.words >= here + margin and other.words >= SEE:
                    return other
        return None

    def _better_ayat(
        self, place: Reference, here: float, meaning: float | None, others: tuple[Candidate, ...]
    ) -> Candidate | None:
        """Another ayat of the same pasal that says it, where the cited one does not."""
        if meaning is None or place.locator.ayat is None:
            return None
        return next(
            (
                other
                for other in others
                if pasal_of(other.ref) == pasal_of(place)
                and other.meaning is not None
                and other.words >= here + _AYAT_WORDS
                and other.meaning >= meaning + _AYAT_MEANING
            ),
            None,
        )

    def _elsewhere(
        self,
        claim: Claim,
        place: Reference,
        law: str,
        others: tuple[Candidate, ...],
        better: Candidate | None,
        confidence: float,
    ) -> Finding:
        see = (better.ref,) if better else self._candidates.see(claim, strict=False, found=others)
        note = self._words.wrong(place, law, see, self._candidates.differences(claim, see))
        return Finding(claim, "wrong_article", note, law, see, min(max(confidence, 0.55), 0.98))

    def _contradicted(
        self, claim: Claim, place: Reference, law: str, wrong: list[AmountFinding], likely: float
    ) -> Finding:
        numbers = [a for a in wrong if a.state in ("other_number", "other_unit", "absent")]
        verdict: Verdict = "number_mismatch" if numbers else "operator_mismatch"
        sure = 0.5 + 0.48 * likely if any(a.law for a in wrong) else 0.6
        before = self._texts.earlier.get(place)
        outdated = bool(before) and all(
            a.state == "supported" for a in compare(self._quantities, claim.text, one_line(before or ""))
        )
        return Finding(
            claim,
            verdict,
            self._words.contradicted(place, wrong) + (self._words.outdated(place) if outdated else ""),
            law,
            self._candidates.see(claim, strict=True),
            sure,
            tuple(a.claimed.span for a in wrong),
            tuple(a.law.span for a in wrong if a.law is not None and a.law.span.end <= len(law)),
        )

    def _is_vague(self, claim: Claim) -> bool:
        """True for a bare subject ("Ketentuan mengenai pemeliharaan jalan"), of which many places treat."""
        return content(claim.text) <= _BARE_SUBJECT

    def _shown(self, ref: Reference) -> str | None:
        place = place_of(ref, self._texts) if ref.regulation in self._texts.held else None
        return self._texts.text(place) if isinstance(place, Reference) else None


def _likelihood(
    here: float, best: float, meaning: float | None, rival: float | None, amounts: tuple[AmountFinding, ...]
) -> float:
    """Probability that the place speaks of what the claim speaks of."""
    ratio = here / max(here, best, 1e-6)
    gap = (meaning - rival) if meaning is not None and rival is not None else 0.02
    borne_out = sum(1 for a in amounts if a.state == "supported" and a.claimed.values != {1})
    z = -5.2 + 4.0 * here + 5.0 * ratio + 45.0 * max(-0.08, min(gap, 0.04)) + 1.6 * min(borne_out, 2)
    return 1.0 / (1.0 + math.exp(-z))


def _foreign_words(claim: str, law: str) -> tuple[Span, ...]:
    """The words of the claim that the law does not have in any form."""
    known = {stem(word) for word in words(law)}
    spans, position, lower = [], 0, claim.lower()
    for word in words(claim):
        start = lower.find(word, position)
        position = start + len(word)
        if len(word) > 3 and stem(word) not in known:
            spans.append(Span(start, position))
    return tuple(spans)
