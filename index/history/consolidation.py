"""A place of a regulation as it reads now, who changed it, and how it read before.

Only what the regulations held say is worked in, one amending regulation after the other (see ``state``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tanyapasal.index.history.articles import (
    DELETED,
    Article,
    is_whole,
    reading_order,
)
from tanyapasal.index.history.lineage import in_order, since, stands_by
from tanyapasal.index.history.state import State, apply, state_of
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.law.regulation import Operation, OperationKind, Provision, Regulation
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


@dataclass(frozen=True, slots=True)
class _Change:
    """What one amending regulation makes of a place. ``touching``: its operation that concerns the place most closely."""

    ref: Reference
    regulation: Regulation
    by: RegulationId
    before: Article
    after: Article
    touching: Operation | None

    @property
    def kept_wording(self) -> bool:
        return _wording(self.before) == _wording(self.after)

    @property
    def away(self) -> Reference | None:
        """The number that the text went to."""
        moves = (o for o in self._on_place("ganti_nomor") if o.renumbered is not None)
        return next((o.renumbered for o in moves), None)

    @property
    def ended(self) -> VersionStatus:
        """How the wording before the change ended."""
        if any(self._on_place("hapus")):
            return "dihapus"
        return "berganti nomor" if self.away else "diganti"

    def version(self) -> Version:
        """The wording after the change, by the amending regulation."""
        touching = self.touching
        operation = touching.by if touching else None
        version = _version(self.ref, self.after, self.by, operation, since(self.regulation))
        if touching is not None and touching.kind == "ganti_nomor" and touching.renumbered == self.ref:
            version = replace(version, formerly=touching.target)
        if not self.after:
            return replace(version, status="berganti nomor" if self.away else "dihapus", became=self.away)
        if self.after[0].text == DELETED and self.before:
            return replace(version, status="dihapus")
        if touching is not None and touching.kind == "ubah" and self.kept_wording:
            # the order is known, its new text is not: what is held is the older wording
            return replace(version, complete=touching.restated is not None or bool(touching.provisions))
        return version

    def _on_place(self, kind: OperationKind) -> Iterator[Operation]:
        return (o for o in self.regulation.operations if o.kind == kind and o.target == self.ref)


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
    state = state_of(base)
    versions: list[Version] = []
    if base is not None and (first := state.at(ref)):
        versions.append(_version(ref, first, ref.regulation, None, since(base)))
    for change in _changes(held, state, ref):
        if change.kept_wording and not _rewrites(change.touching, ref, versions):
            continue
        if versions:
            versions[-1] = replace(versions[-1], status=change.ended, became=change.away)
        versions.append(change.version())
    if versions and versions[-1].status == "berlaku" and _revoked(held, ref.regulation):
        versions[-1] = replace(versions[-1], status="dicabut")
    return tuple(versions)


def _changes(held: Iterable[Regulation], state: State, ref: Reference) -> Iterator[_Change]:
    """What every regulation in turn makes of a place, ``state`` being that of its regulation before them all."""
    for regulation in held:
        operations = [o for o in regulation.operations if o.target.regulation == ref.regulation]
        if operations and regulation.id is not None:
            before = state.at(ref)
            state = apply(state, operations)
            touching = _touching(operations, ref)
            yield _Change(ref, regulation, regulation.id, before, state.at(ref), touching)


def _revoked(held: Iterable[Regulation], regulation: RegulationId) -> bool:
    return any(regulation in r.revokes and r.id != regulation for r in held)


def consolidated(
    regulations: Iterable[Regulation], regulation: RegulationId, as_of: date | None = None
) -> tuple[Provision, ...]:
    """All provisions of a regulation in pasal as they read with every amendment that is held, in reading order."""
    held = [r for r in in_order(regulations) if stands_by(r, as_of)]
    state = state_of(next((r for r in held if r.id == regulation), None))
    for other in held:
        operations = [o for o in other.operations if o.target.regulation == regulation]
        if operations:
            state = apply(state, operations)
    order = sorted(state.articles, key=reading_order)
    return tuple(p for locator in order for p in state.articles[locator])


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
