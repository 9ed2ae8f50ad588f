"""Places in a regulation as people write them: "Pasal 49 ayat (1)–(3)", "huruf a ayat (1) pasal 15".

The marks are read one after the other (see ``tanyapasal.index.references.marks``); here they become places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tanyapasal.index.law.kinds import is_roman
from tanyapasal.index.law.places import Part, Step, Unit
from tanyapasal.index.references import forms, regulation_forms
from tanyapasal.index.references.marks import Mark, read_named, read_next
from tanyapasal.index.references.words import UNIT_OF, Words

_PART_OF: dict[str, Part] = {word: form.part for form in forms.PART_FORMS for word in form.words}
_COUNTED = frozenset(forms.COUNTED.words)
_IN = frozenset({"dalam", "pada", "dari", "dlm"})
_REQUESTS = frozenset(forms.REQUESTS.words)
_LONGEST_RANGE = 100

# Behind these a number is none of a pasal: "bab 3 ayat 2", "QS 2 ayat 183"
_NO_BARE = (
    frozenset(UNIT_OF)
    | frozenset((*regulation_forms.NUMBER.words, *regulation_forms.YEAR.words))
    | frozenset(
        (
            "bab",
            "bagian",
            "paragraf",
            "ke",
            "halaman",
            "hlm",
            "qs",
            "surat",
            "surah",
            "mazmur",
            "lampiran",
            "/",
            "rp",
        )
    )
)

STARTS = frozenset(UNIT_OF) | frozenset(_PART_OF) | frozenset(("butir", "poin", "point", *forms.DIKTUM.words))


@dataclass(frozen=True, slots=True)
class Place:
    """A place and the words ``[start, end)`` that name it."""

    start: int
    end: int
    steps: tuple[Step, ...]
    part: Part = "batang_tubuh"

    @property
    def has_pasal(self) -> bool:
        return any(step.unit == "pasal" for step in self.steps)


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Places that are named in one breath, and the words ``[start, end)`` of them all.

    No place at all: only huruf and angka, which are nowhere by themselves. The words are read all the same, and
    none of them begins a place either. ``sections``: the places that they are in a circular, which has no pasal.
    """

    start: int
    end: int
    places: tuple[Place, ...]
    sections: tuple[Place, ...] = ()

    @property
    def anchored(self) -> bool:
        """True if it says by itself where in a regulation it is: it names a pasal or a part, or the circular stands by it."""
        own = self.places == self.sections
        return any(place.has_pasal or place.part != "batang_tubuh" or own for place in self.places)

    def of_circular(self) -> Enumeration:
        """The same words where the name of a circular stands beside them."""
        return replace(self, places=self.sections)


def read_places(words: Words, i: int) -> Enumeration | None:
    """The places named from word ``i`` on; None if no place begins there."""
    part, annex, first = _read_part(words, i)
    mark = read_named(words, first, "first")
    if mark is None:
        # "penjelasan UU 20/2023" is an explanation; "penjelasan atas UU 20/2023" is the part of the law
        if part == "batang_tubuh" or (first == i + 1 and part == "penjelasan"):
            return None
        return Enumeration(i, first, (Place(i, first, annex, part),))
    marks = _marks_from(words, mark)
    named = {mark.step.unit for mark in marks}
    places = _assemble(marks)
    if part != "batang_tubuh":
        if words.at(i - 1) in _REQUESTS:
            part = "batang_tubuh"
        places = [replace(place, part=part, steps=(*annex, *place.steps)) for place in places]
        places[0] = replace(places[0], start=i)
    end = marks[-1].end
    if part == "batang_tubuh":
        places, end = _annexed(words, places, end)
    in_body = places[0].part == "batang_tubuh"
    if in_body and named.isdisjoint(("pasal", "ayat")):
        return Enumeration(i, end, (), tuple(places))
    places = [p for p in places if not in_body or p.steps[0].unit in ("pasal", "ayat")]
    unique = tuple({(p.part, p.steps): p for p in reversed(places)}.values())[::-1]
    return Enumeration(unique[0].start if unique else i, end, unique)


def read_bare(words: Words, i: int) -> Enumeration | None:
    """The places named from a number on whose "pasal" is left out: "85 ayat 4"; None for any other number."""
    number = words.at(i)
    before = words.at(i - 1)
    apart = before not in _NO_BARE and not before.isdigit()
    joined = words.joined(i) and before not in ("(", "[")
    if (
        not apart
        or joined
        or len(number) > 3
        or number[0] == "0"
        or UNIT_OF.get(words.at(i + 1)) not in ("ayat", "huruf")
    ):
        return None
    marks = _marks_from(words, Mark(i, i + 1, Step("pasal", number), "first"))
    return Enumeration(i, marks[-1].end, tuple(_assemble(marks))) if len(marks) > 1 else None


def _marks_from(words: Words, first: Mark) -> list[Mark]:
    """A mark, and those that go on with it."""
    marks = [first]
    named = {first.step.unit: first.step.number}
    while mark := read_next(words, marks[-1], named):
        marks.append(mark)
        named[mark.step.unit] = mark.step.number
    return marks


def _annexed(words: Words, places: list[Place], end: int) -> tuple[list[Place], int]:
    """The places as those of the lampiran that is named at once behind them: "Pasal 3 Lampiran II"."""
    at = end + (words.at(end) in _IN)
    part, annex, behind = _read_part(words, at)
    if part != "lampiran" or words.starts_paragraph(at) or any(p.steps[0].unit == "ayat" for p in places):
        return places, end
    annexed = [replace(place, part=part, steps=(*annex, *place.steps)) for place in places]
    annexed[-1] = replace(annexed[-1], end=behind)
    return annexed, behind


