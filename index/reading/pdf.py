"""PDF: the text layer in reading order; pages that are only pictures go to text recognition.

PDFium gives every character and its box; lines are made of them in ``rows``. Headers and footers stay in the text,
as lines at the top and bottom of their page: telling them from the law is the parser's task, which reports them.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
import pypdfium2.raw as pdfium

from tanyapasal.index.errors import ReadingError
from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.reading.ocr import Recogniser, recogniser
from tanyapasal.index.reading.read_text import ReadText
from tanyapasal.index.reading.rows import WIDE_GAP, Piece, lines_of
from tanyapasal.index.text import Span, clean, one_line

_MOST_PAGES = 5000
# A page with less text than this is a picture with a page number drawn over it, if there is a picture.
_FEW_CHARACTERS = 16
_PICTURE_SHARE = 0.3
_MANY_PATHS = 300
# Of the characters of a sound text layer nearly all are letters, figures and common signs.
_READABLE = 0.7
# What text recognition likes best. A0 would have 140 million points; more than this is drawn coarser.
_DPI = 300
_MOST_POINTS = 36_000_000
# Text across the page, in no direction of reading; a turn by less than this part of a quarter is none.
_SLANTED = 4
_SLANT = 0.1
_HYPHENS = {0x02: "-", 0xAD: "-", 0xFFFE: "-", 0xFFFF: "-"}


def read_pdf(data: bytes) -> ReadText:
    """The text of a PDF, one line for each printed line, pages parted by an empty line."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise ReadingError("PDF terkunci kata sandi; simpan salinan tanpa kata sandi") from error
        raise ReadingError("PDF rusak; unduh atau salin ulang") from error
    with closing(document):
        if len(document) > _MOST_PAGES:
            raise ReadingError(f"PDF terlalu panjang ({len(document)} halaman); paling banyak {_MOST_PAGES}")
        return _read_pages(document)


def _read_pages(document: pypdfium2.PdfDocument) -> ReadText:
    pages: list[str] = []
    problems: list[Problem] = []
    furniture: list[Span] = []
    recognise: Recogniser | None = None
    recognised = unread = at = 0
    why = ""
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            problems.append(_unread(index, at, "halaman ini rusak"))
            unread += 1
            continue
        with closing(page):
            lines, stamps = _directed(_pieces(page))
            if _is_picture(page, lines):
                if recognise is None and not why:
                    recognise, why = recogniser()
                found = recognise.lines(*_picture(page)) if recognise else None
                if found is None:
                    problems.append(_unread(index, at, why or "teks gambarnya tidak terbaca"))
                    unread += 1
                else:
                    lines, stamps, recognised = found, [], recognised + 1
        text, aside = (clean("\n".join(filter(None, map(one_line, part)))) for part in (lines, stamps))
        if aside:
            start = at + len(text) + bool(text)
            furniture.append(Span(start, start + len(aside)))
            text = f"{text}\n{aside}" if text else aside
        if text:
            pages.append(text)
            at += len(text) + 2
    if unread and not any(pages):
        raise ReadingError(
            f"PDF ini hasil pindai tanpa teks; {why}" if why else "tidak ada teks yang terbaca"
        )
    return ReadText("\n\n".join(pages) + "\n", "pdf", tuple(problems), recognised > 0, tuple(furniture))


def _directed(pieces: Iterator[tuple[int, Piece]]) -> tuple[list[str], list[str]]:
    """The lines of the direction in which most of the page is written, and those of stamps across it or upright."""
    directions: dict[int, list[Piece]] = {}
    for direction, piece in pieces:
        directions.setdefault(direction, []).append(piece)
    if not directions:
        return [], []
    main = max(directions, key=lambda d: (d != _SLANTED, sum(len(p.text) for p in directions[d])))
    stamps: list[str] = []
    for direction, found in directions.items():
        if direction != main:
            stamps += [p.text for p in found] if direction == _SLANTED else lines_of(found)
    return lines_of(directions[main]), stamps


def _unread(index: int, at: int, why: str) -> Problem:
    return Problem("page_unread", f"Halaman {index + 1} tidak terbaca: {why}.", Span(at, at))


def _is_picture(page: pypdfium2.PdfPage, lines: list[str]) -> bool:
    characters = [c for line in lines for c in line if not c.isspace()]
    if len(characters) >= _FEW_CHARACTERS:
        readable = sum(c.isascii() or c.isalpha() or c in "“”‘’–—…•§°±×½¼¾" for c in characters)
        return readable < _READABLE * len(characters)
    area = page.get_width() * page.get_height()
    paths = 0
    for thing in page.get_objects(max_depth=3):
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            if (right - left) * (top - bottom) >= _PICTURE_SHARE * area:
                return True
        elif thing.type == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
            if paths >= _MANY_PATHS:  # letters drawn as outlines
                return True
    return False


def _picture(page: pypdfium2.PdfPage) -> tuple[bytes, int]:
    """The page as a grey picture (PGM) and its resolution in dots an inch."""
    inches = page.get_width() * page.get_height() / 72**2
    dpi = max(min(_DPI, int((_MOST_POINTS / max(inches, 1e-6)) ** 0.5)), 30)
    with closing(page.render(scale=dpi / 72, grayscale=True)) as bitmap:
        pixels = bitmap.to_numpy()
        height, width = pixels.shape[:2]
        return b"P5 %d %d 255\n" % (width, height) + pixels.reshape(height, width, -1)[:, :, 0].tobytes(), dpi


def _pieces(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Piece]]:
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
        code = pdfium.FPDFText_GetUnicode(raw, i)
        character = _HYPHENS.get(code) or (chr(code) if 0 < code < 0x110000 else " ")
        if character.isspace():
            if character in "\r\n" and text:
                yield direction, Piece("".join(text), left, right, top, bottom)
                text = []
            blank = True
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, i, pointer):
            continue
        turned = _direction(pdfium.FPDFText_GetCharAngle(raw, i))
        x0, x1, y0, y1 = _upright(turned, box, height)
        size = max(y1 - y0, 1e-3)
        same_line = (
            bool(text)
            and turned == direction
            and min(bottom, y1) - max(top, y0) > 0.5 * min(size, bottom - top)
        )
        # The letters of a ligature come one by one with the box of the whole.
        if turned == _SLANTED:
            same_line = turned == direction
        near = (x0, x1) == last or -0.5 * size < x0 - right < WIDE_GAP * size or turned == _SLANTED
        if text and not (same_line and near):
            yield direction, Piece("".join(text), left, right, top, bottom)
            text = []
        if not text:
            left, right, top, bottom = x0, x1, y0, max(y1, y0 + size)
            direction = turned
        elif blank and (x0, x1) != last:
            text.append(" ")
        text.append(character)
        right, last = max(right, x1), (x0, x1)
        blank = False
    if text:
        yield direction, Piece("".join(text), left, right, top, bottom)
    textpage.close()


def _direction(angle: float) -> int:
    """Quarters of a turn of a character that is turned by ``angle`` (radians), or ``_SLANTED``."""
    quarters = angle / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < _SLANT else _SLANTED


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
