"""Standard words for words that no one knows: misspelt ones, spoken ones, and those without their vowels.

Over the vocabulary of the corpus, by rapidfuzz, and over the words that people use, in the tables of ``frequent``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from tanyapasal.index.language.words.frequent import frequencies, zipf
from tanyapasal.index.language.words.spoken import spoken_for
from tanyapasal.index.language.words.stemming import stem

MIN_LETTERS = 4
CUTOFF = 0.75
# Words rarer than this are as likely misspelt as meant; most misspellings are in no table.
KNOWN_ZIPF = 2.5
# Names and questions in English have English words, "Electoral Assistance"; rarer ones may well be slips in Indonesian.
ENGLISH_ZIPF = 4.0
# A word in use is an abbreviation of another only if that one is this many times more frequent: "dgn" is 190 times rarer
# than "dengan", but "dpr" is no "dapur".
TIMES_RARER = 30.0
# What is written as it is spoken is that much rarer than the standard word, "ngaku" 30 times rarer than "mengaku"; what is
# not ("nonton", "mainkan") is a word of its own.
TIMES_SAID = 5.0
MIN_ABBREVIATED = 3
# With fewer consonants than these, what the vocabulary has no word for may well be a name.
LEAST_CONSONANTS = 4
_VOWEL = re.compile(r"[aeiou]")
_DOUBLED = re.compile(r"([a-z])\1")
# ng, ny, sy, kh are one sound. No syllable begins with other pairs than these or ends in two consonants (KBBI, loans apart).
_DIGRAPH = re.compile(r"ng|ny|sy|kh")
_UNSPEAKABLE = re.compile(
    r"^(?![bcdfgkpst][lrw]|s[cfhkmnpqtvw]|p[st]|[kg]n)[^aeiou]{2}|^[^aeiou]{3}(?<!str)(?<!spr)(?<!skr)|[^aeiou]{4}"
    r"|[^aeioulmnrs][^aeiou]$|^[^aeiou]+$"
)


def in_use(word: str) -> bool:
    """True for a word that people write often in Indonesian, standard or not."""
    return word in frequencies("id")


@lru_cache(maxsize=65536)
def is_indonesian(word: str) -> bool:
    """True for a word in general use, whether the corpus has it or not: such a word is never taken for a slip."""
    return max(zipf(word, "id"), zipf(stem(word), "id")) >= KNOWN_ZIPF


def is_word(word: str) -> bool:
    """True for a word in small letters that people write, that is a form of one they write, or that is English."""
    return in_use(word) or in_use(stem(word)) or is_english(word)


def is_unspeakable(word: str) -> bool:
    """True for letters that no Indonesian word has in a row, as abbreviations do: "bkpsdm", "sapk", "lpnk"."""
    return _UNSPEAKABLE.search(_DIGRAPH.sub("g", word)) is not None


def is_english(word: str) -> bool:
    """True for a frequent English word, which is not 'repaired' either."""
    return zipf(word, "en") >= ENGLISH_ZIPF


class Spelling:
    """Nearest word of a vocabulary, by optimal string alignment distance.

    ``short``: those of its words that are abbreviations and names. Another abbreviation is often one letter off, so
    nothing is read as one of them unless its letters are all there. What is an abbreviation itself (see
    ``_abbreviates``) is none of another.
    """

    def __init__(self, vocabulary: Iterable[str], short: Collection[str] = ()) -> None:
        self._vocabulary = frozenset(vocabulary)
        self._short = frozenset(short)
        self._used = frequencies("id")
        self._choices = np.array(
            sorted(word for word in self._vocabulary if len(word) >= MIN_LETTERS and word.isalpha()),
            dtype=object,
        )
        self._letters = np.stack([_letters(word) for word in self._choices]) if len(self._choices) else None
        self._full = _by_consonants(self._vocabulary)

    def knows(self, word: str) -> bool:
        return word in self._vocabulary

    def repair(self, word: str) -> str:
        """The word meant, or ``word`` itself if it is known, short, or like no other."""
        if word in self._vocabulary or not word.isalpha() or self._compound(word):
            return word
        return self._spoken(word) or self._spelt_out(word) or self._slip(word) or word

    def _compound(self, word: str) -> bool:
        """True for one abbreviation made of two: "perkalan" of "perka" and "lan", "kemendagri"."""
        return any(
            word[:cut] in self._short and (word[cut:] in self._short or is_unspeakable(word[cut:]))
            for cut in range(MIN_ABBREVIATED, len(word) - 1)
        )

    def _spoken(self, word: str) -> str | None:
        """The most frequent word that is said like this; if this is in use, only one that is far more frequent."""
        if len(word) < MIN_LETTERS or is_english(word):
            return None
        least = TIMES_SAID * self._used.get(word, 0.0)
        forms = [
            form for form in spoken_for(word) if form in self._vocabulary or self._used.get(form, 0.0) > least
        ]
        return max(forms, key=lambda form: self._used.get(form, 0.0), default=None)

    def _spelt_out(self, word: str) -> str | None:
        """The most frequent word of which only vowels are missing here; those of the vocabulary come first."""
        if len(word) < MIN_ABBREVIATED or (in_use(word) and len(_VOWEL.findall(word)) > 1):
            return None
        consonants = _VOWEL.sub("", word).replace("ng", "g")
        used = self._used.get(word, 0.0)
        held = self._full.get(consonants, [])
        others = _words_in_use().get(consonants, []) if len(consonants) >= LEAST_CONSONANTS else []
        for words in (held, others):
            found = [
                full
                for full in words
                if not self._another(word, full)
                and self._used.get(full, 0.0) >= TIMES_RARER * used
                and _shortens(word, full)
            ]
            if found:
                return max(found, key=lambda full: self._used.get(full, 0.0))
        return None

    def _slip(self, word: str) -> str | None:
        if len(word) < MIN_LETTERS or not _VOWEL.search(word) or is_indonesian(word) or is_english(word):
            return None
        near = process.extractOne(
            word, self._near(word), scorer=OSA.normalized_similarity, score_cutoff=CUTOFF
        )
        found = str(near[0]) if near else None
        if found is None or _vowel_for_consonant(word, found):
            return None
        return None if found in self._short and sorted(found) != sorted(word) else found

    def _another(self, word: str, found: str) -> bool:
        """True if ``found`` is an abbreviation of its own: without vowels, or other letters than those of ``word`` go before."""
        letters = iter(found)
        return found in self._short and (
            is_unspeakable(found) or not all(letter in letters for letter in word)
        )

    def _near(self, word: str) -> list[str]:
        """The words that can be near enough: an edit changes at most two of the letters that a word is made of."""
        if self._letters is None:
            return []
        differing = np.abs(self._letters - _letters(word)).sum(axis=1)
        longest = np.maximum(self._letters.sum(axis=1), len(word))
        return list(self._choices[differing <= 2 * (1 - CUTOFF) * longest])


@lru_cache(maxsize=1)
def _words_in_use() -> dict[str, list[str]]:
    return _by_consonants(word for word in frequencies("id") if word.isalpha())


def _by_consonants(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(_consonants(word), []).append(word)
    return found


def _consonants(word: str) -> str:
    """What an abbreviation leaves of a word: no vowels, doubled letters once, "g" for "ng"."""
    return _VOWEL.sub("", _DOUBLED.sub(r"\1", word.replace("ng", "g")))


def _shortens(short: str, full: str) -> bool:
    """True if the vowels of ``short`` stand in ``full`` in the same order, and more of them."""
    letters = iter(full)
    return (
        short[0] == full[0]
        and len(short) < len(full)
        and all(vowel in letters for vowel in _VOWEL.findall(short))
    )


def _vowel_for_consonant(word: str, other: str) -> bool:
    """True if one differs from the other by nothing but a vowel in the place of a consonant, which is no slip."""
    if len(word) != len(other):
        return False
    pairs = [(a, b) for a, b in zip(word, other, strict=True) if a != b]
    return len(pairs) == 1 and bool(_VOWEL.match(pairs[0][0])) != bool(_VOWEL.match(pairs[0][1]))


def _letters(word: str) -> npt.NDArray[np.int16]:
    """How often each letter occurs, shape (27,); all that are not a to z count as one."""
    counts = np.zeros(27, dtype=np.int16)
    for letter in word:
        counts[ord(letter) - 97 if "a" <= letter <= "z" else 26] += 1
    return counts
