"""How much of what a question asks about a text says."""

from __future__ import annotations

from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.stemming import stems


def covered(query: Query, text: str) -> frozenset[str]:
    """The topic words of a question that a text has, in their own form or as terms of the field."""
    known = frozenset(stems(text))
    found = {c for c in query.content if c in known}
    for sense in (*query.terms, *query.law):
        if any(set(stems(phrase)) <= known for phrase in sense.meant):
            found.update(c for c in query.content if c in stems(sense.said))
    return frozenset(found)
