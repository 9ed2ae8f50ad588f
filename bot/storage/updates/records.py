"""The protocol of the room and its values. Times and leases are in seconds from now unless they are dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

# Seconds after the end of a lease in which the messenger hands out the update again: later ones of its chat wait for it.
COMES_AGAIN = 60.0


@dataclass(frozen=True, slots=True)
class SeenUpdate:
    """How far an update was handled. ``sent``: messages that went out for it so far."""

    update_id: int
    sent: int
    done: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """Whether an update may be worked on.

    ``mine``: yes, ``sent`` messages went out for it before, and it failed ``rounds`` times. ``done``: it was
    handled. ``held``: another holder works on it. ``behind``: earlier ones of its chat are not done. ``parked``:
    it is kept whole.
    """

    state: Literal["mine", "done", "held", "behind"]
    sent: int = 0
    rounds: int = 0
    parked: bool = False


@dataclass(frozen=True, slots=True)
class ParkedUpdate:
    """An update that waits. ``chat``: keyed hash of its chat, empty if it has none; ``payload``: as it came, as text."""

    update_id: int
    chat: str
    payload: str
    rounds: int = 0


class Updates(Protocol):
    """Thread-safe. Every method may raise StorageError when the database cannot be used."""

    def seen(self, update_id: int) -> SeenUpdate | None:
        """How far this update was handled, or None if it was never begun."""

    def note(self, update: SeenUpdate) -> None:
        """Remember how far an update was handled; of one that is done nothing else is kept."""

    def claim(self, update_id: int, chat: str, holder: str, lease: float) -> Claim:
        """Take an update for ``lease`` seconds, unless it is done, held by another, or behind others of its chat."""

    def park(self, update: ParkedUpdate, holder: str, lease: float = 0, due: float = 0) -> None:
        """Keep an update that is not done. ``holder`` keeps it for ``lease`` seconds; without, it waits for anybody.

        It waits from ``due`` seconds on. What another works on stays with whom it is.
        """

    def due(self, holder: str, lease: float, limit: int) -> tuple[ParkedUpdate, ...]:
        """Take parked updates that nobody holds: of each chat the first if its time has come, in their order."""

    def renew(self, update_ids: Iterable[int], holder: str, lease: float) -> None:
        """Hold on to these."""

    def release(self, holder: str) -> None:
        """Let go of all that this holder has."""

    def parked(self) -> int:
        """How many wait."""
