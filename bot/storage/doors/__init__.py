"""What the doors keep, shared by every process: tries to log in, keys of partners and how much was asked with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from tanyapasal.bot.storage.records import now

Scope = Literal["ask", "search", "read"]


@dataclass(frozen=True, slots=True)
class Try:
    """A counted try. ``id``: of its record; ``rank``: the how manieth of its key since the beginning of the window."""

    id: int
    rank: int


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key of a partner. ``secret_hash``: SHA-256 (hex) of its secret, so that the table opens no door.

    ``per_minute``, ``per_day``: requests. ``revoked``: since when it opens nothing any more.
    """

    id: str
    name: str
    secret_hash: str
    scopes: tuple[Scope, ...]
    per_minute: int
    per_day: int
    made_by: str
    at: datetime = field(default_factory=now)
    revoked: datetime | None = None


class DoorStore(Protocol):
    """Thread-safe. Every method may raise StorageError when the database cannot be used."""

    def count_tries(self, keys: Sequence[str], at: datetime, since: datetime) -> tuple[Try, ...]:
        """Count one try for each key and tell its rank; those before ``since`` are forgotten. Kept before it returns."""

    def drop_tries(self, ids: Sequence[int]) -> None:
        """These tries count no longer."""

    def keep_key(self, key: ApiKey) -> None:
        """Keep; one with the same id is replaced."""

    def key(self, key_id: str) -> ApiKey | None:
        """The key of this id."""

    def all_keys(self) -> tuple[ApiKey, ...]:
        """All of them, newest first."""

    def use_key(self, key_id: str, day: str) -> int:
        """Count one request of a key; how many there were on this day (YYYY-MM-DD), with this one."""

    def used(self, key_id: str, day: str) -> int:
        """How many requests of a key there were on this day."""
