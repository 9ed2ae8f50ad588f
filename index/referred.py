"""Where a passage leads: the places that its text names, one step and no further.

"sebagaimana dimaksud dalam Pasal 46" says half of a rule, and the other half stands there.
"""

from __future__ import annotations

from index.kinds import Kinds
from index.law import Reference
from index.passages import Passage, RegulationCard
from index.references.find import find_references
from index.references.mentions import Mention
from index.references.resolve import Resolved, resolve


class Referred:
    """Reads the references of passages of one snapshot."""

    def __init__(
        self, passages: tuple[Passage, ...], cards: tuple[RegulationCard, ...], kinds: Kinds
    ) -> None:
        self._kinds = kinds
        self._held = tuple(card.id for card in cards)
        self._titles = {card.id: card.title for card in cards}
        self._aliases = tuple((alias, card.id) for card in cards for alias in card.aliases)
        self._places = frozenset(p.ref for p in passages if isinstance(p.ref, Reference))

    def named(self, passage: Passage) -> tuple[Reference, ...]:
        """Places named in the text, in order, each once; those of which it is not certain are left out."""
        mentions = find_references(passage.text, self._kinds, self._aliases)
        meant = (self._meant(mention, passage) for mention in mentions if not mention.in_title)
        return tuple(dict.fromkeys(place for place in meant if place is not None))

    def led_to(self, passage: Passage) -> tuple[Reference, ...]:
        """The named places that are held and are no part of where the passage stands, nor around it."""
        ref = passage.ref
        return tuple(
            place
            for place in self.named(passage)
            if place.locator.steps
            and place in self._places
            and not (isinstance(ref, Reference) and (place.contains(ref) or ref.contains(place)))
        )

    def _meant(self, mention: Mention, passage: Passage) -> Reference | None:
        """The place that ``mention`` means in ``passage``; None where that is not certain."""
        if mention.regulation is None and isinstance(passage.ref, Reference):
            # "sebagaimana dimaksud dalam Pasal 5" is of the regulation in which it stands.
            first = mention.steps[0].unit if mention.steps else None
            return Reference(passage.ref.regulation, mention.locator) if first == "pasal" else None
        resolution = resolve(mention, self._held, self._places, self._titles)
        return resolution.reference if isinstance(resolution, Resolved) else None