def _read_part(words: Words, i: int) -> tuple[Part, tuple[Step, ...], int]:
    """The part that is named at a word, the steps that lead into it ("Lampiran II BAB I"), and the word behind."""
    part = _PART_OF.get(words.at(i))
    if part is None:
        return "batang_tubuh", (), i
    i += 1
    if part == "penjelasan" and words.at(i) in ("atas", "umum"):
        i += 1
        i += words.at(i) == "atas"
    steps: list[Step] = []
    if part == "lampiran" and _counts(words, i):
        steps.append(Step("lampiran", words.at(i)))
        i += 1
    if part == "lampiran" and words.at(i) == "bab" and is_roman(words.at(i + 1)):
        steps.append(Step("bab", words.at(i + 1)))
        i += 2
    return part, tuple(steps), i


def _counts(words: Words, i: int) -> bool:
    """True for the number of an annex: roman, one or two digits, or a large letter."""
    word = words.at(i)
    if word.isdigit():
        return len(word) <= 2 and words.at(i + 1) not in _COUNTED and not words.joined(i + 1)
    letter = len(word) == 1 and "A" <= words.written(i) <= "H"
    return is_roman(word) or letter


def _assemble(marks: list[Mark]) -> list[Place]:
    """Places from marks: each mark is one step more of the last place, or another place beside it."""
    places: list[Place] = []
    rest = marks
    if any(mark.step.unit in ("pasal", "ayat") for mark in marks):
        places, rest = _invert(marks)
    for mark in rest:
        steps = places[-1].steps if places else ()
        narrowed = _narrowed(steps, mark)
        if narrowed is not None:
            places[-1] = replace(places[-1], end=mark.end, steps=narrowed)
            continue
        wider = _wider(steps, mark.step.unit)
        if mark.joint == "until" and places and places[-1].steps[:-1] == wider:
            places[-1:] = _expand(places[-1], mark)
        else:
            places.append(Place(mark.start, mark.end, (*wider, mark.step)))
    return places


def _narrowed(steps: tuple[Step, ...], mark: Mark) -> tuple[Step, ...] | None:
    """The steps with the mark as one more of them; None if it names another place."""
    unit = mark.step.unit
    if not steps or unit == "pasal":
        return None
    if any(step.unit == unit for step in steps):
        # in circulars and annexes without pasal units come again: "huruf C angka 2 huruf b"
        sections = unit != "ayat" and not any(step.unit in ("pasal", "ayat") for step in steps)
        return (*steps, mark.step) if sections and mark.joint == "within" else None
    if unit != "ayat" or steps[-1].unit not in ("huruf", "angka"):
        return (*steps, mark.step)
    if mark.joint != "within":
        return None
    # "Pasal 15 huruf a ayat (1)": the order is a slip
    pasal = tuple(step for step in steps if step.unit == "pasal")
    return (*pasal, mark.step, *steps[len(pasal) :])


def _wider(steps: tuple[Step, ...], unit: Unit) -> tuple[Step, ...]:
    """The steps that another place with this unit shares with the place before it."""
    if unit == "pasal":
        return ()
    units = (unit, "huruf", "angka") if unit == "ayat" else (unit,)
    at = next((n for n, step in enumerate(steps) if step.unit in units), 0)
    return steps[:at]


def _invert(marks: list[Mark]) -> tuple[list[Place], list[Mark]]:
    """Places that are named from the narrowest unit up ("huruf a ayat (1) pasal 15"), and the marks left."""
    p = next((n for n, mark in enumerate(marks) if mark.joint == "within" and _widens(marks, n)), 0)
    top = p
    while 0 < top < len(marks) - 1 and marks[top + 1].joint == "within" and _widens(marks, top + 1):
        top += 1
    if p == 0 or marks[0].step.unit == "pasal":
        return [], marks
    if top + 1 < len(marks) and marks[top + 1].joint == "within":
        return [], marks  # "ayat (2) Pasal 47 ayat (3)": the pasal has its own ayat
    wider = tuple(mark.step for mark in reversed(marks[p : top + 1]))
    if any(mark.step.unit != marks[0].step.unit for mark in marks[:p]):
        return [], marks
    places: list[Place] = []
    for mark in marks[:p]:
        if mark.joint == "until":
            places[-1:] = _expand(places[-1], mark)
        else:
            places.append(Place(mark.start, mark.end, (mark.step,)))
    places = [replace(place, steps=wider + place.steps) for place in places]
    places[-1] = replace(places[-1], end=marks[top].end)
    return places, marks[top + 1 :]


def _widens(marks: list[Mark], n: int) -> bool:
    return n > 0 and marks[n].step.depth < marks[n - 1].step.depth


def _expand(first: Place, last: Mark) -> list[Place]:
    """Every place from ``first`` to ``last``; only the two ends if what lies between cannot be counted."""
    low, high = first.steps[-1].number, last.step.number
    numbers = [low, high]
    if low.isdigit() and high.isdigit() and 0 < int(high) - int(low) < _LONGEST_RANGE:
        numbers = [str(n) for n in range(int(low), int(high) + 1)]
    elif last.step.unit == "huruf" and len(low) == len(high) == 1 and low < high:
        numbers = [chr(n) for n in range(ord(low), ord(high) + 1)]
    parent = first.steps[:-1]
    return [Place(first.start, last.end, (*parent, Step(last.step.unit, number))) for number in numbers]
