"""Which regulations amend and revoke which, from all that are held.

A regulation in force whose changes are not held looks unchanged: what is said here is said of the regulations held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tanyapasal.index.history.commencement import commencement
from tanyapasal.index.law.places import RegulationId, RegulationStatus
from tanyapasal.index.law.regulation import Regulation


@dataclass(frozen=True, slots=True)
class Standing:
    """How a regulation stands: by which others it was amended, oldest first, and by which it was revoked."""

    id: RegulationId
    status: RegulationStatus
    amended_by: tuple[RegulationId, ...] = ()
    revoked_by: RegulationId | None = None


def in_order(regulations: Iterable[Regulation]) -> list[Regulation]:
    """Regulations that have an id, oldest first: by date where it is known, else by year and number.

    A regulation whose date is not known comes after the dated ones of its year.
    """
    return sorted((r for r in regulations if r.id is not None), key=_age)


def since(regulation: Regulation) -> date | None:
    """The day from which it is in force: as its closing article says, else when promulgated; None: unknown."""
    return commencement(regulation)


def stands_by(regulation: Regulation, as_of: date | None) -> bool:
    """True if the regulation was there on a day; one without a date from the beginning of its year on."""
    if as_of is None:
        return True
    day = since(regulation)
    if day is not None:
        return day <= as_of
    return regulation.id is not None and regulation.id.year <= as_of.year


def changed_by(regulation: Regulation) -> tuple[RegulationId, ...]:
    """The regulations that this one changes: it amends them, or revokes single places of them."""
    targets = (operation.target.regulation for operation in regulation.operations)
    named = dict.fromkeys((*regulation.amends, *targets))
    return tuple(i for i in named if i != regulation.id and i not in regulation.revokes)


def statuses(regulations: Iterable[Regulation], as_of: date | None = None) -> tuple[Standing, ...]:
    """How every regulation stands that is held, or amended or revoked by one that is, in the order of ids.

    ``berlaku``: none of the regulations held changes it.
    """
    held = [r for r in in_order(regulations) if stands_by(r, as_of)]
    ids: set[RegulationId] = set()
    amended: dict[RegulationId, dict[RegulationId, None]] = {}
    revoked: dict[RegulationId, RegulationId] = {}
    for regulation in held:
        if regulation.id is None:
            continue
        ids.add(regulation.id)
        for other in changed_by(regulation):
            amended.setdefault(other, {})[regulation.id] = None
        for other in regulation.revokes:
            if other != regulation.id:
                revoked.setdefault(other, regulation.id)
    standings = []
    for id_ in sorted(ids | amended.keys() | revoked.keys()):
        status: RegulationStatus = "berlaku"
        if id_ in revoked:
            status = "dicabut"
        elif id_ in amended:
            status = "diubah"
        standings.append(Standing(id_, status, tuple(amended.get(id_, ())), revoked.get(id_)))
    return tuple(standings)


def _age(regulation: Regulation) -> tuple[int, date, int, str]:
    id_ = regulation.id
    year = id_.year if id_ else 0
    day = regulation.promulgated or regulation.enacted
    number = re.match(r"\d+", id_.number if id_ else "")
    return (
        day.year if day else year,
        day or date.max,
        int(number[0]) if number else 0,
        str(id_),
    )
