"""The places that an instruction names: "ayat (2) dan ayat (3) Pasal 5", "Pasal 1 angka 3a", "BAB IIIA".

Places stand most general first ("Pasal 5 ayat (2)") or last ("ayat (2) Pasal 5"); in a list what one member
leaves out is understood from its neighbour. Division headings (BAB, Bagian, Paragraf) cannot be named by a
reference and are kept as what is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tanyapasal.index.law.places import LATIN, Locator, Part, Step, Unit
from tanyapasal.index.law.regulation import HeadingKind
from tanyapasal.index.parsing.numerals import readings, roman
from tanyapasal.index.reading import list_numbers

_UNIT_OF: dict[str, Unit] = {
    "pasal": "pasal", "ayat": "ayat", "huruf": "huruf", "angka": "angka", "butir": "angka", "nomor": "angka",
}  # fmt: skip
_LATIN = re.compile(rf"(\d+)({'|'.join(LATIN)})", re.IGNORECASE)
_DIVISIONS: dict[str, HeadingKind] = {"bab": "bab", "bagian": "bagian", "paragraf": "paragraf"}

# One place, with what may follow a count of itself left out: "1 (satu) pasal" has no number behind the word
PLACE = re.compile(
    r"\b(?:(?P<pasal>pasal)\s{0,3}(?P<pasal_no>\d{1,3}\s(?:"
    + "|".join(LATIN)
    + r")\b|\d[\dOoIl]{0,3}\s?[A-Z]{0,2}\b(?!\s?\()|[IVXLl1]{1,6}\b(?!\s?\()|\d[\dOoIl]{0,3})"
    r"|(?P<ayat>ayat)\s{0,3}\(\s?(?P<ayat_no>[\dOoIltJ]{1,3}\s?[a-z]{0,2})\s?(?:\)|(?=[\s,.]))"
    r"|(?P<angka>angka|butir)\s{0,3}\(?(?P<angka_no>\d{1,3}\s?[a-z]?)\b\)?(?!\s?\()"
    r"|(?P<huruf>huruf)\s{0,3}(?P<huruf_no>[a-z]{1,2}\d?)\b"
    r"|(?P<division>bab|paragraf|bagian)\s{0,3}(?P<division_no>[IVXLC]+\s?[A-Z]?\b|(?:kesatu|pertama|ke[a-z]{3,})(?:\s(?:belas|puluh(?:\ske\w+)?))?(?:\s?[A-Z]\b)?|\d{1,2}\s?[a-zA-Z]?\b(?!\s?\())"
    r"|(?P<part>penjelasan(?:nya)?|lampiran)(?:\s{1,3}(?:[IVX]{1,5}|umum)\b)?)",
    re.IGNORECASE,
)
# A further number of the same unit: "ayat (1), (2) dan (3)", "Pasal 5, 6, dan 7"
_MORE = re.compile(
    r"(?:\s?,\s?(?:dan|serta|atau)?|\s(?:dan|serta|atau))\s{0,3}(?P<no>\(\s?\d{1,2}[a-z]?\s?\)|\d{1,3}[A-Z]?\b)(?!\s?[(%])"
)
_JOINT = re.compile(r"[\s,]*(?:dan|serta|atau|dan/atau|beserta)?\s*", re.IGNORECASE)
_UNTIL = re.compile(r"\s{0,40}(?:sampai\s+dengan|sampai|hingga|s\.?d\.?|s/d|-|–)\s*", re.IGNORECASE)
_WITHIN = re.compile(
    r"[\s,]{0,40}(?:(?:lama|baru)\s{0,40})?(?:pada|dalam|dari|di)\s+(?:ketentuan\s+)?", re.IGNORECASE
)
_AGE = re.compile(r"\s{0,3}(lama|baru)\b", re.IGNORECASE)
_LONGEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class Place:
    """One place: the steps of a reference, the part, or the divisions (kind, number) where no step names it."""

    steps: tuple[Step, ...] = ()
    part: Part = "batang_tubuh"
    divisions: tuple[tuple[HeadingKind, str], ...] = ()

    def __str__(self) -> str:
        names: list[str] = [] if self.part == "batang_tubuh" else [self.part]
        names += [f"{kind}-{number}" for kind, number in self.divisions]
        return "/".join([*names, *map(str, self.steps)])

    @property
    def locator(self) -> Locator:
        return Locator(self.steps, self.part)

    @property
    def pasal(self) -> str | None:
        return next((step.number for step in self.steps if step.unit == "pasal"), None)


@dataclass(frozen=True, slots=True)
class PlaceList:
    """Places named together, ``[start, end)`` of the instruction; ``doubts``: numbers that were read otherwise."""

    places: tuple[Place, ...]
    start: int
    end: int
    doubts: tuple[tuple[str, str, int], ...] = ()


def read_number(unit: Unit, raw: str) -> tuple[str, bool]:
    """A number as in references, and whether it was read otherwise than printed: "II" is pasal 11."""
    token = "".join(raw.split()).strip("()")
    latin = _LATIN.fullmatch(token) if unit == "pasal" else None
    if latin is not None:
        return f"{latin[1]}-{latin[2].lower()}", False
    if unit == "huruf":
        return token.lower(), False
    if token.isdigit():
        return str(int(token)), False
    if re.fullmatch(r"\d+[A-Za-z]{1,2}", token) and not re.search(r"[OoIl]", token):
        return token.lower(), False
    value = roman(token) if unit == "pasal" else None
    if value is not None and not re.fullmatch(r"[Il1|]+", token):
        return list_numbers.roman(value), False
    read = readings(token)
    if read:
        return f"{read[0][0][0]}{read[0][0][1]}", True
    return (re.sub(r"[^0-9a-z]", "", token.lower()) or "0"), True


@dataclass(frozen=True, slots=True)
class _Chain:
    """Places that stand side by side without a joint."""

    steps: tuple[Step, ...]
    part: Part
    divisions: tuple[tuple[HeadingKind, str], ...]
    until: bool = False


def read_list(text: str, place: int) -> PlaceList | None:
    """The list of places that begins exactly at ``place``, or None."""
    match = PLACE.match(text, place)
    return None if match is None else _ListReader(text).read(match)


class _ListReader:
    """Reads one list: place after place, each joined to the one before it or beginning a new chain."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._chains: list[_Chain] = []
        self._doubts: list[tuple[str, str, int]] = []
        self._current = _Chain((), "batang_tubuh", ())
        self._until = False
        self._end = 0

    def read(self, first: re.Match[str]) -> PlaceList:
        match: re.Match[str] | None = first
        while match is not None:
            self._take(match)
            match = PLACE.match(self._text, _after_blanks(self._text, self._end)) or self._joined()
        self._chains.append(self._current)
        return PlaceList(tuple(_filled(self._chains)), first.start(), self._end, tuple(self._doubts))

    def _take(self, match: re.Match[str]) -> None:
        step = _step(match, self._doubts)
        self._current = _added(self._current, step, self._chains, self._until)
        self._until = False
        age = _AGE.match(self._text, match.end())
        self._end = age.end() if age else match.end()
        if isinstance(step, Step) and step.unit in ("pasal", "ayat"):
            self._take_more(step.unit)

    def _take_more(self, unit: Unit) -> None:
        """Further numbers of the same unit."""
        while more := _MORE.match(self._text, self._end):
            if PLACE.match(self._text, more.start("no")):
                break
            self._chains.append(replace(self._current, until=False))
            number, _ = read_number(unit, more["no"])
            self._current = _Chain((*self._current.steps[:-1], Step(unit, number)), self._current.part, ())
            self._end = more.end()

    def _joined(self) -> re.Match[str] | None:
        """The place behind a word that goes on with the list; None at its end."""
        for joint in (_WITHIN, _UNTIL, _JOINT):
            found = joint.match(self._text, self._end)
            following = PLACE.match(self._text, found.end()) if found and found.end() > self._end else None
            if following is None or (joint is _WITHIN and not self._widens(following)):
                continue
            if joint is not _WITHIN:
                self._chains.append(self._current)
                self._current = _Chain((), self._current.part, ())
                self._until = joint is _UNTIL
            return following
        return None

    def _widens(self, following: re.Match[str]) -> bool:
        """True if a place holds the current one: "ayat (2)" in "Pasal 5"."""
        steps = self._current.steps
        wider = following["pasal"] or following["division"] or following["ayat"]
        return bool(wider and steps and steps[0].unit != "pasal")


