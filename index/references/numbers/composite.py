"""Numbers with slashes: "14/POJK.05/2014", "9/15/PBI/2007", "KEP.100/MEN/VI/2004", "VI/MPR/2000"."""

from __future__ import annotations

import re
from typing import NamedTuple

from tanyapasal.index.law.kinds import is_roman
from tanyapasal.index.references.words import Words

_LONGEST = 24  # words and signs
_BEFORE_SLASH = 8  # "HK.01.07/"
_SIGNS = ("/", ".", "-", "–")
# A number of its own, or a code of filing with dots: "15", "05A", "188.45"
_NUMERIC = re.compile(r"\d+(?:\.\d+)*[a-z]?")
# "PER-12", "KEP.100", "P.7", "SE7": letters that only repeat the kind
_LETTERED = re.compile(r"[a-z]{1,8}[.-]?(\d{1,4}[a-z]?)")
_PEOPLES_CONGRESS = ("mpr", "mprs")


class Composite(NamedTuple):
    """A number of several parts as in ids ("9-15"), its year if that is part of it, and the index after it."""

    number: str
    year: int | None
    end: int


def read_composite(words: Words, i: int) -> Composite | None:
    """The number with slashes and letters at ``i``; None if none stands there.

    Parts of digits that stand first all belong to the number ("9/15/PBI/2007": volume and number); codes of offices,
    months and subjects do not.
    """
    if not any(words.at(n) == "/" for n in range(i + 1, i + _BEFORE_SLASH)):
        return None
    segments, ends = _segments(words, i)
    year = next((n for n, s in enumerate(segments) if n and _is_year(s)), None)
    parts = segments[:year]
    if len(parts) < 2 or not any(c.isalpha() for part in parts for c in part):
        return None
    number = _number(parts)
    if number is None:
        return None
    last = year if year is not None else len(parts) - 1
    return Composite(number, int(segments[year]) if year is not None else None, ends[last])


def _segments(words: Words, i: int) -> tuple[list[str], list[int]]:
    """What stands between slashes from word ``i`` on, without blanks, and the index after each part.

    A blank may stand beside a slash only: "14 /POJK.05/2014".
    """
    segments, ends, j = [""], [i], i
    while j < min(len(words), i + _LONGEST):
        word = words.at(j)
        beside_slash = "/" in (word, words.at(j - 1)) and not words.starts_line(j)
        if j > i and not words.joined(j) and not beside_slash:
            break
        if word == "/":
            segments.append("")
            ends.append(j + 1)
        elif word.isalnum() or word in _SIGNS:
            if _is_year(segments[-1]) and len(segments) > 1:
                break
            segments[-1] += "-" if word == "–" else word
            ends[-1] = j + 1
        else:
            break
        j += 1
    segments[-1] = segments[-1].rstrip(".-")
    return segments, ends


def _number(parts: list[str]) -> str | None:
    if len(parts) > 1 and parts[1] in _PEOPLES_CONGRESS and is_roman(parts[0]):
        return parts[0]
    first: list[str] = []
    for part in parts:
        if not _NUMERIC.fullmatch(part):
            break
        first += part.split(".")
    if first:
        kept = [part.lstrip("0") for part in first]
        return "-".join(kept) if all(kept) and all(len(part) <= 4 for part in kept[:1]) else None
    if lettered := _LETTERED.fullmatch(parts[0]):
        return lettered[1].lstrip("0") or None
    # "PER/15/M.PAN/7/2008"; "HK.01.07/MENKES/413/2020", where a code of filing stands first
    numeric = (part.lstrip("0") for part in parts[1:] if part.isdigit() and part.isascii())
    return next(numeric, None) or None


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text.isascii() and 1900 <= int(text) < 2100
