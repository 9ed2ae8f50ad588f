"""Marks of places, one after the other: a unit, its number, and how it is joined to the mark before.

Nothing looks back or further ahead than a few words, so long texts cost linear time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tanyapasal.index.law.kinds import is_roman
from tanyapasal.index.law.places import Step, Unit
from tanyapasal.index.references import forms, regulation_forms
from tanyapasal.index.references.words import UNIT_OF, Read, Words, read_number

_POINT = frozenset(forms.POINT.words)
_NUMBER = frozenset(regulation_forms.NUMBER.words)
_YEAR = frozenset(regulation_forms.YEAR.words)
_AND = frozenset(forms.AND.words)
_UNTIL = frozenset(forms.UNTIL.words)
_WITHIN = frozenset(forms.WITHIN.words) | {"-", ":", "."}
_COUNTED = frozenset(forms.COUNTED.words)

_DIKTUM = frozenset(forms.DIKTUM.words)
_LONGEST_DIKTUM = 4

Joint = Literal["first", "within", "and", "until"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A unit and its number, the words ``[start, end)`` that say so, and how they follow the mark before."""

    start: int
    end: int
    step: Step
    joint: Joint


def read_named(words: Words, i: int, joint: Joint) -> Mark | None:
    """A mark with its unit written: "pasal 47", "ayat (2)", "poin b"."""
    word = words.at(i)
    if word in _DIKTUM:
        return _read_diktum(words, i, joint)
    unit = UNIT_OF.get(word)
    if unit is None and not (word in _POINT and (joint != "first" or word not in _NUMBER)):
        return None
    j = words.behind(i + 1, (".", ":"), 2)
    if unit == "pasal" and words.at(j) in _NUMBER:
        j += 1 + (words.at(j + 1) == ".")
    if words.at(j) == "ke":
        j += 1 + (words.at(j + 1) == "-")
    if words.starts_paragraph(j):
        return None
    if unit == "angka" and is_roman(words.at(j)) and words.written(j).isupper():
        return Mark(i, j + 1, Step("angka", words.at(j)), joint)  # "angka III" of a circular
    units: tuple[Unit, ...] = (unit,) if unit else ("angka", "huruf")  # "poin 2", "poin b"
    for candidate in units:
        read = read_number(words, j, candidate, named=True)
        if read and not (unit is None and words.at(read.end) in (*_COUNTED, "/")):
            return Mark(i, _skip_spelled_out(words, read), Step(candidate, read.number), joint)
    return None


def _read_diktum(words: Words, i: int, joint: Joint) -> Mark | None:
    """A place of a decree, counted in words: "diktum KESATU", "diktum kedua belas"."""
    for end in range(i + 1 + _LONGEST_DIKTUM, i + 1, -1):
        step = Step("pasal", "".join(words.at(n) for n in range(i + 1, end)))
        if step.is_diktum and words.at(end - 1):
            return Mark(i, end, step, joint)
    return None


def _skip_spelled_out(words: Words, read: Read) -> int:
    """The end of a number that is repeated in words: "47 (empat puluh tujuh)"."""
    if words.at(read.end) == "(" and not words.at(read.end + 1).isdigit():
        again = read_number(words, read.end, "ayat")
        if again and again.number == read.number:
            return again.end
    return read.end


def read_next(words: Words, last: Mark, named: Mapping[Unit, str]) -> Mark | None:
    """The mark after ``last``, whichever way it is joined; ``named``: the units before it, each with its last number."""
    i = last.end
    if words.starts_paragraph(i):
        return None
    if found := _read_until(words, i, last) or _read_deeper(words, i, last):
        return found
    j = _skip_and(words, i)
    return _read_after_and(words, j, last, named) if j > i else _read_within(words, i, last)


def _read_until(words: Words, i: int, last: Mark) -> Mark | None:
    """The end of a range: "– ayat (3)", "s.d. 7"."""
    until = _skip_until(words, i)
    if until is None:
        return None
    named = read_named(words, until, "until")
    if named and named.step.unit == last.step.unit:
        return named
    read = read_number(words, until, last.step.unit)
    if read and _may_be_listed(words, until, read) and _rises(last.step.number, read.number):
        return Mark(until, read.end, Step(last.step.unit, read.number), "until")
    return None


def _read_after_and(words: Words, j: int, last: Mark, before: Mapping[Unit, str]) -> Mark | None:
    """The next place of an enumeration, with its unit or without."""
    if words.marks_item(j):
        return None
    if named := read_named(words, j, "and"):
        # "Pasal 5, nomor 3": a number with no unit of its own may be anything
        return None if words.at(j) in _NUMBER else named
    return _read_listed(words, j, last, before)


