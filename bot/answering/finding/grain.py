"""At which grain a place is cited: the ayat that answers, not the whole pasal; the list, not one of its items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy

from tanyapasal.bot.answering.finding.listing import enumerates
from tanyapasal.bot.answering.finding.weights import READ_AS_ANSWER, READ_PARTS
from tanyapasal.index.asking.query import Query
from tanyapasal.index.law.passages import Hit, Passage
from tanyapasal.index.law.places import AnyReference, Reference
from tanyapasal.index.passages.facts import Facts, Stems

_ITEMS = ("huruf", "angka")


class Grain:
    """Narrows and widens official places within one corpus, by what of the question each part says.

    ``at``: the passages at a place and below it; ``judged``: the probability that each of some passages answers, by the judge; all the same without one.
    """

    def __init__(
        self,
        at: Callable[[AnyReference], Sequence[Passage]],
        facts: Callable[[Passage], Facts],
        judged: Callable[[Query, Sequence[Passage]], Sequence[float]],
    ) -> None:
        self._at = at
        self._facts = facts
        self._judged = judged

    def judged_by(self, judged: Callable[[Query, Sequence[Passage]], Sequence[float]]) -> Grain:
        """The same with another judge."""
        other = copy(self)
        other._judged = judged
        return other

    def fitting(self, query: Query, hits: Sequence[Hit], found: Sequence[Hit]) -> list[Hit]:
        """``hits`` at the grain that answers, each place once; ``found``: all that was found, for what ties.

        A whole gives way to the part that says most of what is asked. An item that says nothing of it but what its
        list says gives way to the list.
        """
        scores = {hit.passage.id: hit.score for hit in found}
        fitted: dict[str, Hit] = {}
        for hit in hits:
            passage = self._widened(query, hit.passage)
            if passage is hit.passage:
                passage = self._narrowed(query, hit.passage, scores)
            fitted.setdefault(passage.id, Hit(passage, hit.score))
        return list(fitted.values())

    def list_of(self, passage: Passage) -> Passage:
        """The list that an item belongs to; the passage itself if it is no item of one."""
        ref = passage.ref
        if not isinstance(ref, Reference) or not _is_item(ref):
            return passage
        around = [
            p
            for p in self._at(ref.above)
            if p.ref == ref.above and p.source.document == passage.source.document
        ]
        return around[-1] if around else passage

    def items(self, passage: Passage) -> tuple[Passage, ...]:
        """The parts directly below a place, in order."""
        ref = passage.ref
        if not isinstance(ref, Reference) or not ref.locator.steps:
            return ()
        return tuple(
            p
            for p in self._at(ref)
            if isinstance(p.ref, Reference)
            and p.ref.above == ref
            and p.source.document == passage.source.document
        )

    def _widened(self, query: Query, passage: Passage) -> Passage:
        whole = self.list_of(passage)
        if whole is passage or whole.source.kind != "official" or passage.text not in whole.text:
            return passage
        own = query.covered(self._facts(passage).text)
        around = query.covered(self._facts(whole).introduction)
        # The word that tells the items apart may be in none of them: then the list is shown, for the reader to see.
        if query.kind != "daftar" and own - around and self._all_said(query, own, whole):
            return passage
        if query.kind == "daftar" and not around and own:
            return passage  # the list is of something else: the item itself is what is asked about
        return self._widened(query, whole)

    def _narrowed(self, query: Query, passage: Passage, scores: dict[str, float]) -> Passage:
        parts = self.items(passage)
        if passage.source.kind != "official" or len(parts) < 2 or not isinstance(passage.ref, Reference):
            return passage
        if isinstance(parts[0].ref, Reference) and _is_item(parts[0].ref):
            part = self._item(query, passage, parts)
            return passage if part is None else self._narrowed(query, part, scores)
        best = self._enumerating(query, parts) or self._best(query, parts)
        if len(best) > 1:
            best = [part for part in best if _of_kind(query, self._facts(part))] or best
        if len(best) != 1:
            best = self._read(query, best or parts)
        near = [part for part in best if part.id in scores]
        if len(best) > 1 and near:
            best = [max(near, key=lambda part: scores[part.id])]
        return self._narrowed(query, best[0], scores) if len(best) == 1 else passage

    def _read(self, query: Query, parts: Sequence[Passage]) -> list[Passage]:
        """Of the first parts that say as much the one that the judge takes for the answer; all if it takes none for it."""
        told = self._judged(query, parts[:READ_PARTS])
        most = max(told, default=0.0)
        return [parts[told.index(most)]] if most > READ_AS_ANSWER else list(parts)

    def _item(self, query: Query, passage: Passage, parts: Sequence[Passage]) -> Passage | None:
        """The one item that says what of the question its list does not, where a quantity or a meaning is asked."""
        if query.kind == "definisi":
            best = self._best(query, parts)
            return best[0] if len(best) == 1 and self._facts(best[0]).defines else None
        if query.wanted is None:
            return None
        asked = query.focus_stems - self._around(passage)
        told = [asked & self._facts(part).text for part in parts]
        weights = [sum(1 / sum(word in other for other in told) for word in own) for own in told]
        most = max(weights)
        best = [part for part, weight in zip(parts, weights, strict=True) if weight == most]
        if not most or len(best) > 1:
            return None
        return best[0] if self._all_said(query, query.covered(self._facts(best[0]).text), passage) else None

    def _around(self, whole: Passage) -> Stems:
        """The stems of what stands above the parts of a place, and of where that stands."""
        facts = self._facts(whole)
        return facts.context | facts.introduction

    def _all_said(self, query: Query, own: frozenset[str], whole: Passage) -> bool:
        """True if an item that covers ``own`` says with its list, and where that stands, all that is asked about."""
        return set(query.content) <= own | query.covered(self._around(whole))

    def _best(self, query: Query, parts: Sequence[Passage]) -> list[Passage]:
        """The parts that say most of what is asked; of all parts, those with the quantity that is asked for."""
        counting: list[Passage] = []
        if query.wanted is not None:
            counting = [part for part in parts if query.wanted.held(self._facts(part).norms)]
            parts = [p for p in counting if query.wanted.in_unit(self._facts(p).norms)] or counting or parts
        said = [len(query.covered(self._facts(part).text)) for part in parts]
        most = max(said)
        best = [part for part, size in zip(parts, said, strict=True) if size == most]
        return best if most or counting else []

    def _enumerating(self, query: Query, parts: Sequence[Passage]) -> list[Passage]:
        """Where a list is asked for: the parts that enumerate most of its subject."""
        if query.kind != "daftar" or not query.content:
            return []
        shares = [enumerates(query, part, self._facts(part)) for part in parts]
        most = max(shares)
        return [part for part, share in zip(parts, shares, strict=True) if share == most] if most else []


def _of_kind(query: Query, facts: Facts) -> bool:
    match query.kind:
        case "daftar":
            return facts.enumeration is not None
        case "definisi":
            return facts.defines
        case _:
            return False


def _is_item(ref: Reference) -> bool:
    return len(ref.locator.steps) > 1 and ref.locator.steps[-1].unit in _ITEMS
