"""Pages as programs and scanners leave them: set in columns, drawn as pictures, with layers that say something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import matplotlib
import numpy as np
from fontTools.ttLib import TTFont
from fpdf import FPDF, TextMode
from fpdf.fonts import TTFFont
from PIL import Image

from tanyapasal.index.reading.pdf.document import Pixels, opened, page_of, picture_of

# Sizes in millimetres, letters in points.
WIDTH, HEIGHT = 210.0, 297.0
MARGIN, TOP, BOTTOM = 24.0, 26.0, 270.0
_FONT = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
_HEADING = re.compile(r"Pasal \d+|BAB [IVX]+|[A-Z ,.:]+")
# The table of a font that says which characters its codes are; all of one length, so that nothing else moves.
_TABLE = re.compile(rb"begincmap(?:(?!begincmap).)*?endcmap", re.DOTALL)
_NAME = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})>(?=\n)")


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of text where it stands on its page; the baseline is some 3.5 mm below ``y``."""

    text: str
    x: float
    y: float
    size: float = 10.0


Page = list[Placed]


def set_in_columns(
    paragraphs: Sequence[str],
    columns: int = 1,
    size: float = 10.0,
    gutter: float = 8.0,
    drift: float = 0.0,
    across: int = 0,
    landscape: bool = False,
) -> list[Page]:
    """Paragraphs filled into pages, column by column; headings in the middle of their column.

    ``drift``: by how much (mm) every further column stands lower; ``across``: how many paragraphs at the head of the
    first page run across all columns. Cells of a table are parted by tabs.
    """  # fmt: skip
    measure = _measure(size)
    full, bottom = (HEIGHT, WIDTH - TOP) if landscape else (WIDTH, BOTTOM)
    wide = full - 2 * MARGIN
    width = (wide - (columns - 1) * gutter) / columns
    leading = size * 0.3528 * 1.35
    pages: list[Page] = [[]]
    y = TOP
    for paragraph in paragraphs[:across]:
        pages[-1].append(Placed(paragraph, MARGIN + (wide - measure(paragraph)) / 2, y, size))
        y += leading
    begin, column = y + (leading if across else 0), 0
    y = begin
    for paragraph in paragraphs[across:]:
        lines = [paragraph] if "\t" in paragraph else wrapped(paragraph, width, measure)
        keep = 2 if _HEADING.fullmatch(paragraph) else 1
        for line in lines:
            if y + keep * leading > bottom:
                column += 1
                if column == columns:
                    pages.append([])
                    column, begin = 0, TOP
                y = begin
            left = MARGIN + column * (width + gutter) + ((width - measure(line)) / 2 if keep == 2 else 0.0)
            cells = line.split("\t")
            pages[-1] += [
                Placed(cell, left + n * width / len(cells), y + column * drift, size)
                for n, cell in enumerate(cells)
            ]
            y += leading
        y += 0.25 * leading
    return pages


def wrapped(paragraph: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The lines of a paragraph that are no wider than ``width``."""
    lines: list[str] = []
    for word in paragraph.split():
        if lines and measure(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _measure(size: float) -> Callable[[str], float]:
    widths, em = _widths()
    return lambda text: sum(widths[ord(c)] for c in text) / em * size * 0.3528


@lru_cache(maxsize=1)
def _widths() -> tuple[dict[int, int], int]:
    """How wide each character is, by its code point, and the measure of that."""
    with TTFont(_FONT) as font:
        advances = font["hmtx"].metrics
        return {code: advances[name][0] for code, name in font.getBestCmap().items()}, font["head"].unitsPerEm


def _paper(width: float = WIDTH, height: float = HEIGHT) -> FPDF:
    document = FPDF(format=(width, height))
    document.set_auto_page_break(False)
    for font in ("law", "heading"):
        document.add_font(font, "", _FONT)
    return document


def typeset(pages: Iterable[Page], landscape: bool = False) -> FPDF:
    """The pages with their text; headings in a font of their own."""
    document = _paper(*((HEIGHT, WIDTH) if landscape else (WIDTH, HEIGHT)))
    for page in pages:
        document.add_page()
        write(document, page)
    return document


def write(document: FPDF, page: Page, seen: bool = True) -> None:
    """Draw the lines of a page; ``seen``: not, for the layer that text recognition leaves over a scan."""
    for line in page:
        document.set_font("heading" if _HEADING.fullmatch(line.text) else "law", size=line.size)
        document.set_xy(line.x, line.y)
        document.text_mode = TextMode.FILL if seen else TextMode.INVISIBLE
        document.cell(text=line.text)
    document.text_mode = TextMode.FILL


def saved(document: FPDF) -> bytes:
    """The file; the document can draw no more."""
    data = bytes(document.output())
    for font in document.fonts.values():
        if isinstance(font, TTFFont):
            font.close()
    return data


def pictures(pdf: bytes, dpi: int = 200) -> list[Pixels]:
    """The pages as they look."""
    found: list[Pixels] = []
    with closing(opened(pdf)) as document:
        for index in range(len(document)):
            page = page_of(document, index)
            if page is not None:
                with closing(page):
                    found.append(picture_of(page, dpi)[0])
    return found


def scanned(pixels: Pixels, seed: int, skew: float = 0.0, noise: float = 8.0) -> Pixels:
    """As a scanner gives it: grey paper, grain, and turned by ``skew`` degrees."""
    picture = Image.fromarray(pixels)
    if skew:
        picture = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    grain = np.random.default_rng(seed).normal(0, noise, (picture.height, picture.width))
    return np.clip(np.asarray(picture, dtype=np.float64) * 0.92 + grain + 8, 0, 255).astype(np.uint8)


def bound(scans: Iterable[Pixels], layers: Iterable[Page] = (), seen: bool = True) -> bytes:
    """Pictures as the pages of a PDF, each with a text layer over it."""
    document = _paper()
    texts = list(layers)
    for number, pixels in enumerate(scans):
        tall = pixels.shape[0] >= pixels.shape[1]
        width, height = (WIDTH, HEIGHT) if tall else (HEIGHT, WIDTH)
        document.add_page(format=(width, height))
        document.image(Image.fromarray(pixels), 0, 0, width, height)
        if texts:
            write(document, texts[number % len(texts)], seen)
    return saved(document)


def renamed(document: FPDF, names: Callable[[int], int] | None, headings_alone: bool = False) -> bytes:
    """The same pages, whose fonts name their characters wrongly, or not at all (None); they look as before.

    ``names``: code point of a character to the one by which the font calls it.
    """
    document.set_compression(False)
    data = saved(document)
    if names is None:
        return data.replace(b"/ToUnicode", b"/NoUnicode")
    tables = _TABLE.findall(data)
    for table in tables[1:] if headings_alone else tables:
        wrong = _NAME.sub(lambda m: b"<%s> <%04X>" % (m[1], names(int(m[2], 16))), table)
        data = data.replace(table, wrong)
    return data


def moved(page: Page, text: Callable[[str], str]) -> Page:
    """The lines of a page with other words in the same places."""
    return [replace(line, text=text(line.text)) for line in page]
