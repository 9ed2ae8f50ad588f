"""At which grain a place is cited: the ayat that answers, not the whole pasal; the list, not one of its items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tanyapasal.bot.answering.finding.listing import enumerates
from tanyapasal.bot.answering.understanding.covering import covered
from tanyapasal.bot.answering.understanding.premises import kinds_asked
from tanyapasal.index.asking.quantities_asked import base_asked, holds, holds_base
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.statements import opening
from tanyapasal.index.language.stemming import stems
from tanyapasal.index.law.passages import Hit, Passage
from tanyapasal.index.law.places import Reference

_ITEMS = ("huruf", "angka")


class Grain:
    """Narrows and widens official places within one corpus, by what of the question each part says."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._places = {(p.ref, p.source.document): p for p in passages if isinstance(p.ref, Reference)}
        self._below: dict[tuple[Reference, str], list[Passage]] = defaultdict(list)
        for passage in passages:
            if isinstance(passage.ref, Reference) and len(passage.ref.locator.steps) > 1:
                above = _above(passage.ref)
                self._below[above, passage.source.document].append(passage)

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
        return self._places.get((_above(ref), passage.source.document), passage)

    def items(self, passage: Passage) -> tuple[Passage, ...]:
        """The parts directly below a place, in order."""
        if not isinstance(passage.ref, Reference):
            return ()
        return tuple(self._below.get((passage.ref, passage.source.document), ()))

    def _widened(self, query: Query, passage: Passage) -> Passage:
        whole = self.list_of(passage)
        if whole is passage or whole.source.kind != "official" or passage.text not in whole.text:
            return passage
        introduction = opening(whole.text).of(whole.text)
        own, around = covered(query, passage.text), covered(query, introduction)
        # The word that tells the items apart may be in none of them: then the list is shown, for the reader to see.
        if query.kind != "daftar" and own - around and _all_said(query, own, whole, introduction):
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
        best = _enumerating(query, parts) or _best(parts, query)
        if len(best) > 1:
            best = [part for part in best if _of_kind(query, part)] or best
        near = [part for part in best if part.id in scores]
        if len(best) > 1 and near:
            best = [max(near, key=lambda part: scores[part.id])]
        return self._narrowed(query, best[0], scores) if len(best) == 1 else passage

    def _item(self, query: Query, passage: Passage, parts: Sequence[Passage]) -> Passage | None:
        """The one item that says what of the question its list does not, where a quantity or a meaning is asked."""
        kinds = kinds_asked(query)
        if query.kind == "definisi":
            best = _best(parts, query)
            return best[0] if len(best) == 1 and " adalah " in best[0].text else None
        if kinds is None:
            return None
        around = set(stems(f"{passage.context} {opening(passage.text).of(passage.text)}"))
        asked = set(stems(query.focus)) - around
        told = [asked & set(stems(part.text)) for part in parts]
        weights = [sum(1 / sum(word in other for other in told) for word in own) for own in told]
        most = max(weights)
        best = [part for part, weight in zip(parts, weights, strict=True) if weight == most]
        if not most or len(best) > 1:
            return None
        introduction = opening(passage.text).of(passage.text)
        return best[0] if _all_said(query, covered(query, best[0].text), passage, introduction) else None


def _all_said(query: Query, own: frozenset[str], whole: Passage, introduction: str) -> bool:
    """True if an item that covers ``own`` says with its list, and where that stands, all that is asked about."""
    return set(query.content) <= own | covered(query, f"{whole.context} {introduction}")


def _best(parts: Sequence[Passage], query: Query) -> list[Passage]:
    """The parts that say most of what is asked; of all parts, those with the quantity that is asked for."""
    kinds = kinds_asked(query)
    counting = [part for part in parts if holds(part.text, kinds)] if kinds else []
    base = base_asked(query.focus)
    parts = [part for part in counting if base and holds_base(part.text, base)] or counting or parts
    said = [len(covered(query, part.text)) for part in parts]
    most = max(said)
    return [part for part, size in zip(parts, said, strict=True) if size == most] if most or counting else []


def _enumerating(query: Query, parts: Sequence[Passage]) -> list[Passage]:
    """Where a list is asked for: the parts that enumerate most of its subject."""
    if query.kind != "daftar" or not query.content:
        return []
    shares = [enumerates(query, part) for part in parts]
    most = max(shares)
    return [part for part, share in zip(parts, shares, strict=True) if share == most] if most else []


def _of_kind(query: Query, passage: Passage) -> bool:
    match query.kind:
        case "daftar":
            return any(w in passage.text for w in (" terdiri ", "meliputi", " berupa", ":\n")) or (
                passage.text.count(",") >= 2
            )
        case "definisi":
            return " adalah " in passage.text or " merupakan " in passage.text
        case _:
            return False


def _is_item(ref: Reference) -> bool:
    return len(ref.locator.steps) > 1 and ref.locator.steps[-1].unit in _ITEMS


def _above(ref: Reference) -> Reference:
    return Reference(ref.regulation, replace(ref.locator, steps=ref.locator.steps[:-1]))
