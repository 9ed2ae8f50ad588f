"""Pages whose pictures are read: cut into columns, set upright, several at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tanyapasal.index.reading.legible import Legibility, legibility
from tanyapasal.index.reading.ocr import Recogniser
from tanyapasal.index.reading.pdf.document import Pixels
from tanyapasal.index.reading.pdf.ink import SMALL_DPI, Box, ink_of, letters_beside, lies, regions_of
from tanyapasal.index.reading.rows import Piece

_MARGIN = 12
# A picture with the ink of so many letters that make no words may lie on its side.
_LEAST_LETTERS, _FEWEST = 60, 2


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read in the picture of a page, in its pixels; ``turn``: quarters, clockwise, that it was turned for that.

    ``width`` and ``height`` are those of the picture as it was read; ``hopeless``: reading was given up where it made no words.
    """

    pieces: tuple[Piece, ...]
    legibility: Legibility
    width: int
    height: int
    turn: int = 0
    hopeless: bool = False


def recognised(pixels: Pixels, dpi: int, recogniser: Recogniser) -> Recognised | None:
    """The text of a page's picture; None if it could not be looked at at all."""
    small = ink_of(_smaller(pixels, max(dpi // SMALL_DPI, 1)))
    turns = list[int]()
    for turn in _turns(pixels, dpi, recogniser, lies(small)):
        found = _upright(np.rot90(pixels, -turn), dpi, recogniser, turn)
        if found is None or not found.hopeless:
            return found
        turns.append(turn)
    # No way up makes words of what comes first, as a list of names: what follows it may be text.
    return _upright(np.rot90(pixels, -turns[0]), dpi, recogniser, turns[0], whole=True)


def _turns(pixels: Pixels, dpi: int, recogniser: Recogniser, lying: bool) -> Iterator[int]:
    """The turns to try, the likeliest first; what may be told from the letters is asked for when it is needed."""
    if not lying:
        yield 0
    told = _turn(pixels, dpi, recogniser)
    yield from ((told,) if told else (1, 3) if lying else ())


def _turn(pixels: Pixels, dpi: int, recogniser: Recogniser) -> int:
    # The direction is told from letters alone: half the points are enough.
    return recogniser.turn(_picture(pixels[::2, ::2]), dpi // 2)


def _upright(
    pixels: Pixels, dpi: int, recogniser: Recogniser, turn: int, whole: bool = False
) -> Recognised | None:
    """What stands in the picture as it is; given up, but for ``whole``, where a region with text makes no words."""
    step = max(dpi // SMALL_DPI, 1)
    ink = ink_of(_smaller(pixels, step))
    pieces: list[Piece] = []
    hopeless = False
    for region in regions_of(ink):
        held = letters_beside(ink[region.top : region.bottom, region.left : region.right], ())
        if held < _FEWEST:
            continue  # grain of paper: tesseract looks for letters in it for minutes
        found = _in_region(pixels, Box(*(step * side for side in _sides(region))), dpi, recogniser)
        if found is None:
            return None
        pieces += found
        hopeless = not whole and _makes_no_words(held, found)
        if hopeless:
            break
    hopeless = hopeless or (not whole and _makes_no_words(letters_beside(ink, ()), pieces))
    height, width = pixels.shape
    told = legibility([piece.text for piece in pieces])
    return Recognised(tuple(pieces), told, width, height, turn, hopeless)


def _makes_no_words(letters: int, found: Sequence[Piece]) -> bool:
    """True for a picture with the ink of so many letters of which nothing is language."""
    return letters >= _LEAST_LETTERS and not legibility([piece.text for piece in found]).readable


def _in_region(pixels: Pixels, region: Box, dpi: int, recogniser: Recogniser) -> list[Piece] | None:
    part = pixels[region.top : region.bottom, region.left : region.right]
    if part.size == 0:
        return []
    # Letters at the very edge of a picture are taken for its frame.
    framed = np.pad(part, _MARGIN, constant_values=int(np.median(part)))
    found = recogniser.pieces(_picture(framed), dpi)
    if found is None:
        return None
    dx, dy = region.left - _MARGIN, region.top - _MARGIN
    return [Piece(p.text, p.left + dx, p.right + dx, p.top + dy, p.bottom + dy) for p in found]


def _sides(box: Box) -> Sequence[int]:
    return box.left, box.top, box.right, box.bottom


def _smaller(pixels: Pixels, step: int) -> Pixels:
    """Each square of ``step`` pixels as their mean."""
    height, width = (side // step * step for side in pixels.shape)
    squares = pixels[:height, :width].reshape(height // step, step, width // step, step)
    smaller: Pixels = squares.mean(axis=(1, 3)).astype(np.uint8)
    return smaller


def _picture(pixels: Pixels) -> bytes:
    """A grey picture as a file (PGM)."""
    height, width = pixels.shape
    return b"P5 %d %d 255\n" % (width, height) + np.ascontiguousarray(pixels).tobytes()
