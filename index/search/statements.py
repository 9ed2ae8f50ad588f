"""The passage that states what is asked, before those that lean on it.

Asked when civil servants are suspended, ten pasal hold the words; one says "PNS diberhentikan sementara apabila:",
the others speak of "PNS yang diberhentikan sementara sebagaimana dimaksud dalam Pasal 276". Two things tell them
apart: how much of a single statement, and no more than it, the question asks for; and what other pasal call a
place when they refer to it, as the text of a link tells what a page is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.statements import opening, without_leaning
from tanyapasal.index.language.statements import statements as read_statements
from tanyapasal.index.language.stemming import stems
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Locator, Reference
from tanyapasal.index.text import one_line

# How much of a full score a passage gains that states just what is asked, and that others call what is asked.
_SAID, _CALLED = 0.1, 0.1
# F-measure: what a statement says beside the question counts four times what it lacks of it.
_BETA2 = 0.25
# Words that join what is said or ask for it. Unlike other frequent words they differ between asking and telling.
_JOINING = frozenset(
    stems(
        "jika apabila kalau bila sudah bisa boleh harus suatu setiap kepada terhadap antara tersebut ayat pasal huruf "
        "angka lain hal bukan karena maka agar seperti yaitu meliputi terdiri atas berupa dimana seseorang orang"
    )
)

# The stems of each of several statements
_Statements = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks: its stems with their idf, and for senses of some the stems that say the same."""

    weights: Mapping[str, float]
    senses: tuple[tuple[frozenset[str], frozenset[str]], ...]


class StatementReader:
    """Reads what passages state.

    ``at``: position of the passage at a place; ``idf``: of a stem; ``names``: what the texts held call a place where they refer to it.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        at: Mapping[Reference, int],
        idf: Callable[[str], float],
        names: Mapping[Reference, Sequence[str]],
    ) -> None:
        self._passages = passages
        self._at = at
        self._idf = idf
        self._names = names
        self._inside: dict[Reference, list[str]] = {}
        for place, called in names.items():
            for around in _around(place)[:-1]:
                self._inside.setdefault(around, []).extend(called)
        # What a passage says and what it is called, in one value: several threads may read the same passage at once.
        self._read: dict[int, tuple[_Statements, _Statements]] = {}

    def asked(self, query: Query) -> Asked:
        """What a question asks, read once for all the passages that are held against it."""
        topic = _telling(query.focus) or _telling(query.text)
        senses = tuple(
            (_telling(sense.said) & topic, meant)
            for sense in (*query.terms, *query.law)
            for meant in map(_telling, sense.meant)
            if meant
        )
        return Asked({token: self._idf(token) for token in topic}, senses)

    def gain(self, asked: Asked, position: int) -> float:
        """What the passage at a position gains, 0 to 0.2 of a full fused score; 0 if nothing is asked. Thread-safe."""
        if position not in self._read:
            self._read[position] = _distinct(self._statements(position)), _distinct(self._calls(position))
        said, called = self._read[position]
        return _SAID * self._nearest(asked, said) + _CALLED * self._nearest(asked, called)

    def _nearest(self, asked: Asked, statements: _Statements) -> float:
        return max((self._likeness(asked, statement) for statement in statements), default=0.0)

    def _likeness(self, asked: Asked, statement: frozenset[str]) -> float:
        """0 to 1: how far a statement says what is asked, and nothing else."""
        covered = statement & asked.weights.keys()
        used = set(covered)
        answered = set(covered)
        for said, meant in asked.senses:
            if meant <= statement:
                answered |= said
                used |= meant
        if not answered:
            return 0.0
        recall = sum(asked.weights[token] for token in answered) / sum(asked.weights.values())
        precision = sum(map(self._idf, used)) / sum(map(self._idf, statement))
        return (1 + _BETA2) * precision * recall / (_BETA2 * precision + recall)

    def _statements(self, position: int) -> Iterable[str]:
        passage = self._passages[position]
        return statements(passage.text, self._introduction(passage))

    def _introduction(self, passage: Passage) -> str:
        """The words above the list that a passage is an item of; "" if it is none."""
        ref = passage.ref
        if (
            not isinstance(ref, Reference)
            or len(ref.locator.steps) < 2
            or ref.locator.steps[-1].unit == "ayat"
        ):
            return ""
        position = self._at.get(_around(ref)[-2])
        return "" if position is None else _opening(self._passages[position].text)

    def _calls(self, position: int) -> Iterable[str]:
        """What the places at, in and around a passage are called."""
        ref = self._passages[position].ref
        if not isinstance(ref, Reference):
            return ()
        return (
            *(name for place in _around(ref) for name in self._names.get(place, ())),
            *self._inside.get(ref, ()),
        )


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


def _around(ref: Reference) -> list[Reference]:
    """The places that a place is in, the pasal first, itself last."""
    steps, part = ref.locator.steps, ref.locator.part
    return [Reference(ref.regulation, Locator(steps[:n], part)) for n in range(1, len(steps) + 1)]


def _opening(text: str) -> str:
    return one_line(opening(text).of(text))


def _distinct(texts: Iterable[str]) -> _Statements:
    return tuple(dict.fromkeys(told for told in map(_telling, texts) if told))


def _telling(text: str) -> frozenset[str]:
    """The stems of a text that tell what it is about, without the places that it leans on."""
    return frozenset(
        token for token in stems(without_leaning(text)) if token not in _JOINING and not token.isdigit()
    )
