"""Numbers as they are printed and as scanners misread them: ``4 1``, ``3O``, ``L2``, ``BAB XlI``.

A number is a ``Key``: its value and what was inserted after it, ``(7, "a")`` for ``7A``, ``(7, "-bis")`` for ``7 bis``.
A token that may be read in several ways gives several readings, each with a cost; the sequence it stands in decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tanyapasal.index.law.places import LATIN

Key = tuple[int, str]
Reading = tuple[Key, float]

EXACT = 0.0
FOLDED = 0.3
DOUBTFUL = 0.9
# One letter of the number was read as another sign
_DIGITS = str.maketrans(
    {
        "I": "1", "l": "1", "i": "1", "L": "1", "J": "1", "j": "1", "|": "1", "!": "1", "]": "1",
        "O": "0", "o": "0", "Q": "0", "D": "0", "Z": "2", "z": "2", "S": "5", "s": "5",
        "B": "8", "T": "7", "t": "7", "G": "6", "b": "6", "g": "9", "q": "9",
    }
)  # fmt: skip
_ROMAN_SIGNS = str.maketrans(
    {
        "l": "I",
        "1": "I",
        "|": "I",
        "!": "I",
        "i": "I",
        "J": "I",
        "t": "I",
        "v": "V",
        "x": "X",
        "U": "II",
        "T": "I",
        "Y": "V",
    }
)
_ROMAN = re.compile(r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Letters that scanners also print for a digit: "Pasal 3O" is 30 far more often than the article behind 3N
_DIGIT_LIKE = "ijloqstz"
_LATIN = re.compile(rf"(?P<number>\d{{1,4}})\s?(?P<latin>{'|'.join(LATIN)})", re.IGNORECASE)
_INSERTED = (*_LETTERS, *(f"-{word}" for word in LATIN))
LARGEST = 2000


@lru_cache(maxsize=65536)
def readings(raw: str) -> tuple[Reading, ...]:
    """What an arabic number may be, cheapest first; empty if it is none. ``7A`` → (7, "a"), ``7 bis`` → (7, "-bis")."""
    latin = _LATIN.fullmatch(raw)
    if latin is not None:
        number = int(latin["number"])
        return (((number, f"-{latin['latin'].lower()}"), EXACT),) if number else ()
    token = "".join(raw.split())
    if not 0 < len(token) <= 6:
        return ()
    spaced = 0.0 if token == raw else 0.2
    found: dict[Key, float] = {}
    for value, suffix, cost in _as_printed(token) if token.isascii() and token.isdigit() else _misread(token):
        if value.isascii() and value.isdigit() and 0 < int(value) <= LARGEST and not value.startswith("0"):
            key = (int(value), suffix)
            found[key] = min(cost + spaced, found.get(key, 9.0))
    return tuple(sorted(found.items(), key=lambda item: item[1]))


def _as_printed(token: str) -> Iterator[tuple[str, str, float]]:
    """Digits; an 8 at their end may be a B."""
    yield token, "", EXACT
    if len(token) > 1 and token[-1] == "8":
        yield token[:-1], "b", DOUBTFUL


def _misread(token: str) -> Iterator[tuple[str, str, float]]:
    """Digits with a letter behind them, and what signs of both kinds may stand for."""
    body, last = token[:-1], token[-1]
    tail = last.lower()
    if body.isdigit() and last.isascii() and last.isalpha():
        if tail not in _DIGIT_LIKE:
            yield body, tail, EXACT
        elif last.isupper():
            yield body, tail, FOLDED + 0.1
    yield token.translate(_DIGITS), "", FOLDED
    if "T" in token or "t" in token:
        yield token.replace("T", "1").replace("t", "1").translate(_DIGITS), "", DOUBTFUL
    if tail in "abcdefgh":
        yield body.translate(_DIGITS), tail, FOLDED


@lru_cache(maxsize=4096)
def roman(raw: str) -> int | None:
    """The value of a roman number, misread signs forgiven (``XlI``, ``1V``); None if it is none."""
    token = "".join(raw.split()).translate(_ROMAN_SIGNS).upper()
    if not token or len(token) > 9 or _ROMAN.fullmatch(token) is None:
        return None
    total = 0
    for sign, following in zip(token, token[1:] + " ", strict=True):
        value = _ROMAN_VALUES[sign]
        total += -value if following in _ROMAN_VALUES and _ROMAN_VALUES[following] > value else value
    return total


def inserted_before(suffix: str) -> str:
    """The suffix that counts just before: ``b`` → ``a``, ``a`` and ``-bis`` → "", ``-ter`` → ``-bis``."""
    place = _INSERTED.index(suffix)
    return "" if suffix in ("a", "-bis") else _INSERTED[place - 1]


def inserted_after(suffix: str, other: str) -> bool:
    """True if ``suffix`` counts on from ``other``, with or without some between: letters among letters, Latin among Latin."""
    same = suffix.startswith("-") == other.startswith("-")
    return not other or not same or _INSERTED.index(other) < _INSERTED.index(suffix)


def follows(before: Key, after: Key) -> bool:
    """True if ``after`` is the very next number: 7 → 8, 7A or 7 bis; 7A → 8 or 7B."""
    if not after[1]:
        return after[0] == before[0] + 1
    return before == (after[0], inserted_before(after[1]))


def between(before: Key | None, after: Key, most: int) -> list[Key]:
    """The numbers left out between two that follow each other, ``most`` of them; letters as well as whole numbers."""
    found: list[Key] = []
    suffix = after[1]
    while suffix and len(found) < most:
        suffix = inserted_before(suffix)
        if before == (after[0], suffix):
            return found[::-1]
        if before is not None and before[0] == after[0] and not suffix:
            break
        found.append((after[0], suffix))
    first = before[0] + 1 if before else 1
    whole = [(number, "") for number in range(first, min(after[0], first + most))]
    return [*whole, *found[::-1]][:most]


def written(key: Key) -> str:
    """As in canonical references: ``7``, ``7a``, ``7-bis``."""
    return f"{key[0]}{key[1]}"


def shown(key: Key) -> str:
    """As people read it: ``7``, ``7A``, ``7 bis``."""
    return f"{key[0]} {key[1][1:]}" if key[1].startswith("-") else written(key).upper()
