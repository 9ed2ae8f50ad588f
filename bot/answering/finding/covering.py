"""How much of what a question asks about a passage says."""

from __future__ import annotations

from tanyapasal.index.asking.query import Query
from tanyapasal.index.passages.facts import Facts


def told(query: Query, facts: Facts) -> frozenset[str]:
    """The topic words of a question that a passage has in its text or its topic."""
    return query.covered(facts.topic | facts.text)
