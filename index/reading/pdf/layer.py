"""The text layer of a page, and what makes it doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tanyapasal.index.reading.columns import lines_of
from tanyapasal.index.reading.legible import Legibility, legibility
from tanyapasal.index.reading.pdf.document import (
    SLANTED,
    Drawn,
    Page,
    drawn_on,
    frame_of,
    picture_of,
    pieces_of,
    turned,
)
from tanyapasal.index.reading.pdf.ink import SMALL_DPI, Box, ink_of, letters_beside
from tanyapasal.index.reading.rows import Piece, line_of, rows_of

# "picture": no text at all; "rubbish": its letters make no words; "doubled": its words stand there twice; "thin": the
# page shows far more than it tells; "copied": text recognition has been here before, and read words that are none.
Doubt = Literal["picture", "rubbish", "doubled", "thin", "copied"]

# Of sound text, names and all, nearly all letters are in words that could be Indonesian; less than this is rubbish.
_SPOKEN = 0.85
# A layer over a scan was recognised by some program; with fewer letters in known words ours may well do better.
_COPIED = 0.93
_DOUBLED = 0.25
# Fewer letters tell nothing about a language.
_FEW_LETTERS, _FEW_WORDS = 30, 60
# A line without any word that could be one; some such lines every page has: "SK No 202818 A".
_LEAST_IN_LINE, _RUBBISH_LINES, _FEW_LINES = 4, 0.08, 3
# Letters that stand on the page and not in its layer, by their ink: a stamp has fewer.
_HIDDEN, _HIDDEN_SHARE, _A_LINE = 60, 0.3, 12
# Boxes of characters end where the letters end; what a scanner has moved a little is still theirs.
_AROUND = 0.3


@dataclass(frozen=True, slots=True)
class Layer:
    """What the text layer of a page says: the pieces of its main direction, and as ``stamps`` the lines of others.

    ``frame``: left, right, top and bottom of the page in the coordinates of ``pieces``; ``turn``: quarters, clockwise, that
    its text is turned where the page is shown; ``hidden``: about how many letters the page shows besides, where that was
    looked at.
    """

    pieces: tuple[Piece, ...]
    stamps: tuple[str, ...]
    frame: tuple[float, float, float, float]
    turn: int
    legibility: Legibility
    doubt: Doubt | None
    hidden: int = 0


def layer_of(page: Page) -> Layer:
    """The text layer of a page."""
    directions: dict[int, list[Piece]] = {}
    for direction, piece in pieces_of(page):
        directions.setdefault(direction, []).append(piece)
    main = max(directions, key=lambda d: (d != SLANTED, sum(len(p.text) for p in directions[d])), default=0)
    pieces = directions.pop(main, [])
    lines = [line_of(row) for row in rows_of(pieces)]
    stamps = [line for d, found in directions.items() for line in _stamped(d, found)]
    told = legibility(lines)
    frame, turn = frame_of(main, page), turned(main, page)
    drawn = drawn_on(page)
    hidden = _hidden(page, pieces, frame, turn) if drawn.anything else 0
    doubt = _doubt(lines, told, drawn, hidden)
    return Layer(tuple(pieces), tuple(stamps), frame, turn, told, doubt, hidden)


def _stamped(direction: int, pieces: Sequence[Piece]) -> list[str]:
    return [piece.text for piece in pieces] if direction == SLANTED else lines_of(pieces)


def _doubt(lines: Sequence[str], told: Legibility, drawn: Drawn, hidden: int) -> Doubt | None:
    found: tuple[tuple[Doubt, bool], ...] = (
        ("picture", not lines and hidden >= _A_LINE),
        (
            "rubbish",
            told.letters >= _FEW_LETTERS and (told.spoken_share < _SPOKEN or _has_rubbish_lines(lines)),
        ),
        ("doubled", told.letters >= _FEW_WORDS and told.doubled >= _DOUBLED),
        ("thin", bool(lines) and hidden > max(_HIDDEN, _HIDDEN_SHARE * told.letters)),
        ("copied", drawn.scan and told.letters >= _FEW_WORDS and told.known_share < _COPIED),
    )
    return next((doubt for doubt, holds in found if holds), None)


def _has_rubbish_lines(lines: Sequence[str]) -> bool:
    """True if a font of its own, as headings have, gives rubbish among sound lines."""
    found = [legibility([line]) for line in lines]
    long = [line for line in found if line.letters >= _LEAST_IN_LINE]
    rubbish = sum(line.spoken == 0 for line in long)
    return rubbish >= _FEW_LINES and rubbish > _RUBBISH_LINES * len(long)


def _hidden(page: Page, pieces: Sequence[Piece], frame: tuple[float, float, float, float], turn: int) -> int:
    """About how many letters the page shows where its layer has none."""
    pixels, _ = picture_of(page, SMALL_DPI)
    ink = ink_of(np.rot90(pixels, turn))
    return letters_beside(ink, (_box(piece, frame, ink.shape) for piece in pieces))


def _box(piece: Piece, frame: tuple[float, float, float, float], shape: tuple[int, ...]) -> Box:
    left, right, top, bottom = frame
    across, down = shape[1] / max(right - left, 1e-6), shape[0] / max(bottom - top, 1e-6)
    around = _AROUND * piece.height
    return Box(
        int((piece.left - around - left) * across),
        int((piece.top - around - top) * down),
        int((piece.right + around - left) * across) + 1,
        int((piece.bottom + around - top) * down) + 1,
    )
