"""The statement that a citation stands for: the rest of its sentence, or what is said above or below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from tanyapasal.index.audit.citations.antecedents import Antecedents
from tanyapasal.index.audit.citations.blocks import Block
from tanyapasal.index.audit.citations.decisions import is_decision
from tanyapasal.index.audit.citations.footnotes import footnotes, note_end
from tanyapasal.index.audit.citations.pointing import (
    ENOUGH,
    LONGEST,
    LONGEST_LEAD,
    clauses,
    content,
    leans_back,
    points_further,
    tidied,
)
from tanyapasal.index.audit.citations.roles import Roles
from tanyapasal.index.audit.citations.runs import Cited, Runs
from tanyapasal.index.audit.citations.sentences import Sentences
from tanyapasal.index.audit.citations.tables import Tables
from tanyapasal.index.audit.findings import Claim
from tanyapasal.index.law.places import Reference
from tanyapasal.index.text import Span

# A statement above or below a citation is held against it sentence by sentence, at most so many.
_MOST_SENTENCES = 8
# A sentence of no more words leaves to the one before it what it is about.
_ANAPHORIC = 5
# So many blocks that point one below the other are read together.
_MOST_BESIDE = 12


class Standing:
    """The claims of one document. ``said``: the words of a span besides its citations, on one line."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        cited: Sequence[Cited],
        said: Callable[[Span], str],
        antecedents: Antecedents,
        tables: Tables,
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._said = said
        self._antecedents = antecedents
        self._tables = tables
        self._in_block: dict[int, list[Cited]] = {}
        self._ranged = Counter(one.span for one in cited)
        for one in cited:
            self._in_block.setdefault(antecedents.block_at(one.anchor), []).append(one)
        self._sentences = Sentences(text, blocks, self._in_block, said)
        self._runs = Runs(text, self._in_block, said)
        self._below: dict[int, list[int]] = {}
        for n, block in enumerate(blocks):
            if block.parent is not None:
                self._below.setdefault(block.parent, []).append(n)
        self._heading_cited = self._above_cited()
        placed = {n for n, found in self._in_block.items() if any(c.ref.locator.steps for c in found)}
        self._roles = Roles(text, blocks, said, self._in_block, placed)
        self._notes = footnotes(
            text, [(n, b.span.start) for n, b in enumerate(blocks) if self._may_be_note(n)]
        )

    def claim(self, cited: Cited) -> Claim | None:
        """The claim of a citation; None for a regulation that is only named beside its places."""
        claim = self._claimed(cited)
        if claim is None:
            return None
        # one of "Pasal 40 s.d. Pasal 47" is what a statement is about as a whole, if at all
        ranged = self._ranged[cited.span] > 2
        return replace(claim, or_else=cited.or_else, loose=claim.loose or ranged)

    def _claimed(self, cited: Cited) -> Claim | None:
        index = self._antecedents.block_at(cited.anchor)
        if is_decision(cited.ref.regulation):
            return Claim(cited.ref, self._said(self._sentences.at(index, cited)[0])[:LONGEST], "", cited.span)
        if self._only_points(index) or index in self._notes or self._roles.of(index) == "heads":
            return self._pointing(cited, index)
        return self._in_cell(cited, index) or self._stating(cited, index)

    def _may_be_note(self, index: int) -> bool:
        """True for a block that only cites, or begins with the mark of a note and a citation: "[6] Pasal 97 UU Jalan, yang …"."""
        if self._only_points(index):
            return True
        start = note_end(self._text, self._blocks[index].span.start)
        first = next(iter(self._in_block.get(index, ())), None)
        return start is not None and first is not None and 0 <= first.span.start - start <= 2

    def _in_cell(self, cited: Cited, index: int) -> Claim | None:
        """A citation in a table with citations in several columns: its own cell, and what the row is about."""
        cell = self._tables.at(cited.anchor)
        if cell is None or all(cell.span.start <= c.anchor < cell.span.end for c in self._in_block[index]):
            return None
        own = [c for c in self._in_block[index] if cell.span.start <= c.anchor < cell.span.end]
        said = self._said(cell.span)[:LONGEST]
        if not any(map(str.isalpha, said)):
            return None
        if content(said) and cell.label.start < cell.span.start:
            said = f"{self._said(cell.label)}: {said}"[:LONGEST]
        together = tuple(dict.fromkeys(c.ref for c in own))
        head, few = self._said(cell.head)[:LONGEST_LEAD], content(self._said(cell.span)) < ENOUGH
        return Claim(cited.ref, said if content(said) else "", head, cited.span, together, loose=few)

    def _stating(self, cited: Cited, index: int) -> Claim | None:
        """A citation within a sentence that states something."""
        sentence, before = self._sentences.at(index, cited)
        group = self._runs.of(index, sentence)
        if self._named_beside_places(cited, index, group.cited):
            return None
        segment = self._runs.segment(cited, group, sentence)
        said = self._said(segment)[:LONGEST]
        if self._is_further(group.run_of(cited)[0]):
            said = ""
        elif content(said) < ENOUGH or (segment.start == sentence.start and leans_back(said)):
            said = self._short(index, said, before)
        together = tuple(dict.fromkeys(c.ref for c in group.run_of(cited)))
        context = self._context(index, said)
        # what a short sentence is about stands before it: "Lamanya paling lama 3 tahun (Pasal 334 ayat (2))."
        around = sentence if segment != sentence else before[-1] if before else None
        if content(said) <= _ANAPHORIC and around and (wider := self._said(around)[:LONGEST]) not in said:
            context = f"{context} {wider}".strip()
        return Claim(cited.ref, said[:LONGEST], context[:LONGEST], cited.span, together)

    def _is_further(self, cited: Cited) -> bool:
        """True if a citation is offered as further reading, with those named in one breath with it."""
        return points_further(self._text[max(0, cited.span.start - 40) : cited.span.start])

    def _short(self, index: int, said: str, before: Sequence[Span]) -> str:
        """The claim of a citation with few words of its own: an item has its own, a sentence leans on others."""
        if self._blocks[index].style != "plain" and content(said) and not self._items(index):
            return said
        return self._nearby(index, said, before) or ("" if leans_back(said) else said)

    def _nearby(self, index: int, own: str, before: Sequence[Span]) -> str:
        """The statement of a sentence that only points: its list, the sentence before, what follows, its lead."""
        if below := self._items(index):
            return tidied(f"{own} {'; '.join(self._said(self._sentences.inside(n)) for n in below)}")
        for sentence in reversed(before):
            if content(said := self._said(sentence)) >= ENOUGH:
                return said
        following = index + 1
        if (
            content(own) == 0
            and following < len(self._blocks)
            and self._blocks[following].style == self._blocks[index].style == "plain"
            and not self._in_block.get(following)
            and self._roles.of(following) == "states"
        ):
            return self._said(self._sentences.of(following)[0])
        lead = self._blocks[index].parent
        if lead is not None and self._blocks[index].style != "plain" and self._sentences.of(lead):
            return self._said(self._sentences.of(lead)[-1])
        return ""

    def _pointing(self, cited: Cited, index: int) -> Claim | None:
        """A citation in a block that only points: what it stands for is in other blocks, or in none."""
        whole = not cited.ref.locator.steps
        if whole and self._named_beside_places(cited, index, self._in_block[index]):
            return None
        stood = self._roles.stood_for(index)
        led = stood.blocks == (self._blocks[index].parent,)  # each item of a list on its own
        if self._is_further(self._in_block[index][0]):
            return Claim(cited.ref, "", "", cited.span)
        beside = self._in_block[index] if led else self._pointed_with(index)
        together = tuple(dict.fromkeys(c.ref for c in beside))
        if (note := self._notes.get(index)) is not None:
            return Claim(cited.ref, self._said(note)[:LONGEST], "", cited.span, together)
        if below := self._items(index):
            said = "; ".join(self._said(self._sentences.inside(n)) for n in below)
            return Claim(cited.ref, said[:LONGEST], self._context(index, said), cited.span, together)
        found = self._statements(stood.blocks, cited.ref)
        said = " ".join(found)[:LONGEST]
        if len(beside) > 1:
            found += [clause for one in found for clause in clauses(one)]
        own = self._said(self._sentences.inside(index)) if self._roles.of(index) == "heads" else ""
        context = own or (self._context(stood.blocks[0], said) if stood.blocks else "")
        others = tuple(found) if len(found) > 1 else ()
        return Claim(cited.ref, said, context, cited.span, together, others, stood.loose)

    def _pointed_with(self, index: int) -> list[Cited]:
        """The citations of the blocks that point one below the other, all for one statement."""
        first = last = index
        while index - first < _MOST_BESIDE and self._only_points(first - 1) and first - 1 in self._in_block:
            first -= 1
        while last - index < _MOST_BESIDE and self._only_points(last + 1) and last + 1 in self._in_block:
            last += 1
        alone = index in self._notes or not self._only_points(index)
        return (
            self._in_block[index] if alone else [c for n in range(first, last + 1) for c in self._in_block[n]]
        )

    def _statements(self, blocks: Sequence[int], ref: Reference) -> list[str]:
        """The sentences of blocks that say something, without those that cite other places or other regulations."""
        every = [(s, [c for c in self._runs.of(n, s).cited if c.ref.regulation != ref.regulation or c.ref.locator.steps])
                 for n in blocks for s in self._sentences.of(n)]  # fmt: skip
        plain = [s for s, cited in every if not cited] or [
            s for s, cited in every if not any(c.ref.locator.steps for c in cited)
        ]
        found = [self._said(s) for s in plain]
        return [said for said in found if content(said) > 1][-_MOST_SENTENCES:] or [
            said for said in found if content(said)
        ]

    def _only_points(self, index: int) -> bool:
        return 0 <= index < len(self._blocks) and self._roles.of(index) in ("points", "rests", "labels")

    def _named_beside_places(self, cited: Cited, index: int, group: Sequence[Cited]) -> bool:
        """True for a regulation that stands beside its places, or heads a list of them."""
        if cited.ref.locator.steps:
            return False
        return any(c.ref.locator.steps for c in group) or self._heading_cited[index]

    def _items(self, index: int) -> list[int]:
        """The items of the list that a block introduces, if none of them cites."""
        below = [n for n in self._below.get(index, ()) if self._blocks[n].style != "plain"]
        return [] if self._heading_cited[index] else below

    def _context(self, index: int, said: str) -> str:
        """The question before a statement, or the nearest headings and leads, outermost first."""
        if index and self._roles.of(index - 1) == "asks":
            return self._said(self._sentences.inside(index - 1))
        lines: list[str] = []
        above = self._blocks[index].parent
        while above is not None and len(lines) < 2:
            parts = self._sentences.of(above)
            line = self._said(parts[-1]) if parts else ""
            if line and line not in said and len(line) <= LONGEST_LEAD:
                lines.append(line)
            above = self._blocks[above].parent
        return ". ".join(reversed(lines))

    def _above_cited(self) -> list[bool]:
        """For each block whether a place is cited in one that hangs on it, directly or through others."""
        found = [False] * len(self._blocks)
        for n in range(len(self._blocks) - 1, -1, -1):
            parent = self._blocks[n].parent
            placed = any(c.ref.locator.steps for c in self._in_block.get(n, ()))
            if parent is not None and (found[n] or placed):
                found[parent] = True
        return found
