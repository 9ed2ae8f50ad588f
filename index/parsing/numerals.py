"""Numbers as they are printed and as scanners misread them: ``4 1``, ``3O``, ``L2``, ``BAB XlI``.

A number is a ``Key``: its value and the letter that was inserted after it, ``(7, "a")`` for ``7A``. A token that
may be read in several ways gives several readings, each with a cost; the sequence it stands in decides.
"""

from __future__ import annotations

import re
from functools import lru_cache

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
_SUFFIXES = "abcdefgh"
LARGEST = 2000


@lru_cache(maxsize=65536)
def readings(raw: str) -> tuple[Reading, ...]:
    """What an arabic number may be, cheapest first; empty if it is none. ``7A`` → (7, "a")."""
    token = "".join(raw.split())
    spaced = 0.0 if token == raw else 0.2
    found: dict[Key, float] = {}

    def add(value: str, suffix: str, cost: float) -> None:
        if value.isascii() and value.isdigit() and 0 < int(value) <= LARGEST and not value.startswith("0"):
            key = (int(value), suffix)
            found[key] = min(cost + spaced, found.get(key, 9.0))

    if not 0 < len(token) <= 6:
        return ()
    if token.isascii() and token.isdigit():
        add(token, "", EXACT)
        if len(token) > 1 and token[-1] == "8":
            add(token[:-1], "b", DOUBTFUL)
    else:
        body, tail = token[:-1], token[-1].lower()
        if body.isascii() and body.isdigit() and tail in _SUFFIXES:
            add(body, tail, EXACT)
        folded = token.translate(_DIGITS)
        add(folded, "", FOLDED)
        if "T" in token or "t" in token:
            add(token.replace("T", "1").replace("t", "1").translate(_DIGITS), "", DOUBTFUL)
        body_folded = body.translate(_DIGITS)
        if tail in _SUFFIXES:
            add(body_folded, tail, FOLDED + EXACT if body.isdigit() else FOLDED)
    return tuple(sorted(found.items(), key=lambda item: item[1]))


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


def next_key(key: Key) -> tuple[Key, Key]:
    """The two numbers that may follow: 7 → 8 or 7A; 7A → 8 or 7B."""
    number, suffix = key
    return (number + 1, ""), (number, chr(ord(suffix) + 1) if suffix else "a")


def follows(before: Key, after: Key) -> bool:
    """True if ``after`` is the very next number."""
    return after in next_key(before)


def written(key: Key) -> str:
    """As in canonical references: ``7``, ``7a``."""
    return f"{key[0]}{key[1]}"
