"""Questions that are answered together: the sides of a comparison, the parts of one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from tanyapasal.bot.answering.finding.evidence import Evidence
from tanyapasal.bot.answering.finding.told import facts_in
from tanyapasal.bot.answering.understanding.comparing import Comparison, comparison, of_groups
from tanyapasal.bot.answering.understanding.turns import Turns
from tanyapasal.bot.reply import Answer, Reply, ReplyHead
from tanyapasal.index.asking.query import Query
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.text import words

_QUANTITY_WORDS = frozenset({"lama", "lamanya", "durasi", "jumlah", "banyak"})


class Gate(Protocol):
    """Makes a reply of evidence of which the first ``shown`` passages are read at once; a refusal if it is not proven."""

    def __call__(
        self, head: ReplyHead, query: Query, evidence: tuple[Passage, ...], shown: int = 1
    ) -> Reply: ...


class Together:
    """Answers several questions in one reply."""

    def __init__(self, retriever: Retriever, evidence: Evidence, turns: Turns, gated: Gate) -> None:
        self._read = retriever.reader.read
        self._general = retriever.reader.general_words
        self._facts = facts_in(retriever)
        self._evidence = evidence
        self._turns = turns
        self._gated = gated
        knowledge = retriever.snapshot.knowledge
        # A measure asks for a quantity: "beda poin petani dan nelayan".
        measures = {w for m in knowledge.domain.measures for w in m.written if " " not in w}
        self._quantities = _QUANTITY_WORDS | measures
        # As texts write them, whatever was typed: "beda abc sama abd".
        self._written = {
            form.lower(): form
            for term in knowledge.glossary.terms
            for form in (term.term, *term.abbreviations)
        }
        self._asking = _QUANTITY_WORDS | {
            p for aspect in knowledge.language.aspects for p in aspect.asked if " " not in p
        }

    def compared(self, query: Query, head: ReplyHead) -> Reply | None:
        """Two things side by side, each with what is held of it; None if the question compares nothing."""
        found = self._comparison(query)
        if found is None:
            return None
        reply = self._several(tuple((side, self._asked(found, side)) for side in found.sides), query, head, 2)
        if isinstance(reply, Answer):
            told = [self._facts(citation.passage) for citation in reply.citations]
            if len(reply.statements) == 1 and not self.told_apart(query, told):
                return None
            *others, last = (self._written.get(side.lower(), side) for side in found.sides)
            reply = replace(reply, headline=f"{', '.join(others)} dan {last}")
        return reply

    def _asked(self, found: Comparison, side: str) -> str:
        """The question that is meant of one side: its aspect, or what it is, or else what is told of it."""
        of_side = f"{found.asked} {side}".strip()
        if not found.aspect:
            meaning = f"apa itu {of_side}"
            return meaning if self._evidence.of(self._read(meaning), 2).passages else of_side
        return f"berapa {of_side}" if self._quantities.intersection(words(found.asked)) else of_side

    def told_apart(self, query: Query, facts: Sequence[Facts]) -> bool:
        """False if the difference is asked of things that these texts name only in one breath."""
        found = self._comparison(query)
        if query.kind != "beda" or found is None:
            return True
        sides = [self._read(side) for side in found.sides]
        sentences = [sentence.stems for each in facts for sentence in each.sentences]
        named = [tuple(side.covered(s) >= set(side.content) for side in sides) for s in sentences]
        return all(any(told[n] and sum(told) == 1 for told in named) for n in range(len(sides)))

    def _comparison(self, query: Query) -> Comparison | None:
        terms = [span for span in query.term_spans if " " in span.of(query.text)]
        found = comparison(query.text, self._general, self._asking, terms)
        return found and of_groups(found, lambda word: bool(self._read(word).people))

    def parted(self, query: Query, head: ReplyHead) -> Reply | None:
        """The parts of a message with several questions, each answered by itself; None if it has only one."""
        whole = self._turns.questions(query)
        if not whole:
            return None
        leaning = any(part != meant for part, meant in whole)
        return self._several(whole, query, head, None, leaning)

    def _several(
        self,
        questions: tuple[tuple[str, str], ...],
        query: Query,
        head: ReplyHead,
        most: int | None,
        head_decides: bool = False,
    ) -> Reply | None:
        """One answer to several questions (what each is called, and what is asked); None if none is answered.

        ``head_decides``: the later ones lean on the first, so that without it there is nothing to say.
        """
        first: dict[str, Passage] = {}
        evidence: dict[str, Passage] = {}
        certain: list[float] = []
        missing: list[str] = []
        for name, question in questions:
            found = self._evidence.of(self._read(question), most)
            passages, confidence = found.passages, found.confidence
            evidence.update({p.id: p for p in passages})
            first.update({p.id: p for p in passages[: found.together]})
            if passages:
                certain.append(confidence)
            else:
                missing.append(name)
                if not evidence and head_decides:
                    return None
        if not evidence:
            return None
        # What answers each of them is read at once, the rest behind it.
        ordered = tuple((first | evidence).values())
        reply = self._gated(replace(head, confidence=min(certain)), query, ordered, len(first))
        if isinstance(reply, Answer) and missing:
            lines = tuple(f"Tidak ditemukan jawaban untuk: {name.rstrip(' ?.')}." for name in missing)
            reply = reply.told(*lines)
        return reply
