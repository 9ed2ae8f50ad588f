"""The statement that a citation stands for: the rest of its sentence, or what is said above or below it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tanyapasal.index.audit.citations.antecedents import Antecedents
from tanyapasal.index.audit.citations.blocks import Block
from tanyapasal.index.audit.citations.decisions import is_decision
from tanyapasal.index.audit.citations.footnotes import footnotes
from tanyapasal.index.audit.citations.pointing import (
    ENOUGH,
    LONGEST,
    LONGEST_LEAD,
    clauses,
    content,
    points_further,
    tidied,
)
from tanyapasal.index.audit.citations.roles import Roles
from tanyapasal.index.audit.findings import Claim
from tanyapasal.index.language.statements import sentences
from tanyapasal.index.law.places import Reference
from tanyapasal.index.text import Span

# A statement above or below a citation is held against it sentence by sentence, at most so many.
_MOST_SENTENCES = 8
# A sentence of no more words leaves to the one before it what it is about.
_ANAPHORIC = 5
# So many places at most are held against one statement together.
_MOST_TOGETHER, _MOST_BESIDE = 40, 12


@dataclass(frozen=True, slots=True)
class Cited:
    """A place and where it is cited."""

    ref: Reference
    span: Span

    @property
    def anchor(self) -> int:
        """Where the citation counts: it may begin in a heading and end in the item that it is bound to."""
        return max(self.span.start, self.span.end - 1)


class _Group:
    """The citations of one sentence, in runs with nothing said between them; ``number``: of the run of each."""

    def __init__(self, cited: Sequence[Cited], runs: Sequence[Sequence[Cited]]) -> None:
        self.cited = cited
        self.runs = runs
        self.number = {one: n for n, run in enumerate(runs) for one in run}

    def run_of(self, cited: Cited) -> Sequence[Cited]:
        n = self.number.get(cited)
        return [cited] if n is None else self.runs[n][:_MOST_TOGETHER]


class Standing:
    """The claims of one document. ``said``: the words of a span besides its citations, on one line."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        cited: Sequence[Cited],
        said: Callable[[Span], str],
        antecedents: Antecedents,
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._said = said
        self._antecedents = antecedents
        self._parts: dict[int, tuple[Span, ...]] = {}
        self._groups: dict[tuple[int, int], _Group] = {}
        self._in_block: dict[int, list[Cited]] = {}
        for one in cited:
            self._in_block.setdefault(antecedents.block_at(one.anchor), []).append(one)
        self._below: dict[int, list[int]] = {}
        for n, block in enumerate(blocks):
            if block.parent is not None:
                self._below.setdefault(block.parent, []).append(n)
        self._heading_cited = self._above_cited()
        placed = {n for n, found in self._in_block.items() if any(c.ref.locator.steps for c in found)}
        self._roles = Roles(text, blocks, said, self._in_block, placed)
        pointing = [(n, block.span.start) for n, block in enumerate(blocks) if self._only_points(n)]
        self._notes = footnotes(text, pointing)

    def claim(self, cited: Cited) -> Claim | None:
        """The claim of a citation; None for a regulation that is only named beside its places."""
        index = self._antecedents.block_at(cited.anchor)
        if is_decision(cited.ref.regulation):
            return Claim(cited.ref, self._said(self._sentence(index, cited)[0])[:LONGEST], "", cited.span)
        if self._only_points(index) or self._roles.of(index) == "heads":
            return self._pointing(cited, index)
        return self._stating(cited, index)

    def _stating(self, cited: Cited, index: int) -> Claim | None:
        """A citation within a sentence that states something."""
        sentence, before = self._sentence(index, cited)
        group = self._group(index, sentence)
        if self._named_beside_places(cited, index, group.cited):
            return None
        segment = self._segment(cited, group, sentence)
        said = self._said(segment)[:LONGEST]
        if content(said) < ENOUGH:
            said = self._short(cited, index, said, before)
        together = tuple(dict.fromkeys(c.ref for c in group.run_of(cited)))
        context = self._context(index, said)
        # what a short sentence is about stands before it: "Lamanya paling lama 3 tahun (Pasal 334 ayat (2))."
        around = sentence if segment != sentence else before[-1] if before else None
        if content(said) <= _ANAPHORIC and around and (wider := self._said(around)[:LONGEST]) not in said:
            context = f"{context} {wider}".strip()
        return Claim(cited.ref, said[:LONGEST], context[:LONGEST], cited.span, together)

    def _short(self, cited: Cited, index: int, said: str, before: Sequence[Span]) -> str:
        """The claim of a citation with few words of its own: an item has its own, a sentence leans on others."""
        if points_further(self._text[max(0, cited.span.start - 40) : cited.span.start]):
            return ""
        if self._blocks[index].style != "plain" and content(said) and not self._items(index):
            return said
        return self._nearby(index, said, before) or said

    def _nearby(self, index: int, own: str, before: Sequence[Span]) -> str:
        """The statement of a sentence that only points: its list, the sentence before, what follows, its lead."""
        if below := self._items(index):
            return tidied(f"{own} {'; '.join(self._said(self._inside(n)) for n in below)}")
        for sentence in reversed(before):
            if content(said := self._said(sentence)) >= ENOUGH:
                return said
        following = index + 1
        if (
            following < len(self._blocks)
            and self._blocks[following].style == self._blocks[index].style == "plain"
            and not self._in_block.get(following)
            and self._roles.of(following) == "states"
        ):
            return self._said(self._sentences(following)[0])
        lead = self._blocks[index].parent
        if lead is not None and self._blocks[index].style != "plain" and self._sentences(lead):
            return self._said(self._sentences(lead)[-1])
        return ""

    def _pointing(self, cited: Cited, index: int) -> Claim | None:
        """A citation in a block that only points: what it stands for is in other blocks, or in none."""
        whole = not cited.ref.locator.steps
        if whole and self._named_beside_places(cited, index, self._in_block[index]):
            return None
        stood = self._roles.stood_for(index)
        led = stood.blocks == (self._blocks[index].parent,)  # each item of a list on its own
        beside = self._in_block[index] if led else self._pointed_with(index)
        together = tuple(dict.fromkeys(c.ref for c in beside))
        if (note := self._notes.get(index)) is not None:
            return Claim(cited.ref, self._said(note)[:LONGEST], "", cited.span, together)
        if below := self._items(index):
            said = "; ".join(self._said(self._inside(n)) for n in below)
            return Claim(cited.ref, said[:LONGEST], self._context(index, said), cited.span, together)
        found = self._statements(stood.blocks, cited.ref)
        said = " ".join(found)[:LONGEST]
        if len(beside) > 1:
            found += [clause for one in found for clause in clauses(one)]
        own = self._said(self._inside(index)) if self._roles.of(index) == "heads" else ""
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
        every = [(s, [c for c in self._group(n, s).cited if c.ref.regulation != ref.regulation or c.ref.locator.steps])
                 for n in blocks for s in self._sentences(n)]  # fmt: skip
        plain = [s for s, cited in every if not cited] or [
            s for s, cited in every if not any(c.ref.locator.steps for c in cited)
        ]
        found = [self._said(s) for s in plain]
        return [said for said in found if content(said) > 1][-_MOST_SENTENCES:] or [
            said for said in found if content(said)
        ]

    def _only_points(self, index: int) -> bool:
        return 0 <= index < len(self._blocks) and self._roles.of(index) in ("points", "rests", "labels")

    def _sentence(self, index: int, cited: Cited) -> tuple[Span, tuple[Span, ...]]:
        """The sentence of a citation, and those before it in its block."""
        parts = self._sentences(index)
        if not parts:
            return self._blocks[index].span, ()
        at = max(bisect_right(parts, cited.anchor, key=lambda part: part.start) - 1, 0)
        return parts[at], parts[max(at - _MOST_SENTENCES, 0) : at]

    def _sentences(self, index: int) -> tuple[Span, ...]:
        if index not in self._parts:
            self._parts[index] = sentences(self._text, self._inside(index), wrapped=True)
        return self._parts[index]

    def _inside(self, index: int) -> Span:
        return Span(self._blocks[index].start, self._blocks[index].span.end)

    def _named_beside_places(self, cited: Cited, index: int, group: Sequence[Cited]) -> bool:
        """True for a regulation that stands beside its places, or heads a list of them."""
        if cited.ref.locator.steps:
            return False
        return any(c.ref.locator.steps for c in group) or self._heading_cited[index]

    def _group(self, index: int, sentence: Span) -> _Group:
        key = index, sentence.start
        if key not in self._groups:
            cited = [c for c in self._in_block.get(index, ()) if sentence.start <= c.anchor < sentence.end]
            self._groups[key] = _Group(cited, self._runs(cited))
        return self._groups[key]

    def _segment(self, cited: Cited, group: _Group, sentence: Span) -> Span:
        """The part of a sentence that speaks of this citation, where it speaks of several."""
        runs, n = group.runs, group.number.get(cited)
        if len(runs) < 2 or n is None:
            return sentence
        first, last = runs[0][0].span, runs[-1][-1].span
        leads = content(self._said(Span(sentence.start, max(first.start, sentence.start)))) < 2
        trails = content(self._said(Span(last.end, max(last.end, sentence.end)))) < 2
        if leads and not (trails and self._closes_in_brackets(runs[0][-1])):
            end = runs[n + 1][0].span.start if n + 1 < len(runs) else sentence.end
            return Span(max(runs[n][0].span.start, sentence.start), end)
        if trails:
            return Span(runs[n - 1][-1].span.end if n else sentence.start, runs[n][-1].span.end)
        return sentence

    def _closes_in_brackets(self, cited: Cited) -> bool:
        """True for "(Pasal 5)", which closes the words before it."""
        return self._text[cited.span.end : cited.span.end + 1] in (")", "]")

    def _runs(self, group: Sequence[Cited]) -> list[list[Cited]]:
        """Citations with nothing said between them: "Pasal 44, 45 dan 46"; a regulation alone frames its places."""
        placed = [c for c in group if c.ref.locator.steps] or group
        runs: list[list[Cited]] = []
        for other in placed:
            if runs and (
                other.span.start < runs[-1][-1].span.end
                or content(self._said(Span(runs[-1][-1].span.end, other.span.start))) < 2
            ):
                runs[-1].append(other)
            else:
                runs.append([other])
        return runs

    def _items(self, index: int) -> list[int]:
        """The items of the list that a block introduces, if none of them cites."""
        below = [n for n in self._below.get(index, ()) if self._blocks[n].style != "plain"]
        return [] if self._heading_cited[index] else below

    def _context(self, index: int, said: str) -> str:
        """The question before a statement, or the nearest headings and leads, outermost first."""
        if index and self._roles.of(index - 1) == "asks":
            return self._said(self._inside(index - 1))
        lines: list[str] = []
        above = self._blocks[index].parent
        while above is not None and len(lines) < 2:
            parts = self._sentences(above)
            line = self._said(parts[-1]) if parts else ""
            if line and line not in said and len(line) <= LONGEST_LEAD:
                lines.append(line)
            above = self._blocks[above].parent
        return ". ".join(reversed(lines))

    def _above_cited(self) -> list[bool]:
        """For each block whether a citation lies in one that hangs on it, directly or through others."""
        found = [False] * len(self._blocks)
        for n in range(len(self._blocks) - 1, -1, -1):
            parent = self._blocks[n].parent
            if parent is not None and (found[n] or n in self._in_block):
                found[parent] = True
        return found
