"""Numbers of list items as they are printed: 3, c, C, iii, III."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def letters(number: int) -> str:
    """a … z, aa … zz as lists of law and browsers go on (27 → ``aa``); numbers below 1 stay numbers."""
    if number < 1:
        return str(number)
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def repeated_letters(number: int) -> str:
    """a … z, aa, bb … as Word goes on (28 → ``bb``)."""
    if number < 1:
        return str(number)
    times, rest = divmod(number - 1, 26)
    return chr(ord("a") + rest) * min(times + 1, 10)


def roman(number: int) -> str:
    """i, ii, iii, iv …; numbers outside 1 to 3999 stay numbers."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text
