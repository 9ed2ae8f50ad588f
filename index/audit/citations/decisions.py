"""Decisions of courts that a document cites: they are counted and named, and held against nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.text import Span


@dataclass(frozen=True, slots=True)
class CourtForm:
    """How a court numbers its decisions; ``example`` is one, ``id`` what it is read as."""

    kind: str
    pattern: str
    example: str
    id: str


_NAMED = r"(?:putusan(?:-putusan)?\s+(?:[A-Za-z.,]{1,30}\s{1,8}){0,8}?)?(?:(?:nomor|no\.?)\s{0,8})?"
FORMS: tuple[CourtForm, ...] = (
    CourtForm(
        "putusanmk",
        r"(?P<number>\d{1,4}(?:[-,]\d{1,4}){0,8}/(?:PUU|SKLN|PHPU?(?:\.[A-Z]{1,8}){0,4})\s?-\s?[IVXLC]+)/(?P<year>\d{4})",
        "Putusan Mahkamah Konstitusi Nomor 41/PUU-XII/2014",
        "putusanmk-41-puu-xii-2014",
    ),
    CourtForm(
        "putusanma",
        r"(?P<number>\d{1,5}\s?(?:P/HUM|(?:K|PK)/[A-Za-z.]{1,20}(?:[./-][A-Za-z]{1,20}){0,6}))/(?P<year>\d{4})",
        "Putusan MA No. 23 P/HUM/2018",
        "putusanma-23-p-hum-2018",
    ),
    CourtForm(
        "putusanpengadilan",
        r"(?P<number>\d{1,5}/(?:G|B|Pdt|Pid|PDT|PID|Pdt\.G|Pid\.B|Pid\.Sus[A-Za-z.-]{0,30})(?:\.[A-Za-z-]{1,20}){0,6})/(?P<year>\d{4})"
        r"(?:/[A-Z]{2,5}[A-Za-z.\s]{0,12}[A-Za-z])?",
        "Putusan PTUN Jakarta Nomor 12/G/2020/PTUN.JKT",
        "putusanpengadilan-12-g-2020",
    ),
)
_FORMS = tuple(
    (form.kind, re.compile(rf"\b{_NAMED}(?<![\w/]){form.pattern}(?![\w/])", re.IGNORECASE)) for form in FORMS
)
_PARTS = re.compile(r"[^a-z0-9]+")


def is_decision(regulation: RegulationId) -> bool:
    """True for a decision of a court."""
    return any(form.kind == regulation.kind for form in FORMS)


def find_decisions(text: str) -> Iterator[tuple[RegulationId, Span]]:
    """Every decision that is cited by its number, and where."""
    if "/" not in text:
        return
    for kind, pattern in _FORMS:
        for match in pattern.finditer(text):
            number = _PARTS.sub("-", match["number"].lower()).strip("-")
            yield RegulationId(kind, number, int(match["year"])), Span(*match.span())
