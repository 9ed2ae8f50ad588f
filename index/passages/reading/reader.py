"""The one reader of what passages tell; see ``tanyapasal.index.passages.facts``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from tanyapasal.index.language.field import Field
from tanyapasal.index.language.modality import CONDITION, decisions_in, negated
from tanyapasal.index.language.negation import polarity
from tanyapasal.index.language.quantities.norms import short_form
from tanyapasal.index.language.statements import bare, items, opening, sentences, without_markers
from tanyapasal.index.language.statements import statements as read_statements
from tanyapasal.index.language.telling import telling
from tanyapasal.index.language.words.damaged import repairs_of
from tanyapasal.index.language.words.stemming import stems
from tanyapasal.index.law.held import HeldPlaces
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Passage, RegulationCard, search_form
from tanyapasal.index.law.places import Reference
from tanyapasal.index.passages.facts import CorpusFacts, Facts, Sentence, Stems
from tanyapasal.index.passages.reading import enumerating, standing
from tanyapasal.index.passages.reading.layout import Layout, Part
from tanyapasal.index.passages.reading.links import Referred
from tanyapasal.index.passages.reading.readings import Reading, Readings
from tanyapasal.index.text import Span, one_line, words

_TIME = re.compile(
    r"\b(?:1\d{3}|20\d\d|abad|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
    r"|apabila|jika|sejak|pada saat|setelah|sebelum|mulai|paling (?:lambat|lama)|jangka waktu)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"\b(?:adalah|ialah|diartikan|disingkat|singkatan|kepanjangan|selanjutnya disebut)\b", re.IGNORECASE
)
# UU 12/2011 Lampiran II angka 98–109: "X yang selanjutnya disingkat Y adalah …"; copies by OCR drop commas.
_DEFINES = re.compile(
    r"(?P<term>[A-Z][^.;:\n]{2,90}?),?(?<!\s)\s++(?:yang\s+selanjutnya\s+di(?:singkat|sebut)(?:\s+dengan|\s+sebagai)?\s+"
    r"(?P<short>[^.;:,\n]{2,60}?),?(?<!\s)\s++)?adalah\b"
)
_EXPLAINS = re.compile(
    r"\W*+(?:(?:[a-z]|\d{1,2})[.)]\s*+)?(?P<subject>[^.;:]{2,140}?),?(?<!\s)\s++(?:adalah|merupakan|ialah)\b"
)
_CALLED = re.compile(r"\byang\s+selanjutnya\s+di(?:singkat|sebut)(?:\s+(?:dengan|sebagai))?\b")
# "KK (Kelas Kebun)", "Kelas Kebun (KK)": the abbreviation is told apart by its capitals.
_SPELT_OUT = re.compile(r"\b(?P<short>[A-Z](?=[^\WA-Z]*+[A-Z])\w++)\s*\((?P<long>[^()]{3,80})\)")
_SHORTENED = re.compile(r"\w\s*\((?P<short>[A-Z](?=[^\WA-Z]*+[A-Z])\w++)\)")
_DONE_BY = re.compile(r"\b(?P<verb>di\w{3,})\s+oleh\s+(?P<actors>[^.;:\n]{2,120})", re.IGNORECASE)


class FactReader:
    """Reads the passages of one corpus. ``cards``: its regulations."""

    def __init__(self, field: Field, kinds: Kinds, cards: tuple[RegulationCard, ...]) -> None:
        self._field = field
        self._kinds = kinds
        self._cards = cards

    def read(
        self, passages: Sequence[Passage], past: Sequence[Passage] = (), kept: Readings | None = None
    ) -> CorpusFacts:
        """What each of the passages tells, in their order, and behind them the ``past`` ones, which hold no more.

        The cost is linear in the length of the texts that ``kept`` has no reading of.
        """
        kept = Readings() if kept is None else kept
        found = self._told(passages, passages, kept)
        if past:
            found = (*found, *self._told((*passages, *past), past, kept))
        vocabulary = frozenset(w for p in (*passages, *past) for w in words(search_form(p)))
        copied = (p.text for p in passages if p.source.kind == "official" and p.parent is None)
        return CorpusFacts(found, vocabulary, repairs_of(copied))

    def standing(self, passages: Sequence[Passage]) -> PassageReader:
        """A reader of passages among those that stand together."""
        return PassageReader(passages, self._field, self.links(HeldPlaces(())))

    def links(self, places: HeldPlaces) -> Referred:
        """Where passages lead to if these places are held."""
        return Referred(places, self._cards, self._kinds, self._field.domain.measures)

    def _told(
        self, held: Sequence[Passage], passages: Sequence[Passage], kept: Readings
    ) -> tuple[Facts, ...]:
        """The facts of some of the passages that are held."""
        standing = self.standing(held)
        links = self.links(HeldPlaces(p.ref for p in held if isinstance(p.ref, Reference)))
        found = []
        for passage in passages:
            reading = kept.of(standing.told_by(passage), partial(standing.read, passage))
            named, leans = (
                links.named(passage.ref, reading.mentions),
                links.leant_on(passage.ref, reading.leaning),
            )
            found.append(replace(reading.facts, named=named, leans=leans))
        return tuple(found)


class PassageReader:
    """Reads passages that stand together, whatever else is held."""

    def __init__(self, passages: Sequence[Passage], field: Field, referred: Referred) -> None:
        self._field = field
        self._referred = referred
        self._layout = Layout(passages)
        self._wholes = {passage.parent for passage in passages}

    def told_by(self, passage: Passage) -> tuple[object, ...]:
        """All that a reading of a passage depends on, apart from the field: its words, where it stands, and its parts."""
        return (
            passage.text, passage.topic, passage.context, passage.search_text, passage.heading,
            str(passage.ref), passage.source.kind, passage.id in self._wholes, self._shape(passage),
        )  # fmt: skip

    def _shape(self, passage: Passage) -> tuple[object, ...]:
        """What stands around a passage and in its parts."""
        whole = self._layout.list_of(passage)
        above: tuple[object, ...] = ()
        if whole is not None:
            around = self._layout.parts(whole)
            above = (whole.text, around[0].span.start if around else None)
        parts = self._layout.parts(passage)
        return above, tuple((p.span.start, p.span.end, p.item, self._shape(p.passage)) for p in parts)

    def read(self, passage: Passage) -> Reading:
        """What a passage tells, without the places that it leads to, which depend on what is held."""
        text, topic, context = passage.text, passage.topic, passage.context
        aspects, terms, groups = self._field.aspects, self._field.terms, self._field.groups
        norms = self._field.quantities.norms(text)
        people = next(filter(None, map(groups.named, (text, topic, context))), frozenset())
        parts = self._layout.parts(passage)
        listed = self._listed(passage, parts)
        placed = f"{context}\n{topic}\n{text}"
        subject = f"{topic}\n{passage.heading}"
        facts = Facts(
            text=frozenset(stems(text)),
            topic=frozenset(stems(topic)),
            context=frozenset(stems(context)),
            added=frozenset(stems(passage.search_text)),
            introduction=frozenset(stems(text[: parts[0].span.start] if parts else "")),
            statements=_distinct(self._stated(passage, parts)),
            sentences=tuple(_sentence(text, span) for span in sentences(text)),
            enumeration=enumerating.read(text, listed),
            items=self._items(passage, parts),
            norms=norms,
            lines=tuple(text.count("\n", 0, norm.span.start) for norm in norms),
            short=short_form(text, norms),
            groups=people,
            side=groups.side(people),
            told=aspects.told(f"{text}\n{topic}"),
            placed=aspects.told(context),
            about=aspects.asked(subject) | aspects.told(subject),
            terms=terms.named(placed),
            within=terms.named_within(placed),
            mentioned=terms.mentioned(placed),
            defined=self._defined(passage),
            defines=_MEANS.search(text) is not None,
            explained=tuple(dict.fromkeys(map(frozenset, _explained(text)))),
            dates=_TIME.search(text) is not None,
            links="http" in text,
            lists=len(listed) >= 2 or text.count(",") >= 3,
            done_by=tuple((m["verb"].lower(), one_line(m["actors"])) for m in _DONE_BY.finditer(text)),
            ends=standing.ended(passage),
            implementing=standing.speaks_of_implementing(text),
        )
        return Reading(facts, self._referred.mentioned(text), self._referred.leaning(text))

    def _listed(self, passage: Passage, parts: Sequence[Part]) -> tuple[int, ...]:
        """Where the items of lists begin: the parts that parsing found, or those of a text of which it found none."""
        if parts:
            return tuple(self._layout.items(passage))
        return tuple(item.marker.span.start for item in items(passage.text))

    def _items(self, passage: Passage, parts: Sequence[Part]) -> tuple[Span, ...]:
        if parts:
            found = [bare(passage.text, part.span) for part in parts]
        else:
            found = [item.said for item in items(passage.text, ayat_too=True)]
        return tuple(span for span in found if span.start < span.end)

    def _stated(self, passage: Passage, parts: Sequence[Part]) -> Iterator[str]:
        """What a passage states: the words above, between and below its parts, and the parts with what introduces them."""
        introducing = self._introducing(passage)
        if not parts:
            yield from statements(passage.text, introducing)
            return
        ends = (0, *(part.span.end for part in parts))
        starts = (*(part.span.start for part in parts), len(passage.text))
        for start, end in zip(ends, starts, strict=True):
            yield from statements(passage.text[start:end], introducing)
        for part in parts:
            yield from self._stated(part.passage, self._layout.parts(part.passage))
            if part.item:
                yield from statements(part.passage.text)

    def _introducing(self, passage: Passage) -> str:
        """The words above the list that a passage is an item of; "" if it is none."""
        whole = self._layout.list_of(passage)
        if whole is None:
            return ""
        parts = self._layout.parts(whole)
        above = Span(0, parts[0].span.start) if parts else opening(whole.text)
        return one_line(without_markers(above.of(whole.text)))

    def _defined(self, passage: Passage) -> tuple[str, ...]:
        ref = passage.ref
        if not isinstance(ref, Reference) or passage.source.kind != "official" or passage.id in self._wholes:
            return ()
        match = _DEFINES.match(passage.text)
        if match is None or ref.locator.part != "batang_tubuh" or ref.locator.pasal != "1":
            return ()
        return tuple(one_line(name) for name in (match["term"], match["short"]) if name)


def statements(text: str, introduction: str = "") -> list[str]:
    """What a text says, one statement each: sentences, and each item of a list with the words above it and by itself.

    ``introduction``: words above the text, which is read with them where it has none of its own.
    """
    found = []
    for statement in read_statements(text):
        # Of several introductions the outermost: every word that a question does not ask for counts against a statement.
        above = statement.introduction[0].of(text) if statement.introduction else introduction
        found.append(one_line(f"{above} {statement.span.of(text)}"))
        if statement.item and statement.introduction:
            found.append(one_line(statement.span.of(text)))
    return found


def _explained(text: str) -> Iterator[list[str]]:
    """The stems of what each sentence says something to be, and of the abbreviations that are spelt out."""
    for span in sentences(text):
        match = _EXPLAINS.match(span.of(text))
        if match is not None:
            yield stems(_CALLED.sub(" ", match["subject"]))
    for found in _SPELT_OUT.finditer(text):
        yield stems(found["short"])
        yield stems(found["long"])
    for found in _SHORTENED.finditer(text):
        yield stems(found["short"])


def _sentence(whole: str, span: Span) -> Sentence:
    text = span.of(whole)
    told = polarity(text)
    return Sentence(
        span,
        frozenset(stems(text)),
        decisions_in(text),
        CONDITION.search(text) is not None,
        negated(text),
        told.denied,
        told.supposed,
    )


def _distinct(texts: Iterable[str]) -> tuple[Stems, ...]:
    return tuple(dict.fromkeys(told for told in map(telling, texts) if told))
