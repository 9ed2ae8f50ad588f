"""Where passages stand: what is held around a place, and the parts of it with their spans in its text.

What is an ayat, a huruf or an angka of an official text was found when it was parsed; the parts of a place are the
passages of these provisions, and nobody looks for them in its text again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference
from tanyapasal.index.text import Span

_ITEMS = ("huruf", "angka")


@dataclass(frozen=True, slots=True)
class Part:
    """A passage directly below another, and where its text stands in that of the other."""

    passage: Passage
    span: Span

    @property
    def item(self) -> bool:
        """True for an item of a list, false for an ayat."""
        ref = self.passage.ref
        return isinstance(ref, Reference) and ref.locator.steps[-1].unit in _ITEMS


class Layout:
    """The layout of passages that stand together."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        # Of several passages about one place the first, which is the official text where that is held.
        self._at = {p.ref: p for p in reversed(passages) if isinstance(p.ref, Reference)}
        self._below: dict[tuple[Reference, str], list[Passage]] = defaultdict(list)
        for passage in passages:
            if isinstance(passage.ref, Reference) and len(passage.ref.locator.steps) > 1:
                self._below[passage.ref.above, passage.source.document].append(passage)

    def list_of(self, passage: Passage) -> Passage | None:
        """What is held of the list that a passage is an item of; None if it is no item."""
        ref = passage.ref
        if not isinstance(ref, Reference) or len(ref.locator.steps) < 2:
            return None
        return self._at.get(ref.above) if ref.locator.steps[-1].unit in _ITEMS else None

    def parts(self, passage: Passage) -> tuple[Part, ...]:
        """The parts directly below a place, in order; none if one of them does not stand in its text."""
        if not isinstance(passage.ref, Reference):
            return ()
        found: list[Part] = []
        end = 0
        for part in self._below.get((passage.ref, passage.source.document), ()):
            start = passage.text.find(part.text, end)
            if start < 0:
                return ()
            end = start + len(part.text)
            found.append(Part(part, Span(start, end)))
        return tuple(found)

    def items(self, passage: Passage) -> Iterator[int]:
        """Where the items of the lists of a place begin in its text, also those of lists in its parts."""
        for part in self.parts(passage):
            if part.item:
                yield part.span.start
            yield from (part.span.start + start for start in self.items(part.passage))
