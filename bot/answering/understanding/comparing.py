"""Comparisons ("apa beda A dan B") and messages with several questions, taken apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Container
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
    r"|\blebih\s+\w+\s+(?:yang\s+)?mana\b|\bmending\s+mana\b|\b\w+\s+mana\b(?=[^?]*\batau\b)|\bmana yang lebih\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_]+(?:[-'/][^\W_]+)*|[^\w\s]")
# A further question begins after a question mark, or after a full stop or a joining word with a word that asks.
_NEXT = re.compile(
    r"\?\s+(?:dan\s+)?|(?:[.;]\s+|,?\s+(?:dan|serta|lalu|terus|sekaligus)\s+|,\s+)(?=(?:apa|apakah|siapa|siapakah|berapa|berapakah|kapan|bagaimana|di mana|dimana|ke mana|bolehkah|haruskah|mengapa|kenapa)\b(?!\s+saja))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two things, and what is asked about both in the words of the question (may be empty).

    ``aspect``: whether that names an aspect ("durasi"), or only what both are ("platform belajar").
    """

    sides: tuple[str, str]
    asked: str
    aspect: bool


def compares(text: str) -> bool:
    """True if the question compares."""
    return _COMPARES.search(text) is not None


def comparison(
    text: str, passing: Container[str], asking: Collection[str], terms: Collection[Span] = ()
) -> Comparison | None:
    """The two sides that a question (in standard spelling) compares, or None.

    ``passing``: words that name no topic; ``asking``: words that ask for an aspect ("durasi", "tujuan"), which
    belong to both sides; ``terms``: where terms of the field of several words stand.
    """
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
            left, right = _run(tokens, kinds, i - 1, -1), _run(tokens, kinds, i + 1, 1)
            if left and right:
                sides = {*left, *right}
                asked = [t for k, t in enumerate(tokens) if kinds[k] in ("asking", "name") and k not in sides]
                aspects = [t for k, t in enumerate(tokens) if kinds[k] == "asking" and k not in sides]
                left_name, right_name = (" ".join(tokens[k] for k in side) for side in (left, right))
                return Comparison((left_name, right_name), " ".join(asked), bool(aspects))
    return None


def _kind(token: str, passing: Container[str], asking: Collection[str]) -> str:
    low = token.lower()
    if not token[0].isalnum():
        return "mark"
    if low in _JOINS or _COMPARES.fullmatch(low) or low in ("lebih", "mending", "mana"):
        return "passing"
    if low in asking or re.sub("(?:nya|kah)$", "", low) in asking:
        return "asking"
    return "passing" if low in passing and not low.isdigit() else "name"


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
