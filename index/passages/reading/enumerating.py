"""Lists in a text: "Cuti terdiri atas: …", and what introduces them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tanyapasal.index.language.statements import without_leaning
from tanyapasal.index.language.words.stemming import stem
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
_CONDITION = re.compile(r"\b(?:karena|apabila|jika|dalam\s+hal)\b", re.IGNORECASE)


def read(text: str, listed: Sequence[int]) -> Enumeration | None:
    """The first list of a text; None if it lists nothing. ``listed``: where its items begin."""
    opening = _OPENS.search(text)
    if opening is None:
        return None
    rest = text[opening.end() :]
    itemized = sum(start >= opening.end() for start in listed) > 1
    if not itemized and not _lists(rest):
        return None
    before = words(without_leaning(text[: opening.start()]))
    return Enumeration(
        tuple(before), tuple(map(stem, before)), itemized, _CONDITION.match(opening.group()) is not None
    )


def _lists(text: str) -> bool:
    """True if the sentence that goes on behind an opening lists things."""
    end = _GOES_ON.search(text)
    clause = text[: end.start()] if end else text
    return "," in clause or " dan " in clause
