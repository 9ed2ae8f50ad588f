"""Where a passage leads: the places that its text names, one step and no further.

"sebagaimana dimaksud dalam Pasal 46" says half of a rule, and the other half stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tanyapasal.index.language.statements import leanings
from tanyapasal.index.law.domain import Measure
from tanyapasal.index.law.held import HeldPlaces
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import RegulationCard
from tanyapasal.index.law.places import AnyReference, Locator, Reference, Step
from tanyapasal.index.references.find import find_references
from tanyapasal.index.references.mentions import Mention, RegulationMention
from tanyapasal.index.references.resolve import Resolved, resolve


class Referred:
    """Reads the references of passages of one snapshot. ``places``: those of regulations that are held."""

    def __init__(
        self,
        places: HeldPlaces,
        cards: tuple[RegulationCard, ...],
        kinds: Kinds,
        measures: Sequence[Measure],
    ) -> None:
        self._measures = measures
        self._kinds = kinds
        self._held = tuple(card.id for card in cards)
        self._titles = {card.id: card.title for card in cards}
        self._aliases = tuple((alias, card.id) for card in cards for alias in card.aliases)
        self._places = places

    def mentioned(self, text: str) -> tuple[Mention, ...]:
        """The places that a text mentions, whatever is held."""
        mentions = find_references(text, self._kinds, self._aliases, self._measures)
        return tuple(mention for mention in mentions if not mention.in_title)

    def leaning(self, text: str) -> tuple[Mention, ...]:
        """The places without which a text is half a rule, "… pada ayat (1)", whatever is held."""
        starts = {leaning.places.start for leaning in leanings(text)}
        if not starts:
            return ()
        found = find_references(text, self._kinds, measures=self._measures)
        return tuple(mention for mention in found if mention.span.start in starts)

    def named(self, ref: AnyReference, mentions: Iterable[Mention]) -> tuple[Reference, ...]:
        """The places that ``mentions`` of a passage at ``ref`` mean, in order, each once; those not certain are left out."""
        meant = (self._meant(mention, ref) for mention in mentions)
        return tuple(dict.fromkeys(place for place in meant if place is not None))

    def leant_on(self, ref: AnyReference, mentions: Iterable[Mention]) -> tuple[Reference, ...]:
        """Held places of its own regulation on which a passage at ``ref`` leans by ``mentions``, in order."""
        if not isinstance(ref, Reference):
            return ()
        leant = (_own_place(mention, ref) for mention in mentions)
        return tuple(dict.fromkeys(p for p in leant if p is not None and self._beside(p, ref)))

    def _beside(self, place: Reference, ref: Reference) -> bool:
        return place in self._places and not place.contains(ref) and not ref.contains(place)

    def _meant(self, mention: Mention, ref: AnyReference) -> Reference | None:
        """The place that ``mention`` means in a passage at ``ref``; None where that is not certain."""
        if mention.regulation is None and isinstance(ref, Reference):
            # "sebagaimana dimaksud dalam Pasal 5" is of the regulation in which it stands.
            first = mention.steps[0].unit if mention.steps else None
            annexed = ref.locator.part == "lampiran" and ref.locator.pasal is not None
            own = Locator((*_annex(ref), *mention.steps), "lampiran") if annexed else mention.locator
            return Reference(ref.regulation, own) if first == "pasal" else None
        named = mention.regulation.id if mention.regulation else None
        if named is not None and isinstance(ref, Reference):
            # "Peraturan Daerah Nomor 5 Tahun 2019" is of the region in whose regulation it stands.
            meant = RegulationMention.of(self._kinds.in_region_of(named, ref.regulation))
            mention = replace(mention, regulation=meant)
        resolution = resolve(mention, self._held, self._places, self._titles)
        return resolution.reference if isinstance(resolution, Resolved) else None


def _annex(ref: Reference) -> tuple[Step, ...]:
    """The step of the annex that a place is in, of several."""
    return ref.locator.steps[: len(ref.locator.steps) - len(ref.locator.inner)]


def _own_place(mention: Mention, stands: Reference) -> Reference | None:
    """The place of the same regulation that a mention in ``stands`` means; a bare ayat is of the same pasal."""
    steps = mention.steps
    if mention.regulation is not None or mention.part != "batang_tubuh" or not steps:
        return None
    if steps[0].unit == "ayat":
        steps = (*stands.locator.steps[:1], *steps)
    return (
        Reference(stands.regulation, Locator(steps, stands.locator.part))
        if steps[0].unit == "pasal"
        else None
    )
