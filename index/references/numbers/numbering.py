"""Number and year of a regulation: "Nomor 20 Tahun 2023", "20/2023", "no. 20 th 23", "123/PMK.05/2020"."""

from __future__ import annotations

from typing import NamedTuple

from tanyapasal.index.references import forms, regulation_forms
from tanyapasal.index.references.numbers.composite import read_composite
from tanyapasal.index.references.words import Words, read_cardinal

_NUMBER = frozenset(regulation_forms.NUMBER.words)
_YEAR = frozenset(regulation_forms.YEAR.words)
_COUNTED = frozenset(forms.COUNTED.words) - _YEAR
# Letters that a scan, or a hurried hand, puts for digits
_DIGITS = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1"})
# "Nomor KM. 4 Tahun 2001", "No. PM 12": short letters that only repeat the kind
_LONGEST_CODE = 4


class Numbering(NamedTuple):
    """Number and year of a regulation, either of them None if it is not named, and the index after them."""

    number: str | None
    year: int | None
    end: int


def read_numbering(words: Words, i: int, year_needed: bool = False) -> Numbering | None:
    """Number and year in any order and writing; None if neither stands at ``i``."""
    j = words.behind(i, (".", ":", ")"), 2)
    if words.starts_paragraph(j):
        return None
    if words.at(j) in _YEAR:
        year = _read_year(words, j)
        return _number_behind(words, *year, comma=True) if year else None
    marked = words.at(j) in _NUMBER
    start = j + 1 if marked else j
    composite = read_composite(words, words.behind(start, (".", ":"), 2))
    if composite is not None:
        year = _read_year(words, composite.end) if composite.year is None else None
        if composite.year is not None or year is not None:
            return Numbering(composite.number, *(year or (composite.year, composite.end)))
    plain = _read_plain(words, start, marked=marked)
    if plain is None:
        return None
    number, end = plain
    year = _read_year(words, end)
    if year is not None:
        return Numbering(number, *year)
    if not marked and number.isdigit() and _is_year(int(number)):
        return _number_behind(words, int(number), end)
    # "PP 3 hari" counts days, and "UU satu" may be anything
    doubtful = words.at(end) in _COUNTED or number.isdigit() != words.at(end - 1).isdigit()
    return None if year_needed or (doubtful and not marked) else Numbering(number, None, end)


def _number_behind(words: Words, year: int, end: int, *, comma: bool = False) -> Numbering:
    """A year with the number that may stand behind it: "Tahun 2023, Nomor 20"; ``comma``: one may come between."""
    at = end + (comma and words.at(end) == ",")
    number = _read_plain(words, at + 1) if words.at(at) in _NUMBER else None
    return Numbering(number[0], year, number[1]) if number else Numbering(None, year, end)


def _read_plain(words: Words, i: int, *, marked: bool = False) -> tuple[str, int] | None:
    """The number itself: "20", "05", "20A", "PER-12/PB", "dua puluh"; ``marked``: it is called a number."""
    j = _behind_code(words, words.behind(i, (".", ":"), 2), marked)
    written, end = _joined_digits(words, j)
    if not written.isdigit() and not (marked and written[-1:].isdigit()):
        written, end = words.at(j), j + 1
    digits = written.translate(_DIGITS)
    if not (digits.isdigit() and digits.isascii() and any(map(str.isdigit, written))):
        cardinal = read_cardinal(words, j)
        return (cardinal.number, cardinal.end) if cardinal and cardinal.number != "0" else None
    number = digits.lstrip("0")
    if not number or len(number) > 4:
        return None
    suffix = words.at(end)
    if (
        len(suffix) == 1
        and suffix.isascii()
        and suffix.isalpha()
        and words.joined(end)
        and not words.joined(end + 1)
    ):
        read = suffix.translate(_DIGITS)
        return number + read, end + 1
    return number, end


def _behind_code(words: Words, j: int, marked: bool) -> int:
    """The index after letters before a number that only repeat the kind: "PER-12/2020", "Nomor KM. 4"."""
    code = words.at(j)
    if not code.isalpha():
        return j
    if words.at(j + 1) in ("-", "/") and words.at(j + 2).isdigit() and words.joined(j + 2):
        return j + 2
    k = words.behind(j + 1, (".",), 1)
    apart = not words.joined(j + 1) or k > j + 1
    return k if marked and apart and len(code) <= _LONGEST_CODE and words.at(k).isdigit() else j


def _joined_digits(words: Words, j: int) -> tuple[str, int]:
    """What stands at ``j`` without a blank in it, as far as it may be one number with misread digits: "2O", "l4"."""
    written, end = words.at(j), j + 1
    while (words.at(end).isdigit() or words.at(end).translate(_DIGITS).isdigit()) and words.joined(end):
        written += words.at(end)
        end += 1
    return written, end


def _read_year(words: Words, i: int) -> tuple[int, int] | None:
    """The year after a number: "tahun 2023", "th. 23", "/2023", "/PMK.05/2020", "(2023)", or "2023" alone."""
    j = i + (words.at(i) in (",", ".") and words.at(i + 1) in _YEAR)
    if words.at(j) in _YEAR:
        j = words.behind(j + 1, (".", ":", "'", "’", "`"), i + 4 - j)
        if year := _digits_of_year(words, j, short=True):
            return year
        cardinal = read_cardinal(words, j)
        return _year(cardinal.number, cardinal.end, short=False) if cardinal else None
    if words.at(i) in ("/", "-", "–") and words.at(i + 1).isdigit():
        return _digits_of_year(words, i + 1, short=words.at(i) == "/")
    if words.at(i) == "(" and words.at(i + 2) == ")":
        return _year(words.at(i + 1), i + 3, short=False)
    return _year(words.at(i), i + 1, short=False)


def _digits_of_year(words: Words, j: int, *, short: bool) -> tuple[int, int] | None:
    """The year that stands at ``j``, also with misread digits, "20O8": never the "20" of one that is not read."""
    written, end = _joined_digits(words, j)
    digits = written.translate(_DIGITS)
    if not digits.isdigit() or sum(map(str.isdigit, written)) < min(2, len(written)):
        return None
    return _year(digits, end, short=short)


def _year(text: str, end: int, *, short: bool) -> tuple[int, int] | None:
    if not (text.isdigit() and text.isascii() and len(text) in (2, 4)):
        return None
    if len(text) == 2:
        return (int(text) + (2000 if int(text) < 45 else 1900), end) if short else None
    return (int(text), end) if _is_year(int(text)) else None


def _is_year(number: int) -> bool:
    return 1900 <= number < 2100
