"""From evidence to an answer: headline, verbatim statements, citations, warnings."""

from __future__ import annotations

from collections.abc import Callable

from tanyapasal.bot.answering.saying.deciding import decided
from tanyapasal.bot.answering.saying.denying import judged
from tanyapasal.bot.reply import Answer, Citation, Option, ReplyHead, Statement
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Passage, RegulationCard, Verification
from tanyapasal.index.law.places import AnyReference, Reference
from tanyapasal.index.passages.facts import Facts


class Composer:
    """Builds answers; ``show_verification`` adds the plain lines of warning."""

    def __init__(
        self,
        kinds: Kinds,
        cards: tuple[RegulationCard, ...],
        passages: tuple[Passage, ...],
        facts: Callable[[Passage], Facts],
        show_verification: bool,
    ) -> None:
        self._facts = facts
        self._kinds = kinds
        self._cards = {card.id: card for card in cards}
        self._show_verification = show_verification
        # A program that rests on an article which says something else must not hide it.
        self._doubted: dict[AnyReference, tuple[Passage, ...]] = {}
        for passage in passages:
            verdict = passage.verification.verdict if passage.verification else "match"
            if verdict not in ("match", "unverified"):
                self._doubted[passage.ref] = (*self._doubted.get(passage.ref, ()), passage)

    def answer(
        self,
        head: ReplyHead,
        query: Query | None,
        evidence: tuple[Passage, ...],
        options: tuple[Option, ...] = (),
    ) -> Answer:
        """An answer from evidence, best first; each passage is quoted whole. ``evidence`` is not empty.

        ``query`` is None where somebody else has chosen the evidence: then the headline says no more than where.
        """
        evidence = tuple({(p.ref, p.text): p for p in reversed(evidence)}.values())[::-1]
        citations = tuple(
            Citation(p, p.text, self._cards.get(p.ref.regulation) if isinstance(p.ref, Reference) else None)
            for p in evidence
        )
        statements = tuple(Statement(p.text, (i,)) for i, p in enumerate(evidence))
        warnings = self._amendments(evidence)
        if self._show_verification:
            warnings = (*self._warnings(evidence), *warnings)
        return Answer(
            head, self._headline(query, evidence[0]), statements, citations,
            shown=len(statements), warning=next(iter(warnings), None), notes=warnings[1:], options=options,
        )  # fmt: skip

    def _headline(self, query: Query | None, first: Passage) -> str:
        if query is None:
            return self._where(first)
        facts = self._facts(first)
        premise = judged(query, facts)
        if premise is not None:
            return f"{premise} ({first.label})"
        decision = decided(query, facts)
        if decision is not None:
            return f"{decision}, lihat {first.label}"
        kind = query.kind
        counts = kind in ("berapa", "lain", "bolehkah") and not _counts_apart(facts)
        norm = facts.short if counts else None
        if norm and isinstance(first.ref, Reference):
            return f"{first.label}: {norm}"
        return self._where(first)

    @staticmethod
    def _where(first: Passage) -> str:
        placed = isinstance(first.ref, Reference) and first.topic
        return f"{first.label}: {first.topic}" if placed else first.label

    def _amendments(self, evidence: tuple[Passage, ...]) -> tuple[str, ...]:
        """For each regulation cited, by which ones that are known it has been amended."""
        lines: dict[str, None] = {}
        for regulation in (p.ref.regulation for p in evidence if isinstance(p.ref, Reference)):
            amending = [card.label for card in self._cards.values() if regulation in card.amends]
            if amending:
                label = self.label(Reference(regulation))
                lines[f"{label} telah diubah dengan {' dan '.join(amending)}."] = None
        return tuple(lines)

    def _warnings(self, evidence: tuple[Passage, ...]) -> tuple[str, ...]:
        lines: dict[str, str] = {}
        cited = (
            p
            for e in evidence
            for p in (e, *(b for ref in e.legal_basis for b in self._doubted.get(ref, ())))
        )
        for passage in cited:
            verification = passage.verification
            if verification is None or verification.verdict == "match":
                continue
            # One line for each place; the others about it differ in detail and stand in the citations.
            lines.setdefault(str(passage.ref), self._warning(passage, verification))
        return tuple(lines.values())

    def _warning(self, passage: Passage, verification: Verification) -> str:
        if verification.verdict == "unverified":
            return f"{passage.label}: {verification.note}"
        see = ", ".join(self.label(ref) for ref in verification.see)
        where = f" Lihat: {see}." if see else ""
        return f"Periksa kembali {passage.label}: {verification.note}{where}"

    def label(self, ref: AnyReference) -> str:
        return self._kinds.label_of(ref) if isinstance(ref, Reference) else str(ref)


def _counts_apart(facts: Facts) -> bool:
    """True if several lines of a text give different quantities of one unit, or it is not certain what they are."""
    if facts.norms and len(facts.norms[0].values) > 1:
        return True  # digits and words disagree: a damaged copy
    firsts: dict[int, Norm] = {}
    for line, norm in zip(facts.lines, facts.norms, strict=True):
        firsts.setdefault(line, norm)
    given = [(n.base, n.period, n.values) for n in firsts.values()]
    return len({values for _, _, values in given}) > 1 and len({unit for unit, *_ in given}) == 1
