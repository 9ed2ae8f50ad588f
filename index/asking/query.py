"""A question as people type it, read: references, everyday words, misspellings, terms of the field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from tanyapasal.index.asking.kinds_of_questions import (
    QuestionKind,
    asking_part,
    names_explained,
    question_kind,
)
from tanyapasal.index.asking.premises import PremiseReader
from tanyapasal.index.asking.quantities_asked import QuantityAsking, Wanted
from tanyapasal.index.language.everyday import Everyday, EverydayReader, Sense
from tanyapasal.index.language.field import Field
from tanyapasal.index.language.glossary import Glossary, Language, Term
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.language.spelling import Spelling
from tanyapasal.index.language.stemming import stem, stems
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import RegulationCard
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.references.find import find_references
from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.text import Span, clean, one_line, words

_TOKEN = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
MAX_REPAIRS = 24
# "min" is how people address whoever answers ("admin"); before a number or behind a measure it is a minimum.
_MINIMUM = re.compile(
    r"\bmin\b\.?(?=\s*\d)|(?<=\bjp )\bmin\b(?=\s+(?:brp|brapa|berapa|se\w+))|(?<=\busia )\bmin\b|(?<=\bumur )\bmin\b"
    r"|(?<=\bpaling )\bmin\b",
    re.IGNORECASE,
)
# "gara2" is "gara-gara": the digit doubles the word.
_TWICE = re.compile(r"([a-z]{3,})2")


@dataclass(frozen=True, slots=True)
class Query:
    """A question that was read.

    ``focus`` is the part of ``text`` that asks, without courtesies and circumstances. ``text`` is in standard spelling, case and punctuation kept; ``terms`` are terms of the field
    that it names and the corpus's words for them; ``law`` its everyday words and those of statutes for them; ``content`` are stems that name its topic; ``unknown`` those of them that
    occur nowhere in the corpus; ``named`` those that belong to a term of the glossary.

    ``stems``, ``focus_stems``: of ``text`` and ``focus``; ``subject``: stems of the topic apart from whom it is about; ``people``: the groups it names; ``field_terms``: names
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
    people: frozenset[str] = frozenset()
    field_terms: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()
    claim: Norm | None = None
    wanted: Wanted | None = None
    senses: tuple[tuple[frozenset[str], tuple[frozenset[str], ...]], ...] = ()

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


