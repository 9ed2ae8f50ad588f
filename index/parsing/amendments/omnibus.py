"""What an omnibus law quotes of the laws that it changes: its articles order changes item by item, among others that do not.

"17. Beberapa ketentuan dalam Undang-Undang Nomor … diubah sebagai berikut: 1. Ketentuan Pasal 13 diubah sehingga
berbunyi: Pasal 13 …": this Pasal 13, and the BAB and Bagian that are quoted, are none of the law's own. An instruction
names what it quotes; what follows and is not named belongs to the law again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.amendments.orders import Instruction, read_instruction
from tanyapasal.index.parsing.headings.outline import starts
from tanyapasal.index.parsing.headings.sequence import Candidate
from tanyapasal.index.parsing.lists.items import CHANGES, OPENS
from tanyapasal.index.parsing.numerals import Key, readings
from tanyapasal.index.parsing.pages.pieces import Piece

_ITEM = re.compile(r"[0-9lI]{1,3}\s?[.)]\s*|\d{1,3}\s+(?=Ketentuan|Di\s?antara|Pasal\s)")
# The end of an instruction that quotes new text
_QUOTES = re.compile(r"(?:berbunyi|menjadi|berikut)[^:]{0,40}:\s*")
# "Ketentuan Pasal 23 Undang-Undang Nomor … diubah sehingga berbunyi": an article that changes one place
_SINGLE = re.compile(
    r"Ketentuan\s++[^:]{3,120}?(?:Undang|Peraturan|Perppu)[^:]{3,600}?\b(?:diubah|dirubah)\b"
)
_INTRODUCES = re.compile(r"(?:Beberapa\s+[Kk]etentuan|Ketentuan|Untuk|Dalam\s+rangka)\s")
_SENTENCE_END = re.compile(r"[a-z0-9)][.;]\s*\n")
_LONGEST = 1500
# Pieces of a heading that is quoted without an article
_HEADING_PIECES = 4


@dataclass(frozen=True, slots=True)
class _Quote:
    """Pieces ``[first, last)`` below an instruction, the articles that it names, whether it quotes a whole BAB."""

    first: int
    last: int
    named: frozenset[Key]
    division: bool


def quoted_pieces(
    masked: str, pieces: Sequence[Piece], first: int, last: int, found: Sequence[Candidate]
) -> frozenset[int]:
    """The pieces among ``[first, last)`` at which no article and no heading of the law itself begins."""
    quotes = _quotes(masked, pieces, first, last)
    places = {candidate.piece: candidate for candidate in found}
    quoted: set[int] = set()
    for quote in quotes:
        waiting = set(quote.named)
        inside = [i for i in range(quote.first, quote.last) if i in places]
        end = quote.first
        for i in inside:
            keys = {key for key, _ in places[i].readings}
            named = waiting & keys
            if i > quote.first and not named and (not quote.division or _orders(masked, pieces, i)):
                continue
            if i > quote.first and not named and not any(suffix for _, suffix in keys):
                continue
            waiting -= named
            quoted.add(i)
            end = i + 1
        if quote.division and end == quote.first:
            end = min(quote.first + _HEADING_PIECES, quote.last, *(inside[:1] or [quote.last]))
            end = _title_end(masked, pieces, quote.first, end)
        quoted.update(range(quote.first, end))
    return frozenset(quoted)


def explained_items(
    masked: str, pieces: Sequence[Piece], found: Sequence[Candidate], own: frozenset[Key]
) -> frozenset[int]:
    """In penjelasan of an omnibus law: the articles of other laws, below "Angka 1" or with numbers that it has not."""
    quoted: set[int] = set()
    for candidate in found:
        above = pieces[candidate.piece - 1] if candidate.piece else None
        below_item = above is not None and forms.ANGKA_OF.pattern.fullmatch(masked, above.start, above.end)
        if below_item or not own & {key for key, _ in candidate.readings}:
            quoted.add(candidate.piece)
    return frozenset(quoted)


def _quotes(masked: str, pieces: Sequence[Piece], first: int, last: int) -> list[_Quote]:
    openings = [
        (i, start) for i in range(first, last) if (start := _instruction(masked, pieces, i)) is not None
    ]
    found: list[_Quote] = []
    for n, (i, start) in enumerate(openings):
        following = openings[n + 1][0] if n + 1 < len(openings) else last
        limit = pieces[following].start if following < len(pieces) else len(masked)
        colon = _QUOTES.search(masked, start, min(limit, start + _LONGEST))
        if colon is None:
            continue
        if _SENTENCE_END.search(masked, start, colon.start()):
            continue  # the colon is that of another sentence
        orders = read_instruction(masked[start : colon.end()])
        begins = next((j for j in range(i, following) if pieces[j].start >= colon.end()), following)
        if _named(orders) or _divides(orders):
            found.append(_Quote(begins, following, _named(orders), _divides(orders)))
    return found


def _instruction(masked: str, pieces: Sequence[Piece], i: int) -> int | None:
    """Where the instruction of an item that begins at piece ``i`` begins, None if there is none."""
    piece = pieces[i]
    if masked[piece.start] == "K" and i and starts(forms.PASAL, masked, pieces[i - 1]):
        return piece.start if _SINGLE.match(masked, piece.start) else None
    item = _ITEM.match(masked, piece.start, piece.end + 2)
    if item is None or not OPENS.match(masked, item.end()):
        return None
    return item.end() if CHANGES.search(masked, item.end(), item.end() + 500) else None


def _named(instruction: Instruction) -> frozenset[Key]:
    places = [p for o in instruction.orders if o.act != "hapus" for p in (o.place, o.renumbered, o.restated)]
    places += [o.restated for o in instruction.orders if o.act == "hapus"]
    numbers = {place.pasal for place in places if place is not None and place.pasal}
    return frozenset(key for number in numbers for key, cost in readings(number.upper()) if cost == 0)


def _divides(instruction: Instruction) -> bool:
    return any(order.place.divisions for order in instruction.orders if order.act != "hapus")


def _orders(masked: str, pieces: Sequence[Piece], i: int) -> bool:
    """True if the article at piece ``i`` begins with changes of another law: it is one of this law."""
    return i + 1 < len(pieces) and _INTRODUCES.match(masked, pieces[i + 1].start) is not None


def _title_end(masked: str, pieces: Sequence[Piece], first: int, last: int) -> int:
    """The piece after a heading and its title in capitals or on one line."""
    end = first + 1
    while end < last and not any(
        starts(f, masked, pieces[end]) for f in (forms.BAB, forms.BAGIAN, forms.PARAGRAF)
    ):
        end += 1
    return min(end, last)
