"""What a reply offers to ask next: nearby topics, examples across the corpus, places that a text rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tanyapasal.bot.reply import Option
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference

_EXAMPLES = 4
# Places offered below an answer whose text refers to them.
_CONTEXT = 3


class Offers:
    """Offers over one corpus.

    ``led_to``: the places a passage refers to; ``label``: how a place is written; ``starters``: questions to begin
    with, if the field has its own.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        led_to: Callable[[Passage], Iterable[Reference]],
        label: Callable[[Reference], str],
        starters: Sequence[str] = (),
    ) -> None:
        self._starters = tuple(Option(question, question) for question in starters)
        self._passages = passages
        self._led_to = led_to
        self._label = label

    def examples(self) -> tuple[Option, ...]:
        """The starters; without any one of each program and regulation, so that they show how wide the corpus is."""
        if self._starters:
            return self._starters
        first: dict[str, Passage] = {}
        for passage in sorted(self._passages, key=lambda p: isinstance(p.ref, Reference)):
            ref = passage.ref
            first.setdefault(str(ref.regulation) if isinstance(ref, Reference) else ref.program, passage)
        spread = tuple(first.values())
        return nearby(spread[:: max(len(spread) // _EXAMPLES, 1)], _EXAMPLES)

    def context(self, evidence: tuple[Passage, ...]) -> tuple[Option, ...]:
        """The places that the first passage rests on by its own words, offered to be read next."""
        shown = {passage.ref for passage in evidence}
        places = [place for place in self._led_to(evidence[0]) if place not in shown]
        labels = map(self._label, places[:_CONTEXT])
        return tuple(Option(label, f"Apa isi {label}?") for label in labels)


def nearby(passages: Iterable[Passage], count: int) -> tuple[Option, ...]:
    """The first ``count`` topics of passages, each as a question."""
    topics = dict.fromkeys(passage.topic for passage in passages if passage.topic)
    return tuple(Option(f"{t[:1].upper()}{t[1:]}", f"Jelaskan {t}") for t in list(topics)[:count])
