"""Lines of an editor to blocks of text."""

from __future__ import annotations

import re

_ITEM = re.compile(r"(?:[-*]|\d{1,2}[.)]|[a-z][.)])\s+\S")


def unwrapped(lines: list[str]) -> str:
    """Paragraphs and list items on one line each: an editor's line wrap is not part of the text."""
    blocks: list[str] = []
    joined = False
    for line in lines:
        stripped = line.strip()
        if not stripped:
            joined = False
        elif joined and not _ITEM.match(stripped):
            blocks[-1] += " " + stripped
        else:
            blocks.append(stripped)
            joined = True
    return "\n".join(blocks)
