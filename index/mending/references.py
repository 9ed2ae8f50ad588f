"""Misread numbers of ayat and pasal that a text refers to: "ayat (21", "ayat (l)", "Pasal 3O".

A number is read only as an ayat or a pasal that the regulation has, and only if there is one such reading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import product

from tanyapasal.index.law.places import Reference
from tanyapasal.index.law.regulation import Provision
from tanyapasal.index.mending.misreadings import CLOSING, DIGITS, OPENING
from tanyapasal.index.mending.proposals import Proposal
from tanyapasal.index.text import Span

_SIGN = "".join(map(re.escape, DIGITS))
_CLOSE = "".join(map(re.escape, CLOSING))
_OPEN = "".join(map(re.escape, OPENING))
# What was matched is not tried again in other ways: a list may go on for pages.
_AND = r"(?>\s*,)?\s*+(?>dan/atau|dan|atau|serta|sampai dengan|s\.d\.|s/d)?\s*+"
_NUMBER = re.compile(rf"[{_OPEN}][{_SIGN}{_CLOSE}]{{1,4}}\)?(?=[\s,.;:]|\Z)")
_AYAT = re.compile(r"\bayat\s*(?=[^\w\s])")
_NEXT = re.compile(rf"{_AND}(?=[{_OPEN}])")
# "(2 dan 3)": one pair of brackets around several numbers.
_SHARED = re.compile(r"\s*(?:,|dan|atau|sampai dengan|s\.d\.|[-–])\s*\d+\w?\)")
_IN_LIST = rf"(?:ayat\s*[{_OPEN}]\w{{1,4}}[)\]}}]?|huruf \w{{1,2}}\b|angka \w+)"
# "Pasal 5 ayat (1), ayat (21": the pasal that a list of ayat begins with; and "ayat (21 Pasal 5".
_PASAL_BEFORE = re.compile(rf"\bPasal\s+(?P<pasal>\w+)\s+(?:{_IN_LIST}{_AND}){{0,12}}+\Z", re.IGNORECASE)
_PASAL_BEHIND = re.compile(rf"(?:{_AND}{_IN_LIST}){{0,12}}+\s+Pasal\s+(?P<pasal>\w+)", re.IGNORECASE)
# Within a sentence alone: what is left of the headings of a page that was read in disorder tells nothing.
_PASAL = re.compile(rf"\b[a-z]+,?\s+Pasal\s+(?P<number>(?=\w*\d)[{_SIGN}]{{2,4}})(?!\w)")
# A pasal that was inserted: its letter is none.
_INSERTED = re.compile(r"\d+[A-H]")
_ACT = r"\b(?:Undang-Undang|Peraturan|Keputusan|Kitab|Ordonansi|Instruksi|Konvensi|UU|PP|Perppu|Perpres)\b(?!(?: \w+){0,2} ini\b)"
# The pasal of another regulation: what it has is not known here.
_OF_ANOTHER = re.compile(
    rf"(?:{_AND}(?:{_IN_LIST}|Pasal\s+\w+)){{0,12}}+\s+(?:dari\s+|dalam\s+)?{_ACT}", re.IGNORECASE
)
_ANOTHER_BEFORE = re.compile(rf"{_ACT}[^.;:]{{0,80}}\Z", re.IGNORECASE)


class References:
    """Reads the references of one regulation, whose ``provisions`` tell which ayat each pasal has."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self._ayat: dict[str, set[str]] = {}
        for locator in (p.ref.locator for p in provisions):
            if locator.part == "batang_tubuh" and locator.pasal is not None:
                ayat = self._ayat.setdefault(locator.pasal, set())
                if locator.ayat is not None:
                    ayat.add(locator.ayat)

    def read(self, text: str, place: Reference) -> Iterator[Proposal]:
        """References in ``text``, the own text of ``place``, of which one reading alone is possible."""
        for start, span in _ayat_in(text):
            reading = self._one(text, start, span, place)
            if reading is not None:
                pasal, number = reading
                yield Proposal(
                    span, f"({number})", "rujukan", f"Pasal {pasal.upper()} memiliki ayat ({number})"
                )
        for match in _PASAL.finditer(text):
            found = self._pasal(match["number"])
            start = match.start("number")
            if found is not None and not _of_another(text, text.rindex("Pasal", 0, start), match.end()):
                reason = f"Pasal {found} ada dalam peraturan ini"
                yield Proposal(Span(*match.span("number")), found, "rujukan", reason)

    def _one(self, text: str, start: int, span: Span, place: Reference) -> tuple[str, str] | None:
        """The pasal and the one ayat of it that a misread number may be; ``start``: of the word "ayat"."""
        pasal = _named(text, start, span.end) or place.locator.pasal
        written = span.of(text)
        open_end = not written.endswith(")")
        if (
            pasal is None
            or (open_end and _SHARED.match(text, span.end))
            or _of_another(text, start, span.end)
        ):
            return None
        found = _readings(written) & self._whole(pasal)
        return (pasal, next(iter(found))) if len(found) == 1 else None

    def _whole(self, pasal: str) -> frozenset[str]:
        """The ayat of a pasal if none is missing between the first and the last."""
        ayat = self._ayat.get(pasal.lower(), set())
        plain = {int(number) for number in ayat if number.isdigit()}
        return frozenset(ayat) if plain == set(range(1, len(plain) + 1)) else frozenset()

    def _pasal(self, written: str) -> str | None:
        if written.isdigit() or written.lower() in self._ayat or _INSERTED.fullmatch(written):
            return None
        found = _numbers(written) & self._ayat.keys()
        return next(iter(found)) if len(found) == 1 else None


def _ayat_in(text: str) -> Iterator[tuple[int, Span]]:
    """Misread numbers behind "ayat", also later ones of a list, with the start of that word."""
    for match in _AYAT.finditer(text):
        at = match.end()
        while number := _NUMBER.match(text, at):
            if not number[0][1:-1].isdigit() or number[0][0] + number[0][-1] != "()":
                yield match.start(), Span(*number.span())
            following = _NEXT.match(text, number.end())
            at = following.end() if following else len(text)


def _named(text: str, start: int, end: int) -> str | None:
    """The pasal that is named with an ayat, before or behind it."""
    found = _PASAL_BEHIND.match(text, end) or _PASAL_BEFORE.search(text, max(0, start - 200), start)
    return found["pasal"].lower() if found else None


def _of_another(text: str, start: int, end: int) -> bool:
    before = _ANOTHER_BEFORE.search(text, max(0, start - 120), start)
    named = _PASAL_BEFORE.search(text, max(0, start - 200), start) or text.startswith("Pasal", start)
    return _OF_ANOTHER.match(text, end) is not None or bool(before and named)


def _readings(written: str) -> frozenset[str]:
    """The numbers that the ayat written so may be: "(21" is 2, its bracket misread, or 21, its bracket lost."""
    body = written[1:].removesuffix(")")
    found = _numbers(body)
    if not written.endswith(")") and len(body) > 1 and body[-1] in CLOSING:
        found |= _numbers(body[:-1])
    return found


def _numbers(signs: str) -> frozenset[str]:
    digits: Collection[str] = [DIGITS.get(sign, "") for sign in signs]
    found = ("".join(number) for number in product(*digits))
    return frozenset(number for number in found if number and not number.startswith("0"))