class QueryReader:
    """Reads questions for one corpus. ``vocabulary``: words of its passages; ``frequencies``: passages with a stem."""

    def __init__(
        self,
        glossary: Glossary,
        language: Language,
        kinds: Kinds,
        cards: tuple[RegulationCard, ...],
        vocabulary: Collection[str],
        frequencies: Mapping[str, int],
        field: Field,
    ) -> None:
        self.field = field
        self._quantities = QuantityAsking(field.quantities)
        self._premises = PremiseReader(field.quantities)
        self._informal = dict(language.informal)
        self._phrases = _whole({said for said in self._informal if " " in said})
        self._kinds = kinds
        self._aliases: tuple[tuple[str, RegulationId], ...] = tuple(
            (alias, card.id) for card in cards for alias in card.aliases
        )
        # By exact word: stemming would take subjects for general words (percobaan/coba, peserta/serta).
        self._general = {w for phrase in language.general for w in words(phrase)}
        self._stems = frozenset(stem(word) for word in vocabulary)
        self._terms = field.terms.by_form
        glossary_words = {w for form in self._terms for w in words(form)}
        known = (
            set(vocabulary)
            | glossary_words
            | set(self._informal)
            | {w for phrase in language.general for w in words(phrase)}
        )
        self._spelling = Spelling(known)
        related = tuple(Everyday((said,), tuple(meant)) for said, *meant in glossary.related)
        self._everyday = EverydayReader((*language.everyday, *related), frequencies)
        self._longest = field.terms.longest
        self._openings = _phrases((*language.greetings, *language.thanks))

    def read(self, question: str) -> Query:
        """Read one question; any text is taken."""
        original = one_line(clean(question))
        mentions = find_references(original, self._kinds, self._aliases, self.field.domain.measures)
        text = self._standard(_MINIMUM.sub("minimal", self._without_greeting(original)))
        tokens = words(text)
        terms = self._senses(tokens)
        focus = asking_part(text)
        mentioned = frozenset(w for m in mentions for w in words(m.span.of(original)))
        content = self._content(focus, mentioned) or self._content(text, mentioned)
        corpus_words = {stem(w) for sense in terms for phrase in sense.meant for w in words(phrase)}
        named = self._glossary_stems(tokens) if corpus_words & self._stems else frozenset()
        law = self._everyday.senses(text)
        known = named | {stem(w) for sense in law for w in words(sense.said)}
        unknown = tuple(c for c in content if c not in self._stems and c not in known)
        text, focus, kind = text or original, focus or original, question_kind(focus)
        claim = self._premises.claimed(kind, original, text)
        about = tuple(c for c in content if not self.field.groups.named(c))
        return Query(
            original,
            text,
            focus,
            terms,
            law,
            kind,
            content,
            unknown,
            tuple(sorted(named)),
            mentions,
            frozenset(stems(text)),
            frozenset(stems(focus)),
            frozenset(about or content),
            self.field.groups.named(f"{original} {text}"),
            self.field.terms.named(text),
            self.field.aspects.asked(focus),
            claim,
            self._wanted(kind, claim, focus),
            tuple(_stemmed(sense) for sense in (*terms, *law)),
        )

    def _wanted(self, kind: QuestionKind, claim: Norm | None, focus: str) -> Wanted | None:
        if kind == "berapa":
            return self._quantities.wanted(focus)
        return None if claim is None else self._quantities.like(claim, focus)

    def terms(self, text: str) -> tuple[tuple[Span, Term], ...]:
        """The terms of the field that a text names, the longest first at each place, in order."""
        return self.field.terms.find(text)

    def _without_greeting(self, text: str) -> str:
        match = self._openings.match(text) if self._openings else None
        rest = text[match.end() :].lstrip(" ,.!-") if match else text
        return rest if words(rest) else text

    def _standard(self, text: str) -> str:
        repairs = 0
        names = names_explained(text)
        if self._phrases is not None:
            text = self._phrases.sub(
                lambda match: self._informal[" ".join(match.group().lower().split())], text
            )

        def standard(match: re.Match[str]) -> str:
            nonlocal repairs
            written = match.group()
            word = written.lower()
            if written in names:
                return written
            if word in self._informal:
                return self._informal[word]
            twice = _TWICE.fullmatch(word)
            if twice and not self._spelling.knows(word):
                half = self._informal.get(twice[1], twice[1])
                return f"{half}-{half}"
            if repairs >= MAX_REPAIRS:
                return written
            repaired = self._spelling.repair(word)
            if repaired == word:
                return written
            repairs += 1
            return self._informal.get(repaired, repaired)

        return one_line(_TOKEN.sub(standard, text))

    def _senses(self, tokens: list[str]) -> tuple[Sense, ...]:
        found: dict[Sense, None] = {}
        i = 0
        while i < len(tokens):
            for size in range(min(self._longest, len(tokens) - i), 0, -1):
                said = " ".join(tokens[i : i + size])
                term = self._terms.get(said)
                if term is not None:
                    # The term itself and its abbreviations are what texts write; the other synonyms would only
                    # dilute the question, and so would words that say nothing.
                    meant = tuple(
                        form
                        for form in (term.term, *term.abbreviations)
                        if " ".join(words(form)) != said and not self._says_nothing(form)
                    )
                    if meant:
                        found[Sense(said, meant)] = None
                    i += size - 1
                    break
            i += 1
        return tuple(found)

    def _says_nothing(self, phrase: str) -> bool:
        return all(word in self._general for word in words(phrase))

    def _content(self, text: str, skipped: frozenset[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for word in words(text):
            root = stem(word)
            if word not in self._general and word not in skipped and not word.isdigit() and len(word) > 1:
                found[root] = None
        return tuple(found)

    def _glossary_stems(self, tokens: list[str]) -> frozenset[str]:
        """Stems of the words that are read as part of a term of the glossary."""
        found: set[str] = set()
        for start in range(len(tokens)):
            for size in range(1, min(self._longest, len(tokens) - start) + 1):
                if " ".join(tokens[start : start + size]) in self._terms:
                    found.update(stem(word) for word in tokens[start : start + size])
        return frozenset(found)


def _stemmed(sense: Sense) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    return frozenset(stems(sense.said)), tuple(frozenset(stems(phrase)) for phrase in sense.meant)


def _whole(phrases: Collection[str]) -> re.Pattern[str] | None:
    """Finds these phrases as whole words, the longest first; None if there are none."""
    ordered = sorted(phrases, key=len, reverse=True)
    one = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
    return re.compile(rf"(?<![\w-])(?:{one})(?![\w-])", re.IGNORECASE) if ordered else None


def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    ordered = sorted(phrases, key=len, reverse=True)
    one = "|".join(r"\s+".join(map(re.escape, p.split())) for p in ordered)
    return re.compile(rf"(?:(?:{one})(?![\w])[\s,.!]*)+", re.IGNORECASE)
