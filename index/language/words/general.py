"""Words that say nothing about the topic of a question: "berapa", "harus", "menjelaskan", "persyaratannya".

Most are words of a list in any of their forms, or made of roots; the most frequent words of Indonesian and English,
numbers and months name no topic either. The list is ``general`` in ``corpus/language.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tanyapasal.index.language.quantities.forms import MONTHS
from tanyapasal.index.language.quantities.numbers import is_number_word
from tanyapasal.index.language.words.derived import nouns, verbs
from tanyapasal.index.language.words.frequent import frequencies, zipf
from tanyapasal.index.language.words.spelling import in_use
from tanyapasal.index.language.words.stemming import STOP

# The most frequent words of a language are function words but for a few; these English ones are its first two hundred.
MOST_FREQUENT = 107
FREQUENT_ENGLISH_ZIPF = 5.8
LEAST_LETTERS = 3
_ENDING = re.compile(r"(?<=\w{3})(?:nya)?(?:kah|lah|pun)?$")
_HEADS = ("se", "ter", "ber")


@dataclass(frozen=True, slots=True)
class GeneralList:
    """What the table lists.

    ``words`` count in all their forms: with -nya, -kah, -lah, -pun, se-, ter- and ber-, and doubled. ``verbs`` are
    roots with all their verbs, ``families`` those with their nouns too. ``subjects`` are what questions are about
    although they would count. ``light``: words of law that may be asked of any subject; a question never loses them.
    """

    words: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    light: tuple[str, ...] = ()


class GeneralWords(Container[str]):
    """The words of a list, and all that is made of them."""

    def __init__(self, listed: GeneralList) -> None:
        roots = (*listed.verbs, *listed.families)
        derived = {word for root in roots for word in verbs(root)}
        derived |= {word for root in listed.families for word in nouns(root)}
        self._light = frozenset(listed.light)
        self._subjects = self._light.union(listed.subjects)
        frequent = islice(frequencies("id"), MOST_FREQUENT)
        self._bases = STOP.union(listed.words, roots, MONTHS, frequent) - self._subjects
        self._whole = self._bases.union(derived) - self._subjects
        self._says_nothing = lru_cache(maxsize=65536)(self._read)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._says_nothing(word)

    def light(self, word: str) -> bool:
        """True for a word of law that may be asked of any subject, in any of the forms that mean the same."""
        return bool(self._light.intersection((word, _ENDING.sub("", word, count=1))))

    def in_use(self) -> Iterator[str]:
        """Those that people write, for repairs to lead to."""
        return (word for word in self._whole if word in self._bases or in_use(word))

    def _read(self, word: str) -> bool:
        plain = _ENDING.sub("", word, count=1)
        if self._subjects.intersection((word, plain)):
            return False
        first, _, second = plain.partition("-")
        if second in _bases(first):
            plain = second
        return (
            any(self._is_general(each) for each in (word, *_bases(plain)))
            or zipf(word, "en") >= FREQUENT_ENGLISH_ZIPF
        )

    def _is_general(self, word: str) -> bool:
        return word in self._whole or is_number_word(word.removeprefix("ke"))


def _bases(word: str) -> tuple[str, ...]:
    """The word, and what it may be made of with se-, ter- or ber- (be- before r)."""
    bases = [word.removeprefix(head) for head in _HEADS]
    if word.startswith("ber"):
        bases.append(word.removeprefix("be"))
    return (word, *(base for base in bases if len(base) >= LEAST_LETTERS))
