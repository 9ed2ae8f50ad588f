"""Lines that hold nothing but the heading of an article, however it is written or misread.

``forms.PASAL`` knows how headings look inside any text; a line of its own may be read with more patience: "Ps. 5",
"P a s a l 5", "Rasal 5", "Pasal-5", "Pasal Dua Puluh Lima", "Pasal" above "5", and "Pasal ?" whose number is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from tanyapasal.index.language.quantities.numbers import read_words
from tanyapasal.index.parsing.numerals import LARGEST, Reading, readings
from tanyapasal.index.parsing.pages.pieces import Piece

_LONGEST = 60
_LINE = re.compile(
    r"(?P<word>P ?[aA] ?[sS] ?[aA] ?[lLI1|]|[^\W\d_][\w!|$\]\['.]{3,6}?|Psl?)"
    r"(?:(?:[\s\-–—.:,'*]{1,5}|(?=\d))(?P<number>[\w|!]{1,4}(?: [\w|!]{1,3}){0,2}|(?:\w{3,9}[ -]?){1,7}))?[\s.:]{0,4}"
)
_UNREAD = re.compile(r"[Pp][aA][sS][aA][lLI1|]\s?[?#*'\"^~.,:-]{0,3}\w?")
_SIGNS = str.maketrans(
    {"1": "l", "I": "l", "|": "l", "!": "l", "]": "l", "[": "l", "t": "l", "0": "o", "5": "s", "$": "s"}
)
# Words of one letter's difference
_OTHERS = frozenset(("pasar", "asal", "nasal", "basal", "pasak", "pasai", "pasang", "passa"))
# The number is lost, its place in the sequence may tell it
UNKNOWN: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class PasalLine:
    """The heading that a line is: what its number may be (``UNKNOWN``: anything), and where the heading ends."""

    readings: tuple[Reading, ...]
    end: int


def pasal_line(masked: str, piece: Piece) -> PasalLine | None:
    """The heading that the piece is, if it is one and its line has nothing else."""
    if not piece.opens_line or piece.end - piece.start > _LONGEST:
        return None
    if not masked[piece.start].isalpha():
        return None
    line_end = masked.find("\n", piece.end)
    if masked[piece.end : line_end if line_end >= 0 else len(masked)].strip():
        return None
    match = _LINE.fullmatch(masked, piece.start, piece.end)
    if match is not None and match["number"] is not None and _is_pasal(match["word"]):
        read = _number(match["number"])
        if read:
            return PasalLine(read, piece.end)
    if _UNREAD.fullmatch(masked, piece.start, piece.end):
        return PasalLine(UNKNOWN, piece.end)
    return None


@lru_cache(maxsize=4096)
def _is_pasal(word: str) -> bool:
    if word in ("Ps", "Psl"):
        return True
    if word.lower() in _OTHERS or not word[0].isupper():
        return False
    letters = "".join(c for c in word.translate(_SIGNS).lower() if c.isalpha())
    return Levenshtein.distance(letters, "pasal", score_cutoff=1) <= 1


@lru_cache(maxsize=4096)
def _number(raw: str) -> tuple[Reading, ...]:
    found = readings(raw)
    if found or len(raw) < 3:
        return found
    value = read_words(" ".join(raw.replace("-", " ").split()))
    if value is None or value.denominator != 1 or not 0 < value.numerator <= LARGEST:
        return ()
    return (((value.numerator, ""), 0.0),)
