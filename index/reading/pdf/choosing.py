"""Layer or picture: which of both readings of a page is taken, and what is said about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio

from tanyapasal.index.reading.legible import Legibility, legibility
from tanyapasal.index.reading.pdf.layer import Layer
from tanyapasal.index.reading.pdf.recognition import Recognised
from tanyapasal.index.reading.rows import Piece, line_of, rows_of

# A reading is better if this much more of it is words; two good readings differ by less.
_BETTER = 1.03
# Of its letters, those in words: below, nothing is readable.
_READABLE = 0.5
# A picture in which fewer letters are seen than this part of what its ink would make is none of text.
_AS_TEXT = 0.4
# A picture adds to a layer only if it has so many letters in words; of 100, what was read twice is alike.
_LEAST_ADDED, _ALIKE = 15, 70
# Of a line, what lies under a line of the layer; letters this much larger are a stamp over the text.
_COVERED, _LARGER = 0.7, 1.8
# A layer with less than this part of what its page shows is drawn over a scan; there the lower margin holds no law.
_OVER, _FOOT = 0.5, 0.1
_FIGURES = re.compile(r"\d+")
# If more than this part of a layer's letters stands in sound pieces, only one of its fonts gives rubbish; and of those
# pieces nearly all letters must be in words, or it is all one bad copy.
_MOSTLY, _SOUND = 0.4, 0.93
# A piece that can be told to be sound by its words; shorter ones may be figures of a font that names them wrongly.
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is taken of a page: pieces of text, the left and right edge of the page in their coordinates, and stamps.

    ``code`` and ``why``: what a person should know, both empty if there is nothing; ``recognised``: some of it was read
    from the picture.
    """

    pieces: tuple[Piece, ...] = ()
    edges: tuple[float, float] = (0.0, 1.0)
    stamps: tuple[str, ...] = ()
    code: str = ""
    why: str = ""
    recognised: bool = False


def layer_alone(layer: Layer, code: str = "", why: str = "") -> Chosen:
    """The text layer as it is."""
    return Chosen(layer.pieces, layer.frame[:2], layer.stamps, code, why)


def unseen(layer: Layer, why_not: str) -> Chosen:
    """What is taken if the picture of a doubtful page cannot be read; ``why_not``: the reason of that."""
    why = f"{_reason(layer)}; {why_not}"
    match layer.doubt:
        case "picture" | "rubbish":
            return Chosen(code="page_unread", why=why)
        case "thin" if layer.legibility.letters < layer.hidden:
            return layer_alone(layer, "page_unread", why)
        case _:
            return layer_alone(layer, "page_doubtful", f"dibaca dari lapisan teksnya walaupun {why}")


def better(layer: Layer, read: Recognised, repeated: Collection[str] = ()) -> Chosen:
    """The better of both readings of a page whose layer is in doubt, or both together.

    ``repeated``: texts that are drawn over the pictures of several pages, by ``stamp_of``: they are none of the law.
    """
    if layer.doubt == "thin" and not read.turn:
        return _completed(layer, read, layer.pieces, repeated)
    if not read.legibility.readable:
        return _unreadable(layer, read.legibility)
    sound = tuple(filter(_is_sound, layer.pieces)) if layer.doubt == "rubbish" and not read.turn else ()
    said = legibility([piece.text for piece in sound])
    if said.known > _MOSTLY * layer.legibility.letters and said.known_share >= _SOUND:
        both = _completed(layer, read, sound)
        if both.recognised:
            return both
    worth = layer.legibility.worth
    if layer.doubt == "doubled" or read.legibility.worth > (_BETTER * worth if worth > 0 else worth):
        stamps = layer.stamps if legibility(layer.stamps).known else ()
        if layer.doubt == "thin":  # the scan lies on its side, what is drawn over it does not
            stamps = (*map(line_of, rows_of(layer.pieces)), *stamps)
        why = f"dibaca dari gambarnya, karena {_reason(layer)}"
        return Chosen(read.pieces, (0.0, read.width), stamps, "page_recognised", why, recognised=True)
    if layer.doubt == "copied":
        return layer_alone(layer)
    why = f"pembacaan gambarnya tidak lebih baik ({read.legibility.known_share:.0%})"
    return layer_alone(
        layer, "page_layer_kept", f"dibaca dari lapisan teksnya walaupun {_reason(layer)}; {why}"
    )


