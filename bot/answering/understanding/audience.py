"""Whom a text is for, and whom a question is about: a rule for one side does not answer a question about another."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tanyapasal.bot.reply import Option
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.groups import GroupReader
from tanyapasal.index.language.quantities.forms import UnitKind
from tanyapasal.index.passages.facts import Facts


class Audiences:
    """Holds whom a question is about against whom texts are for, in one field of law. Thread-safe."""

    def __init__(self, groups: GroupReader) -> None:
        self._groups = groups

    def side_of(self, facts: Facts) -> frozenset[str] | None:
        """The side that a passage is for alone, or None."""
        return self._groups.side(facts.groups)

    def suits(self, query: Query, facts: Facts) -> bool:
        """False if the question is about one side and the passage for another alone."""
        asked, own = self._groups.side(query.people), self.side_of(facts)
        return asked is None or own is None or asked == own


def say_the_same(left: Facts, right: Facts, kinds: Collection[UnitKind]) -> bool:
    """True if two texts give the same quantities of these kinds, with the same bound."""

    def given(facts: Facts) -> set[tuple[object, ...]]:
        norms = (n for n in facts.norms if n.kind in kinds)
        return {(n.values, n.upper_values, n.base, n.qualifier, n.period) for n in norms}

    return bool(given(left) & given(right))


def whose(question: str, sides: Sequence[str]) -> tuple[Option, ...]:
    """A question asked for each side; ``sides``: a name of each."""
    asked = question.rstrip(" ?.!")
    return tuple(Option(name, f"{asked} untuk {name}?") for name in sides)
