"""Places named in a question, looked up: found by reading, not by likeness."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from tanyapasal.bot.reply import Option
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.words.stemming import stems
from tanyapasal.index.law.passages import Passage, outermost
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.references.resolve import Ambiguous, Resolved, Unknown, resolve
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.text import words

_MOST_OPTIONS = 6
# More places than anyone asks for at once are not looked up: the time of a hostile text is bounded.
_MOST_MENTIONS = 50
# Law counts from 1: what has number 0 is in no regulation.
_IMPOSSIBLE = re.compile(r"\b(?:pasal|ayat|angka|nomor|no\.?)\s*\(?0+\)?(?![\w.])", re.IGNORECASE)
# What regulations do to each other; their own description tells it.
_RELATIONS = frozenset(
    stems("perubahan mengubah diubah mencabut dicabut mengganti menggantikan berlaku status")
)


@dataclass(frozen=True, slots=True)
class Places:
    """What is held at the places named, each text once; the first ``shown`` are the best of each place."""

    passages: tuple[Passage, ...]
    shown: int = 1


@dataclass(frozen=True, slots=True)
class Open:
    """More than one place may be meant: what to ask back."""

    message: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class NotHeld:
    """The places named are not in the corpus."""

    message: str


class Lookup:
    """Finds places named in questions. ``label``: how a place is written for people."""

    def __init__(self, retriever: Retriever, label: Callable[[Reference], str]) -> None:
        self._retriever = retriever
        self._label = label
        cards = retriever.snapshot.knowledge.cards
        self._held = tuple(card.id for card in cards)
        self._titles = {card.id: card.title for card in cards}

    def places(self, query: Query) -> list[Reference]:
        """The places that are named and known."""
        found = (self._resolve(m) for m in query.mentions if m.steps and not m.in_title)
        return [r.reference for r in found if isinstance(r, Resolved)]

    def regulation(self, query: Query) -> RegulationId | None:
        """The regulation that the question is limited to: the first that it names."""
        for mention in query.mentions:
            resolution = self._resolve(mention)
            if isinstance(resolution, Resolved) and mention.regulation is not None and mention.regulation.id:
                return resolution.reference.regulation
        return None

    def look_up(self, query: Query) -> Places | Open | NotHeld | None:
        """What is held at the places that the question names; None if it names none."""
        impossible = _IMPOSSIBLE.search(query.original)
        if impossible is not None and query.mentions:
            return NotHeld(f"{_capital(impossible.group())} tidak ada dalam peraturan mana pun.")
        evidence: dict[str, Passage] = {}
        first: dict[str, Passage] = {}
        missing: list[str] = []
        for mention in [m for m in query.mentions if not m.in_title][:_MOST_MENTIONS]:
            resolution = self._resolve(mention)
            if not mention.steps:
                evidence.update(self._regulation_itself(query, mention, resolution, missing))
                continue
            match resolution:
                case Resolved(reference):
                    passages = outermost(self._retriever.at(reference))
                    if not passages and reference.locator.steps:
                        missing.append(self._label(reference))
                    ordered = official_first(passages)
                    first.update({p.id: p for p in ordered[:1]})
                    evidence.update({p.id: p for p in ordered})
                case Ambiguous(candidates):
                    return Open(
                        "Rujukan itu ada di lebih dari satu peraturan. Yang mana yang Anda maksud?",
                        self._options(candidates),
                    )
                case Unknown(_, None, _) if not _has_pasal(mention):
                    return self._which_pasal(mention)
                case Unknown(_, reference, _):
                    missing.append(self._label(reference) if reference else mention.span.of(query.original))
        if not evidence:
            return self._not_held(missing)
        return Places(tuple((first | evidence).values()), max(len(first), 1))

    def _not_held(self, missing: Sequence[str]) -> NotHeld | None:
        if not missing:
            return None
        named = ", ".join(dict.fromkeys(missing))
        return NotHeld(f"{named} tidak ada dalam korpus.")

    def _resolve(self, mention: Mention) -> Resolved | Ambiguous | Unknown:
        return resolve(mention, self._held, self._retriever.places, self._titles)

    def _regulation_itself(
        self,
        query: Query,
        mention: Mention,
        resolution: Resolved | Ambiguous | Unknown,
        missing: list[str],
    ) -> dict[str, Passage]:
        """A regulation named without a place filters; one that is not held cannot answer."""
        named = mention.regulation is not None and mention.regulation.id is not None
        if named and isinstance(resolution, Unknown) and resolution.reference is not None:
            missing.append(self._label(resolution.reference))
        if not isinstance(resolution, Resolved) or set(query.content) - _RELATIONS or _asks_more(query):
            return {}
        # Nothing but the regulation is asked about: what it is, and what it did to others.
        held = self._retriever.at(resolution.reference)
        asked = frozenset(query.content)
        return {
            p.id: p
            for p in held
            if p.ref == resolution.reference and asked <= self._retriever.facts[p.id].text
        }

    def _which_pasal(self, mention: Mention) -> Open:
        """Asks for the pasal of a bare ayat, huruf or angka; offers some places that have it."""
        places = self._retriever.places.ending(mention.steps)
        return Open(
            "Dari pasal dan peraturan yang mana? Tulis misalnya: Pasal 47 ayat (2) UU 20/2023.",
            self._options(tuple(islice(places, _MOST_OPTIONS))),
        )

    def _options(self, places: tuple[Reference, ...]) -> tuple[Option, ...]:
        labels = [self._label(place) for place in places[:_MOST_OPTIONS]]
        return tuple(Option(label, f"Apa isi {label}?") for label in labels)


def official_first(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Official texts before statements about them, without items of a passage that is there as a whole."""
    ids = {p.id for p in passages}
    whole = [p for p in passages if p.parent not in ids]
    return tuple(sorted(whole, key=lambda p: p.source.kind != "official"))


def _asks_more(query: Query) -> bool:
    """True if what is asked of a regulation is in its articles, even where the question has no word of its own."""
    if query.kind in ("berapa", "kapan") or query.wanted is not None:
        return True
    inside = {word for m in query.mentions for word in words(m.span.of(query.original))}
    outside = query.without(query.mentions)
    return bool(inside.intersection(words(outside)))  # "Jalan itu apa menurut UU Jalan?"


def _has_pasal(mention: Mention) -> bool:
    return mention.steps[0].unit == "pasal" or mention.part != "batang_tubuh"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