def _unreadable(layer: Layer, read: Legibility) -> Chosen:
    """What is left if the picture makes no words; it may be a photo, or text that nobody can read."""
    photo = read.letters < _AS_TEXT * layer.hidden
    unread = "teks gambarnya tidak terbaca"
    match layer.doubt:
        case "picture" | "thin" if photo and (is_overlay(layer) or not layer.pieces):
            told = "hanya memuat gambar; tidak ada teks yang terbaca di dalamnya"
            return layer_alone(layer, "page_picture", told)
        case "thin" if photo:
            return layer_alone(layer)
        case "thin" if is_overlay(layer):
            return layer_alone(layer, "page_unread", f"{_reason(layer)}, dan {unread}")
        case "picture" | "rubbish" if layer.legibility.spoken_share < _READABLE or not layer.pieces:
            return Chosen(code="page_unread", why=f"{_reason(layer)}, dan {unread}")
        case _:
            told = f"dibaca dari lapisan teksnya walaupun {_reason(layer)}; {unread}"
            return layer_alone(layer, "page_doubtful", told)


def _completed(
    layer: Layer, read: Recognised, sound: tuple[Piece, ...], repeated: Collection[str] = ()
) -> Chosen:
    """What is sound of a layer, with what stands on the page besides."""
    added = [piece for piece in _placed(layer, read) if not _told(piece, sound)]
    said = legibility([piece.text for piece in added])
    if not said.readable or said.known < _LEAST_ADDED:
        return _unreadable(layer, said)
    over = [p for p in sound if is_overlay(layer) and (_is_foot(p, layer) or stamp_of(p) in repeated)]
    kept = [p for p in sound if p not in over]
    stamps = (*layer.stamps, *map(line_of, rows_of(over)))
    why = f"dilengkapi dari gambarnya, karena {_reason(layer)}"
    return Chosen((*kept, *added), layer.frame[:2], stamps, "page_completed", why, recognised=True)


def is_overlay(layer: Layer) -> bool:
    """True if next to nothing of a page is its layer: what is drawn over the picture of a scan."""
    return layer.doubt == "thin" and layer.legibility.letters < _OVER * layer.hidden


def stamp_of(piece: Piece) -> str:
    """What a text drawn over several pages has in common: all but its figures."""
    return _FIGURES.sub("0", piece.text)


def _is_foot(piece: Piece, layer: Layer) -> bool:
    """True in the lower margin of the page."""
    top, bottom = layer.frame[2:]
    return bottom - piece.top < _FOOT * (bottom - top)


def _is_sound(piece: Piece) -> bool:
    found = legibility([piece.text])
    return found.letters >= _TELLING and found.spoken_share >= _READABLE


def _placed(layer: Layer, read: Recognised) -> Iterator[Piece]:
    """What was read in the picture, in the coordinates of the layer."""
    left, right, top, bottom = layer.frame
    across, down = (right - left) / max(read.width, 1), (bottom - top) / max(read.height, 1)
    for piece in read.pieces:
        if any(map(str.isalnum, piece.text)):
            yield Piece(
                piece.text,
                left + piece.left * across,
                left + piece.right * across,
                top + piece.top * down,
                top + piece.bottom * down,
            )


def _told(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """True if the layer says the same where the piece stands."""
    there = sorted((p for p in pieces if _meets(p, piece)), key=lambda p: p.left)
    said = " ".join(p.text for p in there)
    return bool(said) and (
        partial_ratio(piece.text, said) >= _ALIKE or sum(_shared(p, piece) for p in there) >= _COVERED
    )


def _meets(one: Piece, other: Piece) -> bool:
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > 0 and down > 0.3 * min(one.height, other.height)


def _shared(one: Piece, other: Piece) -> float:
    """The part of ``other`` that lies under ``one``, if both are letters of one size; larger letters lie across others."""
    if one.height > _LARGER * other.height:
        return 0.0
    across = min(one.right, other.right) - max(one.left, other.left)
    return across / max(other.right - other.left, 1e-6)


def _reason(layer: Layer) -> str:
    match layer.doubt:
        case "picture":
            return "halaman ini hanya berupa gambar"
        case "rubbish" if layer.legibility.known_share < _READABLE:
            return f"hanya {layer.legibility.known_share:.0%} huruf lapisan teksnya membentuk kata"
        case "rubbish":
            return "sebagian lapisan teksnya tidak membentuk kata"
        case "doubled":
            return "kata-kata di lapisan teksnya tertulis dua kali"
        case "thin":
            return "gambar halaman memuat jauh lebih banyak teks daripada lapisan teksnya"
        case _:
            return f"lapisan teksnya hasil pindai yang {layer.legibility.known_share:.0%} hurufnya membentuk kata"
