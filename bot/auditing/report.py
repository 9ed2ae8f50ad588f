"""The audit of a document: every citation in it, held against the official texts; and the report of it.

``DocumentAudit`` audits texts; ``AuditReport`` is what it finds, as JSON, text or a page. The command line and
the console of the helpdesk show the same report.
"""

from __future__ import annotations

from dataclasses import dataclass

from tanyapasal.bot.pages import page
from tanyapasal.index.audit.citations.claims import extract_claims
from tanyapasal.index.audit.citations.decisions import is_decision
from tanyapasal.index.audit.findings import Finding
from tanyapasal.index.corpus import Corpus
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Verdict
from tanyapasal.index.passages.holdings import aliases_of, auditor_of, official_texts, titles_of
from tanyapasal.index.text import Span

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
class Card:
    """One finding as it is shown. ``claim`` and ``law`` are texts in pieces, each with whether it is marked."""

    verdict: Verdict
    verdict_label: str
    label: str
    claim: list[tuple[str, bool]]
    context: str
    law: list[tuple[str, bool]]
    note: str
    see: list[str]
    percent: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as a page shows it. ``held``: how many regulations are held in full, to check against."""

    document: str
    summary: str
    counts: list[tuple[Verdict, str, int]]
    cards: list[Card]
    unparsed: tuple[str, ...]
    held: int


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
        lines = [f"{self.document}: {self.summary}", ""]
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

    @property
    def summary(self) -> str:
        """What was checked and found, in one sentence."""
        wrong = sum(f.verdict not in ("match", "unverified") for f in self.findings)
        return (
            f"{self.checked} dari {len(self.findings)} kutipan diperiksa, {wrong} temuan, "
            f"{len(self.unparsed)} tidak terbaca."
        )

    def as_html(self, kinds: Kinds) -> str:
        """One page, printable; everything that comes from the document or the law is escaped."""
        return page(
            "audit.html",
            document=self.document,
            summary=self.summary,
            counts=self.counts,
            cards=self.cards(kinds),
            unparsed=self.unparsed,
        )

    @property
    def counts(self) -> list[tuple[Verdict, str, int]]:
        """How many findings have each verdict that occurs, the gravest first."""
        counted = [(v, VERDICT_LABELS[v], sum(f.verdict == v for f in self.findings)) for v in VERDICT_LABELS]
        return [one for one in counted if one[2]]

    def cards(self, kinds: Kinds) -> list[Card]:
        """The findings as they are shown, the gravest first."""
        order = list(VERDICT_LABELS)
        return [
            Card(
                verdict=f.verdict,
                verdict_label=VERDICT_LABELS[f.verdict],
                label=kinds.label_of(f.claim.ref),
                claim=marked(f.claim.text, f.claim_marks),
                context=f.claim.context,
                law=marked(f.law_text or "", f.law_marks),
                note=f.note,
                see=[kinds.label_of(ref) for ref in f.see],
                percent=round(100 * f.confidence),
            )
            for f in sorted(self.findings, key=lambda f: order.index(f.verdict))
        ]


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


class DocumentAudit:
    """Audits texts against one corpus. Building it embeds nothing; ``embedder`` is used if a text is held."""

    def __init__(self, corpus: Corpus, embedder: Embedder) -> None:
        self._corpus = corpus
        self._held = official_texts(corpus)
        self._auditor = auditor_of(corpus, embedder if self._held.held else None)
        self._aliases, self._titles = aliases_of(corpus), titles_of(corpus)

    @property
    def kinds(self) -> Kinds:
        """How the regulations of this corpus are called."""
        return self._corpus.kinds

    @property
    def held(self) -> int:
        """How many regulations are held in full, to check against."""
        return len(self._held.held)

    def report(self, document: str, text: str) -> AuditReport:
        """Every citation in ``text``; ``document``: what it is called."""
        found = extract_claims(
            text, self._corpus.kinds, self._aliases, self._titles, self._corpus.domain.measures
        )
        findings = []
        for claim in found.claims:
            whole = not claim.ref.locator.steps and not is_decision(claim.ref.regulation)
            if whole and not claim.text and self._held.status(claim.ref.regulation) != "dicabut":
                continue  # a list of regulations by name states nothing that could be checked
            findings.append(self._auditor.verdict(claim))
        return AuditReport(document, tuple(findings), tuple(span.of(text) for span in found.unparsed))

    def shown(self, document: str, text: str) -> Shown:
        """The report of ``text`` as a page shows it."""
        report = self.report(document, text)
        cards = report.cards(self.kinds)
        return Shown(document, report.summary, report.counts, cards, report.unparsed, self.held)


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
