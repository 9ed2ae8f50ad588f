"""Definitions: what an official text says a term means, found by reading ("X adalah …"), not by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.words.stemming import stems
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.passages.facts import Facts

_MOST = 3


class Definitions:
    """Defined terms of one corpus. ``rank``: place of a regulation in the hierarchy, smaller is higher."""

    def __init__(
        self,
        passages: Sequence[Passage],
        facts: Callable[[Passage], Facts],
        rank: Callable[[RegulationId], int],
    ) -> None:
        self._rank = rank
        self._defined: dict[frozenset[str], list[tuple[Reference, Passage]]] = defaultdict(list)
        for passage in passages:
            for name in facts(passage).defined:
                if isinstance(passage.ref, Reference):
                    self._defined[frozenset(stems(name))].append((passage.ref, passage))

    def of(self, query: Query, within: RegulationId | None = None) -> tuple[Passage, ...]:
        """What defines the one thing a question asks the meaning of, the highest regulation first; empty if nothing."""
        content = frozenset(query.content)
        if query.kind != "definisi" or not content:
            return ()
        # What the question calls by another name: the stems of the name meant, and of what was said for it.
        other = {meant: said for said, phrases in query.senses[: len(query.terms)] for meant in phrases}
        named = [
            (len(term), ref, passage)
            for term, places in self._defined.items()
            if (term <= query.stems and content <= term) or (term in other and content <= other[term] | term)
            for ref, passage in places
            if within in (None, ref.regulation)
        ]
        longest = max((size for size, _, _ in named), default=0)
        found = {p.id: (ref, p) for size, ref, p in named if size == longest}
        ordered = sorted(
            found.values(), key=lambda f: (self._rank(f[0].regulation), -f[0].regulation.year, f[1].id)
        )
        return tuple(passage for _, passage in ordered)[:_MOST]
