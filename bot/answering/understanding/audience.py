"""Whom a text is for, and whom a question is about: a rule for one side does not answer a question about another."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tanyapasal.bot.reply import Option
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.quantities.forms import UnitKind
from tanyapasal.index.passages.facts import Facts


def suits(query: Query, facts: Facts) -> bool:
    """False if the question is about one side and the passage for another alone."""
    return query.side is None or facts.side is None or query.side == facts.side


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
