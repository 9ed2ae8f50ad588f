"""The sentences of the blocks of a document, each with the citations that close it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from tanyapasal.index.audit.citations.blocks import Block
from tanyapasal.index.audit.citations.pointing import content
from tanyapasal.index.audit.citations.runs import Cited
from tanyapasal.index.language.statements import sentences
from tanyapasal.index.text import Span

# A full stop behind a citation, which sentences take for one of an abbreviation ("huruf l. Kalau …")
_CLOSED = re.compile(r"[\])]*\.[\])\"\u201d]*\s+(?=[A-Z\"\u201c])")
# What may stand behind a citation in brackets that closes the sentence before it
_BEHIND = re.compile(r"[\s)\].;,|]*")
# At most so many of the sentences before a citation are looked at.
_MOST_BEFORE = 8


class Sentences:
    """``in_block``: the citations of each block; ``said``: the words of a span besides its citations."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        in_block: Mapping[int, Sequence[Cited]],
        said: Callable[[Span], str],
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._in_block = in_block
        self._said = said
        self._parts: dict[int, tuple[Span, ...]] = {}

    def inside(self, index: int) -> Span:
        """A block without its marker."""
        return Span(self._blocks[index].start, self._blocks[index].span.end)

    def at(self, index: int, cited: Cited) -> tuple[Span, tuple[Span, ...]]:
        """The sentence of a citation, and those before it in its block."""
        parts = self.of(index)
        if not parts:
            return self._blocks[index].span, ()
        at = max(bisect_right(parts, cited.anchor, key=lambda part: part.start) - 1, 0)
        return parts[at], parts[max(at - _MOST_BEFORE, 0) : at]

    def of(self, index: int) -> tuple[Span, ...]:
        """The sentences of a block, in order."""
        if index not in self._parts:
            parts = sentences(self._text, self.inside(index), wrapped=True)
            cut = [piece for part in parts for piece in self._cut(index, part)]
            self._parts[index] = tuple(self._with_brackets(index, cut))
        return self._parts[index]

    def _cut(self, index: int, part: Span) -> list[Span]:
        """A sentence cut behind each citation that a full stop closes: "… huruf l. Kalau kades …"."""
        ends = [
            m.end()
            for c in self._in_block.get(index, ())
            if part.start <= c.span.end < part.end and (m := _CLOSED.match(self._text, c.span.end, part.end))
        ]
        return [Span(start, end) for start, end in pairwise(sorted({part.start, *ends, part.end}))]

    def _with_brackets(self, index: int, parts: Sequence[Span]) -> list[Span]:
        """Sentences with the citations in brackets that follow their full stop: "Wajib diumumkan. (Pasal 9) Lalu …"."""
        found: list[Span] = []
        for part in parts:
            end = self._bracketed(index, part) if found else part.start
            if end > part.start:
                found[-1] = Span(found[-1].start, end)
            if end < part.end:
                found.append(Span(end, part.end))
        return found

    def _bracketed(self, index: int, part: Span) -> int:
        """Where a citation in brackets ends with which a sentence begins; the start of the sentence if with none."""
        if self._text[part.start] not in "([":
            return part.start
        end = part.start
        for cited in self._in_block.get(index, ()):
            if (
                part.start < cited.span.end <= part.end
                and content(self._said(Span(end, cited.span.start))) == 0
            ):
                behind = _BEHIND.match(self._text, cited.span.end, part.end)
                closed = behind is not None and any(sign in behind.group() for sign in ")]")
                end = behind.end() if behind is not None and closed else cited.span.end
        return end
