"""Places in a regulation as people write them: "Pasal 49 ayat (1)–(3)", "huruf a ayat (1) pasal 15".

The marks are read one after the other (see ``tanyapasal.index.references.marks``); here they become places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tanyapasal.index.law.places import Part, Step, Unit
from tanyapasal.index.references import forms
from tanyapasal.index.references.marks import Mark, read_named, read_next
from tanyapasal.index.references.words import UNIT_OF, Words

_PART_OF: dict[str, Part] = {word: form.part for form in forms.PART_FORMS for word in form.words}
_REQUESTS = frozenset(forms.REQUESTS.words)
_LONGEST_RANGE = 100

STARTS = frozenset(UNIT_OF) | frozenset(_PART_OF) | frozenset({"butir", "poin", "point"})


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
    none of them begins a place either.
    """

    start: int
    end: int
    places: tuple[Place, ...]

    @property
    def anchored(self) -> bool:
        """True if it says by itself where in a regulation it is: it names a pasal or a part."""
        return any(place.has_pasal or place.part != "batang_tubuh" for place in self.places)


def read_places(words: Words, i: int) -> Enumeration | None:
    """The places named from word ``i`` on; None if no place begins there."""
    part, first = _read_part(words, i)
    mark = read_named(words, first, "first")
    if mark is None:
        # "penjelasan UU 20/2023" is an explanation; "penjelasan atas UU 20/2023" is the part of the law
        if part == "batang_tubuh" or (first == i + 1 and part == "penjelasan"):
            return None
        return Enumeration(i, first, (Place(i, first, (), part),))
    marks = [mark]
    named = {mark.step.unit: mark.step.number}
    while mark := read_next(words, marks[-1], named):
        marks.append(mark)
        named[mark.step.unit] = mark.step.number
    places = _assemble(marks)
    if part != "batang_tubuh":
        if words.at(i - 1) in _REQUESTS:
            part = "batang_tubuh"
        places = [replace(place, part=part) for place in places]
        places[0] = replace(places[0], start=i)
    if part == "batang_tubuh" and named.keys().isdisjoint(("pasal", "ayat")):
        return Enumeration(i, marks[-1].end, ())
    places = [p for p in places if p.part != "batang_tubuh" or p.steps[0].unit in ("pasal", "ayat")]
    unique = tuple({(p.part, p.steps): p for p in reversed(places)}.values())[::-1]
    return Enumeration(unique[0].start if unique else i, marks[-1].end, unique)


def _read_part(words: Words, i: int) -> tuple[Part, int]:
    part = _PART_OF.get(words.at(i))
    if part is None:
        return "batang_tubuh", i
    i += 1
    if part == "penjelasan" and words.at(i) in ("atas", "umum"):
        i += 1
        i += words.at(i) == "atas"
    return part, i


def _assemble(marks: list[Mark]) -> list[Place]:
    """Places from marks: each mark is one step more of the last place, or another place beside it."""
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
    if not steps or unit == "pasal" or any(step.unit == unit for step in steps):
        return None
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
