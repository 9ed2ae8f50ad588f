"""The region that made a regulation, as people name it: "Perda Kabupaten Bogor 5/2021", "Pergub DKI 10/2020"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tanyapasal.index.law.kinds import LEVELS, Level, Region
from tanyapasal.index.references import forms, regulation_forms
from tanyapasal.index.references.words import UNIT_OF, Words

_LEVEL_OF: dict[str, Level] = {
    word: level for level, form in regulation_forms.LEVEL_FORMS.items() for word in form.words
}
_TIERS = ("i", "ii", "1", "2")
_LONGEST = 6
_NUMBER = frozenset(regulation_forms.NUMBER.words)
_FOLLOWS = _NUMBER | frozenset(regulation_forms.YEAR.words) | frozenset(regulation_forms.TITLE.words)
_ENDS = (
    _FOLLOWS
    | frozenset(UNIT_OF)
    | frozenset(regulation_forms.TOWARDS.words)
    | frozenset(regulation_forms.NO_TITLE.words)
    | (frozenset(forms.AND.words) - {"dan"})
    | frozenset(word for head in regulation_forms.HEADS for word in head.words)
    | {"di", "pada", "dalam", "dlm", "ini", "itu", "tersebut", "tsb", "yang", "yg", "bahwa", "atau", "dengan", "dgn"}
).union(*(form.words for form in (forms.WITHIN, forms.REQUESTS, *forms.PART_FORMS)))  # fmt: skip


class Regions:
    """The regions that are listed, looked up in every writing."""

    def __init__(self, regions: tuple[Region, ...]) -> None:
        self._listed: Mapping[str, str] = {
            squashed(name): region.id for region in regions for name in (region.name, *region.written)
        }

    def before_number(self, words: Words, i: int, level: Level) -> tuple[str, int] | None:
        """The region named from word ``i`` on, right behind a kind of ``level``, and the index after it.

        None if none is named. It reaches to the number, the year or the title; elsewhere it is one only if it is called
        a region ("Perda Kota Bandung") or listed.
        """
        said, start = _level(words, i)
        name, end = self._name(words, start)
        if not name:
            return None
        region = self._id(name, said or level)
        follows = words.at(end) in _FOLLOWS or words.at(end).isdigit()
        known = said is not None or squashed(name) in self._listed
        return (region, end) if follows or known else None

    def behind_number(self, words: Words, i: int) -> tuple[str, int] | None:
        """The region behind number and year: "Perda 5/2021 Kota Bandung"; it must be called one, or be listed."""
        said, start = _level(words, i)
        name, end = self._name(words, start)
        if name and (said is not None or squashed(name) in self._listed):
            return self._id(name, said or "daerah"), end
        return None

    def _name(self, words: Words, i: int) -> tuple[str, int]:
        """The name at ``i``: a listed one that is all of it, "Daerah Khusus Ibukota Jakarta", or as it is written."""
        taken: list[str] = []
        for n, word in _words(words, i):
            if taken and _ends(words, n) and squashed("".join(taken)) in self._listed:
                return "-".join(taken), n
            if len(taken) == _LONGEST or not word.isalpha():
                break
            taken.append(word)
        return _name(words, i)

    def _id(self, name: str, level: Level) -> str:
        listed = self._listed.get(squashed(name)) if level in ("daerah", "provinsi") else None
        return listed or LEVELS[level] + name


def squashed(region: str) -> str:
    """A name without blanks and signs: "Pangkal Pinang" and "Pangkalpinang" are one."""
    return "".join(c for c in region.lower() if c.isalpha())


def same_region(said: str, held: str) -> bool:
    """True if a region as it was named can be the one of an id; "bogor" may be a kabupaten or a kota."""
    a, b = squashed(said), squashed(held)
    return a == b or (held.startswith(("kab-", "kota-")) and a == squashed(held.partition("-")[2]))


def _level(words: Words, i: int) -> tuple[Level | None, int]:
    """The level that is named at ``i``, also as of old: "Kabupaten Daerah Tingkat II", "Kab."."""
    said: Level | None = None
    while True:
        word = words.at(i)
        if word in _LEVEL_OF:
            said = _LEVEL_OF[word]
            i += 1
        elif word in ("tingkat", "dati") and words.at(i + 1) in _TIERS:
            i += 2
        elif word == "daerah" and words.at(i + 1) == "tingkat" and words.at(i + 2) in _TIERS:
            i += 3
        elif word == "." and said is not None:
            i += 1
        else:
            return said, i


def _name(words: Words, i: int) -> tuple[str, int]:
    """The words of the name, joined by "-", and the index after them; "" if they do not end as a name does."""
    name: list[str] = []
    for n, word in _words(words, i):
        if _ends(words, n):
            return "-".join(name), n
        if len(name) == _LONGEST:
            return "", n
        name.append(word)
    return "-".join(name), len(words)


def _ends(words: Words, n: int) -> bool:
    word = words.at(n)
    return words.starts_paragraph(n) or not word.isalpha() or not word.isascii() or word in _ENDS


def _words(words: Words, i: int) -> Iterator[tuple[int, str]]:
    """Words from ``i`` on; the signs inside "D.I. Yogyakarta" and "Una-Una" do not count."""
    for n in range(i, len(words)):
        inside = words.joined(n) and n > i and words.at(n + 1).isalpha() and words.at(n + 1) not in _ENDS
        short = words.at(n) == "." and len(words.at(n - 1)) == 1
        if not (inside and (short or (words.at(n) == "-" and words.joined(n + 1)))):
            yield n, words.at(n)
