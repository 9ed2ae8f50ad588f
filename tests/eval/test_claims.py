"""The labelled claims on which the audit is measured."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tanyapasal.eval.claims import ClaimsReport, LabelledClaim, Outcome, judge, read_claims
from tanyapasal.index.audit.citations.claims import extract_claims
from tanyapasal.index.audit.findings import Claim, Finding
from tanyapasal.index.audit.topics import Topics
from tanyapasal.index.audit.verdicts import Auditor
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.law.passages import VERDICTS
from tanyapasal.index.text import Span
from tests.index.law.law_samples import DOMAIN, KINDS, official

CORPUS = read_corpus(Path(__file__).parents[2] / "corpus")
CLAIMS = read_claims()
SETS = Path(__file__).parents[2] / "eval" / "questions" / "claims"


def test_there_are_enough_of_every_verdict() -> None:
    counts = Counter(claim.verdict for claim in CLAIMS)
    assert len(CLAIMS) >= 150
    assert all(counts[verdict] for verdict in VERDICTS)
    assert len({claim.id for claim in CLAIMS}) == len(CLAIMS)


@pytest.mark.parametrize(
    "name", ["claims", "claims_unseen", "claims_fresh", "claims_other", "claims_last", "claims_modality"]
)
def test_the_citation_of_every_snippet_is_found(name: str) -> None:
    for claim in read_claims(SETS / f"{name}.jsonl"):
        found = [c for c in extract_claims(claim.text, CORPUS.kinds).claims if c.ref == claim.ref]
        assert found, claim.text
        assert found[0].text, claim.text


def test_the_figures_are_counted_right() -> None:
    true, wrong = CLAIMS[0], next(c for c in CLAIMS if c.verdict == "number_mismatch")

    def found(claim: object, verdict: str) -> Outcome:
        return Outcome(claim, Finding(Claim(true.ref, ""), verdict, "", confidence=1.0))  # type: ignore[arg-type]

    good = ClaimsReport((found(true, "match"), found(wrong, "number_mismatch")))
    assert (good.false_accusations(), good.missed_numbers(), good.calibration()) == (0, 0, 0)
    bad = ClaimsReport((found(true, "wrong_article"), found(wrong, "match"), Outcome(wrong, None)))
    assert (bad.false_accusations(), bad.missed_numbers(), bad.calibration()) == (1, 1, 1)
    assert "tuduhan keliru" in bad.as_text(failures=True)


def test_claims_about_texts_that_are_not_held_are_unverified() -> None:
    texts = official()
    outcomes = judge(CLAIMS[:3], Auditor(texts, Topics(texts), KINDS, DOMAIN), CORPUS.kinds)
    assert [o.verdict for o in outcomes] == ["unverified"] * 3


def test_remarks_about_modality_are_counted_on_both_sides() -> None:
    claims = read_claims(SETS / "claims_modality.jsonl")
    differing = next(c for c in claims if c.other_modality)
    same = next(c for c in claims if c.other_modality is False)

    def noted(claim: LabelledClaim) -> Outcome:
        return Outcome(claim, Finding(Claim(claim.ref, ""), "match", "", claim_marks=(Span(0, 1),)))

    report = ClaimsReport((noted(differing), noted(same), Outcome(same, None)))
    assert report.modality() == (1.0, 0.5, 3)
    assert "wajib/dapat/dilarang lain dicatat 1.000" in report.as_text()
