"""Numbers in Indonesian words, read and written: "dua puluh lima", "seribu sembilan ratus", "kesatu", "kedua belas".

Whoever meets a number in words reads it here; digits, as scanners misread them, are read where they stand
(``parsing.numerals`` for places, ``numbers`` for quantities).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

ONES = {
    word: value
    for value, word in enumerate(
        ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
    )
}
# By themselves
WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100}
THOUSANDS = {"seribu": 1000, "sejuta": 10**6, "semiliar": 10**9}
# Behind one of ``ONES``: what it is multiplied by, and what is added
BEHIND_ONES = {"belas": (1, 10), "puluh": (10, 0), "ratus": (100, 0)}
# Behind everything smaller
GROUPS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}

_BY_THEMSELVES = frozenset({*ONES, *WHOLE, *THOUSANDS})
_UNITS = tuple(ONES)
_ORDINAL_PARTS = re.compile("|".join((*_UNITS[1:], "sepuluh", "sebelas", "belas", "puluh")))


def read_cardinal(words: Sequence[str], *, apart: bool = False) -> tuple[int, int]:
    """The number that ``words``, in lower case, begin with, and how many of them say it; none: (0, 0).

    ``apart``: "satu dua" and "sebelas dua" are two numbers, as in lists of places; otherwise the last word counts.
    """
    total = group = ones = 0
    for taken, word in enumerate(words):
        if apart and (ones or 0 < group % 100 < 20) and word in _BY_THEMSELVES:
            return total + group + ones, taken
        if word in ONES:
            ones = ONES[word]
        elif word in WHOLE:
            group += WHOLE[word]
        elif word in THOUSANDS:
            total += THOUSANDS[word]
        elif word in BEHIND_ONES and ones:
            times, more = BEHIND_ONES[word]
            group, ones = group + times * ones + more, 0
        elif word in GROUPS and group + ones:
            total, group, ones = total + (group + ones) * GROUPS[word], 0, 0
        else:
            return total + group + ones, taken
    return total + group + ones, len(words)


def read_ordinal(written: str) -> int | None:
    """``Kesatu`` → 1, ``Pertama`` → 1, ``Kedua Belas`` and ``Keduabelas`` → 12, ``Kedua Puluh Satu`` → 21; else None.

    Blanks do not matter: scanners lose them.
    """
    token = "".join(written.lower().split())
    if token == "pertama":
        return 1
    parts = _ORDINAL_PARTS.findall(token) if token.startswith("ke") else []
    if token != f"ke{''.join(parts)}":
        return None
    value, taken = read_cardinal(parts, apart=True)
    return value if parts and taken == len(parts) else None


def cardinal(number: int) -> str:
    """``125`` → ``seratus dua puluh lima``; for numbers from 1 to 999, others stay digits."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    words = ["seratus" if hundreds == 1 else f"{_UNITS[hundreds]} ratus"] if hundreds else []
    if rest in (10, 11):
        words.append(("sepuluh", "sebelas")[rest - 10])
    elif 11 < rest < 20:
        words.append(f"{_UNITS[rest - 10]} belas")
    else:
        tens, ones = divmod(rest, 10)
        words += [f"{_UNITS[tens]} puluh"] * (tens > 0) + [_UNITS[ones]] * (ones > 0)
    return " ".join(words)


def ordinal(number: int) -> str:
    """``1`` → ``kesatu``, ``12`` → ``kedua belas``; for numbers from 1 to 999, others with digits: ``ke-1000``."""
    return f"ke{cardinal(number)}" if 0 < number < 1000 else f"ke-{number}"
