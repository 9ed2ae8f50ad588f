"""Where passages lead: the places that they name and that are held, one step and no further."""

from __future__ import annotations

from collections.abc import Callable, Collection

from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference
from tanyapasal.index.passages.facts import Facts


class Links:
    """Follows the places that passages name; ``facts``: of each passage, ``places``: those that are held."""

    def __init__(self, facts: Callable[[Passage], Facts], places: Collection[Reference]) -> None:
        self._facts = facts
        self._places = places

    def named(self, passage: Passage) -> tuple[Reference, ...]:
        """Places named in the text with certainty, in order, each once."""
        return self._facts(passage).named

    def led_to(self, passage: Passage) -> tuple[Reference, ...]:
        """The named places that are held and are no part of where the passage stands, nor around it."""
        return tuple(p for p in self.named(passage) if p.locator.steps and self._beside(p, passage))

    def leant_on(self, passage: Passage) -> tuple[Reference, ...]:
        """Held places of its own regulation without which an article is half a rule: "… pada ayat (1)", in order."""
        return tuple(p for p in self._facts(passage).leans if self._beside(p, passage))

    def _beside(self, place: Reference, passage: Passage) -> bool:
        ref = passage.ref
        apart = not isinstance(ref, Reference) or not (place.contains(ref) or ref.contains(place))
        return apart and place in self._places
