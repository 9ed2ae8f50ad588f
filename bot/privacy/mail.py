"""Addresses of e-mail, also as people hide them ("sari [at] kantor dot go dot id"), and names of accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tanyapasal.bot.privacy.found import Found

_ENDING = r"(?:com|id|net|org|co|go|ac|sch|or|web|my|gov|edu|mil|info|biz|desa|io|me|xyz)"
_PROVIDER = r"(?:gmail|yahoo|ymail|outlook|hotmail|icloud|live|rocketmail|proton(?:mail)?)"
_AT = rf"(?:\s?@{{1,2}}\s?|\s?[\[({{<]\s?(?:at?|et|@|a ?keong)\s?[\])}}>]\s?|\s(?:at|et|a ?keong)\s|[-_](?:at|et)[-_]|\s?#(?={_PROVIDER}))"
_DOT = r"(?:\s?[.,]\s?|\s?[\[({<]\s?(?:dot|titik|\.)\s?[\])}>]\s?|\s(?:dot|titik)\s|[-_](?:dot|titik)[-_])"
_NAME = r"[\w.+%'-]{1,64}(?:\s(?:dot|titik|garis bawah|underscore)\s[\w.+%'-]{1,64}){0,4}"
_HOST = r"[^\W_][\w]{0,62}(?:-[^\W_]{1,30}){0,4}?"
_FORMS = (
    # Names of the host may hold a hyphen, but not the one of "-dot-".
    (
        re.compile(
            rf"{_NAME}{_AT}{_HOST}(?:{_DOT}{_HOST}){{0,4}}?{_DOT}{_ENDING}\b(?:{_DOT}{_ENDING}\b)?",
            re.IGNORECASE,
        ),
        "surel",
    ),
    (re.compile(r"[\w.+%'-]{1,64}@[^\W\d][\w-]{0,62}(?:[.,][\w-]{1,63}){0,6}"), "surel"),
    (
        re.compile(
            rf"\b(?:e-?mail|surel)(?:\s(?:saya|ku|kantor))?[\s:]{{1,3}}(?P<found>[\w.+%'-]{{1,64}}\s{_PROVIDER}\b(?:[\s.,]{{1,2}}{_ENDING}\b){{0,2}})",
            re.IGNORECASE,
        ),
        "surel",
    ),
    (re.compile(rf"{_NAME}{_AT}(?:\w\s){{3,20}}[.,]\s?(?:\w\s?){{2,3}}\b", re.IGNORECASE), "surel"),
    (
        re.compile(
            rf"\b{_PROVIDER}(?:\s(?:saya|ku|nya|adalah))+[\s:]{{1,3}}(?P<found>(?=\w*[\d._])[\w.]{{4,64}})",
            re.IGNORECASE,
        ),
        "surel",
    ),
    (re.compile(rf"(?<!\S)[\w.+%'-]{{1,64}}\s{_PROVIDER}[\s.,]{{1,2}}com\b", re.IGNORECASE), "surel"),
    (
        re.compile(
            r"\b(?:instagram|ig|twitter|telegram|tele|facebook|fb|tiktok|threads|akun)(?:\s(?:saya|ku|nya|adalah))*[\s:=]{0,3}"
            r"@[\w.]{2,40}",
            re.IGNORECASE,
        ),
        "akun",
    ),
)


def addresses_of_mail(text: str) -> Iterator[Found]:
    """Each address of e-mail and account of ``text`` (folded)."""
    for pattern, kind in _FORMS:
        for match in pattern.finditer(text):
            yield Found(*match.span("found" if "found" in pattern.groupindex else 0), kind)
