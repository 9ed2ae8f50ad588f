"""Other places that a claim may mean, and which of them are worth naming."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tanyapasal.index.audit.amounts import AmountFinding, compare
from tanyapasal.index.audit.findings import Claim
from tanyapasal.index.audit.nearest_place import place_of
from tanyapasal.index.audit.official import OfficialTexts
from tanyapasal.index.audit.topics import Topics
from tanyapasal.index.language.groups import GroupReader
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.law.places import Reference

# Another place bears out a claim if it shares so many of its words; more where nothing else speaks for it.
_SEE = 0.45
_SEE_STRICT = 0.6
# What a place in "see" must reach in words and meaning: one that bears out quantities, and one without any.
_SEE_AMOUNTS, _SEE_SUBJECT = (0.4, 0.86), (0.68, 0.89)
# Another place is called the right one if it agrees better by the margin, twice that where the cited one is sure.
_MARGIN = 0.12
_SURE = 0.9
# Between ayat of one pasal the quantities decide; without any, the words and the meaning must both be clear.
_SAME_PASAL = -0.15
# A place that has so many of the words of a claim, and all that it measures, is not bettered by another.
_SHARED = 0.3
_AYAT_WORDS, _AYAT_MEANING = 0.3, 0.03


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another place that may be the one meant: words, meaning, and whether it bears out every quantity."""

    ref: Reference
    words: float
    meaning: float | None
    amounts: tuple[AmountFinding, ...]
    audience_fits: bool

    @property
    def supports(self) -> bool:
        return self.audience_fits and all(a.state == "supported" for a in self.amounts)

    @property
    def score(self) -> float:
        """Higher is likelier; quantities that fit weigh as much as a third of the words, those of the kind half."""
        fit = 0.0
        if self.amounts and all(a.state != "absent" for a in self.amounts):
            fit = 0.3 if self.supports else 0.15
        return self.words + fit + 2.0 * ((self.meaning or 0.8) - 0.8) + (0.0 if self.audience_fits else -0.4)


class Candidates:
    """Finds the places that a claim may mean among the official texts."""

    def __init__(
        self, texts: OfficialTexts, topics: Topics, quantities: QuantityReader, groups: GroupReader
    ) -> None:
        self._texts = texts
        self._topics = topics
        self._quantities = quantities
        self._groups = groups

    def find(
        self, claim: Claim, place: Reference | None, subject: str | None = None
    ) -> tuple[Candidate, ...]:
        """Other places in force that share words with the claim, the likeliest first."""
        subject = subject or self.subject(claim)
        found = [
            Candidate(
                ref,
                score,
                None,
                tuple(a for a in compare(self._quantities, claim.text, self._texts.text(ref) or "")),
                self.audience_fits(claim, ref),
            )
            for ref, score in self._topics.elsewhere(subject, place or Reference(claim.ref.regulation))
            if self._texts.status(ref.regulation) != "dicabut"
        ]
        if place is None:
            found += [
                Candidate(
                    r,
                    self._topics.at(subject, r),
                    None,
                    compare(self._quantities, claim.text, self._texts.text(r) or ""),
                    True,
                )
                for r in self._topics.places
                if r.regulation == claim.ref.regulation
            ]
        found.sort(key=lambda c: -c.score)
        near = [replace(c, meaning=self._topics.meaning(claim.text, c.ref)) for c in found[:6]]
        return tuple(sorted([*near, *found[6:]], key=lambda c: -c.score))

    def see(
        self, claim: Claim, strict: bool, found: tuple[Candidate, ...] | None = None
    ) -> tuple[Reference, ...]:
        """Where the claim stands: places that bear it out whole; if there is none, those about its subject."""
        place = place_of(claim.ref, self._texts)
        others = found or self.find(claim, place if isinstance(place, Reference) else claim.ref)
        # with an embedder only the likeliest have been looked at both ways
        others = tuple(c for c in others if c.meaning is not None) or others
        whole = [c for c in others if c.supports and _worth_seeing(c)]
        if whole or strict:
            top = whole[0].score if whole else 0.0
            return _without_nested([c.ref for c in whole if c.score >= top - 0.08])[:2]
        near = [c for c in others if c.audience_fits and (_worth_seeing(c) or _same_quantity(c))]
        return tuple(c.ref for c in near[:1])

    def differences(self, claim: Claim, see: tuple[Reference, ...]) -> tuple[AmountFinding, ...]:
        """How the quantities of the claim differ from those of the place it belongs to."""
        return tuple(
            a
            for ref in see[:1]
            for a in compare(self._quantities, claim.text, self._texts.text(ref) or "")
            if a.state != "supported"
        )

    def subject(self, claim: Claim) -> str:
        """The words to compare: a very short item is read together with the heading it stands under."""
        return claim.text if len(set(self._topics.terms(claim.text))) > 3 else f"{claim.context} {claim.text}"

    def subject_at(self, claim: Claim, place: Reference) -> str:
        """The words to compare with ``place``: an answer may leave to the question before it what it is about."""
        said = self.subject(claim)
        if not claim.context.endswith("?"):
            return said
        asked = f"{claim.context} {claim.text}"
        return max((said, asked), key=lambda subject: self._topics.at(subject, place))

    def audience_fits(self, claim: Claim, place: Reference) -> bool:
        """False only for a rule for other groups than those of the side that the claim speaks of."""
        everyone = {self._groups.everyone}
        claimed = self._groups.named(claim.text) - everyone or self._groups.named(claim.context) - everyone
        side = self._groups.side(claimed)
        if side is None:
            return True
        law = self.audience_of(place)
        return not law or self._groups.everyone in law or bool(side & law)

    def audience_of(self, place: Reference) -> frozenset[str]:
        """The groups that a place speaks of, or else the title of its regulation."""
        return self._groups.named(self._texts.text(place) or "") or self.audience_of_title(place)

    def audience_of_title(self, place: Reference) -> frozenset[str]:
        return self._groups.named(self._texts.titles.get(place.regulation, ""))


