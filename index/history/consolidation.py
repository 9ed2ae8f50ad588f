"""A place of a regulation as it reads now, who changed it, and how it read before.

Only what the regulations held say is worked in. Within one amending regulation deletions come first, then new
numbers, all counted in the old numbering, then new wordings, counted in the new one: so "Ketentuan Pasal 12 lama
dijadikan Pasal 11 baru" does not trip over "Pasal 11 dihapus" beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from tanyapasal.index.history.articles import (
    DELETED,
    Article,
    article_of,
    articles_of,
    below,
    is_article,
    is_whole,
    moved,
    reading_order,
    reworded,
    with_places,
)
from tanyapasal.index.history.lineage import in_order, since, stands_by
from tanyapasal.index.law.places import Locator, Reference, RegulationId
from tanyapasal.index.law.regulation import Operation, Provision, Regulation
from tanyapasal.index.text import one_line

VersionStatus = Literal["berlaku", "diganti", "dihapus", "berganti nomor", "dicabut"]


@dataclass(frozen=True, slots=True)
class Version:
    """How a place read from one change to the next.

    ``text`` and ``full_text`` are those of the place, empty where it was deleted; ``provisions`` are the place and
    all below it. ``status`` says how this wording stands, or how it ended. ``by`` is the regulation that gave it this wording (the regulation itself for the first one) and
    ``operation`` the item of it that orders the change, None for the first wording. ``since`` is None if the date
    is not known. ``formerly``: the number under which the text stood before; ``became``: the number it went to.
    ``complete`` is False if only the changed parts are known, because the amended regulation is not held, or if the
    place was changed and its new text could not be read: then the text is the older one.
    """

    ref: Reference
    text: str
    full_text: str
    provisions: tuple[Provision, ...]
    by: RegulationId
    operation: Reference | None
    since: date | None
    status: VersionStatus
    formerly: Reference | None = None
    became: Reference | None = None
    complete: bool = True


@dataclass(slots=True)
class _State:
    """Every pasal of a regulation at one time, and what brought it there."""

    articles: dict[Locator, Article] = field(default_factory=dict)

    def at(self, ref: Reference) -> Article:
        return below(self.articles.get(article_of(ref).locator, ()), ref)


def history(
    regulations: Iterable[Regulation], ref: Reference, as_of: date | None = None
) -> tuple[Version, ...]:
    """Every wording that a pasal, or a place below it, has had up to ``as_of``, oldest first.

    Empty if nothing that is held has the place. The last version tells how the place stands: ``berlaku``, ``dihapus``,
    ``berganti nomor`` (its text has another number and nothing took its place), ``dicabut`` (the regulation was).
    A place that was deleted or that nothing took has a last version with an empty text, by what ended it.
    Raises ValueError for a reference without a pasal.
    """
    if not ref.locator.steps:
        raise ValueError("riwayat hanya ada untuk pasal atau bagiannya, misalnya pp-11-2017/pasal-203")
    held = [r for r in in_order(regulations) if stands_by(r, as_of)]
    base = next((r for r in held if r.id == ref.regulation), None)
    state = _state_of(base)
    versions: list[Version] = []
    if base is not None and base.id is not None:
        first = state.at(ref)
        if first:
            versions.append(_version(ref, first, base.id, None, since(base)))
    for regulation in held:
        operations = [o for o in regulation.operations if o.target.regulation == ref.regulation]
        if not operations or regulation.id is None:
            continue
        before = state.at(ref)
        state = apply(state, operations)
        after = state.at(ref)
        touching = _touching(operations, ref)
        if _wording(before) == _wording(after) and not _rewrites(touching, ref, versions):
            continue
        _add(versions, ref, before, after, touching, regulation)
    revoked = next((r for r in held if ref.regulation in r.revokes and r.id != ref.regulation), None)
    if versions and revoked is not None and versions[-1].status == "berlaku":
        versions[-1] = replace(versions[-1], status="dicabut")
    return tuple(versions)


def consolidated(
    regulations: Iterable[Regulation], regulation: RegulationId, as_of: date | None = None
) -> tuple[Provision, ...]:
    """All provisions of a regulation in pasal as they read with every amendment that is held, in reading order."""
    held = [r for r in in_order(regulations) if stands_by(r, as_of)]
    state = _state_of(next((r for r in held if r.id == regulation), None))
    for other in held:
        operations = [o for o in other.operations if o.target.regulation == regulation]
        if operations:
            state = apply(state, operations)
    order = sorted(state.articles, key=reading_order)
    return tuple(p for locator in order for p in state.articles[locator])


def apply(state: _State, operations: Sequence[Operation]) -> _State:
    """The state after all operations of one amending regulation."""
    old = state.articles
    new = dict(old)
    for operation in operations:
        if operation.kind == "hapus" and operation.restated is None:
            for locator in _deleted_articles(operation, old):
                new.pop(locator, None)
    _move(new, old, [o for o in operations if o.kind == "ganti_nomor" and o.target.locator.steps])
    done: set[tuple[Reference, Reference]] = set()
    for operation in operations:
        if operation.kind == "ganti_nomor":
            continue
        if operation.restated is not None:
            if (operation.by, operation.restated) not in done:
                done.add((operation.by, operation.restated))
                _put(new, operation.restated, operation.provisions)
        elif operation.kind == "hapus":
            if not is_article(operation.target) and len(operation.target.locator.steps) > 1:
                _delete_place(new, operation.target)
        elif operation.headings:
            for article in articles_of(operation.provisions):
                new[article[0].ref.locator] = article
        elif operation.words:
            _reword(new, operation)
        else:
            _put(new, operation.target, operation.provisions)
    return _State(new)


def _put(articles: dict[Locator, Article], ref: Reference, provisions: tuple[Provision, ...]) -> None:
    if not provisions:
        return
    if is_article(ref):
        articles[ref.locator] = provisions
        return
    root = article_of(ref)
    articles[root.locator] = with_places(articles.get(root.locator, ()), root, (provisions,), ())


def _reword(articles: dict[Locator, Article], operation: Operation) -> None:
    """Words replaced in a place that is held; a place that is not held, or lacks the words, stays as it is."""
    root = article_of(operation.target)
    place = below(articles.get(root.locator, ()), operation.target)
    changed = reworded(place, operation.words)
    if place and changed != place:
        _put(articles, operation.target, changed)


def _delete_place(articles: dict[Locator, Article], ref: Reference) -> None:
    root = article_of(ref)
    article = articles.get(root.locator, ())
    known = next((p for p in article if p.ref == ref), None)
    if known is not None:
        # the number stays, with a remark (UU 12/2011 Lampiran II number 236)
        gone = replace(known, text=DELETED, full_text=DELETED)
        articles[root.locator] = with_places(article, root, ((gone,),), ())


def _move(new: dict[Locator, Article], old: dict[Locator, Article], moves: Sequence[Operation]) -> None:
    """New numbers: first everything is taken out, then everything is put in."""
    for move in moves:
        root = article_of(move.target)
        if root == move.target:
            new.pop(root.locator, None)
        elif root.locator in new:
            new[root.locator] = with_places(new[root.locator], root, (), (move.target,))
    for move in moves:
        if move.renumbered is not None:
            before = below(old.get(article_of(move.target).locator, ()), move.target)
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


def _state_of(base: Regulation | None) -> _State:
    if base is None:
        return _State()
    provisions = [p for p in base.provisions if p.ref.locator.steps and p.ref.regulation == base.id]
    return _State({article[0].ref.locator: article for article in articles_of(provisions)})


def _wording(article: Article) -> str:
    return one_line(article[0].full_text) if article else ""


def _touching(operations: Sequence[Operation], ref: Reference) -> Operation | None:
    """The operation that concerns a place most closely."""

    def near(operation: Operation) -> tuple[int, int]:
        for rank, place in enumerate((operation.renumbered, operation.target, operation.restated)):
            if place is not None and place.locator.steps and (place.contains(ref) or ref.contains(place)):
                # a place that becomes another one is no longer concerned by what it was
                away = rank == 1 and operation.renumbered is not None
                return (3 if away else 0 if place == ref else 1), rank
        if any(p.ref == ref for p in operation.provisions):
            return 2, 0
        return 9, 9

    nearest = min(operations, key=near, default=None)
    if nearest is None or near(nearest)[0] == 9:
        divided = [o for o in operations if o.headings and o.kind == "hapus"]
        return divided[0] if divided else None
    return nearest


def _rewrites(operation: Operation | None, ref: Reference, versions: Sequence[Version]) -> bool:
    """True for an order on exactly this place that leaves the wording as it was: it still is a change by law."""
    return operation is not None and operation.target == ref and bool(versions) and operation.kind == "ubah"


def _add(
    versions: list[Version],
    ref: Reference,
    before: Article,
    after: Article,
    touching: Operation | None,
    regulation: Regulation,
) -> None:
    if regulation.id is None:
        return
    away = next(
        (
            o.renumbered
            for o in regulation.operations
            if o.kind == "ganti_nomor" and o.target == ref and o.renumbered is not None
        ),
        None,
    )
    if versions:
        deleted = any(o.kind == "hapus" and o.target == ref for o in regulation.operations)
        ended: VersionStatus = "dihapus" if deleted else "berganti nomor" if away else "diganti"
        versions[-1] = replace(versions[-1], status=ended, became=away)
    operation = touching.by if touching else None
    version = _version(ref, after, regulation.id, operation, since(regulation))
    if touching is not None and touching.kind == "ganti_nomor" and touching.renumbered == ref:
        version = replace(version, formerly=touching.target)
    if not after:
        version = replace(version, status="berganti nomor" if away else "dihapus", became=away)
    elif after[0].text == DELETED and before:
        version = replace(version, status="dihapus")
    elif touching is not None and touching.kind == "ubah" and _wording(before) == _wording(after):
        # the order is known, its new text is not: what is held is the older wording
        version = replace(version, complete=touching.restated is not None or bool(touching.provisions))
    versions.append(version)


def _version(
    ref: Reference, article: Article, by: RegulationId, operation: Reference | None, day: date | None
) -> Version:
    return Version(
        ref=ref,
        text=article[0].text if article else "",
        full_text=article[0].full_text if article else "",
        provisions=article,
        by=by,
        operation=operation,
        since=day,
        status="berlaku",
        complete=is_whole(article),
    )
