"""The field's vocabulary and everyday Indonesian, as values; ``tanyapasal.index.corpus`` reads them from YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tanyapasal.index.language.aspects import Aspect
from tanyapasal.index.language.words.everyday import Everyday
from tanyapasal.index.language.words.general import GeneralList
from tanyapasal.index.law.domain import Group

_ABBREVIATION = re.compile(r"[A-Z]{2,}+[A-Za-z]*+(?:\s[A-Z]+)?")


@dataclass(frozen=True, slots=True)
class Example:
    """A question and words that must stand in it once it is read; every entry carries one, a test runs it."""

    question: str
    means: str


@dataclass(frozen=True, slots=True)
class Term:
    """One concept: the words the corpus uses, its short forms, and other words for the same thing."""

    term: str
    abbreviations: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    example: Example | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way of writing it, the term first."""
        return (self.term, *self.abbreviations, *self.synonyms)


@dataclass(frozen=True, slots=True)
class ChoiceSet:
    """Terms of one kind that a question may leave open, and how it is asked back which is meant."""

    terms: tuple[str, ...]
    ask: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms, and sets of terms.

    ``related``: near each other without being the same thing. ``distinct``: of the same kind and apart; a text
    about one of them is not a text about another. ``needed``: a text that names none of a set does not answer a
    question that names one of it. ``choices``: sets of which a question may name only the kind.
    """

    terms: tuple[Term, ...] = ()
    related: tuple[tuple[str, ...], ...] = ()
    distinct: tuple[tuple[str, ...], ...] = ()
    needed: tuple[tuple[str, ...], ...] = ()
    choices: tuple[ChoiceSet, ...] = ()

    def with_defined(self, defined: Iterable[tuple[str, ...]]) -> Glossary:
        """With the abbreviations that texts define themselves: "Badan Taman Kota yang selanjutnya disingkat BTK".

        ``defined``: a name and its short form, if it has one. What is a form of a term already stays so.
        """
        owners = {form.lower(): term.term for term in self.terms for form in term.forms}
        terms = {term.term: term for term in self.terms}
        for name, *short in defined:
            if not short or _ABBREVIATION.fullmatch(short[0]) is None or short[0].lower() in owners:
                continue
            term = terms.get(owners.setdefault(name.lower(), name), Term(name))
            owners[short[0].lower()] = term.term
            terms[term.term] = replace(term, abbreviations=(*term.abbreviations, short[0]))
        return replace(self, terms=tuple(terms.values()))

    def with_groups(self, groups: tuple[Group, ...]) -> Glossary:
        """With the ways in which the groups of people are written, which are words of the field too."""
        owners = {form.lower(): term.term for term in self.terms for form in term.forms}
        terms = {term.term: term for term in self.terms}
        for group in groups:
            written = (group.name, *group.written)
            name = next((owners[w.lower()] for w in written if w.lower() in owners), group.name)
            term = terms.get(name, Term(name))
            added = {w.lower(): w for w in group.written if owners.setdefault(w.lower(), name) == name}
            own = {form.lower() for form in term.forms}
            new = tuple(w for lower, w in added.items() if lower not in own)
            terms[name] = replace(term, synonyms=(*term.synonyms, *new))
        return replace(self, terms=tuple(terms.values()))


@dataclass(frozen=True, slots=True)
class Language:
    """Everyday Indonesian.

    ``informal``: pairs of everyday spelling and standard words (an empty string drops the word). ``general``:
    words that say nothing about the topic. ``aspects``: what questions ask about a topic. ``everyday``: the words of
    law for everyday speech. The others are phrases of small talk.
    """

    informal: tuple[tuple[str, str], ...] = ()
    general: GeneralList = field(default_factory=GeneralList)
    greetings: tuple[str, ...] = ()
    thanks: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    farewell: tuple[str, ...] = ()
    wellbeing: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    everyday: tuple[Everyday, ...] = ()
