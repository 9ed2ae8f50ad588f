"""What is known about statements when they are held against the official text."""

from __future__ import annotations

from tanyapasal.index.audit.findings import Claim
from tanyapasal.index.audit.verdicts import Auditor
from tanyapasal.index.corpus.verification import VerificationEntry
from tanyapasal.index.law.passages import Verification
from tanyapasal.index.law.places import Reference

UNCHECKED = Verification("unverified", "Teks resmi peraturan ini belum dimiliki, sehingga belum diperiksa.")


def verification_of(ref: Reference, words: str, entries: tuple[VerificationEntry, ...]) -> Verification:
    """The finding about a statement at ``ref``; ``words``: its text and where it stands in its document.

    The most specific entry wins: one for these very words, then one for this very place, then one for the place
    it lies in. Without any, the statement is unverified.
    """
    fitting = [
        entry
        for entry in entries
        if entry.ref.contains(ref) and (entry.statement is None or entry.statement.lower() in words.lower())
    ]
    if not fitting:
        return UNCHECKED
    best = max(fitting, key=lambda entry: (len(entry.ref.locator.steps), entry.statement is not None))
    note = best.note if not best.source else f"{best.note.rstrip('.')} ({best.source})."
    return Verification(best.verdict, note, best.see)


def verified(
    ref: Reference, text: str, words: str, entries: tuple[VerificationEntry, ...], auditor: Auditor | None
) -> Verification:
    """The verification of a statement at ``ref``: computed from the official text, else what is noted of it.

    ``words`` are the statement and where it stands in its document (its heading tells the audience). A computed
    verdict outranks an entry of verification.yaml; an entry of the same verdict keeps its note, which a person
    wrote, and what it points at. "unverified" is no verdict: then the entry counts.
    """
    noted = verification_of(ref, words, entries)
    if auditor is None or not ref.locator.steps:
        return noted  # a statement about a regulation as a whole has no article to be held against
    context = words.removeprefix(text).strip()
    finding = auditor.verdict(Claim(ref, text, context, together=(ref,)))
    if not finding.checked:
        return noted
    if noted.verdict == finding.verdict and noted.note:
        return Verification(noted.verdict, noted.note, noted.see or finding.see)
    return Verification(
        finding.verdict, f"{finding.note} {auditor.source_note(ref.regulation)}".strip(), finding.see
    )
