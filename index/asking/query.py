"""A question as it was read: its references, its standard wording, what it asks and of what."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tanyapasal.index.asking.kinds_of_questions import QuestionKind
from tanyapasal.index.asking.quantities_asked import Wanted
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.text import Span, one_line

# What was said, and each phrase that will do for it: stems.
StemSense = tuple[frozenset[str], tuple[frozenset[str], ...]]


@dataclass(frozen=True, slots=True)
class Query:
    """A question that was read. Stems are without stop words.

    What was written: ``original``, on one line; ``text``, in standard spelling, case and punctuation kept; ``focus``,
    the part of ``text`` that asks, without courtesies and circumstances; ``mentions``, the places it names.

    What is asked: ``kind``; ``aspects`` of its topic; ``wanted``, the quantity that answers it, None if any text may;
    ``claim``, the quantity it takes for granted, and ``assumes``, whether it takes anything so.

    Of what: ``content``, stems that name its topic; ``unknown``, those of them that occur nowhere in the corpus;
    ``named``, those that belong to a term of the glossary; ``subject``, those apart from whom it is about; ``topic``,
    stems that tell what it is about, as statements are read; ``stems``, ``focus_stems``, all of both texts;
    ``field_terms``, names of the terms of the field in it, and ``term_spans`` where they stand in ``text``.

    About whom: ``people``, the groups it names and does not leave out, and the one ``side`` that they are of.
    ``negated``, stems of what it denies of them or of its topic ("yang tidak memenuhi syarat": penuh, syarat);
    ``condition``, stems of what it supposes otherwise ("yang lulus ujian": lulus, uji); ``duties``, stems of the words by
    which it asks what must, may or must not be done ("wajib", "boleh"). None takes anything off
    the other values; ``tanyapasal.index.asking.opposing`` holds them against a passage.

    In which other words: ``terms``, the corpus's words for terms of the field; ``law``, those of statutes for everyday
    words; ``senses``, the stems of both, of what was said and of each phrase that may mean the same; ``wider``, likewise,
    of the groups that it names and of everyone: what is said of all is said of these; ``groups``, by whom else it may be
    told, for a reader that judges both together; ``meanings``, parts
    of ``topic`` and what says the same; ``meaning``, the text with the words of law, for the dense index.
    """

    original: str
    text: str
    focus: str
    mentions: tuple[Mention, ...]
    kind: QuestionKind
    aspects: frozenset[str]
    wanted: Wanted | None
    claim: Norm | None
    assumes: bool
    content: tuple[str, ...]
    unknown: tuple[str, ...]
    named: tuple[str, ...]
    subject: frozenset[str]
    topic: frozenset[str]
    stems: frozenset[str]
    focus_stems: frozenset[str]
    field_terms: frozenset[str]
    term_spans: tuple[Span, ...]
    people: frozenset[str]
    side: frozenset[str] | None
    negated: frozenset[str]
    condition: frozenset[str]
    duties: frozenset[str]
    terms: tuple[Sense, ...]
    law: tuple[Sense, ...]
    senses: tuple[StemSense, ...]
    wider: tuple[StemSense, ...]
    groups: tuple[Sense, ...]
    meanings: tuple[tuple[frozenset[str], frozenset[str]], ...]
    meaning: str

    def covered(self, known: Collection[str]) -> frozenset[str]:
        """The topic words of the question that a text with these stems has, in their own form or by what they mean."""
        return self._having(known, self.senses)

    def covered_for_all(self, known: Collection[str]) -> frozenset[str]:
        """The same, where groups that it names are also had by what is told of everyone."""
        return self._having(known, (*self.senses, *self.wider))

    def _having(self, known: Collection[str], senses: Iterable[StemSense]) -> frozenset[str]:
        found = {token for token in self.content if token in known}
        for said, meant in senses:
            if any(phrase.issubset(known) for phrase in meant):
                found.update(token for token in self.content if token in said)
        return frozenset(found)

    def without(self, mentions: Iterable[Mention]) -> str:
        """The question as it was written, on one line, without these of its mentions."""
        rest, start = [], 0
        for mention in sorted(mentions, key=lambda m: m.span):
            rest.append(self.original[start : mention.span.start])
            start = max(start, mention.span.end)
        return one_line(" ".join([*rest, self.original[start:]]))
