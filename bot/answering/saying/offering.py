"""What a reply offers to ask next: nearby topics, examples across the corpus, places that a text rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from tanyapasal.bot.reply import Option
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.words.damaged import readable
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference

_EXAMPLES = 4
# Places offered below an answer whose text refers to them.
_CONTEXT = 3
# Questions offered with a refusal, and how many are tried for them: each is asked before it is offered.
_NEARBY, _TRIED = 3, 3
_ASKED_BEFORE = 1024
# How people ask about a topic that begins so; "{}" is what follows.
_ASKED = {
    "pengertian": "Apa itu {}?",
    "peserta wajib": "Siapa yang wajib mengikuti {}?",
    "peserta": "Siapa peserta {}?",
    "penandatangan": "Siapa penandatangan {}?",
    "durasi": "Berapa lama {}?",
    "tujuan": "Apa tujuan {}?",
    "dasar hukum": "Apa dasar hukum {}?",
    "jenis": "Apa saja jenis {}?",
    "bentuk": "Apa saja bentuk {}?",
    "daftar": "Apa saja {}?",
    "hak": "Apa hak {}?",
    "ketentuan": "Bagaimana ketentuan {}?",
}
_OTHERWISE = "Bagaimana ketentuan {}?"
# A longer topic is the title of a chapter, which nobody would ask in these words (characters).
_LONGEST_TOPIC = 64


class Offers:
    """Offers over one corpus.

    ``led_to``: the places a passage refers to; ``label``: how a place is written; ``answered``: whether a question is
    answered; ``said``: how much of a question's topic a passage has; ``starters``: questions to begin with, if the field
    has its own.
    """

    def __init__(
        self,
        passages: Iterable[Passage],
        led_to: Callable[[Passage], Iterable[Reference]],
        label: Callable[[Reference], str],
        answered: Callable[[str], bool],
        said: Callable[[Query, Passage], int],
        starters: Sequence[str] = (),
    ) -> None:
        self._starters = tuple(Option(question, question) for question in starters)
        self._passages = passages
        self._first: tuple[Option, ...] | None = None
        self._led_to = led_to
        self._label = label
        self._answered = lru_cache(maxsize=_ASKED_BEFORE)(answered)
        self._said = said

    def examples(self) -> tuple[Option, ...]:
        """The starters; without any one of each program and regulation, so that they show how wide the corpus is."""
        if self._first is None:
            self._first = self._starters or self._spread()
        return self._first

    def _spread(self) -> tuple[Option, ...]:
        first: dict[str, Passage] = {}
        for passage in sorted(self._passages, key=lambda p: isinstance(p.ref, Reference)):
            ref = passage.ref
            if _titled(passage):
                first.setdefault(str(ref.regulation) if isinstance(ref, Reference) else ref.program, passage)
        spread = tuple(first.values())
        shown = spread[:: max(len(spread) // _EXAMPLES, 1)][:_EXAMPLES]
        return tuple(_option(passage.topic) for passage in shown)

    def nearby(self, query: Query, found: Iterable[Passage]) -> tuple[Option, ...]:
        """Questions on the topic of one that was refused, from what was found for it, that are answered; else the starters."""
        topics = dict.fromkeys(p.topic for p in found if _titled(p) and self._said(query, p))
        options = (_option(topic) for topic in list(topics)[:_TRIED])
        answered = [option for option in options if self._answered(option.question)]
        return tuple(answered[:_NEARBY]) or self.examples()[:_NEARBY]

    def context(self, evidence: tuple[Passage, ...]) -> tuple[Option, ...]:
        """The places that the first passage rests on by its own words, offered to be read next."""
        shown = {passage.ref for passage in evidence}
        places = [place for place in self._led_to(evidence[0]) if place not in shown]
        labels = map(self._label, places[:_CONTEXT])
        return tuple(Option(label, f"Apa isi {label}?") for label in labels)


def _titled(passage: Passage) -> bool:
    """True if the topic says what the passage is about, in more than a word and briefly enough to be asked."""
    topic = passage.topic
    short = len(topic) <= _LONGEST_TOPIC
    return short and len(topic.split()) > 1 and (passage.source.kind != "official" or readable(topic))


def _option(topic: str) -> Option:
    start = next((start for start in _ASKED if topic.lower().startswith(f"{start} ")), None)
    said = _OTHERWISE if start is None else _ASKED[start]
    question = said.format(topic if start is None else topic[len(start) + 1 :])
    return Option(question, question)
