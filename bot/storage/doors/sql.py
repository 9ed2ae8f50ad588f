"""What the doors keep, in the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import get_args

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.storage.doors import ApiKey, Scope, Try
from tanyapasal.bot.storage.tables import KeyDayRow, KeyRow, TryRow

_SCOPES: dict[str, Scope] = {scope: scope for scope in get_args(Scope)}


class SqlDoors:
    """See ``DoorStore``. ``opened`` and ``writing`` give a session of the database in a transaction, to read and to write."""

    def __init__(
        self,
        opened: Callable[[], AbstractContextManager[Session]],
        writing: Callable[[], AbstractContextManager[Session]],
    ) -> None:
        self._opened, self._writing = opened, writing

    def count_tries(self, keys: Sequence[str], at: datetime, since: datetime) -> tuple[Try, ...]:
        rows = [TryRow(key=key, at=at) for key in keys]
        # First kept, then counted: of tries at the same moment each sees those before it.
        with self._writing() as session:
            session.execute(delete(TryRow).where(TryRow.at <= since))
            session.add_all(rows)
            session.flush()
            ids = [row.id for row in rows]
        with self._writing() as session:
            ranks = [
                session.scalar(select(func.count()).where(TryRow.key == key, TryRow.id <= number)) or 0
                for key, number in zip(keys, ids, strict=True)
            ]
        return tuple(Try(number, rank) for number, rank in zip(ids, ranks, strict=True))

    def drop_tries(self, ids: Sequence[int]) -> None:
        with self._writing() as session:
            session.execute(delete(TryRow).where(TryRow.id.in_(ids)))

    def keep_key(self, key: ApiKey) -> None:
        with self._writing() as session:
            session.merge(
                KeyRow(
                    id=key.id,
                    name=key.name,
                    secret_hash=key.secret_hash,
                    scopes=" ".join(key.scopes),
                    per_minute=key.per_minute,
                    per_day=key.per_day,
                    made_by=key.made_by,
                    at=key.at,
                    revoked=key.revoked,
                )
            )

    def key(self, key_id: str) -> ApiKey | None:
        with self._opened() as session:
            row = session.get(KeyRow, key_id)
            return None if row is None else _key(row)

    def all_keys(self) -> tuple[ApiKey, ...]:
        with self._opened() as session:
            return tuple(
                _key(row)
                for row in session.scalars(select(KeyRow).order_by(KeyRow.at.desc(), KeyRow.id.desc()))
            )

    def use_key(self, key_id: str, day: str) -> int:
        theirs = (KeyDayRow.key_id == key_id, KeyDayRow.day == day)
        counted = update(KeyDayRow).where(*theirs).values(used=KeyDayRow.used + 1).returning(KeyDayRow.used)
        with self._writing() as session:
            used = session.scalar(counted)
        if used is not None:
            return used
        try:
            with self._writing() as session:
                session.execute(delete(KeyDayRow).where(KeyDayRow.key_id == key_id, KeyDayRow.day < day))
                session.add(KeyDayRow(key_id=key_id, day=day, used=1))
            return 1
        except StorageError:  # another process began the day meanwhile
            with self._writing() as session:
                return session.scalar(counted) or 1

    def used(self, key_id: str, day: str) -> int:
        with self._opened() as session:
            row = session.get(KeyDayRow, (key_id, day))
            return 0 if row is None else row.used


def _key(row: KeyRow) -> ApiKey:
    scopes = tuple(_SCOPES[scope] for scope in row.scopes.split())
    return ApiKey(
        row.id,
        row.name,
        row.secret_hash,
        scopes,
        row.per_minute,
        row.per_day,
        row.made_by,
        row.at,
        row.revoked,
    )
