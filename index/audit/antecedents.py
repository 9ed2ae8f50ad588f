"""Which place a citation means that does not name it in full: "Pasal 49", "ayat (2)", "Pasal 5 UU tersebut"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence

from tanyapasal.index.audit.blocks import Block
from tanyapasal.index.law.places import Locator, Reference, RegulationId
from tanyapasal.index.references.mentions import Mention, RegulationMention
from tanyapasal.index.references.resolve import Resolved, numbered, regulation_meant, resolve

_FAR = 2500


class Antecedents:
    """What was named before, in the lists and paragraphs of one document."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        mentions: Sequence[Mention],
        titles: Mapping[RegulationId, str],
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._starts = [block.span.start for block in blocks]
        self._mentions = [m for m in mentions if not m.in_title]
        self._titles = titles
        self._held = numbered(titles)
        self._named = [
            (m, meant)
            for m in self._mentions
            if m.regulation and (meant := regulation_meant(m.regulation, self._held))
        ]

    def block_at(self, position: int) -> int:
        """The index of the block in which a position lies."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def lies_below(self, index: int, above: int) -> bool:
        """True if a block hangs on another, directly or through others."""
        parent = self._blocks[index].parent
        while parent is not None:
            if parent == above:
                return True
            parent = self._blocks[parent].parent
        return False

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

    def _regulation(self, mention: Mention) -> RegulationId | None:
        """Which regulation is meant: the one named; for none, the first that ``_NEAREST`` finds, or the only one in the document."""
        named = mention.regulation
        if named is not None:
            if named.id is not None:
                return regulation_meant(named, self._held)
            return self._named_in_part(mention, named)
        for step in _NEAREST:
            found = step(self, mention)
            if found is not None:
                return found
        return _only({r for _, r in self._named})

    def _named_in_part(self, mention: Mention, named: RegulationMention) -> RegulationId | None:
        """ "UU ini", "UU Jalan": the one that is known by these words, or the last one before that may be it."""
        found = resolve(mention, tuple(self._titles), None, self._titles)
        if isinstance(found, Resolved):
            return found.reference.regulation
        fitting = [r for _, r in self._before(mention) if named.may_be(r)]
        return fitting[-1] if fitting else None

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
        """``own``: the block of the citation. A block above names at its head what its items are about."""
        there = [
            (m, r) for m, r in self._named if self.block_at(m.span.start) == block or self._ends_in(m, block)
        ]
        earlier = [r for m, r in there if m.span.start < mention.span.start]
        if earlier:
            return earlier[-1] if own or len(set(earlier)) > 1 else earlier[0]
        return _only({r for _, r in there}) if own else None

    def _with_the_same_place(self, mention: Mention) -> RegulationId | None:
        """ "Pasal 49 UU Jalan …" somewhere in the document, if "Pasal 49" is named of no other one."""
        if mention.locator.pasal is None:
            return None
        return _only({r for m, r in self._named if m.steps == mention.steps})

    def _close_before(self, mention: Mention) -> RegulationId | None:
        near = [r for m, r in self._before(mention) if mention.span.start - m.span.end < _FAR]
        return near[-1] if near else None

    def _before(self, mention: Mention) -> list[tuple[Mention, RegulationId]]:
        return [(m, r) for m, r in self._named if m.span.start < mention.span.start]

    def _ends_in(self, mention: Mention, block: int) -> bool:
        return self.block_at(max(mention.span.end - 1, mention.span.start)) == block

    def _place_before(self, mention: Mention) -> Reference | None:
        """The pasal that a bare "ayat (2)" belongs to: the last one named in this block or its list."""
        index = self.block_at(mention.span.start)
        allowed = {index, self._blocks[index].parent} if self._blocks else set()
        siblings = {
            n for n, b in enumerate(self._blocks) if b.parent == self._blocks[index].parent and n <= index
        }
        for other in reversed(self._mentions):
            if other.span.start >= mention.span.start or other.locator.pasal is None:
                continue
            where = self.block_at(max(other.span.end - 1, other.span.start))
            if where not in allowed | siblings:
                return None
            found = self._regulation(other)
            if found is not None:
                return Reference(found, Locator(other.steps, other.part))
        return None


# From what binds a citation most closely to what binds it least
_NEAREST: tuple[Callable[[Antecedents, Mention], RegulationId | None], ...] = (
    Antecedents._in_its_blocks,
    Antecedents._with_the_same_place,
    Antecedents._close_before,
)


def _only(regulations: set[RegulationId]) -> RegulationId | None:
    return next(iter(regulations)) if len(regulations) == 1 else None
