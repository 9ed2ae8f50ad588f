"""What is held, by place: asked for once a question, so that no question walks through everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import (
    AnyReference,
    Locator,
    ProgramReference,
    Reference,
    RegulationId,
    Step,
)


class HeldPlaces(Collection[Reference]):
    """Places of regulations, found also by what is around them and by how they end. Thread-safe.

    What answers ``holding`` and ``ending`` is put together when it is first asked for, once for all questions; the
    rest looks at the regulation in question alone.
    """

    def __init__(self, places: Iterable[Reference]) -> None:
        found: dict[RegulationId, set[Reference]] = defaultdict(set)
        for place in places:
            found[place.regulation].add(place)
        self._of: Mapping[RegulationId, Collection[Reference]] = found
        self._seen: dict[RegulationId, frozenset[Locator]] = {}

    @classmethod
    def of(cls, regulations: Mapping[RegulationId, Collection[Reference]]) -> HeldPlaces:
        """The places of regulations, each looked up when it is asked about."""
        held = cls(())
        held._of = regulations
        return held

    def __contains__(self, place: object) -> bool:
        return isinstance(place, Reference) and place in self._of.get(place.regulation, ())

    def __iter__(self) -> Iterator[Reference]:
        return (place for places in self._of.values() for place in places)

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))

    def holding(self, locator: Locator) -> Collection[RegulationId]:
        """The regulations of which this place, or something beneath it, is held."""
        return self._around.get(locator, ())

    def below(self, place: Reference) -> bool:
        """True if ``place``, or something beneath it, is held."""
        found = self._seen.get(place.regulation)
        if found is None:
            held = self._of.get(place.regulation, ())
            found = frozenset(locator for each in held for locator in around(each.locator))
            if found:
                self._seen[place.regulation] = found
        return place.locator in found

    def ending(self, steps: Sequence[Step]) -> Iterator[Reference]:
        """The places whose last steps are ``steps``, at least one, in order."""
        last = tuple(steps)
        return (p for p in self._by_last.get(last[-1], ()) if p.locator.steps[-len(last) :] == last)

    @cached_property
    def _around(self) -> Mapping[Locator, set[RegulationId]]:
        found: dict[Locator, set[RegulationId]] = defaultdict(set)
        for place in self:
            for locator in around(place.locator):
                found[locator].add(place.regulation)
        return dict(found)

    @cached_property
    def _by_last(self) -> dict[Step, list[Reference]]:
        found: dict[Step, list[Reference]] = defaultdict(list)
        for place in sorted(self):
            if place.locator.steps:
                found[place.locator.steps[-1]].append(place)
        return dict(found)


class PassagesByPlace:
    """Passages by where they stand, in their order. A regulation is read when it is first asked about. Thread-safe."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._regulations: dict[RegulationId, list[Passage]] = defaultdict(list)
        self._programs: dict[str, list[Passage]] = defaultdict(list)
        self._read: dict[RegulationId, dict[Locator, tuple[Passage, ...]]] = {}
        for passage in passages:
            if isinstance(passage.ref, Reference):
                self._regulations[passage.ref.regulation].append(passage)
            else:
                self._programs[passage.ref.program].append(passage)

    def at(self, ref: AnyReference) -> tuple[Passage, ...]:
        """The passages at a place or below it."""
        if isinstance(ref, Reference):
            return self._places_of(ref.regulation).get(ref.locator, ())
        held = self._programs.get(ref.program, ())
        return tuple(p for p in held if ref.section is None or _section(p) == ref.section)

    def programs(self) -> tuple[ProgramReference, ...]:
        """The programs described, in the order of their first passages."""
        return tuple(map(ProgramReference, self._programs))

    def _places_of(self, regulation: RegulationId) -> dict[Locator, tuple[Passage, ...]]:
        found = self._read.get(regulation)
        if found is None:
            gathered: dict[Locator, list[Passage]] = defaultdict(list)
            for passage in self._regulations.get(regulation, ()):
                if isinstance(passage.ref, Reference):
                    for locator in around(passage.ref.locator):
                        gathered[locator].append(passage)
            found = {locator: tuple(passages) for locator, passages in gathered.items()}
            if found:  # any regulation may be asked for: those that are not held are not remembered
                self._read[regulation] = found
        return found


def around(locator: Locator) -> Iterator[Locator]:
    """A place and all that contain it, up to the regulation."""
    return (Locator(locator.steps[:count], locator.part) for count in range(len(locator.steps) + 1))


def _section(passage: Passage) -> str | None:
    return passage.ref.section if isinstance(passage.ref, ProgramReference) else None
