"""The audit of citations measured on labelled claims (eval/questions/claims/claims.jsonl): per verdict, per regulation.

    python -m tanyapasal.eval.claims --texts FOLDER [--embedder e5-small-int8|hashing|none] [--json] [--failures]

FOLDER holds official texts (any format the reader takes), one regulation a file. A claim whose regulation is not
among them is left out, unless its label is that the text is not held.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.index.audit.citations.claims import extract_claims
from tanyapasal.index.audit.findings import Finding
from tanyapasal.index.audit.verdicts import Auditor
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import VERDICTS, Verdict
from tanyapasal.index.law.places import Reference, RegulationId, parse_reference

CLAIMS = Path(__file__).parent / "questions" / "claims" / "claims.jsonl"
ACCUSATIONS: tuple[Verdict, ...] = (
    "number_mismatch",
    "operator_mismatch",
    "wrong_article",
    "not_found",
    "revoked",
)


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A snippet of a document with one citation, and what is true of it.

    ``other_modality``: it commands, permits or forbids otherwise than the article; None if nobody looked.
    """

    id: str
    ref: Reference
    verdict: Verdict
    text: str
    see: tuple[Reference, ...]
    other_modality: bool | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the audit found for one labelled claim; None if it did not find the citation."""

    claim: LabelledClaim
    finding: Finding | None

    @property
    def noted(self) -> bool:
        """True if a match carries the remark that its modality is another."""
        return self.finding is not None and self.finding.verdict == "match" and bool(self.finding.claim_marks)

    @property
    def verdict(self) -> str:
        return self.finding.verdict if self.finding else "missed"


def read_claims(path: Path = CLAIMS) -> tuple[LabelledClaim, ...]:
    """Every line of the file; raises ValueError for one that is no labelled claim."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        row = json.loads(line)
        ref = parse_reference(row["ref"])
        if not isinstance(ref, Reference) or row["verdict"] not in VERDICTS:
            raise ValueError(f"{path}:{number}: rujukan atau putusan tidak dikenal")
        other = {"differs": True, "same": False}.get(row.get("modality", ""))
        see = tuple(r for r in map(parse_reference, row.get("see", ())) if isinstance(r, Reference))
        found.append(LabelledClaim(row["id"], ref, row["verdict"], row["text"], see, other))
    return tuple(found)


def judge(claims: Sequence[LabelledClaim], auditor: Auditor, kinds: Kinds) -> tuple[Outcome, ...]:
    """Audit each snippet as a document of its own."""
    outcomes = []
    for claim in claims:
        found = [auditor.verdict(c) for c in extract_claims(claim.text, kinds).claims if c.ref == claim.ref]
        outcomes.append(Outcome(claim, found[0] if found else None))
    return tuple(outcomes)