def better_place(
    place: Reference,
    others: tuple[Candidate, ...],
    here: float,
    amounts: tuple[AmountFinding, ...],
    audience_fits: bool,
    likely: float,
) -> Candidate | None:
    """A place that bears out what the cited ``place`` does not, and speaks of the subject at least as much.

    ``here``, ``amounts``, ``audience_fits`` and ``likely`` say how the cited place agrees with the claim.
    """
    if audience_fits and (not amounts or (here >= _SHARED and all(a.state == "supported" for a in amounts))):
        return None  # two places may say the same; the one that is cited bears it out
    silent = all(a.state in ("supported", "absent") for a in amounts)
    for other in others:
        if other.ref.article == place.article:
            margin = _SAME_PASAL if silent else _MARGIN
        else:
            margin = _MARGIN if likely < _SURE else 2 * _MARGIN
        if other.supports and other.words >= max(here + margin, _SEE):
            return other
    return None


def better_ayat(
    place: Reference, others: tuple[Candidate, ...], here: float, meaning: float | None
) -> Candidate | None:
    """Another ayat of the same pasal that says it, where the cited one does not."""
    if meaning is None or place.locator.ayat is None:
        return None
    return next(
        (
            other
            for other in others
            if other.ref.article == place.article
            and other.meaning is not None
            and other.words >= here + _AYAT_WORDS
            and other.meaning >= meaning + _AYAT_MEANING
        ),
        None,
    )


def _worth_seeing(candidate: Candidate) -> bool:
    words_, meaning = _SEE_AMOUNTS if candidate.amounts and candidate.supports else _SEE_SUBJECT
    return candidate.words >= words_ and (candidate.meaning is None or candidate.meaning >= meaning)


def _same_quantity(candidate: Candidate) -> bool:
    """True if the place measures what the claim measures, only with another number or bound."""
    return (
        bool(candidate.amounts)
        and candidate.words >= _SEE_AMOUNTS[0]
        and all(a.state in ("supported", "other_number", "other_operator") for a in candidate.amounts)
    )


def _without_nested(refs: list[Reference]) -> tuple[Reference, ...]:
    """Without places that lie in another one of them, or hold one."""
    found: list[Reference] = []
    for ref in refs:
        if not any(other.contains(ref) or ref.contains(other) for other in found):
            found.append(ref)
    return tuple(found)
