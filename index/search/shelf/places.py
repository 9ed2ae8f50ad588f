"""Places that are held, looked up in the rows of a file (``stored``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from tanyapasal.index.law.held import HeldPlaces, PassagesByPlace
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import (
    PARTS,
    AnyReference,
    Locator,
    ProgramReference,
    Reference,
    RegulationId,
    Step,
    parse_reference,
)


class Rows(Protocol):
    """A table ``passage`` with ``n``, ``regulation``, ``path`` and ``last``; see ``parted``. The last value asked with is added."""

    @property
    def passages(self) -> Sequence[Passage]:
        """The passages by ``n``."""

    def numbers(self, asked: str, *values: object) -> list[int]:
        """The one column of what is asked; behind ``values`` stands the number of rows."""

    def texts(self, asked: str, *values: object) -> Iterator[tuple[str, ...]]:
        """Rows of what is asked, likewise, one after the other."""


_BODY = "batang_tubuh"
_ANY = RegulationId("uu", "1", 2000)
# What is at a path or beneath it: the sign that follows "/" is "0".
_BENEATH = "(path = ? OR path > ? AND path < ?)"
_AT = f"regulation = ? AND {_BENEATH}"


class StoredByPlace(PassagesByPlace):
    """By the index of the file."""

    def __init__(self, shelf: Rows) -> None:
        super().__init__(())
        self._shelf = shelf

    def at(self, ref: AnyReference) -> tuple[Passage, ...]:
        if isinstance(ref, Reference):
            found = self._shelf.numbers(f"SELECT n FROM passage WHERE {_AT} AND n < ?", *range_of(ref))
        else:
            asked = "SELECT n FROM passage WHERE regulation = ? AND path LIKE ? AND n < ?"
            found = self._shelf.numbers(
                asked, f"program/{ref.program}", "%" if ref.section is None else ref.section
            )
        return tuple(self._shelf.passages[n] for n in sorted(found))

    def programs(self) -> tuple[ProgramReference, ...]:
        asked = "SELECT regulation, MIN(n) FROM passage WHERE regulation > 'program/' AND regulation < 'program0' AND n < ? GROUP BY regulation ORDER BY 2"
        return tuple(ProgramReference(name.partition("/")[2]) for name, _ in self._shelf.texts(asked))


class StoredPlaces(HeldPlaces):
    """By the indexes of the file."""

    def __init__(self, shelf: Rows) -> None:
        super().__init__(())
        self._shelf = shelf

    def __contains__(self, place: object) -> bool:
        asked = "SELECT n FROM passage WHERE regulation = ? AND path = ? AND n < ? LIMIT 1"
        return isinstance(place, Reference) and bool(self._shelf.numbers(asked, *range_of(place)[:2]))

    def __iter__(self) -> Iterator[Reference]:
        return self._parsed(
            "SELECT DISTINCT regulation, path FROM passage WHERE regulation NOT LIKE 'program/%' AND n < ?"
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def holding(self, locator: Locator) -> Collection[RegulationId]:
        asked = f"SELECT DISTINCT regulation FROM passage WHERE {_BENEATH} AND n < ?"
        found = self._shelf.texts(asked, *range_of(Reference(_ANY, locator))[1:])
        return frozenset(RegulationId.parse(name) for (name,) in found)

    def below(self, place: Reference) -> bool:
        asked = f"SELECT n FROM passage WHERE {_AT} AND n < ? LIMIT 1"
        return bool(self._shelf.numbers(asked, *range_of(place)))

    def ending(self, steps: Sequence[Step]) -> Iterator[Reference]:
        last = tuple(steps)
        found = self._parsed("SELECT regulation, path FROM passage WHERE last = ? AND n < ?", str(last[-1]))
        return (p for p in dict.fromkeys(found) if p.locator.steps[-len(last) :] == last)

    def _parsed(self, asked: str, *values: object) -> Iterator[Reference]:
        for name, path in self._shelf.texts(asked, *values):
            ref = parse_reference("/".join((name, *path.split("/")[path.startswith(_BODY) :])))
            if isinstance(ref, Reference):
                yield ref


def range_of(place: Reference) -> tuple[str, str, str, str]:
    """The values of ``_AT`` for a place."""
    regulation, path = parted(str(place))
    return regulation, path, f"{path}/", f"{path}0"


def parted(place: str) -> tuple[str, str]:
    """The regulation, and the path in it from its part on; of a program its name and the section."""
    if place.startswith("program/"):
        program, _, section = place.partition("#")
        return program, section
    regulation, *steps = place.split("/")
    return regulation, "/".join(steps if steps[:1] and steps[0] in PARTS else (_BODY, *steps))