def _read_within(words: Words, i: int, last: Mark) -> Mark | None:
    """A wider or narrower place beside ``last``: "ayat (2)" behind "Pasal 5", "dalam Pasal 5" behind "ayat (2)"."""
    within = i
    while words.at(within) in _WITHIN and within < i + 4 and not words.starts_paragraph(within):
        within += 1
    named = read_named(words, within, "within")
    if named is None:
        return None
    if words.at(within) in _NUMBER and not _counts_items(words, within, i, last, named):
        return None
    sentence_ended = words.at(within - 1) == "." and within > i and words.written(within)[:1].isupper()
    return None if sentence_ended else named


def _counts_items(words: Words, within: int, i: int, last: Mark, named: Mark) -> bool:
    """True if "nomor" at ``within`` means an item at once behind a pasal or huruf, no regulation and no count."""
    if within > i or last.step.unit not in ("pasal", "huruf"):
        return False
    after = words.at(named.end)
    # "pasal 63 nomor 20 tahun 2023"
    return not (after in _YEAR or after in _COUNTED or after == "/" or after.isdigit())


def _rises(low: str, high: str) -> bool:
    """True if a range may go from ``low`` to ``high``: "47 - 2" is none."""
    return int(high) > int(low) if low.isdigit() and high.isdigit() else high > low


def _skip_until(words: Words, i: int) -> int | None:
    """The index after "–", "s.d.", "s/d", "sampai dengan"; None if no such word stands at ``i``."""
    if words.at(i) == "s" and words.at(i + 1) in (".", "/") and words.at(i + 2) == "d":
        return i + 3 + (words.at(i + 3) == ".")
    if words.at(i) not in _UNTIL:
        return None
    return i + 1 + (words.at(i + 1) in ("dengan", "dgn", "ke", "."))


def _skip_and(words: Words, i: int) -> int:
    """The index after the words that go on with an enumeration, at most three: ", dan", "jo."."""
    if words.at(i) == "/" and words.at(i + 1).isdigit():
        return i + 1  # "pasal 47/48"
    end = i
    while words.at(end) in _AND and end < i + 3:
        end += 1 + (words.at(end) in ("jo", "jis") and words.at(end + 1) == ".")
    return end


def _read_deeper(words: Words, i: int, last: Mark) -> Mark | None:
    """A mark below ``last`` without its unit: "47(2)" is an ayat, "ayat 1 a" and "(1) a" a huruf."""
    unit: Unit
    match last.step.unit:
        case "pasal" if words.at(i) == "(" and not words.starts_line(i):
            unit = "ayat"
        case "pasal" | "ayat" if not words.starts_line(i):
            unit = "huruf"
        case _:
            return None
    read = read_number(words, i, unit)
    if read is None or (words.at(read.end) == "." and words.joined(read.end + 1)):
        return None
    if unit == "ayat" and not words.at(i + 1).isdigit():
        return None  # "Pasal 5 (lima)" spells the number out
    if unit == "huruf" and words.joined(i) and words.at(i) != "(" and words.at(i - 1) not in (")", "]"):
        return None
    return Mark(i, read.end, Step(unit, read.number), "within")


def _read_listed(words: Words, i: int, last: Mark, before: Mapping[Unit, str]) -> Mark | None:
    """The next number of an enumeration, without its unit: "6" in "Pasal 5, 6", "(2)" in "ayat (1), (2)"."""
    unit = last.step.unit
    if words.at(i) in ("(", "[") and words.at(i + 1).isdigit():
        unit = "ayat"
    elif words.at(i).isdigit() and unit != "pasal" and "pasal" in before:
        after = words.at(i + 1)
        # "Pasal 33 ayat (1), 34 ayat (2)"; "36 ayat (2), 46, dan 48": ayat stand in brackets, and pasal rise
        bare = words.at(last.end - 1) in (")", "]") and _rises(before["pasal"], words.at(i).lstrip("0"))
        if UNIT_OF.get(after) == "ayat" or (
            unit == "ayat" and (bare or (after == "(" and words.at(i + 2).isdigit()))
        ):
            unit = "pasal"
        elif unit == "huruf":
            return None
    read = read_number(words, i, unit)
    if read is None or not _may_be_listed(words, i, read):
        return None
    return Mark(i, _skip_spelled_out(words, read), Step(unit, read.number), "and")


def _may_be_listed(words: Words, i: int, read: Read) -> bool:
    after = words.at(read.end)
    counts = after in _COUNTED or (after in ("/", ",", ".") and words.joined(read.end + 1) and
                                   words.at(read.end + 1).isdigit())  # fmt: skip
    year = read.number.isdigit() and len(read.number) == 4
    spelled = (
        after == "("
        and not words.at(read.end + 1).isdigit()
        and read_number(words, read.end, "ayat") is not None
    )
    return not (counts or year or spelled or words.marks_item(i))
