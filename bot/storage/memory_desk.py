"""What the helpdesk keeps, as long as the process lives."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import datetime

from tanyapasal.bot.storage.desk import CuratedAnswer, CuratedState, Session, User
from tanyapasal.bot.storage.doors import DoorStore
from tanyapasal.bot.storage.doors.memory import MemoryDoors
from tanyapasal.bot.storage.records import now


class MemoryDesk:
    """See ``DeskStore``."""

    def __init__(self, clock: Callable[[], datetime] = now) -> None:
        self._clock = clock
        self.doors: DoorStore = MemoryDoors()
        self._lock = threading.RLock()
        self._users: dict[str, User] = {}
        self._sessions: dict[str, Session] = {}
        self._curated: dict[str, CuratedAnswer] = {}
        self._dismissed: dict[str, str] = {}

    def keep_user(self, user: User) -> None:
        with self._lock:
            self._users[user.name] = user
            self._sessions = {k: s for k, s in self._sessions.items() if s.user != user.name}

    def user(self, name: str) -> User | None:
        with self._lock:
            return self._users.get(name)

    def users(self) -> tuple[User, ...]:
        with self._lock:
            return tuple(self._users[name] for name in sorted(self._users))

    def delete_user(self, name: str) -> bool:
        with self._lock:
            self._sessions = {k: s for k, s in self._sessions.items() if s.user != name}
            return self._users.pop(name, None) is not None

    def keep_session(self, session: Session) -> None:
        with self._lock:
            self._sessions = {k: s for k, s in self._sessions.items() if s.until > self._clock()}
            self._sessions[session.id_hash] = session

    def session(self, id_hash: str) -> Session | None:
        with self._lock:
            found = self._sessions.get(id_hash)
            return found if found is not None and found.until > self._clock() else None

    def end_session(self, id_hash: str) -> None:
        with self._lock:
            self._sessions.pop(id_hash, None)

    def keep_curated(self, answer: CuratedAnswer) -> None:
        with self._lock:
            self._curated[answer.id] = answer

    def curated(self, answer_id: str) -> CuratedAnswer | None:
        with self._lock:
            return self._curated.get(answer_id)

    def curated_answers(self, state: CuratedState | None = None) -> tuple[CuratedAnswer, ...]:
        with self._lock:
            found = [a for a in self._curated.values() if state in (None, a.state)]
        return tuple(sorted(found, key=lambda a: (a.at, a.id), reverse=True))

    def dismiss(self, reply_ids: Iterable[str], user: str) -> None:
        with self._lock:
            self._dismissed.update(dict.fromkeys(reply_ids, user))

    def dismissed(self) -> frozenset[str]:
        with self._lock:
            return frozenset(self._dismissed)
