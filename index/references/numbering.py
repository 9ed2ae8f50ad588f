"""Number and year of a regulation: "Nomor 20 Tahun 2023", "20/2023", "no. 20 th 23", "123/PMK.05/2020"."""

from __future__ import annotations

from typing import NamedTuple

from tanyapasal.index.references import forms, regulation_forms
from tanyapasal.index.references.words import Words, read_cardinal

_NUMBER = frozenset(regulation_forms.NUMBER.words)
_YEAR = frozenset(regulation_forms.YEAR.words)
_COUNTED = frozenset(forms.COUNTED.words) - _YEAR


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
    plain = _read_plain(words, j + 1 if marked else j)
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


def _read_plain(words: Words, i: int) -> tuple[str, int] | None:
    """The number itself: "20", "05", "20A", "PER-12/PB", "dua puluh"."""
    j = words.behind(i, (".", ":"), 2)
    if (
        words.at(j).isalpha()
        and words.at(j + 1) in ("-", "/")
        and words.at(j + 2).isdigit()
        and words.joined(j + 2)
    ):
        j += 2  # "PER-12/2020": the letters only repeat the kind
    word = words.at(j)
    if not (word.isdigit() and word.isascii()):
        cardinal = read_cardinal(words, j)
        return (cardinal.number, cardinal.end) if cardinal and cardinal.number != "0" else None
    number = word.lstrip("0")
    if not number or len(number) > 4:
        return None
    suffix = words.at(j + 1)
    if (
        len(suffix) == 1
        and suffix.isascii()
        and suffix.isalpha()
        and words.joined(j + 1)
        and not words.joined(j + 2)
    ):
        return number + suffix, j + 2
    return number, j + 1


def _read_year(words: Words, i: int) -> tuple[int, int] | None:
    """The year after a number: "tahun 2023", "th. 23", "/2023", "/PMK.05/2020", "(2023)", or "2023" alone."""
    j = i + (words.at(i) in (",", ".") and words.at(i + 1) in _YEAR)
    if words.at(j) in _YEAR:
        j = words.behind(j + 1, (".", ":", "'", "’", "`"), i + 4 - j)
        if words.at(j).isdigit():
            return _year(words.at(j), j + 1, short=True)
        cardinal = read_cardinal(words, j)
        return _year(cardinal.number, cardinal.end, short=False) if cardinal else None
    if words.at(i) in ("/", "-", "–") and words.at(i + 1).isdigit():
        return _year(words.at(i + 1), i + 2, short=words.at(i) == "/")
    if words.at(i) == "/" and words.joined(i):
        # "123/PMK.05/2020": letters and digits without a blank, then the year
        j = i + 1
        while words.joined(j) and (words.at(j).isalnum() or words.at(j) in (".", "-", "/")) and j < i + 10:
            if words.at(j - 1) == "/" and words.at(j).isdigit() and _is_year(int(words.at(j))):
                return int(words.at(j)), j + 1
            j += 1
        return None
    if words.at(i) == "(" and words.at(i + 2) == ")":
        return _year(words.at(i + 1), i + 3, short=False)
    return _year(words.at(i), i + 1, short=False)


def _year(text: str, end: int, *, short: bool) -> tuple[int, int] | None:
    if not (text.isdigit() and text.isascii() and len(text) in (2, 4)):
        return None
    if len(text) == 2:
        return (int(text) + (2000 if int(text) < 45 else 1900), end) if short else None
    return (int(text), end) if _is_year(int(text)) else None


def _is_year(number: int) -> bool:
    return 1900 <= number < 2100
