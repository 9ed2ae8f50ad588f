"""Yes or no, where the text says so in the terms of the question ("Boleh/tidak boleh, lihat …").

A rule with a condition or an exception decides nothing by itself: the provision is shown instead.
"""

from __future__ import annotations

import re

from tanyapasal.index.asking.query import Query
from tanyapasal.index.passages.facts import Facts

_MAY = re.compile(r"\b(?:boleh|bolehkah|bisa|bisakah|dapatkah|dapat|berhak|berhakkah)\b", re.IGNORECASE)
_MUST = re.compile(r"\b(?:wajib|wajibkah|harus|haruskah|diwajibkan)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:berapa|siapa|kapan|bagaimana|di mana|ke mana|mengapa|kenapa|saja|apa yang|yang mana|jelaskan|sebutkan)\b"
    # "diklat wajib saya apa?": what is asked stands at the end; "apa" at the beginning asks yes or no.
    r"|\w\s+apa(?:\s+(?:ya|sih|dong|kah))?\s*[?.!]*$",
    re.IGNORECASE,
)
_ANSWERS = {
    ("may", "boleh"): "Boleh",
    ("may", "dilarang"): "Tidak boleh",
    ("must", "wajib"): "Wajib",
    ("must", "bebas"): "Tidak wajib",
}


def decided(query: Query, facts: Facts) -> str | None:
    """ "Boleh", "Tidak boleh", "Wajib" or "Tidak wajib" if one sentence of the text says just that; else None."""
    asked = "must" if _MUST.search(query.focus) else "may" if _MAY.search(query.focus) else None
    if asked is None or _OPEN.search(query.focus) or not query.content:
        return None
    modals = set(_MUST.findall(query.focus)) | set(_MAY.findall(query.focus))
    if len(modals) > 1 or re.search(
        r"\btidak (?:boleh|bisa|dapat|wajib|harus)\b", query.focus, re.IGNORECASE
    ):
        return None
    for sentence in facts.sentences:
        if len(query.covered(sentence.stems)) < len(set(query.content)):
            continue
        if len(set(sentence.modals)) > 2 or sentence.conditional or sentence.negated or not sentence.modals:
            return None
        return _ANSWERS.get((asked, sentence.modals[0]))
    return None
