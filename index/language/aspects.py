"""What a question asks about its subject (purpose, participants, fee, schedule …), and whether a text tells it.

"Berapa tarif ujian sertifikasi?" is near a text about that certificate, yet not answered by it. The aspects are
data (``corpus/aspects.yaml``) with examples that a test runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tanyapasal.index.language.quantities.norms import UnitKind
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.text import plain_words


@dataclass(frozen=True, slots=True)
class Aspect:
    """``asked``: words by which a question asks for it; ``found``: words by which a text tells it.

    ``quantities``: kinds of quantity that tell it too. ``required``: a text that does not tell it is no answer.
    ``question`` and ``text`` are the entry's example.
    """

    id: str
    asked: tuple[str, ...]
    found: tuple[str, ...]
    quantities: tuple[UnitKind, ...] = ()
    required: bool = False
    question: str = ""
    text: str = ""


def extended(aspects: tuple[Aspect, ...], own: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
    """The aspects of every field with those of one: an entry with an id that is known adds its words to it."""
    added = {aspect.id: aspect for aspect in own}
    known = [_with(aspect, added.pop(aspect.id, None)) for aspect in aspects]
    return (*known, *added.values())


def _with(aspect: Aspect, own: Aspect | None) -> Aspect:
    if own is None:
        return aspect
    return replace(
        aspect,
        asked=(*aspect.asked, *own.asked),
        found=(*aspect.found, *own.found),
        quantities=(*aspect.quantities, *own.quantities),
        required=aspect.required or own.required,
    )


class AspectReader:
    """Finds aspects in questions and texts; endings such as -nya do not matter."""

    def __init__(self, aspects: tuple[Aspect, ...], quantities: QuantityReader) -> None:
        self._quantities = quantities
        self._aspects = aspects
        self._asked = _phrases([(aspect.asked, aspect.id) for aspect in aspects])
        self._found = _phrases([(aspect.found, aspect.id) for aspect in aspects])
        self._required = frozenset(aspect.id for aspect in aspects if aspect.required)

    def asked(self, question: str) -> frozenset[str]:
        """Ids of the aspects that a question (in standard spelling) asks for."""
        return _read(plain_words(question), self._asked)

    def told(self, text: str) -> frozenset[str]:
        """Ids of the aspects that a text tells."""
        quantities = {norm.kind for norm in self._quantities.norms(text)}
        counted = {a.id for a in self._aspects if quantities.intersection(a.quantities)}
        return _read(plain_words(text), self._found) | counted

    def required(self, asked: frozenset[str]) -> frozenset[str]:
        """Those of ``asked`` that an answer cannot do without."""
        return asked & self._required


_Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def _phrases(entries: Sequence[tuple[tuple[str, ...], str]]) -> _Phrases:
    """Phrases as words, by their first word."""
    found: _Phrases = {}
    for phrases, aspect in entries:
        for phrase in phrases:
            root = tuple(plain_words(phrase))
            if root:
                found.setdefault(root[0], []).append((root, aspect))
    return found


def _read(text: list[str], phrases: _Phrases) -> frozenset[str]:
    return frozenset(
        aspect
        for i, first in enumerate(text)
        for root, aspect in phrases.get(first, ())
        if tuple(text[i : i + len(root)]) == root
    )
