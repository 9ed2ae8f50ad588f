"""A text as statements: each sentence, and each item of a list with the words that introduce it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tanyapasal.index.language.statements.items import Item, ayat, pieces, without_number
from tanyapasal.index.language.statements.leaning import Leaning, leanings
from tanyapasal.index.language.statements.sentences import at_colon, sentences
from tanyapasal.index.text import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a text says.

    ``introduction``: the words above an item, outermost first, or before a colon. ``item``: it is one of a list.
    ``leaning``: where the statement itself leans; what its introduction leans on is told there.
    """

    span: Span
    introduction: tuple[Span, ...]
    item: bool
    leaning: tuple[Leaning, ...]


def statements(text: str) -> tuple[Statement, ...]:
    """Every statement of a text, in order. Between them stand markers, white space and what joins items."""
    return tuple(
        Statement(span, introduction, item, leanings(text, span))
        for cut in ayat(text)
        for piece in pieces(text, without_number(text, cut))
        for span, introduction, item in _told(text, piece)
    )


def _told(text: str, piece: Item | Span) -> Iterator[tuple[Span, tuple[Span, ...], bool]]:
    if isinstance(piece, Item):
        found = sentences(text, piece.said, semicolons=False)
        yield from ((first, piece.introduction, True) for first in found[:1])
        found = found[1:]
    else:
        found = sentences(text, piece, semicolons=False)
    for sentence in found:
        parts = [part for part in at_colon(text, sentence) if part.start < part.end]
        for n, part in enumerate(parts):
            yield part, tuple(parts[:n]), False
