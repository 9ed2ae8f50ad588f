"""Lists in a text: "Cuti terdiri atas: …", and what introduces them."""

from __future__ import annotations

import re

from tanyapasal.index.passages.facts import Enumeration
from tanyapasal.index.text import words

# UU 12/2011 Lampiran II: how enumerations are opened.
_OPENS = re.compile(
    r"\b(?:terdiri\s+(?:atas|dari)|meliputi|berupa|mencakup|antara\s+lain|yaitu|yakni|sebagai\s+berikut)\b"
    r"|\b(?:karena|apabila|jika|dalam\s+hal|dengan|wajib|harus|berhak|adalah|untuk)\s*:|:\s*\n",
    re.IGNORECASE,
)
# Where a sentence goes on behind what it enumerates.
_GOES_ON = re.compile(
    r"\b(?:sebagaimana|yang|dilaksanakan|diberikan|dilakukan|ditetapkan)\b|[.;]", re.IGNORECASE
)
_ITEM = re.compile(r"(?m)^\s*(?:[-•*]|\(?[a-z0-9]{1,2}[.)])\s")
_CONDITION = re.compile(r"\b(?:karena|apabila|jika|dalam\s+hal)\b", re.IGNORECASE)
# "sebagaimana dimaksud pada Pasal 76 ayat (1)" says nothing of what is listed.
_REFERRING = re.compile(
    r"\bsebagaimana\s+dimaksud\b.*?(?:\bayat\s*\(\w+\)|\bhuruf\s+\w\b|\bpasal\s+\w+|,|$)(?:\s+(?:ayat\s*\(\w+\)|huruf\s+\w\b))*",
    re.IGNORECASE | re.DOTALL,
)


def read(text: str) -> Enumeration | None:
    """The first list of a text; None if it lists nothing."""
    opening = _OPENS.search(text)
    if opening is None:
        return None
    rest = text[opening.end() :]
    items = len(_ITEM.findall(rest)) > 1
    if not items and not _lists(rest):
        return None
    before = words(_REFERRING.sub(" ", text[: opening.start()]))
    return Enumeration(tuple(before), items, _CONDITION.match(opening.group()) is not None)


def _lists(text: str) -> bool:
    """True if the sentence that goes on behind an opening lists things."""
    end = _GOES_ON.search(text)
    clause = text[: end.start()] if end else text
    return "," in clause or " dan " in clause
