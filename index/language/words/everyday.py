"""Everyday speech to the words of statutes: "dipecat" is "diberhentikan, pemberhentian" there.

The words of law are added to a question, never put in place of what was said. Data: ``corpus/everyday.yaml``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tanyapasal.index.language.words.stemming import stems
from tanyapasal.index.text import plain_words

# A phrase of law is added if this many times more texts have it than have what was said.
FACTOR = 3.0


@dataclass(frozen=True, slots=True)
class Everyday:
    """``said``: words or phrases of everyday speech; ``law``: words of statutes for the same thing."""

    said: tuple[str, ...]
    law: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a question ``said``, and phrases by which texts may mean the same; any one of them will do."""

    said: str
    meant: tuple[str, ...]


class EverydayReader:
    """Finds the words of law that a question means, for one corpus.

    A phrase of law is of use only if the texts have it, and more often than what was said: where they speak as
    people do, nothing needs adding. ``frequencies``: texts that hold a stem.
    """

    def __init__(self, entries: Collection[Everyday], frequencies: Mapping[str, int]) -> None:
        def texts(phrase: str) -> int:
            return min((frequencies.get(each, 0) for each in stems(phrase)), default=0)

        self._law: dict[tuple[str, ...], tuple[str, ...]] = {}
        for entry in entries:
            for said in entry.said:
                held = tuple(phrase for phrase in entry.law if texts(phrase) > FACTOR * texts(said))
                if held:
                    key = tuple(plain_words(said))
                    self._law[key] = (*self._law.get(key, ()), *held)
        self._longest = max(map(len, self._law), default=1)

    def senses(self, question: str) -> tuple[Sense, ...]:
        """What the question (in standard spelling) says in everyday words, the longest match at each place."""
        said = plain_words(question)
        low = question.lower()
        found: dict[Sense, None] = {}
        i = 0
        while i < len(said):
            for size in range(min(self._longest, len(said) - i), 0, -1):
                key = tuple(said[i : i + size])
                law = tuple(phrase for phrase in self._law.get(key, ()) if phrase.lower() not in low)
                if law:
                    found[Sense(" ".join(key), law)] = None
                if key in self._law:
                    i += size - 1
                    break
            i += 1
        return tuple(found)
