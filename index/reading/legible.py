"""How much of a text is words: what tells the text of a page from signs that a font, a scanner or a cipher left.

Counting signs tells nothing: a font without its table of characters gives as many letters as there are, and an
address drawn over a scan is sound text. Words do tell. Names of people and places are in no table; they are
told by their letters, which follow each other as in words that are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tanyapasal.index.language.words.frequent import frequencies, zipf
from tanyapasal.index.language.words.spelling import in_use, is_english
from tanyapasal.index.language.words.stemming import stem

# What was copied badly still has some letters in a row that are a word: two-letter words count if they are frequent.
_SHORT, _SHORT_ZIPF, _LEAST_ENGLISH = 2, 6.0, 4
# Of the letters of a language, those in words of five letters and more; tested where there are enough letters.
_LONG, _LONG_SHARE, _READABLE, _MANY = 5, 0.25, 0.5, 40
# Three letters that follow each other in fewer words than this follow each other in none but names from elsewhere.
_LEAST_SEEN = 2
_WORD = re.compile(r"[^\W\d_]+")
# Signs of sound text; any other counts as a letter that belongs to no word.
_STRANGE = re.compile(r"[^\w\s.,;:()\-–—/\"'“”‘’…%&•*§°_|]")
_RUN = re.compile(r"([^\w\s])\1+")
# The spelling before 1972 and before 1947, in the letters of today, in this order; "D" keeps the j of "dj" apart.
_OLD = (("dj", "D"), ("tj", "c"), ("j", "y"), ("D", "j"), ("ch", "kh"), ("oe", "u"))


@dataclass(frozen=True, slots=True)
class Legibility:
    """Of a text: its letters (strange signs among them), those in known words, those in words that could be Indonesian
    by the way their letters follow each other, those in known words of some length, and the share of words that only
    repeat the word before."""

    letters: int = 0
    known: int = 0
    spoken: int = 0
    long: int = 0
    doubled: float = 0.0

    @property
    def known_share(self) -> float:
        """0 to 1; 1 for a text without letters."""
        return self.known / self.letters if self.letters else 1.0

    @property
    def spoken_share(self) -> float:
        """0 to 1, as ``known_share``; never below it."""
        return self.spoken / self.letters if self.letters else 1.0

    @property
    def readable(self) -> bool:
        """True for language. What is read in a photo has words too, by chance, but hardly any of some length."""
        short = self.letters < _MANY
        return (
            self.known > 0
            and self.known_share >= _READABLE
            and (short or self.long >= _LONG_SHARE * self.letters)
        )

    @property
    def worth(self) -> float:
        """By which two readings of one page are compared: letters in words, less those in none."""
        return (2 * self.known - self.letters) * (1 - self.doubled)


def legibility(lines: Iterable[str]) -> Legibility:
    """How much of ``lines`` is words."""
    text = _RUN.sub(r"\1", "\n".join(lines))
    words = [word.lower() for word in _WORD.findall(text)]
    letters = known = spoken = long = 0
    for word, times in Counter(words).items():
        many = len(word) * times
        letters += many
        known += many * _known(word)
        spoken += many * (_known(word) or _is_spoken(word))
        long += many * (len(word) >= _LONG and _known(word))
    repeated = sum(a == b and len(a) > 1 for a, b in pairwise(words))
    return Legibility(
        letters + len(_STRANGE.findall(text)), known, spoken, long, repeated / len(words) if words else 0.0
    )


@lru_cache(maxsize=65536)
def _known(word: str) -> bool:
    if len(word) <= _SHORT:
        return len(word) == _SHORT and zipf(word, "id") >= _SHORT_ZIPF
    if in_use(word) or in_use(stem(word)) or (len(word) >= _LEAST_ENGLISH and is_english(word)):
        return True
    modern = _modern(word)
    return modern != word and (in_use(modern) or in_use(stem(modern)))


def _modern(word: str) -> str:
    for old, new in _OLD:
        word = word.replace(old, new)
    return word


def _is_spoken(word: str) -> bool:
    return len(word) > _SHORT and all(_threes()[three] >= _LEAST_SEEN for three in _threes_of(word))


@lru_cache(maxsize=1)
def _threes() -> Counter[str]:
    """In how many words in use three letters follow each other; ^ and $ are the ends of a word."""
    return Counter(three for word in frequencies("id") for three in _threes_of(word))


def _threes_of(word: str) -> list[str]:
    marked = f"^{word}$"
    return [marked[i : i + 3] for i in range(len(marked) - 2)]
