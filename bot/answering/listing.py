"""Lists: the place that enumerates what is asked for ("Cuti terdiri atas: …") before others that only name it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.covering import covered
from index.passages import Hit
from index.query import Query

# UU 12/2011 Lampiran II: how enumerations are opened.
_OPENS = re.compile(
    r"\b(?:terdiri\s+(?:atas|dari)|meliputi|berupa|mencakup|antara\s+lain|sebagai\s+berikut|yaitu|yakni|karena|apabila|jika|dalam\s+hal)\b\s*(?:pemberian\b\s*)?:?"
    r"|:\s*\n",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?m)^\s*(?:[-•*]|\(?[a-z0-9]{1,2}[.)])\s")
# How much a full enumeration of what is asked gains.
_GAIN = 0.3


def enumerating(query: Query, hits: Sequence[Hit]) -> list[Hit]:
    """``hits`` with those that enumerate the subject of a question for a list raised, best first."""
    if query.kind != "daftar" or not query.content:
        return list(hits)
    raised = [Hit(hit.passage, hit.score + _GAIN * _enumerates(query, hit)) for hit in hits]
    return sorted(raised, key=lambda hit: -hit.score)


def _enumerates(query: Query, hit: Hit) -> float:
    """Share of the topic words that stand before the opening of a list, 0 if the text lists nothing."""
    text = hit.passage.text
    opening = _OPENS.search(text)
    if opening is None:
        return 0.0
    rest = text[opening.end() :]
    if len(_ITEM.findall(rest)) < 2 and rest.count(",") + rest.count(" dan ") < 1:
        return 0.0
    head = f"{hit.passage.topic} {text[: opening.start()]}"
    return len(covered(query, head)) / len(set(query.content))
