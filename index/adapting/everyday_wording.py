"""Questions as they are typed in a chat: everyday words for those of law, short spellings, slips of the fingers.

The words are those of the corpus (``everyday.yaml``, ``language.yaml``), read the other way round.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict

from tanyapasal.index.language.glossary import Language

_SPELT_SHORT, _SAID, _SLIP = 0.35, 0.7, 0.06
# Words of fewer letters are not mistyped here: too little would be left.
_LEAST_LETTERS = 6
_LEAST_PHRASE = 4


class EverydayWording:
    """Turns questions into everyday wording; the same random numbers make the same wording."""

    def __init__(self, language: Language) -> None:
        self._short: dict[str, list[str]] = defaultdict(list)
        for spelt, standard in language.informal:
            if standard and " " not in spelt:
                self._short[standard].append(spelt)
        said: dict[str, tuple[str, ...]] = {}
        for entry in language.everyday:
            for phrase in entry.law:
                if len(phrase) >= _LEAST_PHRASE:
                    said.setdefault(phrase.lower(), entry.said)
        self._said = said
        longest_first = sorted(map(re.escape, said), key=lambda phrase: (-len(phrase), phrase))
        self._law = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.I) if said else None

    def of(self, question: str, rng: random.Random) -> str:
        """The question in everyday words, small letters, without a question mark."""
        if self._law is not None and rng.random() < _SAID:
            question = self._law.sub(lambda m: rng.choice(self._said[m.group().lower()]), question, count=2)
        return " ".join(self._typed(word, rng) for word in question.lower().rstrip("?.").split())

    def _typed(self, word: str, rng: random.Random) -> str:
        chance = rng.random()
        if word in self._short and chance < _SPELT_SHORT:
            return rng.choice(self._short[word])
        if len(word) >= _LEAST_LETTERS and chance < _SLIP:
            at = rng.randrange(1, len(word) - 2)
            slips = (
                word[:at] + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at] + word[at:],
            )
            return rng.choice(slips)
        return word
