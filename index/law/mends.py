"""Mends: where the words of a scanned copy were misread, what they are, and what proves it.

A mend is a layer over the copy. The copy itself stays as it was read; a mend that is undone leaves it so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from tanyapasal.index.law.places import Reference
from tanyapasal.index.text import Span

MendKind = Literal["bilangan", "rujukan", "kata", "spasi"]
# The name of the file of mends beside official/ID.md: ID and this.
MENDS_SUFFIX = ".mends.jsonl"
MEND_KINDS: tuple[MendKind, ...] = get_args(MendKind)


@dataclass(frozen=True, slots=True)
class Undone:
    """Who took a mend back, and on which day."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Mend:
    """One misreading: ``original`` stands in the own text of ``place`` between ``before`` and ``after``, once.

    ``reason`` says in Indonesian what proves ``mended``. A mend with ``undone`` is not applied.
    """

    place: Reference
    original: str
    mended: str
    before: str
    after: str
    kind: MendKind
    reason: str
    undone: Undone | None = None

    @property
    def id(self) -> str:
        """Tells it from every other mend, whoever has undone it: 12 hexadecimal digits."""
        told = "\0".join((str(self.place), self.before, self.original, self.after, self.mended))
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:12]

    def span_in(self, text: str) -> Span | None:
        """Where ``original`` stands in the own text of its place; None where that was changed since."""
        around = f"{self.before}{self.original}{self.after}"
        at = text.find(around)
        if at < 0 or text.find(around, at + 1) >= 0:
            return None
        start = at + len(self.before)
        return Span(start, start + len(self.original))


def mended_text(text: str, mends: Iterable[Mend]) -> str:
    """``text``, the own text of one place, with the mends that hold there; of two that overlap the first."""
    found = sorted(
        ((span, mend) for mend in mends if mend.undone is None and (span := mend.span_in(text))),
        key=lambda pair: pair[0],
    )
    pieces, end = [], 0
    for span, mend in found:
        if span.start >= end:
            pieces += [text[end : span.start], mend.mended]
            end = span.end
    return "".join((*pieces, text[end:]))