def _after_blanks(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _step(match: re.Match[str], doubts: list[tuple[str, str, int]]) -> Step | Part | tuple[HeadingKind, str]:
    for word in ("pasal", "ayat", "angka", "huruf"):
        if match[word]:
            unit = _UNIT_OF[match[word].lower()]
            number, doubtful = read_number(unit, match[f"{word}_no"])
            if doubtful:
                doubts.append((" ".join(match[0].split()), number, match.start()))
            return Step(unit, number)
    if match["division"]:
        kind = _DIVISIONS[match["division"].lower()]
        number = " ".join(match["division_no"].split())
        return kind, number.replace(" ", "").upper() if kind != "bagian" else number
    return "penjelasan" if match["part"].lower().startswith("penjelasan") else "lampiran"


def _added(
    chain: _Chain, step: Step | Part | tuple[HeadingKind, str], chains: list[_Chain], until: bool
) -> _Chain:
    """The chain with one more place; a unit that it holds already begins a new chain."""
    if isinstance(step, str):
        if chain.steps or chain.divisions:
            chains.append(chain)
        return _Chain((), step, (), until)
    if isinstance(step, tuple):
        return replace(chain, divisions=(*chain.divisions, step), until=chain.until or until)
    if any(held.unit == step.unit for held in chain.steps):
        chains.append(chain)
        return _Chain((step,), chain.part, ())
    return replace(chain, steps=(*chain.steps, step), until=chain.until or until)


def _ordered(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    if not steps or steps[0].unit == "pasal":
        return steps
    return tuple(sorted(steps, key=lambda step: step.depth))


def _filled(chains: Sequence[_Chain]) -> list[Place]:
    """Every chain with the steps it leaves out, ranges written out."""
    places: list[Place] = []
    ordered = [_ordered(chain.steps) for chain in chains]
    for i, chain in enumerate(chains):
        steps = (*_above(ordered[i], places[-1].steps if places else (), ordered[i + 1 :]), *ordered[i])
        place = Place(steps, chain.part, chain.divisions if not steps or chain.part != "batang_tubuh" else ())
        if chain.until and places:
            places += _between(places[-1], place)
        if place.steps or place.divisions or place.part != "batang_tubuh":
            places.append(place)
    return places


def _above(
    steps: tuple[Step, ...], before: tuple[Step, ...], behind: Sequence[tuple[Step, ...]]
) -> tuple[Step, ...]:
    """What stands above ``steps``: in the pasal of the place before it, or else in that of one behind it."""
    if not steps or steps[0].unit == "pasal":
        return ()
    kept = tuple(s for s in before if s.depth < steps[0].depth)
    if kept and kept[0].unit == "pasal":
        return kept
    wider = next((other for other in behind if other and other[0].unit == "pasal"), ())
    taken = {s.unit for s in steps}
    return tuple(s for s in wider if s.unit not in taken and s.depth < steps[0].depth)


def _between(first: Place, last: Place) -> list[Place]:
    a = first.steps[-1] if first.steps else None
    b = last.steps[-1] if last.steps else None
    if a is None or b is None or a.unit != b.unit:
        return []
    if a.number.isdigit() and b.number.isdigit():
        numbers = [str(n) for n in range(int(a.number) + 1, int(b.number))]
    elif len(a.number) == len(b.number) == 1:
        numbers = [chr(n) for n in range(ord(a.number) + 1, ord(b.number))]
    else:
        return []
    return [Place((*first.steps[:-1], Step(a.unit, n)), first.part) for n in numbers[:_LONGEST_RANGE]]
