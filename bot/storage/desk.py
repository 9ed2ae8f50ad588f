"""What the helpdesk keeps: its people, their sessions, curated answers, questions that were dealt with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from tanyapasal.bot.storage.doors import DoorStore
from tanyapasal.bot.storage.records import now

Role = Literal["agent", "editor"]
# published: given as an answer. withdrawn: taken back by an editor. expired: took itself back, because what it
# rests on changed.
CuratedState = Literal["published", "withdrawn", "expired"]


@dataclass(frozen=True, slots=True)
class User:
    """One of the staff. ``password_hash``: argon2id, in its own text form."""

    name: str
    role: Role
    password_hash: str
    at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class Session:
    """A login. ``id_hash``: SHA-256 of the secret in the cookie, so that the table opens no door."""

    id_hash: str
    user: str
    csrf: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Support:
    """A place that an answer cites: canonical reference, and the SHA-256 (hex) of the passage's text then."""

    ref: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CuratedAnswer:
    """An answer that the helpdesk wrote. ``wordings``: ways of asking, at least one, the first is its name.

    ``supports``: at least one. ``reason``: why it is published no longer.
    """

    id: str
    wordings: tuple[str, ...]
    text: str
    supports: tuple[Support, ...]
    author: str
    state: CuratedState = "published"
    reason: str = ""
    at: datetime = field(default_factory=now)


class DeskStore(Protocol):
    """Thread-safe. Every method may raise StorageError when the database cannot be used."""

    @property
    def doors(self) -> DoorStore:
        """What the doors of helpdesk and API keep."""

    def keep_user(self, user: User) -> None:
        """Keep; one with the same name is replaced and their sessions end."""

    def user(self, name: str) -> User | None:
        """The user of exactly this name."""

    def users(self) -> tuple[User, ...]:
        """Everybody, by name."""

    def delete_user(self, name: str) -> bool:
        """Delete the user and end their sessions; False if there is none of this name."""

    def keep_session(self, session: Session) -> None:
        """Keep a login; those that are over are deleted."""

    def session(self, id_hash: str) -> Session | None:
        """The login, None if it is unknown or over."""

    def end_session(self, id_hash: str) -> None:
        """Log out."""

    def keep_curated(self, answer: CuratedAnswer) -> None:
        """Keep; one with the same id is replaced."""

    def curated(self, answer_id: str) -> CuratedAnswer | None:
        """The answer of this id."""

    def curated_answers(self, state: CuratedState | None = None) -> tuple[CuratedAnswer, ...]:
        """Those in this state, or all; newest first."""

    def dismiss(self, reply_ids: Iterable[str], user: str) -> None:
        """These questions were dealt with by ``user`` and are no longer in the queue."""

    def dismissed(self) -> frozenset[str]:
        """Ids of all replies that were dealt with."""
