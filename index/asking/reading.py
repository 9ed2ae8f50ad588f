"""A question as people type it, read: references, everyday words, misspellings, terms of the field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from tanyapasal.index.asking.kinds_of_questions import (
    QuestionKind,
    asking_part,
    names_explained,
    question_kind,
)
from tanyapasal.index.asking.premises import PremiseReader, assumes
from tanyapasal.index.asking.quantities_asked import QuantityAsking, Wanted
from tanyapasal.index.asking.query import Query, StemSense
from tanyapasal.index.asking.spoken_words import SpokenWords
from tanyapasal.index.language.families import written_as
from tanyapasal.index.language.field import Field
from tanyapasal.index.language.glossary import Term
from tanyapasal.index.language.negation import polarity
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.language.telling import telling
from tanyapasal.index.language.words.everyday import Everyday, EverydayReader, Sense
from tanyapasal.index.language.words.general import GeneralWords
from tanyapasal.index.language.words.spelling import Spelling, is_indonesian
from tanyapasal.index.language.words.standard import StandardWords
from tanyapasal.index.language.words.stemming import STOP, stem, stems
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import RegulationCard
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.references.find import find_references
from tanyapasal.index.text import Span, clean, one_line, words

_TOKEN = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
MAX_REPAIRS = 24
# Questions of which the reading is remembered: a message is read in several rooms, and many are asked again.
_REMEMBERED = 512
_NONE: Mapping[str, int] = MappingProxyType({})
# A word in so many capitals is a name or an abbreviation, unless all is written like that: BKPSDM is no slip.
LEAST_CAPITALS = 3


class QueryReader:
    """Reads questions for one corpus. ``vocabulary``: words of its passages; ``frequencies``: passages with a stem."""

    def __init__(
        self,
        field: Field,
        kinds: Kinds,
        cards: tuple[RegulationCard, ...] = (),
        vocabulary: Collection[str] = (),
        frequencies: Mapping[str, int] = _NONE,
    ) -> None:
        glossary, language = field.glossary, field.language
        self.field = field
        self._quantities = QuantityAsking(field.quantities)
        self._premises = PremiseReader(field.quantities)
        self._spoken = SpokenWords(field.domain)
        self._informal = dict(language.informal)
        self._phrases = _whole({said for said in self._informal if " " in said})
        self._kinds = kinds
        self._aliases: tuple[tuple[str, RegulationId], ...] = tuple(
            (alias, card.id) for card in cards for alias in card.aliases
        )
        self.general_words = GeneralWords(language.general)
        self._stems = frozenset(stem(word) for word in vocabulary)
        self._terms = field.terms.by_form
        spoken = (*self.general_words.in_use(), *(said for entry in language.everyday for said in entry.said))
        asked = (asked for aspect in language.aspects for asked in aspect.asked)
        names = [name for kind in kinds.kinds for name in (kind.name, kind.label, *kind.written)]
        known = frozenset(vocabulary).union(
            self._informal, *(words(form) for form in (*self._terms, *spoken, *asked, *names))
        )
        short = {form.lower() for term in glossary.terms if " " in term.term for form in term.forms}
        short.update(name.lower() for name in names)
        # "perka" of "perka lan": the name of a kind that no one writes out
        short.update(first for first, *rest in map(words, names) if rest and not is_indonesian(first))
        self._standard_words = StandardWords(self._informal, Spelling(known, short))
        related = tuple(Everyday((said,), tuple(meant)) for said, *meant in glossary.related)
        self._everyday = EverydayReader((*language.everyday, *related), frequencies)
        self._longest = field.terms.longest
        self._names = written_as(
            name for family in field.domain.families for name in family.names if " " in name
        )
        self._openings = _phrases((*language.greetings, *language.thanks))

        self._known = lru_cache(maxsize=_REMEMBERED)(self._read)

    def read(self, question: str) -> Query:
        """Read one question; any text is taken. The last ones are remembered."""
        return self._known(question)

    def _read(self, question: str) -> Query:
        original = one_line(clean(question))
        mentions = find_references(original, self._kinds, self._aliases, self.field.domain.measures)
        text = self._standard(self._spoken.standard(self._without_greeting(original)))
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
        topic = telling(focus) or telling(text)
        told = polarity(text, asking=True)
        people = self.field.groups.named(f"{original} {text}")
        if told.excluded:
            left_out = self.field.groups.named(" ".join(span.of(text) for span in told.excluded))
            people -= left_out - self.field.groups.named(_without(text, told.excluded))
        light = {stem(word) for word in words(text) if self.general_words.light(word)}
        things = tuple(c for c in content if not self.field.groups.named(c))
        about = tuple(c for c in things if c not in light) or things
        found = self.field.terms.find(text)
        added = dict.fromkeys(sense.meant[0] for sense in law)
        return Query(
            original=original,
            text=text,
            focus=focus,
            mentions=mentions,
            kind=kind,
            aspects=self.field.aspects.asked(self._without_times(focus)),
            wanted=self._wanted(kind, claim, focus),
            claim=claim,
            assumes=assumes(original),
            content=content,
            unknown=unknown,
            named=tuple(sorted(named)),
            subject=frozenset(about or content),
            topic=topic,
            stems=frozenset(stems(text)),
            focus_stems=frozenset(stems(focus)),
            field_terms=frozenset(term.term for _, term in found),
            term_spans=tuple(span for span, _ in found),
            people=people,
            side=self.field.groups.side(people),
            negated=told.denied,
            condition=told.supposed,
            duties=told.duties,
            terms=terms,
            law=law,
            senses=tuple(_stemmed(sense) for sense in (*terms, *law)),
            wider=tuple(map(_stemmed, self.field.groups.wider(text))),
            groups=self.field.groups.senses(text),
            meanings=tuple(_meanings(topic, (*terms, *law))),
            meaning=" ".join((text, *added)),
        )

    def _without_times(self, text: str) -> str:
        """``text`` without lengths of time, which ask for nothing: "rapat 10 jam berapa poin" asks for no "jam berapa"."""
        norms = self.field.quantities.norms(text)
        return _without(text, (norm.span for norm in norms if norm.kind == "waktu"))

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
        shouted = text.isupper()
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
            if repairs >= MAX_REPAIRS or (
                written.isupper() and len(written) >= LEAST_CAPITALS and not shouted
            ):
                return self._informal.get(word, written)
            meant = self._standard_words.of(word)
            if meant == word:
                return written
            repairs += word not in self._informal
            return meant

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
        return all(word in self.general_words for word in words(phrase))

    def _content(self, text: str, skipped: frozenset[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        named = self._in_names(text)
        for word in words(text):
            root = stem(word)
            if (
                (word not in self.general_words or word in named)
                and word not in skipped
                and not word.isdigit()
                and len(word) > 1
            ):
                found[root] = None
        return tuple(found)

    def _in_names(self, text: str) -> frozenset[str]:
        """Words that stand within a name of several words, whatever they are elsewhere: "besar" of "cuti besar"."""
        spans = [span for span, _ in self.field.terms.find(text)]
        if self._names is not None:
            spans += [Span(*match.span()) for match in self._names.finditer(text)]
        names = (words(span.of(text)) for span in spans)
        return frozenset(
            word
            for name in names
            if len(name) > 1 and not all(word in self.general_words for word in name)
            for word in name
            if word not in STOP
        )

    def _glossary_stems(self, tokens: list[str]) -> frozenset[str]:
        """Stems of the words that are read as part of a term of the glossary."""
        found: set[str] = set()
        for start in range(len(tokens)):
            for size in range(1, min(self._longest, len(tokens) - start) + 1):
                if " ".join(tokens[start : start + size]) in self._terms:
                    found.update(stem(word) for word in tokens[start : start + size])
        return frozenset(found)


def _without(text: str, spans: Iterable[Span]) -> str:
    """``text`` with these spans of it blanked."""
    for span in spans:
        text = f"{text[: span.start]}{' ' * (span.end - span.start)}{text[span.end :]}"
    return text


def _stemmed(sense: Sense) -> StemSense:
    return frozenset(stems(sense.said)), tuple(frozenset(stems(phrase)) for phrase in sense.meant)


def _meanings(
    topic: frozenset[str], senses: Iterable[Sense]
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    for sense in senses:
        for meant in map(telling, sense.meant):
            if meant:
                yield telling(sense.said) & topic, meant


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
