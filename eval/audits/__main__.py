"""False accusations and missed errors by style of writing.

    python -m tanyapasal.eval.audits --texts FOLDER [--embedder e5-small-int8|hashing|none] [--json] [--failures]

FOLDER holds the official texts (any format the reader takes), one regulation a file. Every citation of the documents
is true as written; each edit of a document makes one of them wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.eval.audits.documents import DOCUMENTS, KINDS, Document, Edit, read_documents, styles_of
from tanyapasal.eval.claims import ACCUSATIONS
from tanyapasal.eval.official_folder import auditor_for
from tanyapasal.index.audit.citations.claims import extract_claims
from tanyapasal.index.audit.findings import Finding
from tanyapasal.index.audit.verdicts import Auditor
from tanyapasal.index.corpus import Corpus
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.passages.holdings import aliases_of, titles_of


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of true citations. ``read``: found at the place that is cited; ``misread``: accusations of other places."""

    citations: int
    bare: int
    read: int
    match: int
    unverified: int
    accused: int
    misread: int

    @property
    def false_accusations(self) -> float:
        return (self.accused + self.misread) / self.citations if self.citations else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What the audit finds in each document as written, and after each edit."""

    documents: tuple[tuple[Document, tuple[Finding, ...]], ...]
    edits: tuple[tuple[Document, Edit, bool], ...]

    def figures(self, style: str | None = None) -> Figures:
        """The counts of one style, or of all."""
        chosen = [(d, found) for d, found in self.documents if style in (None, d.style)]
        pairs = [pair for document, found in chosen for pair in _paired(document, found)]
        cited = [(ref, f) for ref, f in pairs if ref is not None]
        told = [f for _, f in cited if f is not None]
        return Figures(
            len(cited),
            sum(len(document.bare) for document, _ in chosen),
            len(told),
            sum(f.verdict == "match" for f in told),
            sum(f.verdict == "unverified" for f in told),
            sum(f.verdict in ACCUSATIONS for f in told),
            sum(ref is None and f is not None and f.verdict in ACCUSATIONS for ref, f in pairs),
        )

    def detected(self, kind: str, style: str | None = None) -> tuple[int, int]:
        """How many edits of a kind are found, and how many there are."""
        found = [
            ok for document, edit, ok in self.edits if edit.kind == kind and style in (None, document.style)
        ]
        return sum(found), len(found)

    def as_json(self) -> dict[str, object]:
        rows: dict[str, object] = {}
        for style in (None, *styles_of([d for d, _ in self.documents])):
            figures = self.figures(style)
            rows[style or "all"] = {
                **{name: getattr(figures, name) for name in Figures.__slots__},
                "false_accusations": figures.false_accusations,
                "detected": {kind: self.detected(kind, style) for kind in KINDS},
            }
        return rows

    def as_text(self) -> str:
        head = (
            f"{'gaya':12}{'kutipan':>8}{'terbaca':>8}{'sesuai':>8}{'tak diperiksa':>14}{'tuduhan keliru':>18}"
        )
        lines = [head + "".join(f"{kind:>10}" for kind in KINDS)]
        for style in (*styles_of([d for d, _ in self.documents]), None):
            f = self.figures(style)
            accused = f"{f.accused + f.misread} ({100 * f.false_accusations:.1f}%)"
            found = "".join(f"{'/'.join(map(str, self.detected(kind, style))):>10}" for kind in KINDS)
            lines.append(
                f"{style or 'semua':12}{f.citations:8}{f.read:8}{f.match:8}{f.unverified:14}{accused:>18}{found}"
            )
        return "\n".join(lines)

    def failures(self) -> Iterable[str]:
        """One line for everything that is not as it should be."""
        for document, found in self.documents:
            for ref, finding in _paired(document, found):
                if finding is None:
                    yield f"{document.id} {ref}: tidak terbaca"
                elif ref is None and finding.verdict in ACCUSATIONS:
                    yield f"{document.id} {finding.claim.ref}: salah baca, {finding.verdict} [{finding.claim.text}]"
                elif ref is not None and finding.verdict != (
                    "unverified" if ref in document.bare else "match"
                ):
                    yield f"{document.id} {ref}: {finding.verdict} [{finding.claim.text}] {finding.note}"
        for document, edit, ok in self.edits:
            if not ok:
                yield f"{document.id} {edit.ref}: {edit.kind} terlewat, {edit.find!r} -> {edit.put!r}"


def measure(
    documents: Sequence[Document], auditor: Auditor, corpus: Corpus, titles: Mapping[RegulationId, str]
) -> Report:
    """Audit every document as written and after each of its edits; ``titles``: of the regulations held."""
    named = {**titles_of(corpus), **titles}

    def audited(document: Document) -> tuple[Finding, ...]:
        found = extract_claims(document.text, corpus.kinds, aliases_of(corpus), named, corpus.domain.measures)
        return tuple(auditor.verdict(claim) for claim in found.claims)

    return Report(
        tuple((document, audited(document)) for document in documents),
        tuple(
            (document, edit, any(_noticed(edit, finding) for finding in audited(document.edited(edit))))
            for document in documents
            for edit in document.edits
        ),
    )


def _noticed(edit: Edit, finding: Finding) -> bool:
    """True if the finding tells that the edited citation is wrong; another modality is told as a remark."""
    if str(finding.claim.ref) != edit.ref:
        return False
    return finding.verdict in ACCUSATIONS or (edit.kind == "negated" and bool(finding.claim_marks))


def _paired(document: Document, found: Sequence[Finding]) -> list[tuple[str | None, Finding | None]]:
    """Each citation of a document with its finding; findings about other places stand alone at the end."""
    left = [finding for finding in found if finding.claim.ref.locator.steps or finding.checked]
    pairs: list[tuple[str | None, Finding | None]] = []
    for ref in (*document.cites, *document.bare):
        finding = next((f for f in found if f in left and str(f.claim.ref) == ref), None)
        finding = finding or next((f for f in found if str(f.claim.ref) == ref), None)
        left = [f for f in left if f is not finding]
        pairs.append((ref, finding))
    return [*pairs, *((None, finding) for finding in left)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns 0, or 2 if a regulation of the documents is not among the texts."""
    parser = argparse.ArgumentParser(prog="python -m tanyapasal.eval.audits", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--documents", type=Path, default=DOCUMENTS)
    parser.add_argument("--embedder", default="e5-small-int8")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args(arguments)
    documents = read_documents(options.documents)
    auditor, corpus, texts = auditor_for(options.texts, options.corpus, options.embedder)
    wanted = {ref.split("/")[0] for document in documents for ref in document.cites}
    if missing := sorted(wanted - set(map(str, texts.held))):
        print(f"teks resmi tidak ada di {options.texts}: {', '.join(missing)}", file=sys.stderr)  # noqa: T201
        return 2
    report = measure(documents, auditor, corpus, texts.titles)
    print(json.dumps(report.as_json(), indent=1) if options.json else report.as_text())  # noqa: T201 - a command
    if options.failures:
        print("\n".join(report.failures()))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
