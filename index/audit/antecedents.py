"""Which place a citation means that does not name it in full: "Pasal 49", "ayat (2)", "Pasal 5 UU tersebut"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from tanyapasal.index.audit.blocks import Block
from tanyapasal.index.law.places import Locator, Reference, RegulationId, Step
from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.references.resolve import Resolved, resolve

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
        self._named = [(m, m.regulation.id) for m in self._mentions if m.regulation and m.regulation.id]

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
            kept = tuple(s for s in above.locator.steps if s.unit == "pasal" or _outranks(s, steps[0]))
            steps = (*kept, *steps)
        return None if regulation is None else Reference(regulation, Locator(steps, mention.part))

    def _regulation(self, mention: Mention) -> RegulationId | None:
        named = mention.regulation
        if named is not None and named.id is not None:
            return named.id
        before = [(m, r) for m, r in self._named if m.span.start < mention.span.start]
        if named is not None:
            known = tuple(self._titles)
            found = resolve(mention, known, None, self._titles)
            if isinstance(found, Resolved):
                return found.reference.regulation
            fitting = [r for _, r in before if named.may_be(r)]
            return fitting[-1] if fitting else None
        index = self.block_at(mention.span.start)
        block: int | None = index
        while block is not None:
            # Named in the same block or in one that it hangs on: the nearest before the citation, else any.
            own = [
                (m, r)
                for m, r in self._named
                if self.block_at(m.span.start) == block or self._ends_in(m, block)
            ]
            earlier = [r for m, r in own if m.span.start < mention.span.start]
            if earlier:
                return earlier[-1] if block == index or len(set(earlier)) > 1 else earlier[0]
            if own and block == index and len({r for _, r in own}) == 1:
                return own[0][1]
            block = self._blocks[block].parent if self._blocks else None
        same = {r for m, r in self._named if m.steps == mention.steps and mention.locator.pasal}
        if len(same) == 1:
            return next(iter(same))
        near = [r for m, r in before if mention.span.start - m.span.end < _FAR]
        if near:
            return near[-1]
        everywhere = {r for _, r in self._named}
        return next(iter(everywhere)) if len(everywhere) == 1 else None

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


def _outranks(step: Step, other: Step) -> bool:
    order = ("pasal", "ayat", "huruf", "angka")
    return order.index(step.unit) < order.index(other.unit)
