"""How an instruction is known, and the words it replaces: 'kata "lurah" diganti dengan kata "kepala desa"'."""

from __future__ import annotations

import re

from tanyapasal.index.law.regulation import WordChange
from tanyapasal.index.parsing.amendments.forms import OPENERS
from tanyapasal.index.parsing.pages.hyphens import put_together
from tanyapasal.index.text import one_line

ACT = re.compile(
    r"\b(?:diubah|dirubah|dihapus\w*|dihilangkan|ditiadakan|disisip\w*|diselipkan|ditambah\w*|dijadikan|diganti|disempurnakan|disesuaikan|dicabut"
    r"|dinyatakan\s+tidak\s+berlaku|dibaca|berbunyi|perubahan|m[ea]ngubah|merubah|menambah\w*|menghapus\w*|menyisipkan|mengganti|menjadi"
    r"|menyempurnakan|menghilangkan|mencabut|dilengkapi|diadakan)\b",
    re.IGNORECASE,
)
OPENER = re.compile(r"(?:" + "|".join(w.replace(" ", r"\s+") for w in OPENERS) + r")\b", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:kata|perkataan|frasa|frase|istilah|sebutan|kalimat|bilangan)\s+[\"“](?P<old>[^\"“”]{1,300})[\"“”](?P<between>[^\"“”]{0,300}?)"
    r"(?:(?P<gone>\bdihapus\w*|\bdihilangkan)|\bdi(?:ubah|ganti|baca)\w*\s+(?:menjadi|dengan)\s++(?:(?:kata|perkataan|frasa|frase"
    r"|istilah|sebutan|kalimat|bilangan)\s*+)?[\"“](?P<new>[^\"“”]{1,300})[\"“”])",
    re.IGNORECASE,
)


def read_word_changes(instruction: str) -> tuple[WordChange, ...]:
    """The words that change, in their order; nothing for an instruction that changes whole places."""
    return tuple(
        WordChange(one_line(put_together(match["old"])), one_line(put_together(match["new"] or "")))
        for match in _WORDS.finditer(instruction)
    )
