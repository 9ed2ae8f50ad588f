"""What is held of a corpus, looked up by id, by place and by what it tells; in memory, or on disk (``stored``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from tanyapasal.index.law.held import HeldPlaces, PassagesByPlace
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import AnyReference, Reference, RegulationId
from tanyapasal.index.passages.facts import Facts


class Shelf(Protocol):
    """Passages of one snapshot by their positions. Thread-safe."""

    @property
    def passages(self) -> Sequence[Passage]:
        """All of them, in order."""

    @property
    def facts(self) -> Sequence[Facts]:
        """What each of them tells."""

    @property
    def by_place(self) -> PassagesByPlace:
        """Them by where they stand."""

    @property
    def places(self) -> HeldPlaces:
        """Where they stand in regulations."""

    def position(self, id_: str) -> int:
        """The position of the passage of this id; raises KeyError if there is none."""

    def first(self, place: Reference) -> int | None:
        """The first one at exactly this place, which is the official text where that is held; None if there is none."""

    def of_regulation(self, regulation: RegulationId) -> Sequence[int]:
        """Those of a regulation."""

    def defining(self) -> Sequence[tuple[int, tuple[str, ...]]]:
        """Those that define something, and what: its name, and its short form if it has one."""

    def ending(self) -> Sequence[int]:
        """Those that state the standing of regulations."""

    def sampled(self) -> Iterable[Passage]:
        """Some that show how wide the corpus is: all, if they are few."""

    def citing(self, regulation: RegulationId) -> Sequence[int]:
        """Those that name places of a regulation, or rest on them, without items, whose words are in their whole's too."""


class MemoryShelf:
    """Passages and facts that are at hand; each way of looking them up is made when it is first taken."""

    def __init__(self, passages: Sequence[Passage], facts: Sequence[Facts]) -> None:
        self.passages = passages
        self.facts = facts

    @cached_property
    def by_place(self) -> PassagesByPlace:
        return PassagesByPlace(self.passages)

    @cached_property
    def places(self) -> HeldPlaces:
        return HeldPlaces(p.ref for p in self.passages if isinstance(p.ref, Reference))

    def position(self, id_: str) -> int:
        return self._positions[id_]

    def first(self, place: Reference) -> int | None:
        return self._first.get(place)

    def of_regulation(self, regulation: RegulationId) -> Sequence[int]:
        return self._of.get(regulation, ())

    def defining(self) -> Sequence[tuple[int, tuple[str, ...]]]:
        return [(n, facts.defined) for n, facts in enumerate(self.facts) if facts.defined]

    def ending(self) -> Sequence[int]:
        return [n for n, facts in enumerate(self.facts) if facts.ends]

    def sampled(self) -> Iterable[Passage]:
        return self.passages

    def citing(self, regulation: RegulationId) -> Sequence[int]:
        return self._citing.get(regulation, ())

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {passage.id: n for n, passage in enumerate(self.passages)}

    @cached_property
    def _first(self) -> Mapping[AnyReference, int]:
        return {passage.ref: n for n, passage in reversed(list(enumerate(self.passages)))}

    @cached_property
    def _of(self) -> Mapping[RegulationId, Sequence[int]]:
        found: dict[RegulationId, list[int]] = defaultdict(list)
        for n, passage in enumerate(self.passages):
            if isinstance(passage.ref, Reference):
                found[passage.ref.regulation].append(n)
        return dict(found)

    @cached_property
    def _citing(self) -> Mapping[RegulationId, Sequence[int]]:
        found: dict[RegulationId, list[int]] = defaultdict(list)
        for n, (passage, facts) in enumerate(zip(self.passages, self.facts, strict=True)):
            for regulation in cited(passage, facts):
                found[regulation].append(n)
        return dict(found)


class FactsById(Mapping[str, Facts]):
    """What each passage of a shelf tells, by its id."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __getitem__(self, id_: str) -> Facts:
        return self._shelf.facts[self._shelf.position(id_)]

    def __iter__(self) -> Iterator[str]:
        return (passage.id for passage in self._shelf.passages)

    def __len__(self) -> int:
        return len(self._shelf.passages)


def named(passage: Passage, facts: Facts) -> tuple[Reference, ...]:
    """The places that a passage rests on or names, in order, each once; none of an item, whose words its whole has too."""
    if passage.parent is not None:
        return ()
    based = (ref for ref in passage.legal_basis if isinstance(ref, Reference))
    return tuple(dict.fromkeys((*based, *facts.named)))


def cited(passage: Passage, facts: Facts) -> tuple[RegulationId, ...]:
    """The regulations of these places."""
    return tuple(dict.fromkeys(ref.regulation for ref in named(passage, facts)))
