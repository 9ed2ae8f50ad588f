"""A masked text as pieces: lines, cut again before everything that looks like a heading or a marker.

A cut is only a chance: who reads the pieces decides whether a marker stands there, and if not the piece goes on
with the text before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tanyapasal.index.law.places import LATIN
from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.pages.furniture import Line, lines_of

# "Pasal" on a line of its own, and its number on the next one
_PASAL_ALONE = re.compile(r"P ?[aA] ?[sS] ?[aA] ?[lL1I][.:]?")
_LONGEST_PASAL = 10
_NUMBER_ALONE = re.compile(rf"\d{{1,3}} ?(?:[A-Z]|(?i:{'|'.join(LATIN)}))?[.:]?|[\dlIO]{{1,3}}")
# "Pasal 5, Pasal 6, dan Pasal 7" and "Pasal 5 - Pasal 7" are one heading of penjelasan
_SEVERAL = re.compile(r"Pasal\s\d{1,4}[A-Z]?(?:\s?,\s(?:Pasal\s)?\d{1,4}[A-Z]?){0,20}\s?[-–—,]\s?(?:dan\s)?")
_WORD_BEFORE = re.compile(r"(\S{1,30})\s*$")
# Where a line may be cut, in one scan; what stands there is read again by the forms
_CUT = re.compile(
    r"(?<=[\s)])(?:[PF][aAeoc][sS5][aAeoc][-.]?[lLIJ1|!it\]\[](?=\s{0,3}[0-9IlLJOoTZS(]|\s[A-Z]?\d)|pasal\s\d|BAB[ ]?[IVXLl1]|Bagian\s{1,3}(?:Ke|Pertama)"
    r"|Paragraf\s{1,3}[\dIKl]|[(\[{]\s?(?:[0-9lIiOSTZUsza|]{1,3}[a-h]?|[a-z]{1,2})\s?[)\]}]|[(\[{][0-9lISsOZz]{1,3}[1lItJ](?=[\sA-Z]|$)|[(]U(?=\s[A-Z]|$)|l[2-9]l\s[A-Z]|[a-zA-Z0-9]{1,3}\s?[.)](?=[\s(\"“]|[A-Z]|$)"
    r"|A[yj]at\s?[(]|Hu[rm]\w{1,2}\s?\w{1,2}(?=[\s.])|Angka\s\d|PEN[JD]\w*[.]?\w*SAN(?=\s+(?:ATAS|UMUM|UNDANG|PERATURAN)|\s*$)|I\.\s*UMUM|II?\.?\s?PASAL\s+DEMI|LAMPIRAN|IAMPIRAN"
    r"|Agar\s+(?:supaya|setiap|semua)|Ditetapkan\s[Dd]i|Disahkan\s[Dd]i|Diundangkan\s[Dd]i|Mengingat\s?:?\s|Memperhatikan\s?:|MEMUTUS|Menetapkan\s?:|Menimbang\s?:?\s"
    r"|KE[A-Z]{3,}\s?(?:[A-Z]{5}\s?)?:|PERTAMA\s?:|TAMBAHAN\s+(?:LEMBARAN|BERITA))"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text ``[start, end)``; ``opens_line`` is False where a line was cut.

    ``ayat`` is the number of an ayat that begins here although no number is printed, see ``floats``.
    """

    start: int
    end: int
    opens_line: bool
    ayat: str | None = None


def cut(masked: str, first: int = 0, last: int | None = None) -> list[Piece]:
    """The pieces of a text or of its stretch ``[first, last)``; together they hold all that is not blank."""
    pieces: list[Piece] = []
    for line in _joined(masked, lines_of(masked, first, len(masked) if last is None else last)):
        start = line.start
        for match in _CUT.finditer(masked, line.start, line.end):
            place = match.start()
            if place <= start or not _may_open(masked, start, place):
                continue
            end = place
            while end > start and masked[end - 1].isspace():
                end -= 1
            if end > start:
                pieces.append(Piece(start, end, start == line.start))
                start = place
        pieces.append(Piece(start, line.end, start == line.start))
    return pieces


def _joined(masked: str, lines: list[Line]) -> Iterator[Line]:
    """The lines, "Pasal" and a number on the next line as one."""
    i = 0
    while i < len(lines):
        line = lines[i]
        if (
            i + 1 < len(lines)
            and line.end - line.start <= _LONGEST_PASAL
            and _PASAL_ALONE.fullmatch(masked, line.start, line.end)
            and _NUMBER_ALONE.fullmatch(masked, lines[i + 1].start, lines[i + 1].end)
        ):
            yield Line(line.start, lines[i + 1].end)
            i += 2
        else:
            yield line
            i += 1


def word_before(masked: str, start: int, place: int) -> str:
    """The word before ``place`` in lower case, not further back than ``start``."""
    match = _WORD_BEFORE.search(masked, max(start, place - 40), place)
    return match[1].lower() if match else ""


def _may_open(masked: str, start: int, place: int) -> bool:
    word = word_before(masked, start, place)
    if masked.startswith(LATIN, place) and word.isdigit():
        return False  # "Pasal 1 bis."
    if masked[place] == "P" and _SEVERAL.fullmatch(masked, start, place):
        return False
    if word == "pasal" and masked[max(start, place - 30) : place].rstrip().upper().endswith("DEMI PASAL"):
        return True
    if word in ("dan", "atau", "dan/atau"):
        # "…; dan b. …" joins items, "ayat (1) dan (2)" joins references
        before = masked[max(start, place - 40) : place].rstrip()
        return before[: len(before) - len(word)].rstrip().endswith((";", ","))
    return word.strip("(,") not in forms.REFERENCE_WORDS
