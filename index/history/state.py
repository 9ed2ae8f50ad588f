"""Every pasal of a regulation at one time, and what one amending regulation makes of them.

Deletions come first, then new numbers, all counted in the old numbering, then new wordings, counted in the new one:
so "Ketentuan Pasal 12 lama dijadikan Pasal 11 baru" does not trip over "Pasal 11 dihapus" beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tanyapasal.index.history.articles import (
    DELETED,
    Article,
    articles_of,
    below,
    is_article,
    moved,
    reworded,
    with_places,
)
from tanyapasal.index.law.places import Locator, Reference
from tanyapasal.index.law.regulation import Operation, Provision, Regulation


@dataclass(slots=True)
class State:
    """Every pasal of a regulation at one time, and what brought it there."""

    articles: dict[Locator, Article] = field(default_factory=dict)

    def at(self, ref: Reference) -> Article:
        return below(self.articles.get(ref.article.locator, ()), ref)


def apply(state: State, operations: Sequence[Operation]) -> State:
    """The state after all operations of one amending regulation."""
    old = state.articles
    new = dict(old)
    for operation in operations:
        if operation.kind == "hapus" and operation.restated is None:
            for locator in _deleted_articles(operation, old):
                new.pop(locator, None)
    _move(new, old, [o for o in operations if o.kind == "ganti_nomor" and o.target.locator.steps])
    written_out: set[tuple[Reference, Reference]] = set()
    for operation in operations:
        if operation.kind == "ganti_nomor":
            continue
        if operation.restated is None:
            _change(new, operation)
        elif (operation.by, operation.restated) not in written_out:
            written_out.add((operation.by, operation.restated))
            _put(new, operation.restated, operation.provisions)
    return State(new)


def _change(articles: dict[Locator, Article], operation: Operation) -> None:
    """A deletion below a pasal, a new division, other words, or a new wording."""
    if operation.kind == "hapus":
        if len(operation.target.locator.steps) > 1:
            _delete_place(articles, operation.target)
    elif operation.headings:
        for article in articles_of(operation.provisions):
            articles[article[0].ref.locator] = article
    elif operation.words:
        _reword(articles, operation)
    else:
        _put(articles, operation.target, operation.provisions)


def _put(articles: dict[Locator, Article], ref: Reference, provisions: tuple[Provision, ...]) -> None:
    if not provisions:
        return
    if is_article(ref):
        articles[ref.locator] = provisions
        return
    root = ref.article
    articles[root.locator] = with_places(articles.get(root.locator, ()), root, (provisions,), ())


def _reword(articles: dict[Locator, Article], operation: Operation) -> None:
    """Words replaced in a place that is held; a place that is not held, or lacks the words, stays as it is."""
    root = operation.target.article
    place = below(articles.get(root.locator, ()), operation.target)
    changed = reworded(place, operation.words)
    if place and changed != place:
        _put(articles, operation.target, changed)


def _delete_place(articles: dict[Locator, Article], ref: Reference) -> None:
    root = ref.article
    article = articles.get(root.locator, ())
    known = next((p for p in article if p.ref == ref), None)
    if known is not None:
        # the number stays, with a remark (UU 12/2011 Lampiran II number 236)
        gone = replace(known, text=DELETED, full_text=DELETED)
        articles[root.locator] = with_places(article, root, ((gone,),), ())


def _move(new: dict[Locator, Article], old: dict[Locator, Article], moves: Sequence[Operation]) -> None:
    """New numbers: first everything is taken out, then everything is put in."""
    for move in moves:
        root = move.target.article
        if root == move.target:
            new.pop(root.locator, None)
        elif root.locator in new:
            new[root.locator] = with_places(new[root.locator], root, (), (move.target,))
    for move in moves:
        if move.renumbered is not None:
            before = below(old.get(move.target.article.locator, ()), move.target)
            _put(new, move.renumbered, move.provisions or moved(before, move.target, move.renumbered))


def _deleted_articles(operation: Operation, articles: dict[Locator, Article]) -> list[Locator]:
    if operation.headings:
        numbers = {h.number for h in operation.headings if h.kind == "bab"}
        alone = all(h.kind == "bab" for h in operation.headings)
        return [
            locator
            for locator, article in articles.items()
            if alone and article and article[0].bab in numbers and locator.part == "batang_tubuh"
        ]
    return [operation.target.locator] if is_article(operation.target) else []


def state_of(base: Regulation | None) -> State:
    if base is None:
        return State()
    provisions = [p for p in base.provisions if p.ref.locator.steps and p.ref.regulation == base.id]
    return State({article[0].ref.locator: article for article in articles_of(provisions)})
