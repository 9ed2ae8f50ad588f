"""Tables: which column a citation stands in, what heads it, and places that stand in a column "Pasal" without the word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.text import Span

_LINE = re.compile(r"[^\n]+")
_SIGN = re.compile(r"\||\t")
_RULE = re.compile(r"[\s|:+=-]*")
_OF_PLACES = re.compile(r"\W*(?:pasal|psl|ps)\b\.?", re.IGNORECASE)
# A row of such a column: "54 ayat (2)", "17 huruf c dan e", "28F"
_NUMBER = re.compile(r"\s*\d{1,3}[A-Z]?(?![\w./-])", re.IGNORECASE)
_PASAL = "Pasal "


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row; ``head``: the cell of the first row above it, ``label``: the first cell of its row."""

    span: Span
    head: Span
    label: Span


class Tables:
    """The cells of every table of a document, in order, without those of the rows that head them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cells = tuple(_cells(text))
        self._starts = [cell.span.start for cell in self._cells]

    def at(self, position: int) -> Cell | None:
        """The cell in which a position lies; None outside of tables, and in the first row of one."""
        n = bisect_right(self._starts, position) - 1
        return self._cells[n] if n >= 0 and position < self._cells[n].span.end else None

    def with_places(
        self, mentions: Sequence[Mention], read: Callable[[str], Sequence[Mention]]
    ) -> list[Mention]:
        """``mentions`` with the places of columns that are headed "Pasal", where rows have their numbers alone.

        ``read`` finds the references of a text.
        """
        found = list(mentions)
        for cell in self._cells:
            written = cell.span.of(self._text)
            if _OF_PLACES.match(cell.head.of(self._text)) is None or _NUMBER.match(written) is None:
                continue
            shift = cell.span.start - len(_PASAL)
            inside = [replace(m, span=Span(max(m.span.start + shift, cell.span.start), m.span.end + shift))
                      for m in read(_PASAL + written)]  # fmt: skip
            # "Pasal" at the end of a row is no citation of the number that begins the next one
            found = [m for m in found if m.span.end <= cell.span.start or m.span.start >= cell.span.end]
            found = [m for m in found if not cell.head.start <= m.span.start < cell.head.end < m.span.end]
            found += inside
        return sorted(found, key=lambda m: (m.span.start, m.in_title))


def _cells(text: str) -> Iterable[Cell]:
    head: list[Span] = []
    end = 0
    for line in _LINE.finditer(text):
        row = _row(text, line.start(), line.end())
        apart = text.count("\n", end, line.start()) > 1
        end = line.end()
        if len(row) < 2 or apart:
            head = row if len(row) > 1 else []
        elif not head:
            head = row
        elif _RULE.fullmatch(line.group()) is None:
            for n, span in enumerate(row):
                yield Cell(span, head[n] if n < len(head) else Span(span.start, span.start), row[0])


def _row(text: str, start: int, end: int) -> list[Span]:
    """The cells of a line; signs at its ends part none."""
    signs = [m.start() for m in _SIGN.finditer(text, start, end)]
    cells = [Span(a, b) for a, b in zip([start, *(s + 1 for s in signs)], [*signs, end], strict=True)]
    if signs and text[start : signs[0]].strip() == "" and text[signs[0]] == "|":
        cells = cells[1:]
    if signs and text[signs[-1] + 1 : end].strip() == "" and text[signs[-1]] == "|":
        cells = cells[:-1]
    return cells
