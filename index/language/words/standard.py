"""A word in standard spelling: by the table of everyday spellings, by what its letters show, or repaired."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tanyapasal.index.language.words.spelling import Spelling, in_use

# "gara2" is "gara-gara", "apa2nya" "apa-apanya": the digit doubles the word.
_TWICE = re.compile(r"(?P<half>[a-z]{3,})2(?P<ending>nya|an)?")
# Endings that the word before keeps: "gimananya" is "bagaimananya". Two letters before them may be a word of their own.
_ENDING = re.compile(r"(?P<base>[a-z]{3,}|[^aeiou\d\W]{2})(?P<ending>nya?|kah|lah|pun)")
_LONG = re.compile(r"([aeiou])\1+|([a-z])\2{2,}")


class StandardWords:
    """Words by ``informal`` (everyday spelling: standard words) and ``spelling``."""

    def __init__(self, informal: Mapping[str, str], spelling: Spelling) -> None:
        self._informal = informal
        self._spelling = spelling

    def of(self, word: str) -> str:
        """The standard words for one lower-case word; itself if it is standard, or like no other."""
        if word in self._informal:
            return self._informal[word]
        if self._spelling.knows(word):
            return word
        if twice := _TWICE.fullmatch(word):
            half = self.of(twice["half"])
            return f"{half}-{half}{twice['ending'] or ''}"
        if ended := _ENDING.fullmatch(word):
            base = self._informal.get(ended["base"]) or ended["base"]
            if base != ended["base"] or self._spelling.knows(base):
                return base + ("nya" if ended["ending"] == "ny" else ended["ending"])
        short = self._without_length(word)
        if short:
            return self.of(short)
        # What it is repaired to is known or more frequent, so that this comes to an end.
        repaired = self._spelling.repair(word)
        return repaired if repaired == word else self.of(repaired)

    def _without_length(self, word: str) -> str | None:
        """The word without letters that are repeated for length, "bangettt", "yaa"; None if it has none."""
        if in_use(word):
            return None
        for kept in (r"\1\1\2\2", r"\1\2"):
            short = _LONG.sub(kept, word)
            if short != word and (short in self._informal or self._spelling.knows(short) or in_use(short)):
                return short
        return None
