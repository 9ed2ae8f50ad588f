"""``tanyapasal audit FILE``: every citation of a document, held against the official texts.

Exit 0 all match, 4 findings, 5 something could not be verified (and nothing worse), 2 usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.pages import page
from bot.settings import Settings
from index.audit.findings import Finding
from index.kinds import Kinds
from index.passages import Verdict
from index.text import Span

ALL_MATCH, FINDINGS, UNVERIFIED = 0, 4, 5

VERDICT_LABELS: dict[Verdict, str] = {
    "wrong_article": "Pasal keliru",
    "not_found": "Pasal tidak ada",
    "number_mismatch": "Angka berbeda",
    "operator_mismatch": "Batas berbeda",
    "revoked": "Sudah dicabut",
    "unverified": "Belum dapat diperiksa",
    "match": "Sesuai",
}


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The audit of one document: a finding for every citation, and citations whose place cannot be told."""

    document: str
    findings: tuple[Finding, ...]
    unparsed: tuple[str, ...]

    @property
    def checked(self) -> int:
        return sum(finding.checked for finding in self.findings)

    @property
    def exit_code(self) -> int:
        if any(f.verdict not in ("match", "unverified") for f in self.findings):
            return FINDINGS
        complete = self.checked == len(self.findings) and not self.unparsed
        return ALL_MATCH if complete else UNVERIFIED

    def as_json(self) -> dict[str, object]:
        """The shape of the contract."""
        return {
            "document": self.document,
            "citations": len(self.findings),
            "checked": self.checked,
            "unparsed": len(self.unparsed),
            "findings": [
                {
                    "ref": str(f.claim.ref),
                    "span": [f.claim.span.start, f.claim.span.end],
                    "claim": f.claim.text,
                    "verdict": f.verdict,
                    "note": f.note,
                    "law_text": f.law_text,
                    "see": [str(ref) for ref in f.see],
                    "confidence": round(f.confidence, 3),
                }
                for f in self.findings
            ],
        }

    def as_text(self, kinds: Kinds) -> str:
        """For a terminal: what is wrong first, then what could not be checked; what matches is only counted."""
        order = list(VERDICT_LABELS)
        lines = [f"{self.document}: {self._summary()}", ""]
        for finding in sorted(self.findings, key=lambda f: order.index(f.verdict)):
            if finding.verdict == "match":
                continue
            lines += [
                f"[{VERDICT_LABELS[finding.verdict]}] {kinds.label_of(finding.claim.ref)}",
                f"  dokumen: {_short(finding.claim.text) or '(tanpa pernyataan)'}",
                f"  {finding.note}",
            ]
        lines += [f"[Tidak terbaca] {text}: peraturannya tidak dapat ditentukan." for text in self.unparsed]
        return "\n".join(lines)

    def _summary(self) -> str:
        wrong = sum(f.verdict not in ("match", "unverified") for f in self.findings)
        return (
            f"{self.checked} dari {len(self.findings)} kutipan diperiksa, {wrong} temuan, "
            f"{len(self.unparsed)} tidak terbaca."
        )

    def as_html(self, kinds: Kinds) -> str:
        """One page, printable; everything that comes from the document or the law is escaped."""
        order = list(VERDICT_LABELS)
        shown = sorted(self.findings, key=lambda f: order.index(f.verdict))
        cards = [
            {
                "verdict": f.verdict,
                "verdict_label": VERDICT_LABELS[f.verdict],
                "label": kinds.label_of(f.claim.ref),
                "claim": marked(f.claim.text, f.claim_marks),
                "context": f.claim.context,
                "law": marked(f.law_text or "", f.law_marks),
                "note": f.note,
                "see": [kinds.label_of(ref) for ref in f.see],
                "percent": round(100 * f.confidence),
            }
            for f in shown
        ]
        counts = [(v, VERDICT_LABELS[v], sum(f.verdict == v for f in self.findings)) for v in VERDICT_LABELS]
        return page(
            "audit.html",
            document=self.document,
            summary=self._summary(),
            counts=[c for c in counts if c[2]],
            cards=cards,
            unparsed=self.unparsed,
        )


def marked(text: str, marks: tuple[Span, ...]) -> list[tuple[str, bool]]:
    """``text`` in pieces, each with whether it is marked; overlapping marks are joined."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for mark in sorted(marks):
        start = max(mark.start, at)
        if mark.end > start:
            pieces += [(text[at:start], False), (text[start : mark.end], True)]
            at = mark.end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``audit``."""
    parser.add_argument("file", type=Path, metavar="FILE", help="PDF, DOCX, HTML, Markdown, atau teks")
    parser.add_argument("--json", action="store_true", help="hasil sebagai JSON")
    parser.add_argument("--html", action="store_true", help="hasil sebagai halaman HTML")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Audit one document; returns the exit code."""
    from index.corpus import read_corpus

    report = audit(options.file, settings)
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
        return report.exit_code
    kinds = read_corpus(settings.corpus).kinds
    sys.stdout.write(report.as_html(kinds) if options.html else report.as_text(kinds) + "\n")
    return report.exit_code


def audit(file: Path, settings: Settings) -> AuditReport:
    """The audit of one file; raises a TanyaPasalError that says what is wrong with file or corpus."""
    from index.audit.claims import extract_claims
    from index.corpus import read_corpus
    from index.embedders import embedder_named
    from index.holdings import aliases_of, auditor_of, official_texts, titles_of
    from index.reading import read_file

    corpus = read_corpus(settings.corpus)
    text = read_file(file).text
    held = official_texts(corpus)
    auditor = auditor_of(corpus, embedder_named(settings.embedder) if held.held else None)
    found = extract_claims(text, corpus.kinds, aliases_of(corpus), titles_of(corpus))
    findings = []
    for claim in found.claims:
        whole = not claim.ref.locator.steps
        if whole and not claim.text and held.status(claim.ref.regulation) != "dicabut":
            continue  # a list of regulations by name states nothing that could be checked
        findings.append(auditor.verdict(claim))
    return AuditReport(file.name, tuple(findings), tuple(span.of(text) for span in found.unparsed))


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
