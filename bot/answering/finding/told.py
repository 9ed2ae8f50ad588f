"""What the passages of a snapshot tell, and how much of what a question asks about they say."""

from __future__ import annotations

from collections.abc import Callable

from tanyapasal.index.asking.query import Query
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.search.retrieval import Retriever


def facts_in(retriever: Retriever) -> Callable[[Passage], Facts]:
    """Gives the facts of a passage of the snapshot."""
    facts = retriever.facts
    return lambda passage: facts[passage.id]


def told(query: Query, facts: Facts) -> frozenset[str]:
    """The topic words of a question that a passage has in its text or its topic."""
    return query.covered(facts.topic | facts.text)
