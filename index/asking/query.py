"""A question as it was read: its references, its standard wording, what it asks and of what."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tanyapasal.index.asking.kinds_of_questions import QuestionKind
from tanyapasal.index.asking.quantities_asked import Wanted
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.text import one_line


@dataclass(frozen=True, slots=True)
class Query:
    """A question that was read.

    ``focus`` is the part of ``text`` that asks, without courtesies and circumstances. ``text`` is in standard spelling, case and punctuation kept; ``terms`` are terms of the field
    that it names and the corpus's words for them; ``law`` its everyday words and those of statutes for them; ``content`` are stems that name its topic; ``unknown`` those of them that
    occur nowhere in the corpus; ``named`` those that belong to a term of the glossary.

    ``stems``, ``focus_stems``: of ``text`` and ``focus``; ``subject``: stems of the topic apart from whom it is about; ``topic``: stems that
    tell what it is about, as statements are read; ``meanings``: parts of it, and what says the same; ``people``: the groups it names; ``field_terms``: names
    of the terms of the field in it; ``aspects``: what it asks about its topic; ``claim``: the quantity it takes for
    granted; ``wanted``: the quantity that answers it, None if any text may. ``senses``: stems of what was said, and
    of each phrase by which texts may mean the same.
    """

    original: str
    text: str
    focus: str
    terms: tuple[Sense, ...]
    law: tuple[Sense, ...]
    kind: QuestionKind
    content: tuple[str, ...]
    unknown: tuple[str, ...]
    named: tuple[str, ...]
    mentions: tuple[Mention, ...]
    stems: frozenset[str] = frozenset()
    focus_stems: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    field_terms: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()
    claim: Norm | None = None
    wanted: Wanted | None = None
    senses: tuple[tuple[frozenset[str], tuple[frozenset[str], ...]], ...] = ()
    meanings: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()

    def covered(self, known: Collection[str]) -> frozenset[str]:
        """The topic words of the question that a text with these stems has, in their own form or by what they mean."""
        found = {token for token in self.content if token in known}
        for said, meant in self.senses:
            if any(phrase.issubset(known) for phrase in meant):
                found.update(token for token in self.content if token in said)
        return frozenset(found)

    @property
    def expansion(self) -> tuple[str, ...]:
        """The corpus's words for terms that the question names otherwise, each once."""
        return tuple(dict.fromkeys(phrase for sense in self.terms for phrase in sense.meant))

    def without(self, mentions: Iterable[Mention]) -> str:
        """The question as it was written, on one line, without these of its mentions."""
        rest, start = [], 0
        for mention in sorted(mentions, key=lambda m: m.span):
            rest.append(self.original[start : mention.span.start])
            start = max(start, mention.span.end)
        return one_line(" ".join([*rest, self.original[start:]]))

    @property
    def meaning(self) -> str | None:
        """The question with the words of law it means, the nearest of each, for the dense index; None if none."""
        added = tuple(dict.fromkeys(sense.meant[0] for sense in self.law))
        return f"{self.text} {' '.join(added)}" if added else None
