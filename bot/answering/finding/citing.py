"""Who cites a place: the other direction of legal bases and of references in texts."""

from __future__ import annotations

import threading
from collections import defaultdict

from tanyapasal.bot.answering.finding.links import Links
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference, RegulationId


class Citing:
    """For each place, the passages that name it. Built when first asked for; thread-safe."""

    def __init__(self, passages: tuple[Passage, ...], links: Links) -> None:
        self._passages = passages
        self._links = links
        self._lock = threading.Lock()
        self._cited: dict[RegulationId, list[tuple[Reference, Passage]]] | None = None

    def of(self, place: Reference) -> tuple[Passage, ...]:
        """Passages that name ``place``, a place below it, or a numbered place around it; in corpus order.

        A passage that stands at the place itself or below it is not one of them.
        """
        with self._lock:
            if self._cited is None:
                self._cited = self._read()
            naming = self._cited.get(place.regulation, [])
        found = {
            passage.id: passage
            for named, passage in naming
            if place.contains(named) or (named.locator.steps and named.contains(place))
        }
        inside = (p for p in found.values() if not isinstance(p.ref, Reference) or not place.contains(p.ref))
        return tuple(inside)

    def _read(self) -> dict[RegulationId, list[tuple[Reference, Passage]]]:
        cited: dict[RegulationId, list[tuple[Reference, Passage]]] = defaultdict(list)
        for passage in self._passages:
            if passage.parent is not None:  # its words are in the parent's text too
                continue
            named = [ref for ref in passage.legal_basis if isinstance(ref, Reference)]
            named += self._links.named(passage)
            for reference in dict.fromkeys(named):
                cited[reference.regulation].append((reference, passage))
        return cited
