"""Which place a citation means that does not name it in full: "Pasal 49", "ayat (2)", "Pasal 5 UU tersebut"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence

from tanyapasal.index.audit.citations.blocks import Block
from tanyapasal.index.audit.citations.own import own_regulation
from tanyapasal.index.audit.citations.tables import Tables
from tanyapasal.index.law.places import Locator, Reference, RegulationId
from tanyapasal.index.references.mentions import Mention, RegulationMention
from tanyapasal.index.references.resolve import Resolved, numbered, regulation_meant, resolve

_FAR = 2500
_MOST_OTHERS = 4
# Behind these a regulation is named for what it did to another one: what follows goes on with the other.
_IN_PASSING = re.compile(
    r"(?:\b(?:di\s?ubah|dirubah|diperbarui|disempurnakan)\b[^.;:\n]{0,80}?\b(?:dengan|oleh|melalui|dalam)"
    r"|\b(?:mengubah|mencabut|menggantikan|mengganti|pengganti|bukan|bandingkan(?:\s+dengan)?|berbeda\s+(?:dengan|dari)|"
    r"(?:dulu|dahulu|semula|sebelumnya)\s++(?:diatur\s++)?(?:dalam|dengan|pada)?))\s*+(?:[\"\u201c(]++\s*+)?$",
    re.IGNORECASE,
)
_REFERRED = re.compile(r"\bdimaksud\s+(?:dalam|pada|di)\s*$", re.IGNORECASE)
# "ayat (3) pasal yang sama" goes back to the last pasal, wherever it stands
_SAME_PASAL = re.compile(
    r"\s*(?:dari\s+|dalam\s+|pada\s+)?pasal\s+(?:yang\s+sama|tersebut|itu|dimaksud)\b", re.IGNORECASE
)


class Antecedents:
    """What was named before, in the lists and paragraphs of one document."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        mentions: Sequence[Mention],
        titles: Mapping[RegulationId, str],
        tables: Tables,
    ) -> None:
        self._text = text
        self._tables = tables
        self._blocks = blocks
        self._starts = [block.span.start for block in blocks]
        self._mentions = [m for m in mentions if not m.in_title]
        self._titles = titles
        self._held = numbered(titles)
        self._own = own_regulation(text, mentions)
        named = [(m, meant) for m in self._mentions if m.regulation and (meant := self._meant(m))]
        self._named = [(m, r) for m, r in named if m.steps or not self._in_passing(m)]
        self._named_starts = [m.span.start for m, _ in self._named]
        self._per_block: dict[int, list[tuple[Mention, RegulationId]]] = {}
        self._per_place: dict[object, set[RegulationId]] = {}
        for m, r in self._named:
            for block in {self.block_at(m.span.start), self._block_of_end(m)}:
                self._per_block.setdefault(block, []).append((m, r))
            self._per_place.setdefault(m.steps, set()).add(r)
        self._all_named = {r for _, r in self._named}
        self._pasal = [m for m in self._mentions if m.locator.pasal is not None]
        # "(huruf p)" goes on with the ayat named last; one that a quoted rule refers to is not it
        self._places = [
            m
            for m in self._mentions
            if m.locator.pasal is not None
            or (
                m.steps
                and m.steps[0].unit == "ayat"
                and not _REFERRED.search(text[max(0, m.span.start - 30) : m.span.start])
            )
        ]

    def block_at(self, position: int) -> int:
        """The index of the block in which a position lies."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def is_own_heading(self, mention: Mention) -> bool:
        """True for the heading of an article of the document itself, which is a regulation."""
        return self._own is not None and mention.span.start in self._own.headings

    def resolve(self, mention: Mention) -> Reference | None:
        """The place meant; None if the document does not tell, or tells of several."""
        regulation = self._regulation(mention)
        steps = mention.steps
        if steps and steps[0].unit != "pasal" and mention.part == "batang_tubuh":
            above = self._place_before(mention)
            if above is None:
                return None
            regulation = above.regulation
            kept = tuple(s for s in above.locator.steps if s.unit == "pasal" or s.depth < steps[0].depth)
            steps = (*kept, *steps)
        return None if regulation is None else Reference(regulation, Locator(steps, mention.part))

    def others(self, mention: Mention, meant: RegulationId) -> tuple[RegulationId, ...]:
        """What else may be meant where no regulation is named with a place: those named before, the last first."""
        if mention.regulation is not None or (self._own is not None and mention.span.start >= self._own.body):
            return ()
        named = [r for _, r in self._before(mention)][::-1] + [r for _, r in self._named]
        return tuple(r for r in dict.fromkeys(named) if r != meant)[:_MOST_OTHERS]

    def _regulation(self, mention: Mention) -> RegulationId | None:
        """Which regulation is meant: the one named; for none, the first that ``_NEAREST`` finds, or the only one in the document."""
        named = mention.regulation
        if named is not None:
            if named.id is not None:
                return regulation_meant(named, self._held)
            return self._named_in_part(mention, named)
        if self._own is not None and mention.span.start >= self._own.body:
            return self._own.id
        for step in _NEAREST:
            found = step(self, mention)
            if found is not None:
                return found
        return _only(self._all_named)

    def _named_in_part(self, mention: Mention, named: RegulationMention) -> RegulationId | None:
        """ "UU ini", "UU Jalan": the one that is known by these words, or the last one before that may be it."""
        fitting = [r for _, r in self._before(mention) if named.may_be(r)]
        if fitting and named.title is None:
            return fitting[-1]
        return self.titled(mention) or (fitting[-1] if fitting else None)

    def _meant(self, mention: Mention) -> RegulationId | None:
        """The regulation that is named in full, or by words of its title."""
        named = mention.regulation
        if named is None or (named.id is None and named.title is None):
            return None
        return regulation_meant(named, self._held) if named.id else self.titled(mention)

    def titled(self, mention: Mention) -> RegulationId | None:
        """The one regulation of which a mention has words of the title."""
        found = resolve(mention, tuple(self._titles), None, self._titles)
        return found.reference.regulation if isinstance(found, Resolved) else None

    def _in_passing(self, mention: Mention) -> bool:
        """True for B in "A sebagaimana telah diubah dengan B"."""
        return (
            _IN_PASSING.search(self._text[max(0, mention.span.start - 120) : mention.span.start]) is not None
        )

    def _in_its_column(self, mention: Mention) -> RegulationId | None:
        """The regulation that heads the column of a table."""
        cell = self._tables.at(mention.span.start)
        if cell is None:
            return None
        first = bisect_left(self._named_starts, cell.head.start)
        last = bisect_left(self._named_starts, cell.head.end)
        return _only({r for _, r in self._named[first:last]})

    def _in_its_blocks(self, mention: Mention) -> RegulationId | None:
        """Named in the same block or in one that it hangs on: the nearest before the citation, else any."""
        index = self.block_at(mention.span.start)
        block: int | None = index
        while block is not None:
            found = self._in_block(mention, block, block == index)
            if found is not None:
                return found
            block = self._blocks[block].parent if self._blocks else None
        return None

    def _in_block(self, mention: Mention, block: int, own: bool) -> RegulationId | None:
        """``own``: the block of the citation. One above names what its items are about: one regulation, and no place of it."""
        there = self._per_block.get(block, [])
        if not own:
            before = [(m, r) for m, r in there if m.span.start < mention.span.start]
            return _only({r for _, r in before}) if not all(m.steps for m, _ in before) else None
        earlier = bisect_left(there, mention.span.start, key=lambda pair: pair[0].span.start)
        return there[earlier - 1][1] if earlier else _only({r for _, r in there})

    def _with_the_same_place(self, mention: Mention) -> RegulationId | None:
        """ "Pasal 49 UU Jalan …" somewhere in the document, if "Pasal 49" is named of no other one."""
        if mention.locator.pasal is None:
            return None
        return _only(self._per_place.get(mention.steps, set()))

    def _close_before(self, mention: Mention) -> RegulationId | None:
        before = bisect_left(self._named_starts, mention.span.start)
        if not before:
            return None
        last, regulation = self._named[before - 1]
        return regulation if mention.span.start - last.span.end < _FAR else None

    def _before(self, mention: Mention) -> list[tuple[Mention, RegulationId]]:
        return self._named[: bisect_left(self._named_starts, mention.span.start)]

    def _block_of_end(self, mention: Mention) -> int:
        return self.block_at(max(mention.span.end - 1, mention.span.start))

    def _place_before(self, mention: Mention) -> Reference | None:
        """The pasal that a bare "ayat (2)" belongs to: the last one named in this block or its list."""
        places = self._places if mention.steps[0].unit == "huruf" else self._pasal
        before = bisect_left(places, mention.span.start, key=lambda m: m.span.start)
        if not before:
            return None
        other = places[before - 1]
        anywhere = _SAME_PASAL.match(self._text, mention.span.end) is not None
        if not anywhere and not self._in_its_list(
            self._block_of_end(other), self.block_at(mention.span.start)
        ):
            return None
        return self.resolve(other)

    def _in_its_list(self, block: int, index: int) -> bool:
        """True if a block is that of ``index``, what it hangs on, or an item before it in the same list."""
        if not self._blocks or block in (index, self._blocks[index].parent):
            return True
        return block <= index and self._blocks[block].parent == self._blocks[index].parent


# From what binds a citation most closely to what binds it least
_NEAREST: tuple[Callable[[Antecedents, Mention], RegulationId | None], ...] = (
    Antecedents._in_its_column,
    Antecedents._in_its_blocks,
    Antecedents._with_the_same_place,
    Antecedents._close_before,
)


def _only(regulations: set[RegulationId]) -> RegulationId | None:
    return next(iter(regulations)) if len(regulations) == 1 else None
