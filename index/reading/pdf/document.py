"""What PDFium tells of a page: its characters with their places, its picture, and whether more than text is drawn."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from tanyapasal.index.errors import ReadingError
from tanyapasal.index.reading.rows import WIDE_GAP, Piece

Document: TypeAlias = pypdfium2.PdfDocument
Page: TypeAlias = pypdfium2.PdfPage
Pixels = npt.NDArray[np.uint8]

_MOST_PAGES = 5000
# What text recognition likes best. A0 would have 140 million points; more than this is drawn coarser.
DPI = 300
_MOST_POINTS = 36_000_000
_LEAST_DPI = 30
# Letters may be pictures, or be drawn as outlines; a ruled table has fewer lines than a page has letters.
_PICTURE_SHARE = 0.02
_SCAN_SHARE = 0.5
_MANY_PATHS = 300
_DEEPEST = 3
# Text across the page, in no direction of reading; a turn by less than this part of a quarter is none.
SLANTED = 4
_SLANT = 0.1
_HYPHENS = {0x02: "-", 0xAD: "-", 0xFFFE: "-", 0xFFFF: "-"}
# Stands for a character that its font does not name.
_NAMELESS = "\ufffd"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page shows besides text: pictures or outlines that may be letters; ``scan``: a picture of most of the page."""

    anything: bool = False
    scan: bool = False


def opened(data: bytes) -> Document:
    """The document, to be closed by the caller. Raises ReadingError if it is locked, broken or too long."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise ReadingError("PDF terkunci kata sandi; simpan salinan tanpa kata sandi") from error
        raise ReadingError("PDF rusak; unduh atau salin ulang") from error
    if len(document) > _MOST_PAGES:
        pages = len(document)
        document.close()
        raise ReadingError(f"PDF terlalu panjang ({pages} halaman); paling banyak {_MOST_PAGES}")
    return document


def page_of(document: Document, index: int) -> Page | None:
    """A page, to be closed by the caller; None if it is broken."""
    try:
        return document[index]
    except pypdfium2.PdfiumError:
        return None


def picture_of(page: Page, dpi: int = DPI) -> tuple[Pixels, int]:
    """The page as it is shown, grey, shape (height, width), and its resolution in dots an inch."""
    inches = page.get_width() * page.get_height() / 72**2
    dpi = max(min(dpi, int((_MOST_POINTS / max(inches, 1e-6)) ** 0.5)), _LEAST_DPI)
    with closing(page.render(scale=dpi / 72, grayscale=True)) as bitmap:
        pixels = bitmap.to_numpy()
        height, width = pixels.shape[:2]
        return pixels.reshape(height, width, -1)[:, :, 0].copy(), dpi


def turned(direction: int, page: Page) -> int:
    """By how many quarters, clockwise, text of a direction is turned where the page is shown."""
    return (direction + round(page.get_rotation() / 90)) % 4 if direction != SLANTED else 0


def frame_of(direction: int, page: Page) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of the page in the coordinates of the pieces of a direction."""
    left, bottom, right, top = page.get_bbox()
    return _upright(direction, pdfium.FS_RECTF(left, top, right, bottom), page.get_height())


def drawn_on(page: Page) -> Drawn:
    """Whether letters may stand on a page that are none of its text."""
    area = max(page.get_width() * page.get_height(), 1e-6)
    images = paths = 0
    scan = False
    for thing, kind, deep in _things(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            # In a form the place of a picture is told in the form's own measures.
            share = 1.0 if deep else _area(thing) / area
            images += share >= _PICTURE_SHARE
            scan = scan or share >= _SCAN_SHARE
        if scan:
            break
    return Drawn(images > 0 or paths >= _MANY_PATHS, scan)


def _things(page: Page) -> Iterator[tuple[ctypes.c_void_p, int, int]]:
    """Objects of a page and of the forms in it, each with its kind and depth."""
    waiting = [
        (pdfium.FPDFPage_GetObject(page.raw, i), 0) for i in range(pdfium.FPDFPage_CountObjects(page.raw))
    ]
    for thing, deep in waiting:
        kind = pdfium.FPDFPageObj_GetType(thing)
        yield thing, kind, deep
        if kind == pdfium.FPDF_PAGEOBJ_FORM and deep < _DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(thing)
            waiting += [(pdfium.FPDFFormObj_GetObject(thing, i), deep + 1) for i in range(max(count, 0))]


def _area(thing: ctypes.c_void_p) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return 1.0
    return abs((right.value - left.value) * (top.value - bottom.value))


def pieces_of(page: Page) -> Iterator[tuple[int, Piece]]:
    """Runs of characters that follow each other in one line without a wide gap, each with its direction.

    Directions are quarters of a turn, clockwise; coordinates are those of the page turned upright.
    """
    textpage = page.get_textpage()
    height = page.get_height()
    raw = textpage.raw
    box = pdfium.FS_RECTF()
    pointer = ctypes.byref(box)
    text: list[str] = []
    left = right = top = bottom = 0.0
    last = (0.0, 0.0)
    blank = False
    direction = 0
    for i in range(textpage.count_chars()):
        character = _character(pdfium.FPDFText_GetUnicode(raw, i))
        if character.isspace():
            if character in "\r\n" and text:
                yield direction, Piece("".join(text), left, right, top, bottom)
                text = []
            blank = True
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, i, pointer):
            continue
        turn = _direction(pdfium.FPDFText_GetCharAngle(raw, i))
        x0, x1, y0, y1 = _upright(turn, box, height)
        size = max(y1 - y0, 1e-3)
        same_line = (
            bool(text)
            and turn == direction
            and min(bottom, y1) - max(top, y0) > 0.5 * min(size, bottom - top)
        )
        # The letters of a ligature come one by one with the box of the whole.
        if turn == SLANTED:
            same_line = turn == direction
        near = (x0, x1) == last or -0.5 * size < x0 - right < WIDE_GAP * size or turn == SLANTED
        if text and not (same_line and near):
            yield direction, Piece("".join(text), left, right, top, bottom)
            text = []
        if not text:
            left, right, top, bottom = x0, x1, y0, max(y1, y0 + size)
            direction = turn
        elif blank and (x0, x1) != last:
            text.append(" ")
        text.append(character)
        right, last = max(right, x1), (x0, x1)
        blank = False
    if text:
        yield direction, Piece("".join(text), left, right, top, bottom)
    textpage.close()


def _character(code: int) -> str:
    if code == 0:
        return _NAMELESS
    return _HYPHENS.get(code) or (chr(code) if code < 0x110000 else _NAMELESS)


def _direction(angle: float) -> int:
    """Quarters of a turn of a character that is turned by ``angle`` (radians), or ``SLANTED``."""
    quarters = angle / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < _SLANT else SLANTED


def _upright(direction: int, box: pdfium.FS_RECTF, height: float) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a box on the page turned so that its text stands upright."""
    match direction:
        case 3:
            return box.bottom, box.top, box.left, box.right
        case 2:
            return -box.right, -box.left, box.bottom, box.top
        case 1:
            return -box.top, -box.bottom, -box.right, -box.left
        case _:
            return box.left, box.right, height - box.top, height - box.bottom
