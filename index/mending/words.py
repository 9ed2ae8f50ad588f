"""Misread words: none of the language, and one misreading from a word that the regulation says again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tanyapasal.index.language.words.frequent import zipf
from tanyapasal.index.language.words.spelling import is_unspeakable, is_word
from tanyapasal.index.mending.proposals import Proposal
from tanyapasal.index.mending.spellings import edited_forms, misread_forms
from tanyapasal.index.text import Span

# Letters with what scanners read for them: digits, "€", "|", "!".
_WORD = re.compile(r"(?<![\w@/-])[^\W_]+(?:[€|!][^\W_]+){0,12}[^\W_](?![\w@/-])")
_LEAST_LETTERS, _LONG = 6, 8
# Longer ones are no words; looking for what they may have been takes time that grows with their length.
LONGEST_WORD = 40
# A shorter one is mended only to what stands in every other sentence.
_SHORT, _EVERYWHERE = 5, 50
# A word is damaged if it stands so often at most, and at most this share of what it is mended to.
_RARE, _TIMES = 2, 10
# How often a regulation says a word that others are mended to: one misreading away, or any one edit away.
_SAID, _SAID_OFTEN = 5, 20
# Words that the regulation need not say itself: frequent in all that is written (Zipf).
_FREQUENT = 3.5
_KNOWN = 2.5
# The share of a word's places at which it has a capital, or none, from which on it always has.
_CLEARLY = 0.9
# A rival that nobody writes and the regulation does not say is none.
_RIVAL = 3.0


class Words:
    """The vocabulary of one regulation; ``texts``: the own texts of its provisions."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._written: Counter[str] = Counter()
        for text in texts:
            self._written.update(match[0] for match in _WORD.finditer(text))
        self._said: Counter[str] = Counter()
        for word, count in self._written.items():
            self._said[word.lower()] += count
        self._found: dict[str, tuple[str, str] | None] = {}

    def read(self, text: str) -> Iterator[Proposal]:
        """The damaged words of ``text`` that can be one word alone."""
        for match in _WORD.finditer(text):
            written = match[0]
            if written not in self._found:
                self._found[written] = self._meant(written)
            found = self._found[written]
            if found is not None:
                yield Proposal(Span(*match.span()), found[0], "kata", found[1])

    def _meant(self, written: str) -> tuple[str, str] | None:
        """What a word is mended to, and why; None for a word that is right or unclear."""
        word = written.lower()
        if (
            not _SHORT <= len(word) <= LONGEST_WORD
            or sum(map(str.isalpha, word)) < len(word) - 1
            or is_word(word)
        ):
            return None
        forms = misread_forms(word)
        near = [form for form in forms | edited_forms(word) if self._said[form] or zipf(form, "id") >= _KNOWN]
        known = [form for form in near if form.isalpha() and is_word(form)]
        rivals = [form for form in known if self._said[form] or zipf(form, "id") >= _RIVAL]
        for choice in ([form for form in known if form in forms], known):
            found = choice[0] if len(choice) == 1 else ""
            if found and rivals in ([], [found]) and self._certain(word, found, choice is not known):
                cased = None if self._is_damaged(found) else self._cased(written, found)
                return (cased, self._reason(found)) if cased else None
        return None

    def _is_damaged(self, found: str) -> bool:
        """True if a word that looks right is what the copy often makes of another: "persetoan" of "perseroan"."""
        said = self._said[found]
        often = _TIMES * said if said >= _SAID else _SAID
        return any(self._said[form] >= often for form in edited_forms(found))

    def _certain(self, word: str, found: str, misread: bool) -> bool:
        said, often = self._said[word], self._said[found]
        if said > max(_RARE, often / _TIMES) or (len(word) < _LEAST_LETTERS and often < _EVERYWHERE):
            return False
        if not misread:
            same = len(word) == len(found) and word[0] == found[0]
            return same and len(word) >= _LONG and often >= _SAID_OFTEN
        if often >= _SAID:
            return True
        # A rare word that is right looks like a frequent one now and then: "mengeruk", "mengetuk".
        impossible = not word.isalpha() or (is_unspeakable(word) and not is_unspeakable(found))
        return impossible and len(word) >= _LONG - 1 and zipf(found, "id") >= _FREQUENT

    def _reason(self, found: str) -> str:
        said = self._said[found]
        if said >= _SAID:
            return f"bukan kata; '{found}' ada {said} kali dalam peraturan ini"
        return f"bukan kata; '{found}' kata yang umum"

    def _cased(self, written: str, found: str) -> str | None:
        """``found`` with the capitals of ``written``; None where it may be a name, or they cannot be told."""
        if sum(map(str.isupper, written)) > len(written) / 2:
            return found.upper()
        name = found.capitalize()
        capital, small = self._written[name], self._written[found]
        if written[0].isalpha() and {written[0], found[0]} not in ({"l", "i"}, {"I", "l"}):
            # A capital where the word itself never has one may be a name.
            return found if written[0].islower() else name if capital else None
        # What stands for the first letter is neither great nor small: "lndonesia", "Iaporan", "5elatan".
        told = max(capital, small)
        return None if told < _CLEARLY * (capital + small) or not told else name if capital > small else found
