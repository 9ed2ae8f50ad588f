"""How a database is, looked at without changing anything."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.storage.database import HEAD, engine_of
from tanyapasal.bot.storage.upkeep.rows import sqlite_file


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """``revision``: of its tables, None if there are none yet; ``wanted``: that of this program. ``newest``: when the last
    question was kept; ``clock``: what the server says the time is. ``damage``: what SQLite found wrong, or None."""

    kind: str
    revision: str | None
    wanted: str = HEAD
    questions: int = 0
    newest: datetime | None = None
    clock: datetime | None = None
    damage: str | None = None


def state_of(url: str) -> DatabaseState | None:
    """The state of the database at ``url``; None for an SQLite file that is not there yet. Raises SettingsError, StorageError."""
    file = sqlite_file(url)
    if file is not None and not file.is_file():
        return None
    engine = engine_of(url)
    try:
        with engine.connect() as connection:
            return _state(connection, engine.dialect.name)
    except SQLAlchemyError as error:
        raise StorageError(f"Basis data tidak dapat dibuka ({type(error).__name__}).") from error
    finally:
        engine.dispose()


def _state(connection: Connection, kind: str) -> DatabaseState:
    damage = clock = None
    if kind == "sqlite":
        found = str(connection.scalar(text("PRAGMA quick_check(1)")))
        damage = None if found == "ok" else found
    else:
        clock = connection.scalar(text("SELECT clock_timestamp()"))
    if not inspect(connection).has_table("alembic_version"):
        return DatabaseState(kind, None, clock=clock, damage=damage)
    revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    questions, newest = 0, None
    with suppress(SQLAlchemyError):  # tables of an older version
        questions, newest = connection.execute(text("SELECT count(*), max(at) FROM questions")).one()
    return DatabaseState(kind, revision, HEAD, questions, _time(newest), clock, damage)


def _time(value: object) -> datetime | None:
    """SQLite gives a text, PostgreSQL a time."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(found, datetime):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found
