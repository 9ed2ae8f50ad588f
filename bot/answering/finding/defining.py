"""Definitions: what an official text says a term means, found by reading ("X adalah …"), not by likeness."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.stemming import stems
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference, RegulationId

# UU 12/2011 Lampiran II angka 98–109: "X yang selanjutnya disingkat Y adalah …"; copies by OCR drop commas.
_DEFINES = re.compile(
    r"(?P<term>[A-Z][^.;:\n]{2,90}?),?\s+(?:yang\s+selanjutnya\s+di(?:singkat|sebut)(?:\s+dengan|\s+sebagai)?\s+"
    r"(?P<short>[^.;:,\n]{2,60}?),?\s+)?adalah\b"
)
_MOST = 3


class Definitions:
    """Defined terms of one corpus. ``rank``: place of a regulation in the hierarchy, smaller is higher."""

    def __init__(self, passages: Sequence[Passage], rank: Callable[[RegulationId], int]) -> None:
        self._rank = rank
        self._defined: dict[frozenset[str], list[tuple[Reference, Passage]]] = defaultdict(list)
        wholes = {passage.parent for passage in passages}
        for passage in passages:
            ref = passage.ref
            if not isinstance(ref, Reference) or passage.source.kind != "official" or passage.id in wholes:
                continue
            match = _DEFINES.match(passage.text)
            if match is None or ref.locator.part != "batang_tubuh" or ref.locator.pasal != "1":
                continue
            for name in filter(None, (match["term"], match["short"])):
                self._defined[frozenset(stems(name))].append((ref, passage))

    def of(self, query: Query, within: RegulationId | None = None) -> tuple[Passage, ...]:
        """What defines the one thing a question asks the meaning of, the highest regulation first; empty if nothing."""
        content = frozenset(query.content)
        if query.kind != "definisi" or not content:
            return ()
        said = frozenset(stems(query.text))
        # What the question calls by another name: the stems of the name meant, and of what was said for it.
        other = {
            frozenset(stems(meant)): frozenset(stems(sense.said))
            for sense in query.terms
            for meant in sense.meant
        }
        named = [
            (len(term), ref, passage)
            for term, places in self._defined.items()
            if (term <= said and content <= term) or (term in other and content <= other[term] | term)
            for ref, passage in places
            if within in (None, ref.regulation)
        ]
        longest = max((size for size, _, _ in named), default=0)
        found = {p.id: (ref, p) for size, ref, p in named if size == longest}
        ordered = sorted(
            found.values(), key=lambda f: (self._rank(f[0].regulation), -f[0].regulation.year, f[1].id)
        )
        return tuple(passage for _, passage in ordered)[:_MOST]
