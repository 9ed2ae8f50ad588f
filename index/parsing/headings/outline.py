"""The parts of a regulation and its headings: which piece is what, before anything is read inside an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.headings.pasal_lines import pasal_line
from tanyapasal.index.parsing.headings.sequence import Candidate
from tanyapasal.index.parsing.numerals import Key, readings
from tanyapasal.index.parsing.pages.pieces import Piece, word_before

Section = Literal["batang_tubuh", "penjelasan", "lampiran", "naskah_lain"]
_STRONG = 3.0
_LIKELY = 0.7
# What a heading loses that is written in an unusual way, and one with nothing below it
_UNUSUAL = 0.5
_EMPTY = 1.2
# Pieces that the general part of penjelasan may have
_GENERAL = 3000
# "Pasal 5 Undang-Undang Nomor 1 …" names an article of another regulation; "Pasal 5 Undang-Undang ini …" may open one
_OF_A_REGULATION = re.compile(
    r"(?:Undang\W{0,3}[Uu]ndang|Peraturan|Keputusan|Ketetapan|Perp+u|Instruksi)(?:\s+(?!ini\b)[\w/]+){0,7}?\s+(?:Nomor|No\b|Dasar|Tahun)"
    r"|UUD|UU\b|Konstitusi|Kitab\s+Undang|KUH|Ordonansi|Pasal\b|jo\b|juncto"
)
_NAME = re.compile(
    r"(?:UNDANG-UNDANG|PERATURAN|KEPUTUSAN|INSTRUKSI|SURAT\s+EDARAN)\b[A-Z\s,.-]{0,150}?\bNOMOR\b[^\n]{1,40}\s+(?:TAHUN\b[^\n]{1,12}\s+)?TENTANG\b"
)
# Pieces within which the preamble of a regulation decides, and what stands in it
_PREAMBLE = 120
_PREAMBLE_FORMS = (forms.MENIMBANG, forms.MENETAPKAN)
_SMALL_L = re.compile(r"^l(?=[bcdfghjkmnpqrstvwxz])")
_GROUP = re.compile(
    r"(?:\s*,\s*(?:[Pp]asal\s*)?\d{1,4}[A-H]?(?=\s*[,\s]))*\s*,?\s*(?:dan|s\.?\s?/?\s?d\.?|sampai\s+dengan|sampai|[-–—,])"
    r"\s*(?:dengan\s+)?(?:[Pp]asal\s*)?(?P<last>\d{1,4}[A-H]?)[ \t]*[.:]?(?=\s*$|\s+(?:Cukup|Tjukup))"
)
_DATED = re.compile(r"[\s\w.]{3,40}?,?\s+[Pp]ada\s+tanggal\s")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces ``[first, last)`` of one part; ``naskah_lain``: another regulation behind this one, to the end."""

    section: Section
    first: int
    last: int


def starts(form: forms.Form, masked: str, piece: Piece) -> re.Match[str] | None:
    """The form at the beginning of a piece."""
    return form.pattern.match(masked, piece.start, piece.end)


def ends_sentence(masked: str, place: int) -> bool:
    """True if the text before ``place`` ends with a full stop, semicolon or colon, or there is none."""
    before = masked[max(0, place - 400) : place].rstrip()
    return not before or before[-1] in ".;:”\"'"


def refers(masked: str, piece: Piece) -> bool:
    """True if the text before the piece asks for a reference: "sebagaimana dimaksud dalam" / "Pasal 3"."""
    start = max(0, piece.start - 400)
    before = masked[start : piece.start].rstrip()
    if before[-1:] in ("", ".", ";", ":") or before[-10:].upper() == "DEMI PASAL":
        return False
    word = word_before(before, 0, len(before)).strip("(,")
    return before.endswith(",") or word in forms.REFERENCE_WORDS


