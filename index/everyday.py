"""Everyday speech to the words of statutes: "dipecat" is "diberhentikan, pemberhentian" there.

The words of law are added to a question, never put in place of what was said. Data: ``corpus/everyday.yaml``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from index.text import plain_words, stem, words


@dataclass(frozen=True, slots=True)
class Everyday:
    """``said``: words or phrases of everyday speech; ``law``: words of statutes for the same thing."""

    said: tuple[str, ...]
    law: tuple[str, ...]


class EverydayReader:
    """Finds the words of law that a question means; those with a word that no text has are left out.

    ``stems``: of the words of the corpus.
    """

    def __init__(self, entries: Collection[Everyday], stems: Collection[str]) -> None:
        self._law: dict[tuple[str, ...], tuple[str, ...]] = {}
        for entry in entries:
            held = tuple(phrase for phrase in entry.law if all(stem(w) in stems for w in words(phrase)))
            for said in entry.said if held else ():
                key = tuple(plain_words(said))
                self._law[key] = (*self._law.get(key, ()), *held)
        self._longest = max(map(len, self._law), default=1)

    def law_words(self, question: str) -> tuple[str, ...]:
        """Phrases of law for what the question (in standard spelling) says, the longest match at each place."""
        said = plain_words(question)
        low = question.lower()
        found: dict[str, None] = {}
        i = 0
        while i < len(said):
            for size in range(min(self._longest, len(said) - i), 0, -1):
                law = self._law.get(tuple(said[i : i + size]))
                if law is not None:
                    found.update({phrase: None for phrase in law if phrase.lower() not in low})
                    i += size - 1
                    break
            i += 1
        return tuple(found)
