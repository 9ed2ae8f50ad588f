"""Repair of words that no one knows, over the vocabulary of the corpus, by rapidfuzz."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA
from wordfreq import zipf_frequency

from tanyapasal.index.language.stemming import stem

MIN_LETTERS = 4
CUTOFF = 0.75
# Words rarer than this are as likely misspelt as meant; wordfreq gives 0 to most misspellings.
KNOWN_ZIPF = 2.5
# Names and questions in English have English words, "Electoral Assistance"; rarer ones may well be slips in Indonesian.
ENGLISH_ZIPF = 4.0


@lru_cache(maxsize=65536)
def is_indonesian(word: str) -> bool:
    """True for a word in general use, whether the corpus has it or not: such a word is never 'repaired'."""
    return max(zipf_frequency(word, "id"), zipf_frequency(stem(word), "id")) >= KNOWN_ZIPF


def is_english(word: str) -> bool:
    """True for a frequent English word, which is not 'repaired' either."""
    return zipf_frequency(word, "en") >= ENGLISH_ZIPF


class Spelling:
    """Nearest word of a vocabulary, by optimal string alignment distance."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._vocabulary = frozenset(vocabulary)
        self._choices = np.array(
            sorted(word for word in self._vocabulary if len(word) >= MIN_LETTERS and word.isalpha()),
            dtype=object,
        )
        self._letters = np.stack([_letters(word) for word in self._choices]) if len(self._choices) else None

    def knows(self, word: str) -> bool:
        return word in self._vocabulary

    def repair(self, word: str) -> str:
        """The word meant, or ``word`` itself if it is known, short, or like no other."""
        if word in self._vocabulary or len(word) < MIN_LETTERS or not word.isalpha():
            return word
        if is_indonesian(word) or is_english(word):
            return word
        near = self._near(word)
        found = process.extractOne(word, near, scorer=OSA.normalized_similarity, score_cutoff=CUTOFF)
        return str(found[0]) if found else word

    def _near(self, word: str) -> list[str]:
        """The words that can be near enough: an edit changes at most two of the letters that a word is made of."""
        if self._letters is None:
            return []
        differing = np.abs(self._letters - _letters(word)).sum(axis=1)
        longest = np.maximum(self._letters.sum(axis=1), len(word))
        return list(self._choices[differing <= 2 * (1 - CUTOFF) * longest])


def _letters(word: str) -> npt.NDArray[np.int16]:
    """How often each letter occurs, shape (27,); all that are not a to z count as one."""
    counts = np.zeros(27, dtype=np.int16)
    for letter in word:
        counts[ord(letter) - 97 if "a" <= letter <= "z" else 26] += 1
    return counts
