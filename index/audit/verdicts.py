"""The finding about one claim: does the place that it cites say this?

Which error is worse decides every threshold. An accusation of a true citation makes the report worthless, so the
place must be clearly about something else, or another place clearly more fitting, before it is called wrong; but a
number is compared exactly, and one that the place contradicts is never passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tanyapasal.index.audit.amounts import compare
from tanyapasal.index.audit.candidates import Candidate, Candidates, better_ayat
from tanyapasal.index.audit.citations.pointing import content
from tanyapasal.index.audit.comparison import Compared, Comparer
from tanyapasal.index.audit.findings import Claim, Finding
from tanyapasal.index.audit.nearest_place import Missing, place_of, readable
from tanyapasal.index.audit.official import OfficialTexts
from tanyapasal.index.audit.remarks import foreign_words, remark_on
from tanyapasal.index.audit.topics import Topics
from tanyapasal.index.audit.words import Words
from tanyapasal.index.language.groups import GroupReader
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.law.domain import Domain
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Verdict
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.text import Span, one_line

# Half of the words of a claim stand in the place: it is not called wrong for a subject that is all too general. Nor is
# one of which a third stands here, while no other place is worth naming or has twice as much.
_RELATED, _TOUCHED = 0.5, 0.3
# A claim of which the place that has most of it has less than so many words says nothing of law.
_FEWEST_SHARED = 1.5
_CONTRADICTED: tuple[Verdict, ...] = ("number_mismatch", "operator_mismatch")
# So sure must a contradiction be that counts against a sentence beside the one that the place speaks of most.
_SURELY = 0.85
_REVOCATION_SAID = (
    "dicabut", "tidak berlaku lagi", "sudah tidak berlaku", "dinyatakan tidak berlaku", "digantikan", "menggantikan",
    "mencabut", "dahulu", "dulu", "semula",
)  # fmt: skip


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
        self._comparer = Comparer(texts, topics, self._quantities, self._candidates)
        self._words = Words(kinds, texts)

    def verdict(self, claim: Claim) -> Finding:
        """The finding about ``claim``; never raises for any text.

        Where the text names no regulation with the place, the one counts at whose place the claim stands.
        """
        finding = self._verdict(claim)
        if finding.verdict == "match" or not claim.text:
            return finding
        others = (self._verdict(_of(claim, other)) for other in claim.or_else if other in self._texts.held)
        return next((other for other in others if other.verdict == "match"), finding)

    def _verdict(self, claim: Claim) -> Finding:
        finding = self._found_among(claim) if claim.others else self._found(claim)
        if claim.loose and finding.verdict == "wrong_article":
            finding = Finding(claim, "unverified", self._words.nothing_claimed(claim.ref), finding.law_text)
        law = finding.law_text
        if law is None or finding.claim_marks or finding.verdict != "wrong_article":
            return finding
        return replace(finding, claim_marks=foreign_words(finding.claim.text, law))

    def source_note(self, regulation: RegulationId) -> str:
        """How far the copy of a regulation can be trusted, in brackets; empty if its file does not say."""
        note = self._texts.notes.get(regulation)
        return f"(Dibandingkan dengan {note}.)" if note else ""

    def _found_among(self, claim: Claim) -> Finding:
        """The finding about a statement of several sentences: that of the sentence that the place speaks of most.

        Where one place is cited for all of them, another sentence that it contradicts counts as well.
        """
        each = [self._found(replace(claim, text=said, others=())) for said in claim.others]
        agreement = [self._topics.at(self._candidates.subject(f.claim), claim.ref) for f in each]
        best = each[max(range(len(each)), key=lambda n: agreement[n])]
        if best.verdict in _CONTRADICTED:
            return best
        wrong = [f for f in each if f.verdict in _CONTRADICTED and f.law_marks and f.confidence >= _SURELY]
        if wrong and len(claim.together) == 1:
            return wrong[0]
        return best if best.verdict == "match" else next((f for f in each if f.verdict == "match"), best)

    def _found(self, claim: Claim) -> Finding:
        texts, ref = self._texts, claim.ref
        said = claim.text.lower()
        asked = not ref.locator.steps and said.endswith("?")
        if (
            texts.status(ref.regulation) == "dicabut"
            and not asked
            and not any(s in said for s in _REVOCATION_SAID)
        ):
            see = self._candidates.see(claim, strict=True)
            return Finding(claim, "revoked", self._words.revoked(ref), self._shown(ref), see, 0.97)
        if ref.regulation not in texts.held:
            see = self._candidates.see(claim, strict=True)
            return Finding(claim, "unverified", self._words.not_held(ref), None, see, 0.0)
        if not ref.locator.steps:
            return self._about_whole(claim)
        place = readable(place_of(ref, texts), texts)
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
                return self._at(claim, place.nearest.article)
            if place.unreadable:
                return Finding(claim, "unverified", self._words.unreadable(ref, place), place.text, (), 0.0)
            see = self._candidates.see(claim, strict=False)
            return Finding(claim, "not_found", self._words.missing(ref, place, see), place.text, see, 0.95)
        return self._placed(claim, place)

    def _placed(self, claim: Claim, place: Reference) -> Finding:
        """The finding about a claim whose place is held."""
        texts, ref = self._texts, claim.ref
        if not content(claim.text):
            return Finding(claim, "unverified", self._words.nothing_claimed(place), texts.text(place))
        finding = self._at(claim, place)
        if finding.verdict == "wrong_article" and ref.locator.part == "penjelasan":
            # what is said of an explanation is about its pasal as well
            return Finding(claim, "unverified", self._words.vague(place), texts.text(place))
        if finding.verdict == "match" or place.locator.ayat is None or not texts.damaged(place.article):
            return finding
        # the copy may have given the words of one ayat to another
        around = self._at(claim, place.article)
        return around if around.verdict in ("match", "unverified") else finding

    def _about_whole(self, claim: Claim) -> Finding:
        """A regulation is cited, no place of it: the claim holds if it stands anywhere in it."""
        found = [c for c in self._candidates.find(claim, None) if c.ref.regulation == claim.ref.regulation]
        best = max(found, key=lambda c: c.score, default=None)
        if best is not None and best.words >= 0.6 and best.supports:
            note = self._words.stands_at(best.ref)
            return Finding(claim, "match", note, self._shown(best.ref), (best.ref,), 0.8)
        return Finding(claim, "unverified", self._words.no_place(), None, (best.ref,) if best else (), 0.0)

    def _at(self, claim: Claim, place: Reference) -> Finding:
        """A place that is held: the first of ``_DOUBTS`` that has something to say, or a match."""
        compared = self._comparer.of(claim, place)
        for doubt in _DOUBTS:
            finding = doubt(self, compared)
            if finding is not None:
                return finding
        return self._matching(compared)

    def _in_another_ayat(self, compared: Compared) -> Finding | None:
        """Another ayat of the same pasal says it, and nothing is measured that could decide between them."""
        if compared.amounts or compared.better is not None:
            return None
        ayat = better_ayat(compared.place, compared.others, compared.here, compared.meaning)
        return None if ayat is None else self._elsewhere(compared, ayat, 0.7)

    def _too_general(self, compared: Compared) -> Finding | None:
        """Too much of it stands here for an accusation: half of a bare subject; of more a third, with no other place to name
        that has more than twice as much. What the claim measures and the place bears out counts as much as that.
        """
        borne_out = bool(compared.amounts) and not compared.wrong
        elsewhere = max((other.words for other in compared.others), default=0.0)
        # what it measures besides may stand where the place refers to
        silent = all(a.state == "absent" for a in compared.wrong) and compared.here >= max(
            _RELATED, elsewhere
        )
        if compared.on_topic or (compared.amounts and not borne_out and not silent):
            return None
        bare = (compared.vague or bool(compared.wrong)) and compared.here >= _RELATED
        touched = compared.here >= max(_TOUCHED, elsewhere / 2)
        if not bare and not touched and not borne_out:
            return None
        claim, place = compared.claim, compared.place
        if not bare and self._candidates.see(claim, False, compared.others):
            return None
        return Finding(claim, "unverified", self._words.vague(place), compared.law, (), 0.0)

    def _says_too_little(self, compared: Compared) -> Finding | None:
        """No place that is held speaks of it either: what nobody rules is no statement about the law."""
        if compared.on_topic or compared.amounts or compared.better is not None:
            return None
        elsewhere = max((other.words for other in compared.others), default=0.0)
        if elsewhere * len(set(self._topics.terms(compared.claim.text))) >= _FEWEST_SHARED:
            return None
        return Finding(compared.claim, "unverified", self._words.vague(compared.place), compared.law, (), 0.0)

    def _about_something_else(self, compared: Compared) -> Finding | None:
        """The place speaks of another matter, or another place bears out what it contradicts."""
        failed = bool(compared.wrong) or not compared.audience_fits
        if compared.on_topic and (compared.better is None or not failed):
            return None
        return self._elsewhere(compared, compared.better, 1.0 - compared.likely)

    def _for_others(self, compared: Compared) -> Finding | None:
        """The place rules the matter for other people."""
        if compared.audience_fits:
            return None
        claim, place, law = compared.claim, compared.place, compared.law
        people = self._groups.named(law) | self._candidates.audience_of_title(place)
        note = self._words.other_audience(place, people)
        return Finding(claim, "wrong_article", note, law, self._candidates.see(claim, strict=True), 0.75)

    def _contradicted(self, compared: Compared) -> Finding | None:
        """The place measures otherwise what the claim measures."""
        claim, place, law, wrong = compared.claim, compared.place, compared.law, compared.wrong
        if not wrong:
            return None
        numbers = [a for a in wrong if a.state in ("other_number", "other_unit", "absent")]
        verdict: Verdict = "number_mismatch" if numbers else "operator_mismatch"
        sure = 0.5 + 0.48 * compared.likely if any(a.law for a in wrong) else 0.6
        note = self._words.contradicted(place, wrong)
        if self._held_before(claim, place):
            note += self._words.outdated(place)
        return Finding(
            claim,
            verdict,
            note,
            law,
            self._candidates.see(claim, strict=True),
            sure,
            tuple(a.claimed.span for a in wrong),
            tuple(a.law.span for a in wrong if a.law is not None and a.law.span.end <= len(law)),
        )

    def _held_before(self, claim: Claim, place: Reference) -> bool:
        """True if the wording before an amendment bears out every quantity of the claim."""
        before = self._texts.earlier.get(place)
        return bool(before) and all(
            a.state == "supported" for a in compare(self._quantities, claim.text, one_line(before or ""))
        )

    def _matching(self, compared: Compared) -> Finding:
        """A match; what differs besides subject and quantities is noted, as it is not always a mistake."""
        claim, place, law = compared.claim, compared.place, compared.law
        note = self._words.match(place, compared.amounts, claim)
        marks: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
        if (remark := remark_on(claim.text, law)) is not None:
            note += self._words.said_otherwise(remark.claimed.of(claim.text), remark.ruled.of(law))
            marks = ((remark.claimed,), (remark.ruled,))
        people, everyone = self._candidates.audience_of(place), self._groups.everyone
        if self._groups.named(claim.text) == {everyone} and self._groups.side(people) is not None:
            note += self._words.narrower(place, people, everyone)
        return Finding(claim, "match", note, law, (), min(compared.likely, 0.98), *marks)

    def _elsewhere(self, compared: Compared, better: Candidate | None, confidence: float) -> Finding:
        claim, place, law = compared.claim, compared.place, compared.law
        see = (better.ref,) if better else self._candidates.see(claim, strict=False, found=compared.others)
        note = self._words.wrong(place, law, see, self._candidates.differences(claim, see))
        return Finding(claim, "wrong_article", note, law, see, min(max(confidence, 0.55), 0.98))

    def _shown(self, ref: Reference) -> str | None:
        place = place_of(ref, self._texts) if ref.regulation in self._texts.held else None
        return self._texts.text(place) if isinstance(place, Reference) else None


def _of(claim: Claim, regulation: RegulationId) -> Claim:
    """The claim as one about the same place of another regulation."""
    meant = claim.ref.regulation
    together = tuple(
        replace(r, regulation=regulation) if r.regulation == meant else r for r in claim.together
    )
    return replace(claim, ref=replace(claim.ref, regulation=regulation), together=together)


# What speaks against a match, in this order: where the claim is at home comes before what it says of amounts,
# because the numbers of another matter prove nothing.
_DOUBTS: tuple[Callable[[Auditor, Compared], Finding | None], ...] = (
    Auditor._in_another_ayat,
    Auditor._too_general,
    Auditor._says_too_little,
    Auditor._about_something_else,
    Auditor._for_others,
    Auditor._contradicted,
)
