"""What the helpdesk keeps, in the database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import get_args

from sqlalchemy import delete, select
from sqlalchemy.orm import Session as DatabaseSession

from tanyapasal.bot.storage.desk import CuratedAnswer, CuratedState, Role, Session, Support, User
from tanyapasal.bot.storage.doors import DoorStore
from tanyapasal.bot.storage.doors.sql import SqlDoors
from tanyapasal.bot.storage.records import now
from tanyapasal.bot.storage.tables import CuratedRow, DismissalRow, SessionRow, UserRow

_ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
_STATES: dict[str, CuratedState] = {state: state for state in get_args(CuratedState)}


class SqlDesk:
    """See ``DeskStore``. Both give a session of the database in a transaction, ``writing`` for what is changed."""

    def __init__(
        self,
        opened: Callable[[], AbstractContextManager[DatabaseSession]],
        writing: Callable[[], AbstractContextManager[DatabaseSession]],
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._opened, self._writing, self._clock = opened, writing, clock
        self.doors: DoorStore = SqlDoors(opened, writing)

    def keep_user(self, user: User) -> None:
        with self._writing() as session:
            session.merge(
                UserRow(name=user.name, role=user.role, password_hash=user.password_hash, at=user.at)
            )
            session.execute(delete(SessionRow).where(SessionRow.user == user.name))

    def user(self, name: str) -> User | None:
        with self._opened() as session:
            row = session.get(UserRow, name)
            return None if row is None else _user(row)

    def users(self) -> tuple[User, ...]:
        with self._opened() as session:
            return tuple(_user(row) for row in session.scalars(select(UserRow).order_by(UserRow.name)))

    def delete_user(self, name: str) -> bool:
        with self._writing() as session:
            row = session.get(UserRow, name)
            session.execute(delete(SessionRow).where(SessionRow.user == name))
            if row is None:
                return False
            session.delete(row)
            return True

    def keep_session(self, session: Session) -> None:
        with self._writing() as opened:
            opened.execute(delete(SessionRow).where(SessionRow.until <= self._clock()))
            opened.merge(
                SessionRow(id_hash=session.id_hash, user=session.user, csrf=session.csrf, until=session.until)
            )

    def session(self, id_hash: str) -> Session | None:
        with self._opened() as opened:
            row = opened.get(SessionRow, id_hash)
            if row is None or row.until <= self._clock():
                return None
            return Session(row.id_hash, row.user, row.csrf, row.until)

    def end_session(self, id_hash: str) -> None:
        with self._writing() as opened:
            opened.execute(delete(SessionRow).where(SessionRow.id_hash == id_hash))

    def keep_curated(self, answer: CuratedAnswer) -> None:
        supports = [[support.ref, support.sha256] for support in answer.supports]
        with self._writing() as session:
            session.merge(
                CuratedRow(
                    id=answer.id,
                    wordings=json.dumps(answer.wordings, ensure_ascii=False),
                    text=answer.text,
                    supports=json.dumps(supports),
                    author=answer.author,
                    state=answer.state,
                    reason=answer.reason,
                    at=answer.at,
                )
            )

    def curated(self, answer_id: str) -> CuratedAnswer | None:
        with self._opened() as session:
            row = session.get(CuratedRow, answer_id)
            return None if row is None else _curated(row)

    def curated_answers(self, state: CuratedState | None = None) -> tuple[CuratedAnswer, ...]:
        statement = select(CuratedRow).order_by(CuratedRow.at.desc(), CuratedRow.id.desc())
        if state is not None:
            statement = statement.where(CuratedRow.state == state)
        with self._opened() as session:
            return tuple(_curated(row) for row in session.scalars(statement))

    def dismiss(self, reply_ids: Iterable[str], user: str) -> None:
        with self._writing() as session:
            for reply_id in reply_ids:
                session.merge(DismissalRow(reply_id=reply_id, user=user, at=self._clock()))

    def dismissed(self) -> frozenset[str]:
        with self._opened() as session:
            return frozenset(session.scalars(select(DismissalRow.reply_id)))


def _user(row: UserRow) -> User:
    return User(row.name, _ROLES[row.role], row.password_hash, row.at)


def _curated(row: CuratedRow) -> CuratedAnswer:
    return CuratedAnswer(
        row.id,
        tuple(str(wording) for wording in json.loads(row.wordings)),
        row.text,
        tuple(Support(str(ref), str(sha256)) for ref, sha256 in json.loads(row.supports)),
        row.author,
        _STATES[row.state],
        row.reason,
        row.at,
    )
