"""The items of an amending article: "1. Ketentuan Pasal 20 diubah …", each with the text that it quotes.

What is quoted has lists and headings of another regulation; an item of the amending one is told from them by its
number, which must be the next, and by its first words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tanyapasal.index.law.places import Step
from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.headings.outline import is_heading, refers, starts
from tanyapasal.index.parsing.lists import notes
from tanyapasal.index.parsing.lists.markers import Marker, markers_at
from tanyapasal.index.parsing.lists.nodes import Node, Text
from tanyapasal.index.parsing.numerals import FOLDED, readings
from tanyapasal.index.parsing.pages.pieces import Piece
from tanyapasal.index.text import Span

OPENS = re.compile(
    r"(?:Ketentuan|Di\s?antara|Antara|Pasal|Judul|[Mm]engubah|Menambah|Menghapus|Merubah|Menyisipkan|Mencabut|Mengganti|BAB|Bab|Bagian"
    r"|Paragraf|Penjelasan|Setelah|Sesudah|Sebelum|Lampiran|Huruf|Ayat|Angka|Istilah|Frasa|Kata|Semua|Seluruh|Beberapa"
    r"|Pada|Dalam|Nomenklatur|Menyempurnakan|Substansi|Perkataan|Sebutan|Konsiderans|Diubah|Ditambah|Nama)\b"
)
CHANGES = re.compile(
    r"diubah|dirubah|dihapus|disisipkan|ditambah|menambah|mengubah|merubah|menghapus|menyisipkan|dijadikan|berbunyi"
    r"|diganti|mengganti|dicabut|mencabut|disempurnakan|tetap|dibaca",
    re.IGNORECASE,
)
# "2 Ketentuan Pasal 7 diubah": an OCR layer lost the dot, or printed another sign
_BARE = re.compile(r"(?P<number>[\dlIO]{1,3})\s?[,:;)\-–]?\s+(?=[A-Z])|(?P<joined>\d{1,3})(?=[A-Z][a-z])")
# A whole instruction without any number
_UNNUMBERED = re.compile(
    r"(?:Ketentuan\s+(?:Pasal|[Aa]yat|[Hh]uruf|[Aa]ngka)|Di\s?antara\s+(?:Pasal|[Aa]yat|[Hh]uruf|[Aa]ngka|BAB)|Pasal\s+\d+\w?\s+(?:di|ayat))"
    r"[^.:;]{0,200}?\b(?:(?:diubah|dirubah|disisipkan|ditambah\w*)\b[^.;]{0,250}?(?:berbunyi|berikut)\b|dihapus\s*\.\s*$)",
    re.MULTILINE,
)
_INFERRED = "Nomor butir perintah perubahan ini tidak terbaca; dibaca sebagai angka {} menurut urutannya."
# Blanks between a number on a line of its own and its instruction
_INDENTED = 40
_REACH = 500
_INTRODUCTION = 2500
# The opening words of an article that lists changes of another regulation, up to its colon
_INTRODUCES = re.compile(
    r"(?:Beberapa\s+[Kk]etentuan|Ketentuan|Untuk|Dalam|Undang-|Peraturan|Mengubah)(?>[^:]*?\b(?:Nomor|No\.))[^:]*\b(?:diubah|dirubah|ubah)"
    r",?\s+(?:sebagai\s+berikut|sehingga(?:\s+[^:]{0,80}berbunyi)?(?:\s+sebagai\s+berikut)?)\s*:"
)
_MOST_SKIPPED = 3
_HEADINGS = (forms.BAB, forms.BAGIAN, forms.PARAGRAF)


def read_items(masked: str, node: Node, pieces: Sequence[Piece], problems: list[Problem]) -> None:
    """Add the pieces of an amending article to its node: its items as angka, what they quote line by line."""
    last = 0
    current = node
    for i, piece in enumerate(pieces):
        marker = _item(masked, piece, last)
        if marker is None and last and _lost_its_number(masked, current, piece):
            span = Span(piece.start, piece.end)
            problems.append(Problem("angka_inferred", _INFERRED.format(last + 1), span))
            marker = Marker("angka", (last + 1, ""), str(last + 1), FOLDED, piece.start)
        if marker is not None:
            if marker.key[0] > last + 1:
                problems += notes.missing_items(marker, (last, ""), Span(piece.start, marker.end))
            last = marker.key[0]
            current = Node(
                (*node.steps, Step("angka", marker.name)), f"{marker.name}.", piece.start, piece.end
            )
            node.content.append(current)
            _add(masked, current, Piece(_after_blanks(masked, marker.end, piece.end), piece.end, True), True)
        else:
            _add(masked, current, piece, breaks=_opens_line(masked, pieces, i))
        node.end = piece.end


def orders_changes(masked: str, pieces: Sequence[Piece]) -> bool:
    """True for an article that changes another regulation among articles that do not: omnibus laws have them."""
    if not pieces:
        return False
    end = min(pieces[-1].end, pieces[0].start + _INTRODUCTION)
    return _INTRODUCES.match(masked, pieces[0].start, end) is not None


def _lost_its_number(masked: str, current: Node, piece: Piece) -> bool:
    """True for a further instruction at the beginning of a line, behind a text that is over."""
    over = bool(current.content) and masked[max(0, piece.start - 40) : piece.start].rstrip()[-1:] in '.;"”'
    return (
        piece.opens_line and over and _UNNUMBERED.match(masked, piece.start, piece.start + _REACH) is not None
    )


def _item(masked: str, piece: Piece, last: int) -> Marker | None:
    for marker in markers_at(masked, piece, False):
        if marker.style != "angka" or not last < marker.key[0] <= last + _MOST_SKIPPED:
            continue
        if marker.cost > 0 and marker.key[0] != last + 1:
            continue
        if _instructs(masked, _after_blanks(masked, marker.end, piece.end + 2)):
            return marker
    bare = _BARE.match(masked, piece.start, piece.end + _INDENTED) if piece.opens_line else None
    if bare is None or not _instructs(masked, bare.end()):
        return None
    following = (last + 1, "")
    read = any(key == following for key, _ in readings(bare["number"] or bare["joined"]))
    return Marker("angka", following, str(last + 1), FOLDED, min(bare.end(), piece.end)) if read else None


def _instructs(masked: str, start: int) -> bool:
    return (
        OPENS.match(masked, start) is not None and CHANGES.search(masked, start, start + _REACH) is not None
    )


def _opens_line(masked: str, pieces: Sequence[Piece], i: int) -> bool:
    """True if a piece of quoted text stands on a line of its own: headings, markers, and what follows them."""
    piece = pieces[i]
    if starts(forms.PASAL, masked, piece):
        return is_heading(masked, pieces, i)
    if any(True for _ in markers_at(masked, piece, False)):
        return True
    if (
        piece.opens_line
        and any(starts(form, masked, piece) for form in _HEADINGS)
        and not refers(masked, piece)
    ):
        return True
    if i and starts(forms.PASAL, masked, pieces[i - 1]) and is_heading(masked, pieces, i - 1):
        return True
    return (
        piece.opens_line
        and i > 0
        and masked[pieces[i - 1].end - 1] in ".:;"
        and masked[piece.start].isupper()
    )


def _add(masked: str, node: Node, piece: Piece, breaks: bool) -> None:
    if piece.start >= piece.end:
        return
    last = node.content[-1] if node.content else None
    if isinstance(last, Text) and not breaks and not masked[last.end : piece.start].strip():
        last.end = piece.end
    else:
        node.content.append(Text(piece.start, piece.end, breaks))
    node.end = piece.end


def _after_blanks(masked: str, start: int, end: int) -> int:
    while start < min(end, len(masked)) and masked[start].isspace():
        start += 1
    return start
