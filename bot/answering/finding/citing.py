"""Who cites a place: the other direction of legal bases and of references in texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tanyapasal.bot.answering.finding.links import Links
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference, RegulationId


class Citing:
    """For each place, the passages that name it; ``citing``: those that name any place of a regulation, in corpus order."""

    def __init__(self, citing: Callable[[RegulationId], Sequence[Passage]], links: Links) -> None:
        self._citing = citing
        self._links = links

    def of(self, place: Reference) -> tuple[Passage, ...]:
        """Passages that name ``place``, a place below it, or a numbered place around it; in corpus order.

        A passage that stands at the place itself or below it is not one of them.
        """
        return tuple(
            passage
            for passage in self._citing(place.regulation)
            if not (isinstance(passage.ref, Reference) and place.contains(passage.ref))
            and any(
                place.contains(named) or (named.locator.steps and named.contains(place))
                for named in (*passage.legal_basis, *self._links.named(passage))
                if isinstance(named, Reference)
            )
        )
