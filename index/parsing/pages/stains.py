"""Signs around lines that are no text: stains of a scan, dashes and stars around headings, marks of quotation mail.

They are found line by line; the furniture of pages, which takes the neighbours of a line into account, is in
``furniture``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tanyapasal.index.text import Span

# "- Pasal 5 -", "> Pasal 5", "(Pasal 5)", "Pasal 5 ,": a heading that is alone in its line but for signs
_AROUND = re.compile(
    r"^[ \t]*+(?P<before>(?:[^\w\n\t ][^\w\n]{0,5}|_{1,2})??)[ \t]*+"
    r"(?P<head>(?:[PFR]\w[sS5]\w\W?\S|P a s a l|Psl?\.|BAB|Bab|Bagian|BAGIAN|Paragraf)[ \t]*+(?:[-–—.:][ \t]*+)?(?:Ke|KE|ke|Per|PER)?\w{1,9}?)"
    r"[ \t]*+(?P<after>(?:[^\w\n\t ][^\w\n]{0,5}|_{1,2})?)[ \t]*+$",
    re.MULTILINE,
)
_CLOSING = {"(": ")", "[": "]", "{": "}", '"': '"', "“": "”", "‘": "’"}
_STOPS = '.,;:)]}"”'
# A sign that no line of text begins with, and a blank
_BEFORE = re.compile(
    r"^[ \t]*(?P<stain>[.|~·°^`¦]{1,2}|'(?=[^'\n]*$)|>{1,3})[ \t]*(?=[\w(\"“])(?![^\n]*[ \t]\|)", re.MULTILINE
)
_LINE = re.compile(r"^[ \t]*+(?P<stain>[^\w\n\t \"”“)\]][^\w\n\"”“)\]]{0,5})[ \t]*+$", re.MULTILINE)


def stains(text: str) -> Iterator[Span]:
    """The spans of such signs; they may overlap."""
    for match in _AROUND.finditer(text):
        before, after = match["before"].strip(), match["after"].strip()
        closes = bool(before) and after[:1] == _CLOSING.get(before[-1])
        if before and (closes or before[-1] not in _CLOSING):
            start = match.start("before")
            yield Span(start, start + len(match["before"].rstrip()))
        detached = match.start("after") > match.end("head")
        # dots are those of a catchword
        if after.strip(". …") and (closes or detached or after.strip(_STOPS)):
            yield Span(match.start("after"), match.start("after") + len(after))
    for pattern in (_BEFORE, _LINE):
        for match in pattern.finditer(text):
            if match["stain"].strip():
                yield Span(match.start("stain"), match.start("stain") + len(match["stain"].rstrip()))
