"""Comparisons ("apa beda A dan B") and messages with several questions, taken apart."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from index.text import words

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
    r"\b(?:apa\w*\s+)?(?:beda\w*|perbedaan\w*|membedakan|bandingkan|perbandingan\w*|dibandingkan|difference|compare)\b|\bvs\b|\bversus\b"
    r"|\blebih\s+\w+\s+(?:yang\s+)?mana\b|\bmending\s+mana\b|\b\w+\s+mana\b(?=[^?]*\batau\b)|\bmana yang lebih\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_]+(?:[-'/][^\W_]+)*|[^\w\s]")
# A further question begins after a full stop or a joining word, with a word that asks.
_NEXT = re.compile(
    r"(?:[?.;]\s+|,?\s+(?:dan|serta|lalu|terus|sekaligus)\s+|,\s+)(?=(?:apa|apakah|siapa|siapakah|berapa|berapakah|kapan|bagaimana|di mana|dimana|ke mana|bolehkah|haruskah|mengapa|kenapa)\b(?!\s+saja))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two things, and what is asked about both in the words of the question (may be empty)."""

    sides: tuple[str, str]
    asked: str


def compares(text: str) -> bool:
    """True if the question compares."""
    return _COMPARES.search(text) is not None


def comparison(text: str, passing: Collection[str], asking: Collection[str]) -> Comparison | None:
    """The two sides that a question (in standard spelling) compares, or None.

    ``passing``: words that name no topic; ``asking``: words that ask for an aspect ("durasi", "tujuan"), which
    belong to both sides.
    """
    if not compares(text):
        return None
    tokens = [m.group() for m in _TOKEN.finditer(text)]
    kinds = [_kind(token, passing, asking) for token in tokens]
    for i, token in enumerate(tokens):
        if token.lower() in _JOINS and 0 < i < len(tokens) - 1:
            left, right = _run(tokens, kinds, i - 1, -1), _run(tokens, kinds, i + 1, 1)
            if left and right:
                asked = [
                    t for t, k in zip(tokens, kinds, strict=True) if k == "asking" and t.lower() not in _JOINS
                ]
                return Comparison((left, right), " ".join(asked))
    return None


def _kind(token: str, passing: Collection[str], asking: Collection[str]) -> str:
    low = token.lower()
    if not token[0].isalnum():
        return "mark"
    if low in _JOINS or _COMPARES.fullmatch(low) or low in ("lebih", "mending", "mana"):
        return "passing"
    if low in asking or re.sub("(?:nya|kah)$", "", low) in asking:
        return "asking"
    return "passing" if low in passing and not low.isdigit() else "name"


def _run(tokens: list[str], kinds: list[str], start: int, step: int) -> str:
    """The words that name one side, from the joining word outwards."""
    found: list[str] = []
    i = start
    while (
        0 <= i < len(tokens)
        and kinds[i] in ("passing", "asking")
        and not found
        and tokens[i].lower() not in _JOINS
    ):
        i += step
    while 0 <= i < len(tokens) and kinds[i] == "name":
        found.append(tokens[i])
        i += step
    return " ".join(found if step > 0 else reversed(found))


def parts(text: str) -> tuple[str, ...]:
    """The questions of one message, in order; a single one if it has no more."""
    found = [p.strip(" ,.;") for p in _NEXT.split(text)]
    return tuple(p for p in found if len(words(p)) >= 2) or (text,)
