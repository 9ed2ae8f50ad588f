"""The names of kinds and of single regulations, looked up in whichever way they are spelt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.kinds import Kind, Kinds, Level
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.references import regulation_forms
from tanyapasal.index.references.regions import Regions
from tanyapasal.index.references.words import Words, misspellings

_SHORTEST_MISSPELT = 6
_OPENING = {"(": ")", '"': '"', "\u201c": "\u201d"}
_BETWEEN = frozenset(".-/&,()") | {'"', "\u201c", "\u201d"}  # may stand between the words of one name


class Name(NamedTuple):
    """What a name stands for: a kind, and the one regulation if it names one."""

    kind: str
    id: RegulationId | None


class Names:
    """Every name of kinds and of single regulations, ready for look-up.

    Names are compared without blanks and signs: "Per LAN", "PerLAN" and "per-lan" are one name.
    """

    def __init__(self, kinds: Kinds, aliases: Iterable[tuple[str, RegulationId]] = ()) -> None:
        spellings = {kind.id: [kind.name, kind.label, *kind.written] for kind in kinds.kinds}
        self.kinds = frozenset(spellings)
        self.levels: dict[str, Level] = {kind.id: kind.level for kind in kinds.kinds if kind.level}
        self.regions = Regions(kinds.regions)
        self._names: dict[str, Name] = {}
        self._spelt: dict[str, Name] = {}  # "Dag RI" and "Dagri" differ by the blank alone
        vocabulary: set[str] = set()
        for kind in kinds.kinds:
            for name in spellings[kind.id]:
                parts = _parts(name)
                meant = Name(kind.id, _alone(kind))
                self._names.setdefault("".join(parts), meant)
                self._spelt.setdefault(" ".join(parts), meant)
                vocabulary |= {p for p in parts if len(parts) > 1 and len(p) >= _SHORTEST_MISSPELT}
        for alias, regulation in aliases:
            ways = [_parts(name) for name in spellings.get(regulation.kind, ())]
            for variant in _variants(_parts(alias), ways):
                held = self._names.setdefault(variant, Name(regulation.kind, regulation))
                if held.id not in (None, regulation):  # a name of two regulations names none of them
                    self._names[variant] = Name(regulation.kind, None)
        for code in regulation_forms.CODES:
            for word in code.words:
                self._names.setdefault("".join(_parts(word)), Name(code.id, RegulationId(code.id, "", 0)))
        self._names.pop("", None)
        self._beginnings = {name[:n] for name in self._names for n in range(1, len(name) + 1)}
        self._meant = {
            slip: word for word in vocabulary for slip in misspellings(word) if slip not in vocabulary
        }

    def begins(self, word: str) -> bool:
        """True if a name may begin with ``word``: a quick look before ``read``."""
        return word in self._beginnings or word in self._meant

    def read(self, words: Words, i: int) -> tuple[Name, int] | None:
        """The longest name from word ``i`` on and the index after it."""
        squashed, spelt, closing, j = "", "", "", i
        found: tuple[Name, int] | None = None
        while j < len(words):
            word = words.at(j)
            if word in _BETWEEN and squashed:
                closing = closing or _OPENING.get(word, "")
                j += 1
                continue
            longer = next(
                (s for s in self._readings(squashed, word, words, j) if s in self._beginnings), None
            )
            if longer is None or (j > i and words.starts_paragraph(j)):
                break
            squashed, spelt, j = longer, f"{spelt} {word}" if spelt else word, j + 1
            if name := self._names.get(squashed):
                name = name if name.id else self._spelt.get(spelt, name)
                found = name, j + (closing != "" and words.at(j) == closing)
        return found

    def _readings(self, squashed: str, word: str, words: Words, j: int) -> tuple[str, ...]:
        if word == "2" and squashed and words.joined(j):  # "undang2" is written for "undang-undang"
            return (squashed + words.at(j - 1),)
        meant = self._meant.get(word)
        return (squashed + word, squashed + meant) if meant else (squashed + word,)


def _alone(kind: Kind) -> RegulationId | None:
    """The one regulation of a kind whose name needs no number: "UUD 1945", "KUHP"."""
    try:
        example = RegulationId.parse(kind.example_id)
    except ReferenceSyntaxError:
        return None
    return None if example.number else example


def _parts(name: str) -> list[str]:
    return [word.text for word in Words(name).all if word.text.isalnum()]


def _variants(alias: list[str], kinds: list[list[str]]) -> set[str]:
    """An alias such as "UU Jalan" with its kind in every spelling, and as "UU tentang Jalan"."""
    variants = {"".join(alias)}
    for kind in kinds:
        if alias[: len(kind)] == kind and len(alias) > len(kind):
            rest = "".join(alias[len(kind) :])
            variants |= {
                "".join(other) + joint + rest for other in kinds for joint in ("", "tentang", "mengenai")
            }
    return variants
