"""Whom a text speaks of, of the groups of people that a field of law knows."""

from __future__ import annotations

import re

from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.law.domain import Domain


class GroupReader:
    """Finds groups by every way they are written; a longer name is not read as a shorter one. Thread-safe."""

    def __init__(self, domain: Domain) -> None:
        self.everyone = domain.everyone
        self.sides = tuple(frozenset(side) for side in domain.sides)
        self._owners = {
            " ".join(written.lower().split()): group.name
            for group in domain.groups
            for written in group.written
        }
        self._all = next((tuple(g.written) for g in domain.groups if g.name == domain.everyone), ())
        self._of_sides = {
            written for written, name in self._owners.items() if any(name in side for side in self.sides)
        }
        self._of_one_side = tuple(
            form
            for group in domain.groups
            if any(group.name in side for side in self.sides)
            for form in (group.name, *group.written)
        )
        longest = sorted(self._owners, key=len, reverse=True)
        self._written = (
            re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])") if longest else None
        )

    def named(self, text: str) -> frozenset[str]:
        """Names of the groups that ``text`` speaks of."""
        return frozenset(self._owners[written] for written in self._found(text))

    def wider(self, text: str) -> tuple[Sense, ...]:
        """For each group of a side that ``text`` names, everyone: what is said of all is said of these."""
        found = dict.fromkeys(written for written in self._found(text) if written in self._of_sides)
        return tuple(Sense(written, self._all) for written in found) if self._all else ()

    def senses(self, text: str) -> tuple[Sense, ...]:
        """For each group that ``text`` names, as it is written there, by whom else it may be told.

        Of one of a side what is said of everyone; of everyone what is said of one side: whoever reads both together
        decides whether it answers, and a reply names whom it is told of.
        """
        named = dict.fromkeys(
            written for written in self._found(text) if self._owners[written] == self.everyone
        )
        return (*self.wider(text), *(Sense(written, (*self._all, *self._of_one_side)) for written in named))

    def _found(self, text: str) -> tuple[str, ...]:
        if self._written is None:
            return ()
        return tuple(m.group() for m in self._written.finditer(" ".join(text.lower().split())))

    def side(self, named: frozenset[str]) -> frozenset[str] | None:
        """The one side that ``named`` are of; None if they are of none or of several, or everyone is named."""
        sides = [side for side in self.sides if side & named]
        return sides[0] if len(sides) == 1 and self.everyone not in named else None
