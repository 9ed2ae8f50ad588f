"""Marks of a writing program that ran together with a heading: "0BPasal 1", "_Toc123Pasal 4", "Pasal 5_Ref77".

Word counts its headings and names their anchors; some programs print both into the text of a PDF. Marks of footnotes
("Pasal 28F **)") are such signs as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tanyapasal.index.text import Span

_HEADING = (
    r"(?:Pasal|PASAL|P a s a l|BAB|Bab|Bagian|BAGIAN|Paragraf|PARAGRAF|BUKU|PENJELASAN|LAMPIRAN|Lampiran|Menimbang|Mengingat"
    r"|MEMUTUSKAN|MENIMBANG|MENGINGAT)(?![a-z])"
)
_ANCHOR = (
    r"_{0,2}(?:Toc|Ref|Hlk|hlk|bookmark|Bookmark|OLE_LINK|Heading|heading|anchor|_DV_\w)(?:(?!"
    + _HEADING
    + r")[A-Za-z_]){0,12}+\d{0,12}+"
)
# "0B", "12C" before a heading at the beginning of its line; a number alone would be that of an item or a page
_BEFORE = re.compile(
    rf"^[ \t]*(?P<stain>(?:{_ANCHOR}[ \t]?|\d{{1,3}}[A-Z][ \t]?|[\[{{#(<]{{1,2}}{_ANCHOR}[\]}})>]{{1,2}}[ \t]?|[§¶#]{{1,3}}\d{{0,3}}[ \t]?)++)"
    rf"(?={_HEADING})",
    re.MULTILINE,
)
_BEHIND = re.compile(
    rf"^[ \t]*{_HEADING}[ \t]{{1,3}}[\dA-Z]{{1,6}}(?P<stain>[ \t]?[\[{{#(<]{{0,2}}_{{0,2}}{_ANCHOR}[\]}})>]{{0,2}})[ \t]*$",
    re.MULTILINE,
)
# "*)" and "***)" at the end of a line say which change of the constitution gave it its wording
_STARS = re.compile(r"(?<=\S)(?P<stain>[ \t]*\*{1,6}[ \t]?\))(?=[ \t]*$)", re.MULTILINE)


def glued_before_headings(text: str) -> Iterator[Span]:
    """The spans of such marks."""
    for pattern in (_BEFORE, _BEHIND, _STARS):
        for match in pattern.finditer(text):
            start = match.end("stain") - len(match["stain"].lstrip())
            yield Span(start, start + len(match["stain"].strip()))
