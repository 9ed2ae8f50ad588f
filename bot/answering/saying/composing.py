"""From evidence to an answer: headline, the words that answer, the article first, one line of doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tanyapasal.bot.answering.saying.citations import Citations
from tanyapasal.bot.answering.saying.deciding import decided
from tanyapasal.bot.answering.saying.denying import judged
from tanyapasal.bot.answering.saying.doubting import Doubting, copied
from tanyapasal.bot.answering.saying.excerpts import CUT, excerpt
from tanyapasal.bot.answering.saying.grounding import grounded
from tanyapasal.bot.reply import Answer, Citation, ReplyHead, Statement
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.language.words.damaged import displayed, readable
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import AnyReference, Reference
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.text import words

# Words of a quote that are read together with the headline above it.
_FIRST_WORDS = 20


class Composer:
    """Builds answers; ``show_verification`` adds what is known of cited places. ``repairs``: of damaged words."""

    def __init__(
        self,
        kinds: Kinds,
        cards: tuple[RegulationCard, ...],
        at: Callable[[AnyReference], Sequence[Passage]],
        facts: Callable[[Passage], Facts],
        repairs: Mapping[str, str],
        show_verification: bool,
    ) -> None:
        self._facts = facts
        self._kinds = kinds
        self._repairs = repairs
        self._show_verification = show_verification
        self._citations = Citations({card.id: card for card in cards}, lambda p: facts(p).named, self.label)
        self._doubting = Doubting(at, cards, self.label)

    def answer(
        self,
        head: ReplyHead,
        query: Query | None,
        evidence: tuple[Passage, ...],
        shown: int = 1,
    ) -> Answer:
        """An answer from evidence, best first, of which the first ``shown`` are what is read at once.

        ``query`` is None where somebody else has chosen the evidence: then passages are quoted whole, and the headline
        says no more than where. ``evidence`` is not empty.
        """
        evidence = tuple({(p.ref, p.text): p for p in reversed(evidence)}.values())[::-1]
        citations: list[Citation] = []
        statements: list[Statement] = []
        first = read = 0
        for number, passage in enumerate(evidence):
            piece = excerpt(query, passage, self._facts(passage), self._repairs)
            at = {c.ref: n for n, c in reversed(list(enumerate(citations)))}
            cited = self._citations.of(passage, piece)
            # An article whose own words are cited already is not cited again by what rests on it.
            new = [c for c in cited if c.article is None or c.ref not in at]
            known = [at[c.ref] for c in cited if c not in new]
            proofs = (*known, *range(len(citations), len(citations) + len(new)))
            _say(statements, Statement(piece.text, proofs))
            citations += new
            if number < shown:
                first, read = len(citations), len(statements)
        answer = Answer(
            head,
            self._headline(query, evidence[0], citations[0].label, statements[0].text),
            tuple(statements),
            tuple(citations),
            shown=read,
            notes=copied(citations),
        )
        if not self._show_verification:
            return answer
        doubts = self._doubting.about(answer.citations, first)
        return replace(answer, warning=doubts.warning, notes=(*doubts.notes, *answer.notes))

    def proves(self, evidence: tuple[Passage, ...], answer: Answer) -> bool:
        """The last gate: True if nothing is said that ``evidence`` does not prove."""
        return grounded(answer, evidence, self._repairs)

    def _headline(self, query: Query | None, first: Passage, place: str, said: str) -> str:
        """``said``: the words that are quoted right below it."""
        if query is None:
            return self._where(first, place, said)
        facts = self._facts(first)
        premise = judged(query, facts)
        if premise is not None:
            return f"{premise} ({place})"
        decision = decided(query, facts)
        if decision is not None:
            return f"{decision}, lihat {place}"
        counts = query.kind in ("berapa", "lain", "bolehkah") and not _counts_apart(facts)
        norm = facts.short if counts else None
        return f"{place}: {norm}" if norm else self._where(first, place, said)

    def _where(self, first: Passage, place: str, said: str) -> str:
        """The place, and what it defines or is about, if its title tells that and the quote does not begin with it."""
        defined = self._facts(first).defined
        topic = defined[0] if defined else displayed(first.topic, self._repairs)
        clean = bool(defined) or first.source.kind != "official" or readable(topic)
        told = set(words(topic)) <= set(words(said)[:_FIRST_WORDS])
        return f"{place}: {topic}" if topic and clean and not told else place

    def label(self, ref: AnyReference) -> str:
        return self._kinds.label_of(ref) if isinstance(ref, Reference) else str(ref)


def _say(statements: list[Statement], said: Statement) -> None:
    """Add what is said; the same words in another place are read once, with both places, also where one goes on ("…")."""
    for n, before in enumerate(statements):
        if _ended(before.text) == _ended(said.text):
            text = max(before.text, said.text, key=len)
            statements[n] = Statement(text, tuple(dict.fromkeys((*before.citations, *said.citations))))
            return
    statements.append(said)


def _ended(text: str) -> str:
    return text.removesuffix(CUT).rstrip()


def _counts_apart(facts: Facts) -> bool:
    """True if a text gives different quantities of one unit ("5 hari atau 7 hari"), or it is not certain what they are."""
    if facts.norms and len(facts.norms[0].values) > 1:
        return True  # digits and words disagree: a damaged copy
    firsts: dict[int, Norm] = {}
    for line, norm in zip(facts.lines, facts.norms, strict=True):
        firsts.setdefault(line, norm)
    of_one_unit = [
        n.values for n in facts.norms if (n.base, n.period) == (facts.norms[0].base, facts.norms[0].period)
    ]
    told = {n.values for n in firsts.values()}
    return len(set(of_one_unit)) > 1 or (len(told) > 1 and len({n.base for n in firsts.values()}) == 1)
