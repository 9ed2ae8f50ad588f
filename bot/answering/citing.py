"""Who cites a place: the other direction of legal bases and of references in texts."""

from __future__ import annotations

import threading
from collections import defaultdict

from index.kinds import Kinds
from index.law import Reference, RegulationId
from index.passages import Passage, RegulationCard
from index.references.find import find_references
from index.references.mentions import Mention
from index.references.resolve import Resolved, resolve


class Citing:
    """For each place, the passages that name it. Built when first asked for; thread-safe."""

    def __init__(
        self, passages: tuple[Passage, ...], cards: tuple[RegulationCard, ...], kinds: Kinds
    ) -> None:
        self._passages = passages
        self._kinds = kinds
        self._held = tuple(card.id for card in cards)
        self._titles = {card.id: card.title for card in cards}
        self._aliases = tuple((alias, card.id) for card in cards for alias in card.aliases)
        self._places = frozenset(p.ref for p in passages if isinstance(p.ref, Reference))
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
            for mention in find_references(passage.text, self._kinds, self._aliases):
                if not mention.in_title and (reference := self._meant(mention, passage)) is not None:
                    named.append(reference)
            for reference in dict.fromkeys(named):
                cited[reference.regulation].append((reference, passage))
        return cited

    def _meant(self, mention: Mention, passage: Passage) -> Reference | None:
        """The place that ``mention`` means in ``passage``; None where that is not certain."""
        if mention.regulation is None and isinstance(passage.ref, Reference):
            # "sebagaimana dimaksud dalam Pasal 5" is of the regulation in which it stands.
            first = mention.steps[0].unit if mention.steps else None
            return Reference(passage.ref.regulation, mention.locator) if first == "pasal" else None
        resolution = resolve(mention, self._held, self._places, self._titles)
        return resolution.reference if isinstance(resolution, Resolved) else None
