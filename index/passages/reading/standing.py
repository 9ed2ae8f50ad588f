"""Which regulations an official text ends or keeps: "dicabut dan dinyatakan tidak berlaku"."""

from __future__ import annotations

import re

from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference

# UU 12/2011 Lampiran II angka 143–158: how a regulation ends others, or keeps what rests on them.
_SAYS = re.compile(
    r"\b(?:dicabut|dinyatakan\s+tidak\s+berlaku|tidak\s+berlaku\s+lagi|(?:masih\s+)?tetap\s+berlaku)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"Nomor\s+(?P<number>\w+)\s+Tahun\s+(?P<year>\w+)", re.IGNORECASE)
_IMPLEMENTING = re.compile(r"\bperaturan\s+pelaksana", re.IGNORECASE)
# Copies by OCR write "2Ol4".
_MISREAD = str.maketrans("OolI", "0011")


def ended(passage: Passage) -> tuple[tuple[str, str], ...]:
    """Number and year of the regulations whose standing an official text states.

    No other regulation stands between the name of one and what is said of it.
    """
    ref = passage.ref
    if (
        passage.source.kind != "official"
        or not isinstance(ref, Reference)
        or ref.locator.part != "batang_tubuh"
    ):
        return ()
    names = list(_NAMED.finditer(passage.text))
    behind = [*(match.start() for match in names[1:]), len(passage.text)][: len(names)]
    found = (
        (match["number"].translate(_MISREAD), match["year"].translate(_MISREAD))
        for match, end in zip(names, behind, strict=True)
        if _SAYS.search(passage.text, match.end(), end)
    )
    return tuple(dict.fromkeys(found))


def speaks_of_implementing(text: str) -> bool:
    """True if a text speaks of what implements a regulation, which is another matter than the regulation."""
    return _IMPLEMENTING.search(text) is not None
