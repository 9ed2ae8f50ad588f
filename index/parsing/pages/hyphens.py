"""Words that were parted at the end of a line: "menyeleng-" above "garakan".

"undang-" above "undang" keeps its hyphen. Which is which the text itself says: a word is put together if it stands
elsewhere in the text in one piece, and nowhere with the hyphen.
"""

from __future__ import annotations

import re

# Takes the place of the hyphen in the masked text; texts are written out without it
PARTED = "\u00ad"
_AT_LINE_END = re.compile(r"\b(?P<first>[a-zA-Z]?[a-z]{1,20})-[ \t]*\n\s*(?P<rest>[a-z]{2,20})\b")
_WORD = re.compile(r"[a-zA-Z]+(?:-[a-zA-Z]+)*")
_AFTER = re.compile(PARTED + r"\s*")


def mark_parted(text: str) -> str:
    """The text, of the same length, with ``PARTED`` for every hyphen that parts a word at the end of a line."""
    places = list(_AT_LINE_END.finditer(text))
    if not places:
        return text
    words = {word.lower() for word in _WORD.findall(text)}
    pieces: list[str] = []
    done = 0
    for match in places:
        first, rest = match["first"].lower(), match["rest"]
        if first != rest and first + rest in words and f"{first}-{rest}" not in words:
            at = match.end("first")
            pieces += [text[done:at], PARTED]
            done = at + 1
    return "".join([*pieces, text[done:]])


def put_together(text: str) -> str:
    """A text written out, its parted words in one piece."""
    return _AFTER.sub("", text) if PARTED in text else text
