"""The headings of articles: which pieces may open one, and how likely each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.headings.pasal_lines import pasal_line
from tanyapasal.index.parsing.headings.sequence import Candidate
from tanyapasal.index.parsing.numerals import Key, readings
from tanyapasal.index.parsing.pages.pieces import Piece, word_before

_STRONG = 3.0
_LIKELY = 0.7
# What a heading loses that is written in an unusual way, and one with nothing below it
_UNUSUAL = 0.5
_EMPTY = 1.2
# "Pasal 5 Undang-Undang Nomor 1 …" names an article of another regulation; "Pasal 5 Undang-Undang ini …" may open one
_OF_A_REGULATION = re.compile(
    r"(?:Undang\W{0,3}[Uu]ndang|Peraturan|Keputusan|Ketetapan|Perp+u|Instruksi)(?:\s+(?!ini\b)[\w/]+){0,7}?\s+(?:Nomor|No\b|Dasar|Tahun)"
    r"|UUD|UU\b|Konstitusi|Kitab\s+Undang|KUH|Ordonansi|Pasal\b|jo\b|juncto"
)
_SMALL_L = re.compile(r"^l(?=[bcdfghjkmnpqrstvwxz])")
_GROUP = re.compile(
    r"(?:\s*,\s*(?:[Pp]asal\s*)?\d{1,4}[A-Z]?(?=\s*[,\s]))*\s*+(?:,\s*+)?(?:dan|s\.?\s?/?\s?d\.?|sampai\s+dengan|sampai|[-–—,])"
    r"\s*(?:dengan\s+)?(?:[Pp]asal\s*)?(?P<last>\d{1,4}[A-Z]?)(?:[ \t]*[.:])?(?=\s*$|\s+(?:Cukup|Tjukup))"
)
_DATED = re.compile(r"[\s\w.]{3,40}?,?\s+[Pp]ada\s+tanggal\s")
# What stands behind the number of a heading; "text below": nothing, and the next line begins in lower case
_Behind = Literal[
    "nothing", "text below", "bracket", "capital", "quotation", "regulation", "lower case", "sign"
]


class _Weight(NamedTuple):
    """What a place weighs where the sentence before it is over, amid a sentence, and where that asks for a reference."""

    sentence_over: float
    amid_sentence: float
    referred: float = -3.0


_NO_HEADING = _Weight(-3.0, -3.0)
# By whether "Pasal 5" begins a line, and what stands behind it. Law prints a heading on a line of its own (UU
# 12/2011 Lampiran II); OCR runs it into the text, never into a reference.
_WEIGHTS: dict[tuple[bool, _Behind], _Weight] = {
    (True, "nothing"): _Weight(_STRONG, _STRONG, 0.5),
    (True, "text below"): _Weight(_STRONG, 0.3, -2.5),
    (True, "bracket"): _Weight(2.5, 2.5),
    (True, "capital"): _Weight(1.6, 0.8),
    (True, "quotation"): _Weight(1.6, 0.8),
    (True, "regulation"): _NO_HEADING,
    (True, "lower case"): _NO_HEADING,
    (True, "sign"): _Weight(-1.0, -1.0),
    (False, "nothing"): _Weight(2.0, 0.8),
    (False, "bracket"): _Weight(2.0, 1.2),
    (False, "capital"): _Weight(1.2, 0.3),
    (False, "quotation"): _NO_HEADING,
    (False, "regulation"): _NO_HEADING,
    (False, "lower case"): _NO_HEADING,
    (False, "sign"): _NO_HEADING,
}


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


def candidates(
    masked: str, pieces: Sequence[Piece], first: int, last: int, *, english: bool = False
) -> list[Candidate]:
    """The places that may open an article among pieces ``[first, last)``; ``english``: "Article 1" too."""
    found: list[Candidate] = []
    for i in range(first, last):
        piece = pieces[i]
        match = None
        if masked[piece.start] in "PpF":
            match = starts(forms.PASAL, masked, piece) or starts(forms.PASAL_LOWER, masked, piece)
        elif english and masked[piece.start] == "A":
            match = starts(forms.ARTICLE, masked, piece)
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
    """How likely piece ``i`` opens an article whose heading is followed by ``rest``, by ``_WEIGHTS``."""
    piece = pieces[i]
    # no word begins with l and a consonant: "lzin" is "Izin"
    behind = _behind(_SMALL_L.sub("I", rest))
    if behind == "nothing" and piece.opens_line and _goes_on(masked, pieces, i):
        behind = "text below"
    weight = _WEIGHTS[piece.opens_line, behind]
    if refers(masked, piece):
        return weight.referred
    return weight.sentence_over if ends_sentence(masked, piece.start) else weight.amid_sentence


def _behind(rest: str) -> _Behind:
    if not rest:
        return "nothing"
    if rest[0] in "([{":
        return "bracket"
    if _OF_A_REGULATION.match(rest):
        return "regulation"
    if rest[0].isupper():
        return "capital"
    if rest[0] in "\"“'‘":
        return "quotation"
    return "lower case" if rest[0].islower() or rest[0] in ",;)" else "sign"


def _goes_on(masked: str, pieces: Sequence[Piece], i: int) -> bool:
    """True if the line below begins in lower case and is no item of a list."""
    following = masked[pieces[i + 1].start : pieces[i + 1].start + 6] if i + 1 < len(pieces) else ""
    return following[:1].islower() and not re.match(r"[a-z]{1,2}\s?[.)]", following)
