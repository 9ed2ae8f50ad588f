"""Updates as long as the process lives."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tanyapasal.bot.storage.updates.records import COMES_AGAIN, Claim, ParkedUpdate, SeenUpdate


@dataclass(slots=True)
class _Row:
    at: datetime
    sent: int = 0
    done: bool = False
    chat: str = ""
    holder: str = ""
    until: datetime | None = None
    kept: ParkedUpdate | None = None
    due: datetime | None = None

    @property
    def rounds(self) -> int:
        return self.kept.rounds if self.kept is not None else 0

    def held_by(self, now: datetime) -> str:
        return self.holder if self.until is not None and self.until > now else ""


class MemoryUpdates:
    """See ``Updates``."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.RLock()
        self._rows: dict[int, _Row] = {}

    def seen(self, update_id: int) -> SeenUpdate | None:
        with self._lock:
            row = self._rows.get(update_id)
            return None if row is None else SeenUpdate(update_id, row.sent, row.done)

    def note(self, update: SeenUpdate) -> None:
        with self._lock:
            row = self._row(update.update_id)
            row.sent, row.done = update.sent, update.done
            if update.done:
                row.chat, row.holder, row.until, row.kept, row.due = "", "", None, None, None

    def claim(self, update_id: int, chat: str, holder: str, lease: float) -> Claim:
        now = self._clock()
        with self._lock:
            row = self._row(update_id)
            parked = row.kept is not None
            if row.done:
                return Claim("done", row.sent)
            if row.held_by(now) not in ("", holder):
                return Claim("held", row.sent, row.rounds, parked)
            row.chat = chat
            if chat and self._before(update_id, chat, holder, now):
                row.holder, row.until = "", None
                return Claim("behind", row.sent, row.rounds, parked)
            row.holder, row.until = holder, now + timedelta(seconds=lease)
            return Claim("mine", row.sent, row.rounds, parked)

    def park(self, update: ParkedUpdate, holder: str, lease: float = 0, due: float = 0) -> None:
        now = self._clock()
        with self._lock:
            row = self._row(update.update_id)
            if row.done:
                return
            row.chat, row.kept, row.due = update.chat, update, now + timedelta(seconds=due)
            if row.held_by(now) in ("", holder):
                row.holder, row.until = (holder, now + timedelta(seconds=lease)) if lease else ("", None)

    def due(self, holder: str, lease: float, limit: int) -> tuple[ParkedUpdate, ...]:
        now = self._clock()
        found: list[ParkedUpdate] = []
        chats: set[str] = set()
        with self._lock:
            for _, row in sorted(self._rows.items()):
                if row.kept is None or row.due is None or row.chat in chats or len(found) >= limit:
                    continue
                chats.add(row.chat)
                if row.due <= now and not row.held_by(now):
                    row.holder, row.until = holder, now + timedelta(seconds=lease)
                    found.append(row.kept)
        return tuple(found)

    def renew(self, update_ids: Iterable[int], holder: str, lease: float) -> None:
        until = self._clock() + timedelta(seconds=lease)
        with self._lock:
            for update_id in update_ids:
                row = self._rows.get(update_id)
                if row is not None and row.holder == holder:
                    row.until = until

    def release(self, holder: str) -> None:
        with self._lock:
            for row in self._rows.values():
                if row.holder == holder:
                    row.holder, row.until = "", None

    def parked(self) -> int:
        with self._lock:
            return sum(row.kept is not None for row in self._rows.values())

    def expire(self, before: datetime) -> int:
        """Delete what was first seen before; how many there were."""
        with self._lock:
            old = [update_id for update_id, row in self._rows.items() if row.at <= before]
            for update_id in old:
                del self._rows[update_id]
            return len(old)

    def _row(self, update_id: int) -> _Row:
        return self._rows.setdefault(update_id, _Row(self._clock()))

    def _before(self, update_id: int, chat: str, holder: str, now: datetime) -> bool:
        lately = now - timedelta(seconds=COMES_AGAIN)
        return any(
            other < update_id
            and row.chat == chat
            and not row.done
            and (row.kept is not None or row.held_by(lately) not in ("", holder))
            for other, row in self._rows.items()
        )
