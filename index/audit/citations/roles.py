"""What each block of a document does: it states, asks, heads what is below it, or only points at the law.

A block that only points stands for what is said above it ("Kutipan: Pasal 4" below an answer) or below it ("Pasal 4"
as a heading), or for nothing: a list of what a decree rests on states nothing about any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tanyapasal.index.audit.citations.blocks import Block
from tanyapasal.index.audit.citations.pointing import content, introduces_laws, is_basis, is_labelled
from tanyapasal.index.text import Span

# "rests": the head or an item of a list of what a document rests on. "labels": "Sumber:", with citations below it.
Role = Literal["states", "asks", "heads", "points", "labels", "rests", "blank"]

# A heading has no more words of its own than this; a line with more states something.
_LONGEST_HEADING = 6
# How far a statement reaches from the citation that stands for it, in blocks.
_MOST_BLOCKS = 8
_MARKS = " \t\n*_\"'\u201c\u201d)]"


@dataclass(frozen=True, slots=True)
class Stood:
    """The blocks that a pointing block stands for, in order. ``loose``: by their place alone, and it may be otherwise."""

    blocks: tuple[int, ...] = ()
    loose: bool = False


class Roles:
    """The roles of the blocks of one document.

    ``said`` gives the words of a span besides its citations; in ``cited`` blocks lie citations, in ``placed`` some
    of a place.
    """

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        said: Callable[[Span], str],
        cited: Container[int],
        placed: Container[int],
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._said = [said(Span(block.start, block.span.end)) for block in blocks]
        self._cited = [n in cited for n in range(len(blocks))]
        self._placed = [n in placed for n in range(len(blocks))]
        self._silent = [content(words) == 0 for words in self._said]
        # The first of the blocks right above each that only cite, or itself
        self._first = list(range(len(blocks)))
        for n in range(1, len(blocks)):
            if self._cited[n - 1] and self._silent[n - 1]:
                self._first[n] = self._first[n - 1]
        self._roles: list[Role] = []
        for n in range(len(blocks)):
            self._roles.append(self._role(n))

    def of(self, index: int) -> Role:
        """The role of a block."""
        return self._roles[index]

    def stood_for(self, index: int) -> Stood:
        """What a block that points, or heads with a citation, stands for."""
        role = self._roles[index]
        if role == "rests":
            return Stood()
        if role == "heads":
            return Stood(self._below(index))
        block = self._blocks[index]
        if block.level:
            return Stood(self._below(index))
        if self._is_item(index):
            return self._of_list(index)
        above, below = self._above(index), self._below(index)
        if not above or not below:
            labelled = is_labelled(self._written(index))
            return Stood(above or below, loose=not above and labelled)
        if is_labelled(self._written(index)) or not self._reads_as_heading(index):
            return Stood(above)
        attached = not block.apart, not self._blocks[below[0]].apart
        if attached[0] != attached[1]:
            return Stood(above if attached[0] else below)
        return Stood(below if self._headed else above, loose=True)

    def _role(self, n: int) -> Role:
        said, block = self._said[n], self._blocks[n]
        if self._rests(n):
            return "rests"
        if not self._cited[n] and introduces_laws(said):
            return "labels"
        if content(said) == 0:
            return "points" if self._cited[n] else ("labels" if any(map(str.isalpha, said)) else "blank")
        if not self._cited[n] and self._written(n).rstrip(_MARKS).endswith("?"):
            return "asks"
        if self._cited[n]:
            return "heads" if self._heads_with_citation(n) else "states"
        after_question = n > 0 and self._roles[n - 1] == "asks"
        short = block.heading and block.style == "plain" and content(said) <= _LONGEST_HEADING
        short = short and not self._written(n).rstrip(_MARKS).endswith(":")
        return "heads" if block.level or (short and not after_question) else "states"

    def _rests(self, n: int) -> bool:
        """True in a list of what a decree rests on: below "Mengingat", or behind it in the same line or paragraph."""
        if is_basis(self._written(n)):
            return True
        listed = n > 0 and self._roles[n - 1] == "rests" and self._blocks[n].style != "plain"
        if not self._cited[n] or (content(self._said[n]) > (_LONGEST_HEADING if listed else 0)):
            return False
        if n and self._roles[n - 1] == "rests":
            return True
        lead = self._blocks[n].parent
        return lead is not None and (self._roles[lead] == "rests" or self._is_section(lead))

    def _is_section(self, n: int) -> bool:
        """True for "B. Dasar Hukum": the heading of a list that belongs to no statement."""
        return self._roles[n] == "labels" and not self._written(n).rstrip(_MARKS).endswith(":")

    def _heads_with_citation(self, n: int) -> bool:
        """True for "Pasal 15 - Pengumuman" and "### Cuti tahunan (Pasal 311)", with the rule below it."""
        block, below = self._blocks[n], n + 1
        if not block.heading or content(self._said[n]) > _LONGEST_HEADING or below >= len(self._blocks):
            return False
        following = self._blocks[below]
        if following.style != "plain" or following.level or self._placed[below] or following.heading:
            return False
        if (
            self._written(n).rstrip().endswith((")", "]"))
            and not block.level
            and any(map(str.isdigit, self._said[n]))
        ):
            return False
        return bool(block.level) or not following.apart

    def _is_item(self, n: int) -> bool:
        """True for one of several items that only point."""
        block = self._blocks[n]
        beside = [m for m in (n - 1, n + 1) if 0 <= m < len(self._blocks)]
        return block.style != "plain" and any(
            self._blocks[m].style == block.style and self._cited[m] and self._silent[m] for m in beside
        )

    def _of_list(self, n: int) -> Stood:
        """A list of citations stands for what is above its label, if that says that they are the source of it."""
        lead = self._first[n] - 1
        if lead < 0 or self._roles[lead] != "labels" or "hukum" in self._written(lead).lower():
            return Stood(self._lead(n))
        return Stood(self._above(lead))

    def _lead(self, n: int) -> tuple[int, ...]:
        """The sentence that introduces the list that an item stands in."""
        lead = self._blocks[n].parent
        return (lead,) if lead is not None and self._roles[lead] == "states" else ()

    def _above(self, n: int) -> tuple[int, ...]:
        """What is said above, up to a question or a heading: the paragraph or list right above, or all if one stands apart."""
        found: list[int] = []
        apart = self._blocks[n].apart
        for m in range(n - 1, max(n - 1 - _MOST_BLOCKS, -1), -1):
            role = self._roles[m]
            if role in ("points", "labels", "blank") and not found:
                apart = self._blocks[m].apart
                continue
            close = m == n - 1 and role == "heads" and not self._blocks[n].apart and not self._blocks[m].level
            if role != "states" and not (close and not self._cited[m] and is_labelled(self._written(n))):
                break
            found.append(m)
            if self._blocks[m].apart and not apart:
                break
        return tuple(reversed(found))

    def _below(self, n: int) -> tuple[int, ...]:
        """What is said below, up to what points, asks or heads again."""
        found: list[int] = []
        for m in range(n + 1, min(n + 1 + _MOST_BLOCKS, len(self._blocks))):
            if self._roles[m] != "states":
                break
            found.append(m)
        return tuple(found)

    def _reads_as_heading(self, n: int) -> bool:
        """False for what closes a statement: in brackets, quoted, behind a sign that is no letter."""
        return self._blocks[n].heading and self._written(n).strip(_MARKS)[:1].isalnum()

    @cached_property
    def _headed(self) -> bool:
        """True if the document is one of places with the rules below them: the first that points has nothing above it."""
        first = next((n for n, role in enumerate(self._roles) if role == "points"), None)
        return first is not None and not self._above(first)

    def _written(self, n: int) -> str:
        block = self._blocks[n]
        return self._text[block.start : block.span.end]
