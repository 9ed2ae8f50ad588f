"""Updates in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tanyapasal.bot.storage.tables import UpdateRow
from tanyapasal.bot.storage.updates.records import COMES_AGAIN, Claim, ParkedUpdate, SeenUpdate

# What is forgotten of an update once it is done, and of one that nobody holds.
_FREE: dict[str, Any] = {"holder": "", "held_until": None}
_NOTHING_KEPT: dict[str, Any] = {"chat": "", "payload": None, "due": None, **_FREE}


class SqlUpdates:
    """See ``Updates``. ``reading`` and ``writing`` give a session of the database in a transaction."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Session]],
        writing: Callable[[], AbstractContextManager[Session]],
        clock: Callable[[], datetime],
    ) -> None:
        self._reading, self._writing, self._clock = reading, writing, clock

    def seen(self, update_id: int) -> SeenUpdate | None:
        with self._reading() as session:
            row = session.get(UpdateRow, update_id)
            return None if row is None else SeenUpdate(row.update_id, row.sent, row.done)

    def note(self, update: SeenUpdate) -> None:
        known = {"sent": update.sent, "done": update.done, **(_NOTHING_KEPT if update.done else {})}
        with self._writing() as session:
            self._put(session, update.update_id, known)

    def claim(self, update_id: int, chat: str, holder: str, lease: float) -> Claim:
        now = self._clock()
        held = {"chat": chat, "holder": holder, "held_until": now + timedelta(seconds=lease)}
        with self._writing() as session:
            # Written before it is read: from here on no other process can claim it in between.
            mine = self._put(session, update_id, held, and_(_undone(), _free(now, holder)))
            row = session.execute(
                select(UpdateRow.sent, UpdateRow.done, UpdateRow.rounds, UpdateRow.due).where(
                    UpdateRow.update_id == update_id
                )
            ).one()
            parked = row.due is not None
            if not mine:
                return Claim("done" if row.done else "held", row.sent, row.rounds, parked)
            if chat and self._before(session, update_id, chat, holder, now):
                session.execute(update(UpdateRow).where(UpdateRow.update_id == update_id).values(_FREE))
                return Claim("behind", row.sent, row.rounds, parked)
            return Claim("mine", row.sent, row.rounds, parked)

    def park(self, update: ParkedUpdate, holder: str, lease: float = 0, due: float = 0) -> None:
        now = self._clock()
        kept = {
            "chat": update.chat,
            "payload": update.payload,
            "rounds": update.rounds,
            "due": now + timedelta(seconds=due),
            **({"holder": holder, "held_until": now + timedelta(seconds=lease)} if lease else _FREE),
        }
        with self._writing() as session:
            if not self._put(session, update.update_id, kept, and_(_undone(), _free(now, holder))):
                # Done, or another works on it: then it is kept all the same, and stays with whom it is.
                kept = {"payload": update.payload, "due": now + timedelta(seconds=due)}
                self._put(session, update.update_id, kept, _undone())

    def due(self, holder: str, lease: float, limit: int) -> tuple[ParkedUpdate, ...]:
        now = self._clock()
        first = select(func.min(UpdateRow.update_id)).where(UpdateRow.due.is_not(None))
        ready = and_(UpdateRow.due <= now, _free(now))
        wanted = select(UpdateRow).where(UpdateRow.update_id.in_(first.group_by(UpdateRow.chat)), ready)
        with self._reading() as session:
            rows = session.scalars(wanted.order_by(UpdateRow.update_id).limit(limit))
            found = [ParkedUpdate(r.update_id, r.chat, r.payload or "", r.rounds) for r in rows]
        return tuple(one for one in found if self._take(one.update_id, holder, lease))

    def renew(self, update_ids: Iterable[int], holder: str, lease: float) -> None:
        ids = list(update_ids)
        until = self._clock() + timedelta(seconds=lease)
        theirs = and_(UpdateRow.update_id.in_(ids), UpdateRow.holder == holder)
        with self._writing() as session:
            session.execute(update(UpdateRow).where(theirs).values(held_until=until))

    def release(self, holder: str) -> None:
        with self._writing() as session:
            session.execute(update(UpdateRow).where(UpdateRow.holder == holder).values(_FREE))

    def parked(self) -> int:
        with self._reading() as session:
            found = select(func.count()).select_from(UpdateRow).where(UpdateRow.due.is_not(None))
            return session.scalar(found) or 0

    def _take(self, update_id: int, holder: str, lease: float) -> bool:
        """Hold a parked update, if it is free still."""
        now = self._clock()
        free = and_(UpdateRow.update_id == update_id, UpdateRow.due.is_not(None), _free(now))
        held = {"holder": holder, "held_until": now + timedelta(seconds=lease)}
        with self._writing() as session:
            return _changed(session.execute(update(UpdateRow).where(free).values(held)))

    def _before(self, session: Session, update_id: int, chat: str, holder: str, now: datetime) -> bool:
        """True if an earlier update of the chat waits, or another works on one, or did and it will come again."""
        lately = now - timedelta(seconds=COMES_AGAIN)
        others = and_(UpdateRow.held_until > lately, UpdateRow.holder.not_in(("", holder)))
        earlier = and_(UpdateRow.chat == chat, UpdateRow.update_id < update_id, _undone())
        found = select(UpdateRow.update_id).where(earlier, or_(UpdateRow.due.is_not(None), others)).limit(1)
        return session.scalar(found) is not None

    def _put(
        self,
        session: Session,
        update_id: int,
        values: dict[str, Any],
        where: ColumnElement[bool] | None = None,
    ) -> bool:
        """Insert, or change where the condition holds, in one statement; False if nothing was written."""
        new = {"sent": 0, "done": False, "rounds": 0, "chat": "", "holder": "", "at": self._clock(), **values}
        name = session.get_bind().dialect.name
        if name == "sqlite":
            lite = sqlite.insert(UpdateRow).values(update_id=update_id, **new)
            return _changed(
                session.execute(
                    lite.on_conflict_do_update(index_elements=["update_id"], set_=values, where=where)
                )
            )
        other = postgresql.insert(UpdateRow).values(update_id=update_id, **new)
        return _changed(
            session.execute(
                other.on_conflict_do_update(index_elements=["update_id"], set_=values, where=where)
            )
        )


def _undone() -> ColumnElement[bool]:
    return UpdateRow.done.is_(False)


def _free(now: datetime, holder: str = "") -> ColumnElement[bool]:
    """Nobody else's: not held, held by this one, or held too long ago."""
    return or_(
        UpdateRow.holder.in_(("", holder)), UpdateRow.held_until.is_(None), UpdateRow.held_until <= now
    )


def _changed(result: Any) -> bool:
    return bool(result.rowcount)
