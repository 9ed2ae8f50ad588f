"""The words of a text, and numbers in any writing: ``47``, ``(2a)``, "empat puluh tujuh", "kedua"."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from tanyapasal.index.language.quantities import number_words
from tanyapasal.index.law.kinds import is_roman
from tanyapasal.index.law.places import LATIN, Unit
from tanyapasal.index.references import forms

# Runs of letters, runs of digits, and any other sign; a sign that is repeated ("....") counts once, but a bracket
# closes only one: "(UU 25/2009 Pasal 28 ayat (3))".
# The raised number of a footnote is no letter of the word behind it: "⁷Pasal 53".
_WORD = re.compile(r"[^\W\d_²³¹⁰⁴-⁹]+|[0-9]+|[()\[\]]|([^\s\w]|[_\w])\1*")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")

# "sembilan ribu sembilan ratus sembilan puluh sembilan", and one more that makes it too large
_MOST_WORDS = 8
# Each letter, and the letters beside it on a keyboard
_KEYS = (
    "qwa wqes ewrd retf tryg ytuh uyij iuok oipl po aqsz sadw dsfe fdgr gfht hgjy jhku kjli lko "
    "zxa xzcs cxvd vcbf bvng nbmh mn"
)
_NEIGHBOURS = {keys[0]: keys[1:] for keys in forms.words_of(_KEYS)}
# Ordinary words one slip away from a unit: "di pasar 47", "ayah 2", "angkat 3"
_NO_SLIPS = frozenset(
    forms.words_of(
        "pasar pasak pasah pasai pasang pasti pasa palsa ayam ayah ayan ayal ayak ayar aya "
        "angkat angkut angsa angin"
    )
)


class Word(NamedTuple):
    """One word, number or sign; ``text`` is lower case. A NamedTuple, because long texts make very many."""

    text: str
    start: int
    end: int


class Words:
    """A text as words. Reading past either end gives an empty word, so grammars need no bounds checks."""

    __slots__ = ("all", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.all = [Word(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text)]

    def __len__(self) -> int:
        return len(self.all)

    def at(self, i: int) -> str:
        """The word at ``i`` in lower case; "" outside the text."""
        return self.all[i].text if 0 <= i < len(self.all) else ""

    def written(self, i: int) -> str:
        """The word at ``i`` as it was written."""
        return self.text[self.all[i].start : self.all[i].end] if 0 <= i < len(self.all) else ""

    def behind(self, i: int, signs: Container[str], most: int) -> int:
        """The index after those of ``signs`` that stand at ``i``, ``most`` of them."""
        end = i
        while end < i + most and self.at(end) in signs:
            end += 1
        return end

    def joined(self, i: int) -> bool:
        """True if nothing stands between the words ``i - 1`` and ``i``."""
        return 0 < i < len(self.all) and self.all[i - 1].end == self.all[i].start

    def starts_line(self, i: int) -> bool:
        return 0 < i < len(self.all) and "\n" in self._blank_before(i)

    def starts_paragraph(self, i: int) -> bool:
        return self.starts_line(i) and _PARAGRAPH.search(self._blank_before(i)) is not None

    def _blank_before(self, i: int) -> str:
        return self.text[self.all[i - 1].end : self.all[i].start]

    def marks_item(self, i: int) -> bool:
        """True for the "a" or "1" of a list, at the start of a line: ``a. Pasal 6``, ``1) Pasal 6``."""
        return self.starts_line(i) and len(self.at(i)) <= 2 and self.at(i + 1) in (".", ")")


class Read(NamedTuple):
    """A number that was read, lower case, and the index after its last word."""

    number: str
    end: int


def read_number(words: Words, i: int, unit: Unit, *, named: bool = False) -> Read | None:
    """The number of a ``unit`` at ``i``, bare or in brackets; None if none stands there.

    ``named``: the unit is written before it, so that "aa" (which comes after "z") can be a huruf.
    """
    if words.at(i) in ("(", "["):
        read = _bare_number(words, i + 1, unit, named)
        return Read(read.number, read.end + 1) if read and words.at(read.end) in (")", "]") else None
    return _bare_number(words, i, unit, named)


def _bare_number(words: Words, i: int, unit: Unit, named: bool) -> Read | None:
    word = words.at(i)
    if unit == "huruf":
        doubled = named and len(word) == 2 and word[0] == word[1]
        return (
            Read(word, i + 1) if word.isascii() and word.isalpha() and (len(word) == 1 or doubled) else None
        )
    if word.isdigit() and word.isascii():
        number = word.lstrip("0")
        if not number or len(word) > 4:
            return None
        if unit == "pasal" and words.at(i + 1) in LATIN:
            return Read(f"{number}-{words.at(i + 1)}", i + 2)
        suffix = _suffix(words, i + 1, unit)
        return Read(number + suffix, i + 2 if suffix else i + 1)
    # "Pasal X" is how people write an unknown pasal; no amending law has a tenth pasal
    if unit == "pasal" and is_roman(word) and word not in ("x", "l", "c"):
        return Read(word, i + 1)
    ordinal = number_words.read_ordinal(word)
    return Read(str(ordinal), i + 1) if ordinal is not None else read_cardinal(words, i)


def _suffix(words: Words, i: int, unit: Unit) -> str:
    """The letter of an inserted number: "7A", "(2a)", and "Pasal 7 A" with a blank, in a capital only."""
    word = words.at(i)
    if (
        len(word) != 1
        or not (word.isascii() and word.isalpha())
        or (words.joined(i + 1) and words.at(i + 1).isalnum())
    ):
        return ""
    apart = unit == "pasal" and words.written(i).isupper() and not words.marks_item(i)
    return word if words.joined(i) or (apart and words.at(i + 1) != ".") else ""


def read_cardinal(words: Words, i: int) -> Read | None:
    """A cardinal below 10,000 in Indonesian words: "dua ribu dua puluh tiga"."""
    value, taken = number_words.read_cardinal([words.at(n) for n in range(i, i + _MOST_WORDS)], apart=True)
    # "satu per satu", "dua kali" count; they are no pasal
    if words.at(i + taken) in ("per", "kali") or not 0 < value < 10_000:
        return None
    return Read(str(value), i + taken)


@lru_cache(maxsize=1024)
def misspellings(word: str) -> frozenset[str]:
    """Slips of one key in ``word`` after its first letter: left out, doubled, swapped, or its neighbour."""
    slips: set[str] = set()
    for i in range(1, len(word)):
        slips.add(word[:i] + word[i + 1 :])
        slips.add(word[:i] + word[i - 1] + word[i:])
        slips.add(word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :])
        slips |= {word[:i] + near + word[i + 1 :] for near in _NEIGHBOURS.get(word[i], "")}
    slips.add(word + word[-1])
    return frozenset(slips - {word} - _NO_SLIPS)


UNIT_OF: dict[str, Unit] = {
    **{slip: form.unit for form in forms.UNIT_FORMS for slip in misspellings(form.misspelt)},
    **{word: form.unit for form in forms.UNIT_FORMS for word in form.words},
}
