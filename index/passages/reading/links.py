"""Where a passage leads: the places that its text names, one step and no further.

"sebagaimana dimaksud dalam Pasal 46" says half of a rule, and the other half stands there.
"""

from __future__ import annotations

from collections.abc import Sequence

from tanyapasal.index.language.statements import leanings
from tanyapasal.index.law.domain import Measure
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import Locator, Reference
from tanyapasal.index.references.find import find_references
from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.references.resolve import Resolved, resolve
from tanyapasal.index.text import one_line

# So many words of a clause before it, at most, are what the place is called.
_MOST_WORDS = 14
# A reference is read within this many characters.
_REFERENCE = 60


class Referred:
    """Reads the references of passages of one snapshot."""

    def __init__(
        self,
        passages: Sequence[Passage],
        cards: tuple[RegulationCard, ...],
        kinds: Kinds,
        measures: Sequence[Measure],
    ) -> None:
        self._measures = measures
        self._kinds = kinds
        self._held = tuple(card.id for card in cards)
        self._titles = {card.id: card.title for card in cards}
        self._aliases = tuple((alias, card.id) for card in cards for alias in card.aliases)
        self._places = frozenset(p.ref for p in passages if isinstance(p.ref, Reference))

    def named(self, passage: Passage) -> tuple[Reference, ...]:
        """Places named in the text, in order, each once; those of which it is not certain are left out."""
        mentions = find_references(passage.text, self._kinds, self._aliases, self._measures)
        meant = (self._meant(mention, passage) for mention in mentions if not mention.in_title)
        return tuple(dict.fromkeys(place for place in meant if place is not None))

    def leant_on(self, passage: Passage) -> tuple[Reference, ...]:
        """Held places of its own regulation without which an article is half a rule: "… pada ayat (1)", in order."""
        ref = passage.ref
        if not isinstance(ref, Reference):
            return ()
        starts = {leaning.places.start for leaning in leanings(passage.text)}
        leant = (
            _own_place(mention, ref)
            for mention in find_references(passage.text, self._kinds, measures=self._measures)
            if mention.span.start in starts
        )
        return tuple(dict.fromkeys(p for p in leant if p is not None and self._beside(p, ref)))

    def _beside(self, place: Reference, ref: Reference) -> bool:
        return place in self._places and not place.contains(ref) and not ref.contains(place)

    def _meant(self, mention: Mention, passage: Passage) -> Reference | None:
        """The place that ``mention`` means in ``passage``; None where that is not certain."""
        if mention.regulation is None and isinstance(passage.ref, Reference):
            # "sebagaimana dimaksud dalam Pasal 5" is of the regulation in which it stands.
            first = mention.steps[0].unit if mention.steps else None
            return Reference(passage.ref.regulation, mention.locator) if first == "pasal" else None
        resolution = resolve(mention, self._held, self._places, self._titles)
        return resolution.reference if isinstance(resolution, Resolved) else None


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


def names_of_places(passages: Sequence[Passage], kinds: Kinds) -> dict[Reference, tuple[str, ...]]:
    """What the passages call the places of their regulation that they lean on, in order, each once.

    "Petugas yang diberhentikan sementara sebagaimana dimaksud dalam Pasal 276" names pasal 276 of the same regulation.
    Names have 14 words at most; of a reference to several places the first is named. Linear in the length of the texts.
    """
    found: dict[Reference, dict[str, None]] = {}
    for passage in passages:
        ref = passage.ref
        if not isinstance(ref, Reference) or passage.parent is not None:
            continue
        text = one_line(passage.text)
        for leaning in leanings(text):
            name = " ".join(leaning.called.of(text).split()[-_MOST_WORDS:])
            if not name or leaning.places.start == leaning.places.end:
                continue
            # The regulation that a place is of stands behind it.
            named = text[leaning.places.start : leaning.places.start + _REFERENCE]
            mention = next(iter(find_references(named, kinds)), None)
            if mention is None or mention.span.start > 0:
                continue
            place = _own_place(mention, ref)
            # What its own ayat are called a pasal says itself.
            if place is not None and place.locator.steps[:1] != ref.locator.steps[:1]:
                found.setdefault(place, {})[name] = None
    return {place: tuple(names) for place, names in found.items()}
