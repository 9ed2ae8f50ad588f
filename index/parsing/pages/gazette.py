"""Heads of the national gazettes: "2031, No. 1033 -4-", on lines of their own and amid a text that lost its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tanyapasal.index.text import Span

_DASH = r"[-–—_~]"
_PAGE = rf"(?:{_DASH}\s?\d{{1,4}}\s?{_DASH}?|\d{{1,4}}\s?{_DASH}?)"
_DASHED = rf"{_DASH}\s?\d{{1,4}}\s?{_DASH}"
_YEAR = r"(?:19|20)\d\d"
_NUMBER = r"N[o0](?:mor)?\s?[.:]?\s?\d{1,5}"
_NAME = r"(?:(?:TAMBAHAN\s+)?(?:LEMBARAN|BERITA)\s+(?:NEGARA|DAERAH)[A-Z\s.]{0,40}?,?\s+)?"
# A head with the number of its page; the year may stand before or behind the number of the gazette
_HEAD = rf"(?:{_YEAR}\s?,?\s*{_NUMBER}|{_NUMBER}\s?,?\s*{_YEAR})"
GAZETTE = re.compile(rf"{_NAME}(?:{_PAGE}\s+|{_DASHED}\s*)?{_HEAD}(?:\s+{_PAGE}|\s*{_DASHED})?")
_INLINE = re.compile(
    rf"(?<![\w(/])(?:{_YEAR},\s?{_NUMBER}\s*{_DASHED}|{_DASHED}\s*{_YEAR},\s?{_NUMBER})(?![\w)])"
)
# Heads without a dashed page are told from a citation by coming again with the same number
_PLAIN = re.compile(
    rf"(?<![\w(/])(?P<head>{_YEAR},\s?N[o0]\s?\.?\s?\d{{1,5}})(?:\s+\d{{1,4}}(?=\s))?(?![\w)/])"
)
_LINE = re.compile(
    rf"^[ \t]*(?:{_PAGE}[ \t]+)?(?P<head>{_YEAR},[ \t]?N[o0][ \t]?\.?[ \t]?\d{{1,5}})", re.MULTILINE
)
_CITED = re.compile(r"(?:Negara|NEGARA|Daerah|DAERAH)[\w\s]{0,40}$|[Tt]ahun\s*$|TAHUN\s*$")
_OFTEN = 2


def gazette_heads(text: str) -> Iterator[Span]:
    """The spans of such heads amid lines of text."""
    for match in _INLINE.finditer(text):
        yield Span(*match.span())
    counted: dict[str, int] = {}
    for match in _LINE.finditer(text):
        key = "".join(match["head"].split())
        counted[key] = counted.get(key, 0) + 1
    if not any(times >= _OFTEN for times in counted.values()):
        return
    for match in _PLAIN.finditer(text):
        often = counted.get("".join(match["head"].split()), 0) >= _OFTEN
        if often and not _CITED.search(text, max(0, match.start() - 60), match.start()):
            yield Span(*match.span())
