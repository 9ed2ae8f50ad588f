"""What was in force on a day: the regulations, and the wordings of places that were changed.

The days are those of the official texts held. What the corpus does not know stays open: ``None``, never a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.law.places import Reference, RegulationId, RegulationStatus


@dataclass(frozen=True, slots=True)
class Start:
    """From when something counts: the regulation that brings it, and the day; None if the day is not known.

    ``held``: whether the text of that regulation is held.
    """

    by: RegulationId
    day: date | None
    held: bool = True

    def reached(self, on: date) -> bool | None:
        """True from that day on. Without one the year of the regulation decides; within that year: None."""
        if self.day is not None:
            return self.day <= on
        return None if on.year == self.by.year else on.year > self.by.year


@dataclass(frozen=True, slots=True)
class Life:
    """When a regulation begins, and what others made of it: changes oldest first, and the end."""

    begins: Start
    amended: tuple[Start, ...] = ()
    revoked: Start | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """How long the text of one passage counts, where its pasal was changed.

    ``added``: there was nothing at that place before. ``complete`` is False if a change is known whose new text
    could not be read, or if only the changed parts are known.
    """

    passage: str
    begins: Start
    ends: Start | None
    added: bool = False
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Times:
    """``past``: passages of wordings that no longer count; ``wordings``: of them, and of those that took their place."""

    past: Sequence[Passage] = ()
    wordings: tuple[Wording, ...] = ()
    lives: tuple[Life, ...] = ()


class Calendar:
    """Answers what was in force on a day."""

    def __init__(self, times: Times) -> None:
        self.lives = {life.begins.by: life for life in times.lives}
        self.wordings = {wording.passage: wording for wording in times.wordings}

    def life(self, regulation: RegulationId) -> Life:
        return self.lives.get(regulation) or Life(Start(regulation, None, held=False))

    def counts(self, passage: Passage, on: date) -> bool:
        """False only where it is known that the passage was not in force that day, or all that it rests on was not."""
        if not isinstance(passage.ref, Reference):
            bases = [ref.regulation for ref in passage.legal_basis if isinstance(ref, Reference)]
            return not bases or any(self.life(i).begins.reached(on) is not False for i in bases)
        life = self.life(passage.ref.regulation)
        if life.begins.reached(on) is False or (life.revoked and life.revoked.reached(on)):
            return False
        wording = self.wordings.get(passage.id)
        if wording is None:
            return True
        return wording.begins.reached(on) is not False and not (wording.ends and wording.ends.reached(on))

    def cards(self, cards: tuple[RegulationCard, ...], on: date) -> tuple[RegulationCard, ...]:
        """The regulations that there were, each with its standing that day."""
        there = (card for card in cards if self.life(card.id).begins.reached(on) is not False)
        return tuple(
            replace(
                card,
                status=self._status(card, on),
                amends=card.amends if self.life(card.id).begins.reached(on) else (),
            )
            for card in there
        )

    def _status(self, card: RegulationCard, on: date) -> RegulationStatus:
        life = self.life(card.id)
        if life.revoked is not None and (ended := life.revoked.reached(on)) is not False:
            return "dicabut" if ended else "tidak diketahui"
        changes = [start.reached(on) for start in life.amended]
        if any(changes):
            return "diubah"
        if None in changes:
            return "tidak diketahui"
        if card.status == "dicabut":
            return "berlaku" if life.revoked else "tidak diketahui"
        if card.status == "diubah":
            return "berlaku" if life.amended else "tidak diketahui"
        return card.status
