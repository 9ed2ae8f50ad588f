"""Whom a text is for, and whom a question is about: a rule for PNS does not answer a question about PPPK."""

from __future__ import annotations

from collections.abc import Collection

from tanyapasal.bot.reply import Option
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.quantities.forms import UnitKind
from tanyapasal.index.language.quantities.old import audiences, find_norms
from tanyapasal.index.law.passages import Passage

# Employees under a contract, and those who are civil servants or about to be: rules for one are none for the other.
SIDES: tuple[frozenset[str], ...] = (frozenset({"PNS", "CPNS"}), frozenset({"PPPK"}))
_BOTH = "ASN"


class Audiences:
    """Reads whom passages are for. Thread-safe: what is kept never changes."""

    def __init__(self) -> None:
        self._read: dict[str, frozenset[str]] = {}

    def of(self, passage: Passage) -> frozenset[str]:
        """Whom a passage is for, by its words, or else by where it stands; empty: whoever it concerns."""
        if passage.id not in self._read:
            read = (audiences(part) for part in (passage.text, passage.topic, passage.context))
            self._read[passage.id] = next(filter(None, read), frozenset())
        return self._read[passage.id]

    def side_of(self, passage: Passage) -> frozenset[str] | None:
        """The side of ``SIDES`` that a passage is for alone, or None."""
        return _side(self.of(passage))

    def suits(self, query: Query, passage: Passage) -> bool:
        """False if the question is about one side and the passage for the other alone."""
        asked, own = self.asked(query), self.side_of(passage)
        return asked is None or own is None or asked == own

    def asked(self, query: Query) -> frozenset[str] | None:
        """The one side that a question is about, or None."""
        return _side(audiences(f"{query.original} {query.text}"))


def names_nobody(query: Query) -> bool:
    """True if a question does not say whom it is about."""
    return not audiences(f"{query.original} {query.text}")


def says_the_same(left: Passage, right: Passage, kinds: Collection[UnitKind]) -> bool:
    """True if two texts give the same quantities of these kinds, with the same bound."""

    def given(passage: Passage) -> set[tuple[object, ...]]:
        norms = (n for n in find_norms(passage.text) if n.kind in kinds)
        return {(n.values, n.upper_values, n.base, n.qualifier, n.period) for n in norms}

    return bool(given(left) & given(right))


def whose(question: str) -> tuple[Option, ...]:
    """A question asked for each side."""
    asked = question.rstrip(" ?.!")
    return tuple(Option(name, f"{asked} untuk {name}?") for name in ("PNS", "PPPK"))


def _side(found: frozenset[str]) -> frozenset[str] | None:
    sides = [side for side in SIDES if side & found]
    return sides[0] if len(sides) == 1 and _BOTH not in found else None