@dataclass(frozen=True, slots=True)
class ClaimsReport:
    """Outcomes and their figures."""

    outcomes: tuple[Outcome, ...]

    def per_verdict(self) -> dict[str, tuple[float, float, int]]:
        """Precision, recall and count of each verdict that is a label or was given."""
        given = Counter(o.verdict for o in self.outcomes)
        wanted = Counter(o.claim.verdict for o in self.outcomes)
        right = Counter(o.claim.verdict for o in self.outcomes if o.verdict == o.claim.verdict)
        return {
            v: (_share(right[v], given[v]), _share(right[v], wanted[v]), wanted[v])
            for v in VERDICTS
            if wanted[v] or given[v]
        }

    def false_accusations(self) -> float:
        """Share of the true claims that are called wrong."""
        true = [o for o in self.outcomes if o.claim.verdict == "match"]
        return _share(sum(o.verdict in ACCUSATIONS for o in true), len(true))

    def missed_numbers(self) -> float:
        """Share of the claims with a wrong number that are not called wrong."""
        wrong = [o for o in self.outcomes if o.claim.verdict == "number_mismatch"]
        return _share(sum(o.verdict not in ACCUSATIONS for o in wrong), len(wrong))

    def located(self) -> float:
        """Share of the claims at a wrong article whose right place is named."""
        moved = [o for o in self.outcomes if o.claim.see]
        return _share(
            sum(o.finding is not None and bool(set(o.finding.see) & set(o.claim.see)) for o in moved),
            len(moved),
        )

    def located_right(self) -> float:
        """Of those for which a place is named, the share where it is the right one (or holds it, or lies in it)."""
        named = [o for o in self.outcomes if o.claim.see and o.finding is not None and o.finding.see]
        right = [
            o
            for o in named
            if o.finding and any(s.contains(w) or w.contains(s) for s in o.finding.see for w in o.claim.see)
        ]
        return _share(len(right), len(named))

    def calibration(self) -> float:
        """Mean of (confidence - right)², 0 is perfect; findings without confidence are left out."""
        sure = [o for o in self.outcomes if o.finding is not None and o.finding.confidence > 0]
        errors = [(o.finding.confidence - (o.verdict == o.claim.verdict)) ** 2 for o in sure if o.finding]
        return _share(sum(errors), len(errors))

    def modality(self) -> tuple[float, float, int]:
        """Of the claims labelled so: the share of other modalities that is noted, that of equal ones, their number."""
        told = [
            (o.claim.other_modality, o.noted) for o in self.outcomes if o.claim.other_modality is not None
        ]
        other = [noted for differs, noted in told if differs]
        same = [noted for differs, noted in told if not differs]
        return _share(sum(other), len(other)), _share(sum(same), len(same)), len(told)

    def of(self, regulation: RegulationId) -> ClaimsReport:
        return ClaimsReport(tuple(o for o in self.outcomes if o.claim.ref.regulation == regulation))

    def as_json(self) -> dict[str, object]:
        regulations = sorted({o.claim.ref.regulation for o in self.outcomes})
        return {
            "claims": len(self.outcomes),
            "false_accusations": self.false_accusations(),
            "missed_numbers": self.missed_numbers(),
            "located": self.located(),
            "located_right": self.located_right(),
            "brier": self.calibration(),
            "verdicts": {
                v: {"precision": p, "recall": r, "count": n} for v, (p, r, n) in self.per_verdict().items()
            },
            "regulations": {
                str(r): {
                    "claims": len(part.outcomes),
                    "right": sum(o.verdict == o.claim.verdict for o in part.outcomes),
                    "false_accusations": part.false_accusations(),
                    "missed_numbers": part.missed_numbers(),
                }
                for r in regulations
                for part in (self.of(r),)
            },
        }

    def _modality_lines(self) -> list[str]:
        noted, wrongly, count = self.modality()
        return (
            [f"wajib/dapat/dilarang lain dicatat {noted:.3f}, keliru dicatat {wrongly:.3f}"] if count else []
        )

    def as_text(self, failures: bool = False) -> str:
        lines = [
            f"klaim                {len(self.outcomes)}",
            f"tuduhan keliru       {self.false_accusations():.3f}",
            f"angka salah terlewat {self.missed_numbers():.3f}",
            f"tempat benar disebut {self.located():.3f}",
            f"... dan itu benar      {self.located_right():.3f}",
            f"Brier                {self.calibration():.3f}",
            *self._modality_lines(),
            "",
            "putusan              presisi  recall  banyak",
        ]
        lines += [f"{v:20} {p:7.3f} {r:7.3f} {n:7}" for v, (p, r, n) in self.per_verdict().items()]
        lines += ["", "peraturan            benar / semua"]
        for regulation in sorted({o.claim.ref.regulation for o in self.outcomes}):
            part = self.of(regulation).outcomes
            lines.append(
                f"{regulation!s:20} {sum(o.verdict == o.claim.verdict for o in part):5} / {len(part)}"
            )
        if failures:
            lines += ["", "meleset:"]
            lines += [
                f"{o.claim.id} {o.claim.ref} {o.claim.verdict} -> {o.verdict}: {o.claim.text!r}"
                + (f" [{o.finding.claim.text}] {o.finding.note}" if o.finding else "")
                for o in self.outcomes
                if o.verdict != o.claim.verdict
            ]
        return "\n".join(lines)


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns 0, or 2 if nothing could be measured."""
    parser = argparse.ArgumentParser(prog="python -m tanyapasal.eval.claims", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--claims", type=Path, default=CLAIMS)
    parser.add_argument("--embedder", default="e5-small-int8")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args(arguments)
    from tanyapasal.eval.official_folder import auditor_for

    labelled = read_claims(options.claims)
    revoked = {c.ref.regulation for c in labelled if c.verdict == "revoked"}
    auditor, corpus, texts = auditor_for(options.texts, options.corpus, options.embedder, revoked)
    claims = [c for c in labelled if c.ref.regulation in texts.held or c.verdict == "unverified"]
    if not claims:
        print(f"tidak ada klaim tentang peraturan di {options.texts}", file=sys.stderr)  # noqa: T201
        return 2
    report = ClaimsReport(judge(claims, auditor, corpus.kinds))
    text = json.dumps(report.as_json(), indent=1) if options.json else report.as_text(options.failures)
    print(text)  # noqa: T201 - a command
    return 0


if __name__ == "__main__":
    sys.exit(main())
