"""Whom a text speaks of, of the groups of people that a field of law knows."""

from __future__ import annotations

import re

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
        longest = sorted(self._owners, key=len, reverse=True)
        self._written = (
            re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])") if longest else None
        )

    def named(self, text: str) -> frozenset[str]:
        """Names of the groups that ``text`` speaks of."""
        if self._written is None:
            return frozenset()
        plain = " ".join(text.lower().split())
        return frozenset(self._owners[match.group()] for match in self._written.finditer(plain))

    def side(self, named: frozenset[str]) -> frozenset[str] | None:
        """The one side that ``named`` are of; None if they are of none or of several, or everyone is named."""
        sides = [side for side in self.sides if side & named]
        return sides[0] if len(sides) == 1 and self.everyone not in named else None
