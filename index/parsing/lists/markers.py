"""What a list marker at the beginning of a piece may be: ``(21`` is ayat 2, ``1.`` is angka 1 or huruf l."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from tanyapasal.index.law.places import Unit
from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.numerals import DOUBTFUL, EXACT, FOLDED, Key, readings
from tanyapasal.index.parsing.pages.pieces import Piece

# How a list is marked: (1) · a. · 1. · a) · 1) · (a), and in penjelasan: Ayat (1) · Huruf a · Angka 1
Style = Literal["ayat", "huruf", "angka", "a)", "1)", "(a)", "Ayat", "Huruf", "Angka"]
# What a reference calls an item of the list, as long as no item above it is called so: "a)" in an ayat is huruf a
UNITS: dict[Style, Unit] = {
    "ayat": "ayat", "huruf": "huruf", "angka": "angka", "Ayat": "ayat", "Huruf": "huruf", "Angka": "angka",
    "a)": "huruf", "(a)": "huruf", "1)": "angka",
}  # fmt: skip
# Signs that scanners print for a letter
_LETTERS = {
    "1": ("l", "i"), "I": ("l", "i"), "L": ("i", "l"), "l": ("l", "i"), "i": ("i", "l"), "|": ("l", "i"), "!": ("l", "i"),
    "0": ("o",), "O": ("o",), "9": ("g", "q"), "6": ("b", "g"), "5": ("s",), "2": ("z",), "q": ("q", "g"), "c": ("c", "e"),
    "e": ("e", "c"), "h": ("h", "b"), "b": ("b", "h"), "J": ("j",), "f": ("f", "t"), "t": ("t", "f"), "r": ("r",), "ll": ("l",),
    "rn": ("m",), "ni": ("m",), "u": ("u", "n"), "n": ("n", "u"), "v": ("v", "y"), "y": ("y", "v"), "p": ("p", "o"), "o": ("o", "p", "c"),
    "g": ("g", "q"), "8": ("b", "h"), "4": ("d",), "j": ("j", "i"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marker:
    """One reading of a marker: its style, number as key and as written, the doubt of the reading, its end.

    ``printed``: how an ayat is marked that has no brackets: "1.", "1)", "Ayat (1)".
    """

    style: Style
    key: Key
    name: str
    cost: float
    end: int
    printed: Style | None = None


def letter_key(letters: str) -> Key | None:
    """``a`` → 1, ``z`` → 26, ``aa`` and ``bb`` as they follow z."""
    if not (letters.isascii() and letters.isalpha()):
        return None
    if len(letters) == 1:
        return ord(letters) - 96, ""
    if len(letters) == 2 and (letters[0] == letters[1] or letters[0] == "a"):
        return 26 + ord(letters[1]) - 96, ""
    return None


@lru_cache(maxsize=4096)
def _as_letters(raw: str) -> tuple[tuple[Key, str, float], ...]:
    found: dict[str, float] = {}
    lowered = raw.lower()
    if lowered.isascii() and lowered.isalpha():
        found[lowered] = EXACT if raw == lowered else FOLDED
    for letter in _LETTERS.get(raw, ()):
        if letter != raw:
            found[letter] = min(found.get(letter, 9.0), FOLDED if raw in "1IL0O|!" else DOUBTFUL)
    keyed = ((letter_key(name), name, cost) for name, cost in found.items())
    return tuple((key, name, cost) for key, name, cost in keyed if key is not None)


@lru_cache(maxsize=4096)
def _as_ayat(raw: str, closed: bool) -> tuple[tuple[Key, float], ...]:
    token = raw.strip()
    found = dict(readings(token))
    for key in list(found):
        if key[1] and not token[:-1].isdigit():
            del found[key]
    if not closed and len(token) > 1:
        # the bracket itself was read as the last sign: (21 is (2)
        for key, cost in readings(token[:-1]):
            found[key] = min(found.get(key, 9.0), cost + FOLDED)
    if token in ("a", "q"):
        found[(4, "")] = DOUBTFUL
    return tuple(sorted(found.items(), key=lambda item: item[1]))


def markers_at(masked: str, piece: Piece, explains: bool) -> Iterator[Marker]:
    """Every reading of the marker that the piece begins with. ``explains``: the markers of penjelasan."""
    if piece.ayat is not None:
        yield Marker("ayat", (int(piece.ayat), ""), piece.ayat, EXACT, piece.start)
        return
    first = masked[piece.start]
    if explains:
        yield from _explaining(masked, piece, first)
    if first in "([{" or (first in "l1I" and masked[piece.start + 1 : piece.start + 2] in "23456789lI"):
        yield from _bracketed(masked, piece)
    if first.isalnum() or first in "|!":
        yield from _listed(masked, piece)


def ayat_otherwise(masked: str, piece: Piece, printed: Style | None) -> Iterator[Marker]:
    """The marker as that of an ayat without brackets; ``printed``: as the ayat above is marked, None for the first."""
    for marker in markers_at(masked, piece, printed in (None, "Ayat") and masked[piece.start] == "A"):
        if marker.style in ("angka", "1)", "Ayat") and printed in (None, marker.style):
            cost = marker.cost + (FOLDED if printed is None else 0.0)
            yield replace(marker, style="ayat", cost=cost, printed=marker.style)


def _explaining(masked: str, piece: Piece, first: str) -> Iterator[Marker]:
    if first == "A":
        match = forms.AYAT_OF.pattern.match(masked, piece.start, piece.end)
        if match:
            raw = match["number"]
            for key, cost in _as_ayat(raw, masked[match.end() - 1] in ")]}"):
                yield Marker("Ayat", key, f"{key[0]}{key[1]}", cost, match.end())
            return
        match = forms.ANGKA_OF.pattern.match(masked, piece.start, piece.end)
        if match:
            for key, cost in readings(match["number"]):
                yield Marker("Angka", key, f"{key[0]}{key[1]}", cost, match.end())
    elif first == "H":
        match = forms.HURUF_OF.pattern.match(masked, piece.start, piece.end)
        if match:
            for key, name, cost in _as_letters(match["number"]):
                yield Marker("Huruf", key, name, cost, match.end())


def _bracketed(masked: str, piece: Piece) -> Iterator[Marker]:
    match = forms.PAREN.pattern.match(masked, piece.start, piece.end)
    if match is None:
        return
    if match["lost"]:
        lost = "1" if match["lost"] == "(U" else match["lost"][1:-1]
        for key, cost in _as_ayat(lost, True):
            yield Marker("ayat", key, f"{key[0]}{key[1]}", cost + DOUBTFUL, match.end())
        return
    raw = match["number"].strip()
    closed = bool(match["close"])
    for key, cost in _as_ayat(raw, closed):
        yield Marker("ayat", key, f"{key[0]}{key[1]}", cost, match.end())
    if closed:
        for key, name, cost in _as_letters(raw):
            if cost == EXACT:
                yield Marker("(a)", key, name, cost, match.end())


def _listed(masked: str, piece: Piece) -> Iterator[Marker]:
    match = forms.DOT.pattern.match(masked, piece.start, piece.end)
    dotted = match is not None
    if match is None:
        match = forms.CLOSE.pattern.match(masked, piece.start, piece.end)
    if match is None:
        return
    raw = match["number"]
    numbers: Style = "angka" if dotted else "1)"
    letters: Style = "huruf" if dotted else "a)"
    if any(c.isdigit() for c in raw) or raw[0] in "lILO|!i":
        for key, cost in readings(raw):
            yield Marker(numbers, key, f"{key[0]}{key[1]}", cost, match.end())
    for key, name, cost in _as_letters(raw):
        yield Marker(letters, key, name, cost, match.end())
