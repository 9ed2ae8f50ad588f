"""Regulations as they read now, for whoever compares with the law: what others changed is worked in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tanyapasal.index.history.articles import DELETED
from tanyapasal.index.history.consolidation import consolidated
from tanyapasal.index.history.lineage import changed_by, in_order
from tanyapasal.index.law.places import Locator, Reference, RegulationId
from tanyapasal.index.law.regulation import Provision, Regulation


@dataclass(frozen=True, slots=True)
class CurrentTexts:
    """``regulations`` with their provisions as they read now.

    ``gone``: places that were deleted or revoked alone, and by which regulation; ``earlier``: the first wording of
    places that read otherwise now.
    """

    regulations: tuple[Regulation, ...]
    gone: dict[Reference, RegulationId] = field(default_factory=dict)
    earlier: dict[Reference, str] = field(default_factory=dict)


def current_texts(regulations: Sequence[Regulation]) -> CurrentTexts:
    """What is held as it reads now. New texts stand at their numbers in the amending regulation too."""
    changed = {target for regulation in regulations for target in changed_by(regulation)}
    earlier: dict[Reference, str] = {}
    current: list[Regulation] = []
    for regulation in regulations:
        provisions = regulation.provisions
        if regulation.id is not None and regulation.id in changed:
            now = consolidated(regulations, regulation.id)
            earlier |= _earlier(provisions, now)
            provisions = (
                *(p for p in now if p.full_text != DELETED),
                *(p for p in provisions if p.ref.locator.pasal is None),
            )
        current.append(replace(regulation, provisions=(*provisions, *quoted_provisions(regulation))))
    held = frozenset(p.ref for regulation in current for p in regulation.provisions)
    return CurrentTexts(tuple(current), _gone(regulations, held), earlier)


def _earlier(before: Sequence[Provision], now: Sequence[Provision]) -> dict[Reference, str]:
    """The first wordings of places in pasal that read otherwise now."""
    texts = {p.ref: p.full_text for p in now}
    return {
        p.ref: p.full_text
        for p in before
        if p.ref.locator.pasal is not None and texts.get(p.ref, "") != p.full_text
    }


def _gone(regulations: Sequence[Regulation], held: frozenset[Reference]) -> dict[Reference, RegulationId]:
    """Places that are deleted and not held, and by which regulation last."""
    return {
        operation.target: regulation.id
        for regulation in in_order(regulations)
        if regulation.id is not None
        for operation in regulation.operations
        if operation.kind == "hapus" and operation.target.locator.steps and operation.target not in held
    }


def quoted_provisions(regulation: Regulation) -> tuple[Provision, ...]:
    """New texts for other regulations under the number of this one, as people cite them ("Pasal 203 PP 17/2020").

    Only where a number means one text.
    """
    if regulation.id is None:
        return ()
    own = {p.ref for p in regulation.provisions}
    found: dict[Reference, list[Provision]] = {}
    for operation in regulation.operations:
        for provision in operation.provisions:
            ref = Reference(regulation.id, Locator(provision.ref.locator.steps, provision.ref.locator.part))
            if ref not in own and ref.locator.steps:
                found.setdefault(ref, []).append(replace(provision, ref=ref))
    return tuple(several[0] for several in found.values() if len(several) == 1)
