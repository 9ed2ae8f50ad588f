"""Lists: the place that enumerates what is asked for ("Cuti terdiri atas: …") before others that only name it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.covering import covered
from index.norms import audiences
from index.passages import Hit, Passage
from index.query import Query
from index.text import words

# UU 12/2011 Lampiran II: how enumerations are opened.
_OPENS = re.compile(
    r"\b(?:terdiri\s+(?:atas|dari)|meliputi|berupa|mencakup|antara\s+lain|sebagai\s+berikut)\b"
    r"|\b(?:yaitu|yakni|karena|apabila|jika|dalam\s+hal|dengan|wajib|harus|berhak|adalah|untuk)\s*:|:\s*\n",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?m)^\s*(?:[-•*]|\(?[a-z0-9]{1,2}[.)])\s")
_KINDS = frozenset(
    {
        "jenis",
        "macam",
        "bentuk",
        "kategori",
        "jenjang",
        "tahap",
        "tahapan",
        "komponen",
        "syarat",
        "persyaratan",
        "unsur",
    }
)
_END = re.compile(r"[\s;,.]*(?:dan/atau|dan|atau)?[\s;,.]*$")
# How much a full enumeration of what is asked gains.
_GAIN = 0.4
# What is left of it for a list of another kind than the question names.
_OTHER_KIND = 0.75


def enumerating(query: Query, hits: Sequence[Hit]) -> list[Hit]:
    """``hits`` with those that enumerate the subject of a question for a list raised, best first."""
    if query.kind != "daftar" or not query.content:
        return list(hits)
    raised = [Hit(hit.passage, hit.score + _GAIN * enumerates(query, hit.passage)) for hit in hits]
    return sorted(raised, key=lambda hit: -hit.score)


def list_items(text: str) -> tuple[str, ...]:
    """The items of a list, without their numbers and the marks and joining words behind them."""
    lines = (line for line in text.split("\n") if _ITEM.match(line))
    return tuple(_END.sub("", _ITEM.sub("", line, count=1)).strip() for line in lines)


def enumerates(query: Query, passage: Passage) -> float:
    """Share of the topic words that stand before the opening of a list, 0 if the text lists nothing."""
    text = passage.text
    opening = _OPENS.search(text)
    if opening is None:
        return 0.0
    rest = text[opening.end() :]
    if len(_ITEM.findall(rest)) < 2 and rest.count(",") + rest.count(" dan ") < 1:
        return 0.0
    head = f"{passage.topic} {text[: opening.start()]}"
    # Whom a list is for is often said by the title of its regulation alone.
    subject = {word for word in query.content if not audiences(word)} or set(query.content)
    share = len(covered(query, head) & subject) / len(subject)
    # "Kategori JF terdiri atas", "jenis cuti": what kind of list is asked for stands there too.
    asked = {w for w in words(query.focus) if w in _KINDS}
    return (
        share
        if not asked or asked & set(words(f"{passage.topic} {text[: opening.start()]}"))
        else _OTHER_KIND * share
    )