def stretches(masked: str, pieces: Sequence[Piece]) -> list[Stretch]:
    """The text cut into its parts. The first part reaches to the first heading of the body, see ``parser``."""
    marks: list[tuple[int, Section]] = []
    opened = closed = False
    general: int | None = None
    for i, piece in enumerate(pieces):
        first = masked[piece.start]
        if (
            first in "PF"
            and opened
            and starts(forms.PENJELASAN, masked, piece)
            and _is_title(masked, pieces, i)
        ):
            if not (marks and marks[-1][1] == "penjelasan" and i - marks[-1][0] < 12):
                marks.append((i, "penjelasan"))
        elif first in "IU1l" and opened and starts(forms.UMUM, masked, piece):
            general = i
        elif (
            first in "IPp1l"
            and opened
            and _lacks_explanation(marks)
            and starts(forms.PASAL_DEMI_PASAL, masked, piece)
        ):
            # the heading PENJELASAN was lost
            near = general is not None and i - general < _GENERAL and not (marks and marks[-1][0] >= general)
            marks.append((general if general is not None and near else i, "penjelasan"))
        elif (
            first in "UPKIS"
            and closed
            and (not marks or marks[-1][1] != "lampiran")
            and _opens_another(masked, pieces, i)
        ):
            marks.append((i, "naskah_lain"))
            break
        elif first in "LlI" and closed and piece.opens_line and starts(forms.LAMPIRAN, masked, piece):
            if not marks or marks[-1][1] != "lampiran":
                marks.append((i, "lampiran"))
        elif first in "DS" and not marks and opens_closing(masked, piece):
            closed = True
        elif not opened and (
            pasal_line(masked, piece) or (starts(forms.PASAL, masked, piece) and not refers(masked, piece))
        ):
            opened = True
        closed = closed or (bool(marks) and marks[-1][1] == "penjelasan")
    found = [Stretch("batang_tubuh", 0, marks[0][0] if marks else len(pieces))]
    ends = [place for place, _ in marks[1:]] + [len(pieces)]
    for (place, section), last in zip(marks, ends, strict=False):
        found.append(Stretch(section, place, last))
    return found


def _opens_another(masked: str, pieces: Sequence[Piece], i: int) -> bool:
    """True for the name of a regulation in capitals above "TENTANG", "Menimbang" and "MEMUTUSKAN"."""
    if not pieces[i].opens_line or _NAME.match(masked, pieces[i].start) is None:
        return False
    seen = 0
    for piece in pieces[i + 1 : i + _PREAMBLE]:
        if seen < len(_PREAMBLE_FORMS) and starts(_PREAMBLE_FORMS[seen], masked, piece):
            seen += 1
        elif piece.opens_line and starts(forms.PASAL, masked, piece) and seen < 1:
            return False
        if seen == len(_PREAMBLE_FORMS):
            return True
    return False


def _lacks_explanation(marks: list[tuple[int, Section]]) -> bool:
    return not any(section == "penjelasan" for _, section in marks)


def _is_title(masked: str, pieces: Sequence[Piece], i: int) -> bool:
    """ "PENJELASAN" of its own line followed by "ATAS", a kind of regulation or "UMUM"."""
    start = pieces[i].start
    following = " ".join(masked[start : start + 200].split())[10:]
    return bool(
        re.search(
            r"^[\s.A-Z]{0,12}(?:ATAS|TENTANG|UNDANG|PERATURAN|(?:[Il1]\s?\.\s*)?UMUM|Atas|KEPUTUSAN|RANCANGAN|MENGENAI|PASAL)",
            following,
        )
    )


def closing_from(masked: str, pieces: Sequence[Piece], last_article: int, last: int) -> int:
    """The piece after ``last_article`` where the signatures begin, or ``last``."""
    for i in range(last_article + 1, last):
        if masked[pieces[i].start] in "Dd" and opens_closing(masked, pieces[i]):
            return i
    return last


def opens_closing(masked: str, piece: Piece) -> bool:
    """True for "Ditetapkan di Jakarta" on a line of its own, after a full stop, or with its date."""
    match = starts(forms.CLOSING, masked, piece)
    return match is not None and (
        piece.opens_line
        or ends_sentence(masked, piece.start)
        or _DATED.match(masked, match.end()) is not None
    )


