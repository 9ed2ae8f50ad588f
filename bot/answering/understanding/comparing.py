"""Comparisons ("apa beda A dan B") and messages with several questions, taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container
from dataclasses import dataclass

from tanyapasal.index.text import Span, words

_JOINS = {
    "dan",
    "dengan",
    "sama",
    "vs",
    "versus",
    "atau",
    "ketimbang",
    "dibanding",
    "dibandingkan",
    "daripada",
    "and",
    "or",
}
_COMPARES = re.compile(
    r"\b(?:apa\w*\s+)?(?:beda\w*|berbeda|perbedaan\w*|membedakan|bandingkan|perbandingan\w*|dibandingkan|difference|compare)\b|\bvs\b|\bversus\b"
    r"|\bsama(?:kah)?(?:\s+(?:saja|tidak|atau\s+tidak|atau\s+beda\w*))*\s*+(?:[?.!]++\s*+)?$"
    r"|\blebih\s+\w+\s+(?:yang\s+)?mana\b|\bmending\s+mana\b|\b\w+\s+mana\b(?=[^?]{0,200}\batau\b)|\bmana yang lebih\b",
    re.IGNORECASE,
)
# "izin taman sama tidak dengan izin kebun" holds one against the other.
_ALIKE = re.compile(
    r"\bsama(?:kah)?(?:\s+(?:saja|tidak|atau\s+tidak))*\s+(?:dengan|seperti|kayak|sama)\b", re.IGNORECASE
)
_TOKEN = re.compile(r"[^\W_]+(?:[-'/][^\W_]+)*|[^\w\s]")
# A further question begins after a question mark, or after a full stop or a joining word with a word that asks.
_NEXT = re.compile(
    r"\?\s+(?:dan\s+)?|(?:[.;]\s+|,?(?<!\s)\s+(?:dan|serta|lalu|terus|sekaligus)\s+|,\s+)(?=(?:apa|apakah|siapa|siapakah|berapa|berapakah|kapan|bagaimana|di mana|dimana|ke mana|bolehkah|haruskah|mengapa|kenapa)\b(?!\s+saja))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two things or more, and what is asked about each in the words of the question (may be empty).

    ``aspect``: whether that names an aspect ("durasi"), or only what both are ("platform belajar").
    """

    sides: tuple[str, ...]
    asked: str
    aspect: bool


def compares(text: str) -> bool:
    """True if the question compares."""
    return _COMPARES.search(text) is not None


def comparison(
    text: str, passing: Container[str], asking: Collection[str], terms: Collection[Span] = ()
) -> Comparison | None:
    """The sides that a question (in standard spelling) compares, or None.

    ``passing``: words that name no topic; ``asking``: words that ask for an aspect ("durasi", "tujuan"), which
    belong to both sides; ``terms``: where terms of the field of several words stand.
    """
    # Of the same length, so that terms stay where they stand.
    text = _ALIKE.sub(lambda m: "vs".ljust(len(m[0])), text)
    if not compares(text):
        return None
    found = list(_TOKEN.finditer(text))
    tokens = [m.group() for m in found]
    kinds = [
        "name" if any(t.start <= m.start() < t.end for t in terms) else _kind(m.group(), passing, asking)
        for m in found
    ]
    for i, token in enumerate(tokens):
        if token.lower() in _JOINS and 0 < i < len(tokens) - 1:
            right = _run(tokens, kinds, i + 1, 1)
            left = _listed(tokens, kinds, i - 1)
            if left and right:
                sides = [*left, right]
                named = {k for side in sides for k in side}
                asked = [t for k, t in enumerate(tokens) if kinds[k] in ("asking", "name") and k not in named]
                aspects = [t for k, t in enumerate(tokens) if kinds[k] == "asking" and k not in named]
                names = tuple(" ".join(tokens[k] for k in side) for side in sides)
                return Comparison(names, " ".join(asked), bool(aspects))
    return None


def of_groups(found: Comparison, group: Callable[[str], bool]) -> Comparison:
    """A comparison of groups of people with what is asked of all in one place: "libur petani dan nelayan".

    ``group``: whether a word names people. Of other comparisons nothing changes.
    """
    sides = [side.split() for side in found.sides]
    people = [[word for word in side if group(word)] for side in sides]
    rest = max(([word for word in side if not group(word)] for side in sides), key=len)
    if not all(people) or not rest:
        return found
    return Comparison(tuple(map(" ".join, people)), " ".join((found.asked, *rest)).strip(), True)


def _kind(token: str, passing: Container[str], asking: Collection[str]) -> str:
    low = token.lower()
    if not token[0].isalnum():
        return "mark"
    if low in _JOINS or _COMPARES.fullmatch(low) or low in ("lebih", "mending", "mana"):
        return "passing"
    if low in asking or re.sub("(?:nya|kah)$", "", low) in asking:
        return "asking"
    return "passing" if low in passing and not low.isdigit() else "name"


def _listed(tokens: list[str], kinds: list[str], start: int) -> list[list[int]]:
    """The sides before a joining word, in order: one, or those that commas part ("A, B, dan C")."""
    found: list[list[int]] = []
    at = start - 1 if tokens[start] == "," else start
    while at >= 0:
        side = _run(tokens, kinds, at, -1)
        if not side:
            break
        found.insert(0, side)
        if side[0] == 0 or tokens[side[0] - 1] != ",":
            break
        at = side[0] - 2
    return found


def _run(tokens: list[str], kinds: list[str], start: int, step: int) -> list[int]:
    """Positions of the words that name one side, from the joining word outwards, in order."""
    i = start
    while 0 <= i < len(tokens) and kinds[i] in ("passing", "asking") and tokens[i].lower() not in _JOINS:
        i += step
    found: list[int] = []
    while 0 <= i < len(tokens) and kinds[i] == "name":
        found.append(i)
        i += step
    return sorted(found)


def parts(text: str) -> tuple[str, ...]:
    """The questions of one message, in order; a single one if it has no more."""
    found = [p.strip(" ,.;") for p in _NEXT.split(text)]
    return tuple(p for p in found if len(words(p)) >= 2) or (text,)
