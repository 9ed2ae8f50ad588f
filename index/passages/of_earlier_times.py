"""The times of a corpus: when its regulations begin and end, and the wordings that no longer count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from tanyapasal.index.corpus import Corpus
from tanyapasal.index.history.consolidation import Version, history
from tanyapasal.index.history.lineage import changed_by, in_order, since
from tanyapasal.index.history.times import Life, Start, Times, Wording
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Locator, Reference, RegulationId
from tanyapasal.index.law.regulation import Operation, Regulation
from tanyapasal.index.passages.copies import with_copies
from tanyapasal.index.passages.of_official import earlier_passages


def times_of(corpus: Corpus, now: Callable[[RegulationId], Iterable[Passage]]) -> Times:
    """What the corpus knows of dates; ``now``: the passages of an official text that count now."""
    regulations = in_order(file.regulation for file in corpus.official)
    days = {r.id: since(r) for r in regulations}

    def start(by: RegulationId) -> Start:
        return Start(by, days.get(by), held=by in days)

    past: list[Passage] = []
    wordings: list[Wording] = []
    for file in corpus.official:
        for article in _touched(regulations, file.id):
            versions = history(regulations, article)
            if len(versions) < 2 and all(v.by == file.id for v in versions):
                continue
            earlier, current = _split(versions)
            suffixes = [f"@{n}" for n in range(1, len(earlier) + 1)]
            for n, (version, made) in enumerate(earlier_passages(file, corpus.kinds, earlier, suffixes)):
                past += made
                ended = start(versions[n + 1].by)
                wordings += [_wording(p, version, start(version.by), ended, regulations) for p in made]
            if current is not None:
                standing = (p for p in now(file.id) if _inside(article, p))
                wordings += [_wording(p, current, start(current.by), None, regulations) for p in standing]
    if any(file.copied for file in corpus.official):
        past = [*with_copies(past, times_of(corpus.as_copied, lambda _: ()).past)]
    return Times(tuple(past), tuple(wordings), tuple(_lives(corpus, regulations, start)))


def _split(versions: Sequence[Version]) -> tuple[Sequence[Version], Version | None]:
    """The wordings that no longer count, and the one that does (None if nothing stands there now)."""
    last = versions[-1]
    return versions[:-1], last if last.provisions and last.full_text else None


def _wording(
    passage: Passage, version: Version, begins: Start, ends: Start | None, regulations: Iterable[Regulation]
) -> Wording:
    added = any(
        operation.kind in ("sisip", "tambah") and operation.by == version.operation
        for regulation in regulations
        if regulation.id == version.by
        for operation in regulation.operations
    )
    return Wording(passage.id, begins, ends, added, version.complete)


def _inside(article: Reference, passage: Passage) -> bool:
    return isinstance(passage.ref, Reference) and article.contains(passage.ref)


def _touched(regulations: Sequence[Regulation], id_: RegulationId) -> list[Reference]:
    """The pasal of a regulation that others change, in no order that matters."""
    found: dict[Reference, None] = {}
    base = next((r for r in regulations if r.id == id_), None)
    for regulation in regulations:
        for operation in (o for o in regulation.operations if o.target.regulation == id_):
            found |= dict.fromkeys(_pasal(operation))
            if operation.headings and base is not None:
                found |= dict.fromkeys(p.ref for p in base.provisions if len(p.ref.locator.steps) == 1)
    return [ref for ref in found if ref.regulation == id_ and ref.locator.pasal]


def _pasal(operation: Operation) -> Iterable[Reference]:
    places = (
        operation.target,
        operation.renumbered,
        operation.restated,
        *(p.ref for p in operation.provisions),
    )
    return (place.article for place in places if place is not None and place.locator != Locator())


def _lives(
    corpus: Corpus, regulations: Sequence[Regulation], start: Callable[[RegulationId], Start]
) -> Iterable[Life]:
    amended: dict[RegulationId, dict[RegulationId, None]] = {}
    revoked: dict[RegulationId, RegulationId] = {}
    told = sorted(corpus.regulations, key=lambda file: (file.id.year, file.id))
    changes = [(r.id, changed_by(r)) for r in regulations if r.id is not None]
    changes += [(file.id, file.amends) for file in told]
    for by, targets in changes:
        for target in targets:
            if target != by:
                amended.setdefault(target, {})[by] = None
    for regulation in regulations:
        for target in regulation.revokes:
            if regulation.id is not None and target != regulation.id:
                revoked.setdefault(target, regulation.id)
    known = [*(file.id for file in corpus.official), *(file.id for file in corpus.regulations)]
    for id_ in dict.fromkeys([*known, *amended, *revoked]):
        ended = revoked.get(id_)
        by_age = sorted(amended.get(id_, ()), key=lambda i: (start(i).day or _year(i), i))
        yield Life(start(id_), tuple(map(start, by_age)), start(ended) if ended else None)


def _year(regulation: RegulationId) -> date:
    return date(min(max(regulation.year, 1), 9999), 12, 31)