def candidates(masked: str, pieces: Sequence[Piece], first: int, last: int) -> list[Candidate]:
    """The places that may open an article among pieces ``[first, last)``."""
    found: list[Candidate] = []
    for i in range(first, last):
        piece = pieces[i]
        match = None
        if masked[piece.start] in "PpF":
            match = starts(forms.PASAL, masked, piece) or starts(forms.PASAL_LOWER, masked, piece)
        if match is None:
            line = pasal_line(masked, piece)
            if line is not None:
                found.append(Candidate(i, line.readings, _weight(masked, pieces, i, "") - _UNUSUAL, line.end))
            continue
        rest = masked[match.end() : piece.end].strip()
        rest = "" if rest in (".", ":") else rest
        read = readings(match["number"])
        group = _GROUP.match(masked, match.end(), piece.end) if rest else None
        if read:
            doubt = 0.5 if masked[piece.start] == "p" else 0.0
            weight = _weight(masked, pieces, i, rest if group is None else "") - doubt
            end = group.end() if group else match.end()
            while end < piece.end and masked[end] in ".: \t":
                end += 1
            found.append(Candidate(i, read, weight, end, _upto(group)))
    return _without_lists(masked, pieces, found)


def _without_lists(masked: str, pieces: Sequence[Piece], found: list[Candidate]) -> list[Candidate]:
    """Headings with nothing but other headings below them, as in a table of contents, weigh less."""
    kept: list[Candidate] = []
    for n, candidate in enumerate(found):
        i = candidate.piece + 1
        while i < len(pieces) and pieces[i].opens_line and starts(forms.BAB, masked, pieces[i]):
            i += 1
        following = found[n + 1] if n + 1 < len(found) else None
        if (
            following is not None
            and following.piece == i
            and min(candidate.weight, following.weight) >= _STRONG - _UNUSUAL
            and {key for key, _ in candidate.readings}.isdisjoint(key for key, _ in following.readings)
        ):
            candidate = replace(candidate, weight=candidate.weight - _EMPTY)
        kept.append(candidate)
    return kept


def is_heading(masked: str, pieces: Sequence[Piece], i: int) -> bool:
    """True if piece ``i`` looks like the heading of an article, whatever its number is."""
    found = candidates(masked, pieces, i, i + 1)
    return bool(found) and found[0].weight >= _LIKELY


def group_title(masked: str, start: int, end: int) -> str:
    """The title of a heading in penjelasan that names several pasal, as ``explanation_of`` reads it; "" for one pasal."""
    first = forms.PASAL.pattern.match(masked, start, end)
    group = _GROUP.match(masked, first.end(), end) if first else None
    return f"sampai dengan Pasal {group['last']}" if group else ""


def _upto(group: re.Match[str] | None) -> Key | None:
    if group is None:
        return None
    return next((key for key, _ in readings(group["last"])), None)


def _weight(masked: str, pieces: Sequence[Piece], i: int, rest: str) -> float:
    piece = pieces[i]
    # no word begins with l and a consonant: "lzin" is "Izin"
    rest = _SMALL_L.sub("I", rest)
    referring = refers(masked, piece)
    sentence = ends_sentence(masked, piece.start)
    if piece.opens_line:
        if not rest:
            following = masked[pieces[i + 1].start : pieces[i + 1].start + 6] if i + 1 < len(pieces) else ""
            goes_on = following[:1].islower() and not re.match(r"[a-z]{1,2}\s?[.)]", following)
            if referring:
                return -2.5 if goes_on else 0.5
            return 0.3 if goes_on and not sentence else _STRONG
        if referring:
            return -3.0
        if rest[0] in "([{":
            return 2.5
        if _OF_A_REGULATION.match(rest):
            return -3.0
        if rest[0].isupper() or rest[0] in "\"“'‘":
            return 1.6 if sentence else 0.8
        return -3.0 if rest[0].islower() or rest[0] in ",;)" else -1.0
    if referring:
        return -3.0
    if not rest:
        return 2.0 if sentence else 0.8
    if rest[0] in "([{":
        return 2.0 if sentence else 1.2
    if rest[0].isupper() and not _OF_A_REGULATION.match(rest):
        return 1.2 if sentence else 0.3
    return -3.0
