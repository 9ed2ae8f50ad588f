"""PDF: page by page the text layer in reading order, or what is read in the page's picture where that is better.

A text layer may be rubbish, doubled or only an address drawn over a scan (``layer``); such pages go to text recognition
(``recognition``), several at a time, and the better of both readings is taken and told (``choosing``). Headers and footers
stay in the text, as lines at the top and bottom of their page: telling them from the law is the parser's task, which
reports them.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing

import numpy as np
from tqdm import tqdm

from tanyapasal.index.errors import ReadingError
from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.reading.columns import read_down
from tanyapasal.index.reading.ocr import Recogniser, recogniser
from tanyapasal.index.reading.pdf.choosing import Chosen, better, is_overlay, layer_alone, stamp_of, unseen
from tanyapasal.index.reading.pdf.document import Document, opened, page_of, picture_of
from tanyapasal.index.reading.pdf.layer import Layer, layer_of
from tanyapasal.index.reading.pdf.recognition import Recognised, recognised
from tanyapasal.index.reading.read_text import ReadText
from tanyapasal.index.text import Span, clean, one_line

# Two hours of one core; beyond, a file is no regulation.
_MOST_RECOGNISED = 3000
_MOST_AT_ONCE = 8
_TELLS = {"page_unread": "tidak terbaca: "}


def read_pdf(data: bytes, progress: bool = False) -> ReadText:
    """The text of a PDF, one line for each printed line, pages parted by an empty line.

    ``progress`` shows on stderr how many of the pages whose pictures must be read are done. Raises ReadingError if the file
    is locked or broken, or if no page of it can be read.
    """
    with closing(opened(data)) as document:
        return _joined(_chosen(document, progress))


def _chosen(document: Document, progress: bool) -> list[Chosen]:
    chosen: list[Chosen] = []
    doubtful: dict[int, Layer] = {}
    for index in range(len(document)):
        page = page_of(document, index)
        if page is None:
            chosen.append(Chosen(code="page_unread", why="halaman ini rusak"))
            continue
        with closing(page):
            layer = layer_of(page)
        chosen.append(layer_alone(layer))
        if layer.doubt is not None:
            doubtful[index] = layer
    for index, choice in _decided(document, doubtful, progress):
        chosen[index] = choice
    return chosen


def _decided(
    document: Document, doubtful: Mapping[int, Layer], progress: bool
) -> Iterator[tuple[int, Chosen]]:
    """What is taken of the pages whose layer is in doubt, each with its index."""
    found, why = recogniser() if doubtful else (None, "")
    if len(doubtful) > _MOST_RECOGNISED:
        found, why = None, f"paling banyak {_MOST_RECOGNISED} halaman dapat dibaca dari gambarnya"
    if found is None:
        yield from ((index, unseen(layer, why)) for index, layer in doubtful.items())
        return
    stamps = Counter(stamp_of(p) for layer in doubtful.values() if is_overlay(layer) for p in layer.pieces)
    repeated = {stamp for stamp, pages in stamps.items() if pages > 1}
    readings = _recognised(document, doubtful, found)
    bar = tqdm(readings, "Membaca gambar halaman", len(doubtful), unit="halaman", disable=not progress)
    for index, read in bar:
        layer = doubtful[index]
        yield (
            index,
            layer_alone(layer, "teks gambarnya tidak terbaca")
            if read is None
            else better(layer, read, repeated),
        )


def _recognised(
    document: Document, doubtful: Mapping[int, Layer], recogniser: Recogniser
) -> Iterator[tuple[int, Recognised | None]]:
    """The pictures of pages are drawn one by one, as PDFium wants it, and read several at a time."""
    cores = min(_cores(), _MOST_AT_ONCE)
    waiting: deque[tuple[int, Future[Recognised | None]]] = deque()
    with ThreadPoolExecutor(cores) as pool:
        for index, layer in doubtful.items():
            page = page_of(document, index)
            if page is None:
                continue
            with closing(page):
                pixels, dpi = picture_of(page)
            waiting.append((index, pool.submit(recognised, np.rot90(pixels, layer.turn), dpi, recogniser)))
            if len(waiting) > 2 * cores:
                first, reading = waiting.popleft()
                yield first, reading.result()
        for index, reading in waiting:
            yield index, reading.result()


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _joined(chosen: Sequence[Chosen]) -> ReadText:
    pages: list[str] = []
    problems: list[Problem] = []
    furniture: list[Span] = []
    columns: tuple[float, ...] = ()
    at = 0
    for number, choice in enumerate(chosen, 1):
        lines, columns = _lines(choice, columns)
        text, aside = (_text(part) for part in (lines, choice.stamps))
        if aside:
            start = at + len(text) + bool(text)
            furniture.append(Span(start, start + len(aside)))
            text = f"{text}\n{aside}" if text else aside
        if choice.code:
            told = f"Halaman {number} {_TELLS.get(choice.code, '')}{choice.why}."
            problems.append(Problem(choice.code, told, Span(at, at + len(text))))
        if text:
            pages.append(text)
            at += len(text) + 2
    _check(chosen)
    recognised = any(choice.recognised for choice in chosen)
    return ReadText("\n\n".join(pages) + "\n", "pdf", tuple(problems), recognised, tuple(furniture))


def _lines(choice: Chosen, known: tuple[float, ...]) -> tuple[list[str], tuple[float, ...]]:
    """The lines of a page, and where its right columns begin, as parts of its width; ``known``: those of the page before."""
    left, right = choice.edges
    wide = right - left
    lines, edges = read_down(choice.pieces, [left + share * wide for share in known])
    return lines, tuple((edge - left) / wide for edge in edges)


def _check(chosen: Sequence[Chosen]) -> None:
    """Raises ReadingError if nothing is left of a document but pages that could not be read."""
    unread = [choice for choice in chosen if choice.code == "page_unread"]
    if unread and not any(choice.pieces and choice.code != "page_unread" for choice in chosen):
        raise ReadingError(f"tidak ada halaman yang terbaca: {unread[0].why}")


def _text(lines: Sequence[str]) -> str:
    return clean("\n".join(filter(None, map(one_line, lines))))
