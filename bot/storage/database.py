"""Opening the database and bringing its tables up to date."""

from __future__ import annotations

import logging
import re
import sqlite3
import threading
import time
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from tanyapasal.bot.errors import SettingsError, StorageAwayError, StorageError
from tanyapasal.bot.storage.records import Lifetimes
from tanyapasal.bot.storage.rights.receipts import NO_RECEIPTS, Receipts
from tanyapasal.bot.storage.sql import SqlStore

MIGRATIONS = Path(__file__).parent / "migrations"
# The last of the migrations.
HEAD = "0004"
FILE = "tanyapasal.db"

# Seconds that a writer waits for another one: those who write are quick. One who changes all tables is waited for longer.
_BUSY, _MIGRATING = 2, 15
_ASKED_AGAIN = 0.05
# Seconds for a connection to be made, to become free, and (milliseconds) for what was sent to be acknowledged: a server that
# is gone does not say so.
_NETWORK: dict[str, object] = {"connect_timeout": 3, "tcp_user_timeout": 5000, "keepalives_idle": 30}
_FREE = 3.0
# Any number, the same in every process: one of them migrates at a time.
_MIGRATION_LOCK = 7_311_402
_POSTGRES = re.compile(r"^postgres(?:ql)?://")
# Alembic keeps its context in module globals.
_one_migration = threading.Lock()


def database_url(setting: str | None, data: Path) -> str:
    """The setting, with the driver that is shipped; without a setting a file in the data folder."""
    if setting is None:
        return f"sqlite:///{(data / FILE).absolute()}"
    return _POSTGRES.sub("postgresql+psycopg://", setting)


def open_store(
    url: str,
    lifetimes: Lifetimes = Lifetimes(),  # noqa: B008 (frozen)
    receipts: Receipts = NO_RECEIPTS,
) -> SqlStore:
    """The store at ``url``, its tables made or brought up to date; ``receipts``: where receipts are erased with the rest.

    Raises SettingsError for an address that cannot be one (it may hold a password and is not repeated), and
    StorageError if the database cannot be reached or was written by a newer version.
    """
    engine = engine_of(url)
    try:
        if not _is_up_to_date(engine):
            _bring_up_to_date(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise StorageAwayError(f"Basis data tidak dapat dibuka ({type(error).__name__}).") from error
    return SqlStore(engine, lifetimes, receipts=receipts)


def _is_up_to_date(engine: Engine) -> bool:
    """True if nothing is to be migrated: then Alembic, 10 MB and a tenth of a second, is not even imported."""
    if not inspect(engine).has_table("alembic_version"):
        return False
    with engine.connect() as connection:
        versions = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
        return list(versions.scalars()) == [HEAD]


def _bring_up_to_date(engine: Engine) -> None:
    from alembic.util.exc import CommandError

    try:
        migrate(engine)
    except CommandError as error:
        engine.dispose()
        raise StorageError(
            "Basis data ini dibuat oleh versi program yang lebih baru; perbarui program ini."
        ) from error


def migrate(engine: Engine, revision: str = "head") -> None:
    """Apply the migrations that are missing, in one transaction."""
    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells each of its own plugins
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with _one_migration, engine.begin() as connection:
        _lock(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        _wait_for_writers(connection, _BUSY)


def engine_of(url: str) -> Engine:
    try:
        address = make_url(url)
        if address.get_backend_name() not in ("sqlite", "postgresql"):
            raise SettingsError("TANYAPASAL_DATABASE_URL harus diawali sqlite:/// atau postgresql://.")
        if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
            Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
        # Its errors are logged, and what is stored has no place in a log.
        if address.get_backend_name() == "sqlite":
            engine = create_engine(address, hide_parameters=True)
        else:
            limits = {name: value for name, value in _NETWORK.items() if name not in address.query}
            engine = create_engine(
                address, hide_parameters=True, pool_pre_ping=True, pool_timeout=_FREE, connect_args=limits
            )
    except (ArgumentError, NoSuchModuleError):
        raise SettingsError(
            "TANYAPASAL_DATABASE_URL tidak terbaca; tulis misalnya postgresql://nama:sandi@host/basisdata."
        ) from None
    except ModuleNotFoundError:
        raise SettingsError(
            "Untuk PostgreSQL, pasang dahulu penggeraknya: pip install 'tanyapasal[postgres]'."
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_BUSY * 1000}")
    # Readers and one writer at once; a killed process loses nothing that was committed.
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _write_ahead(cursor: DBAPICursor) -> None:
    """Choose the write-ahead log; SQLite waits for nobody here, so while another process makes the file it is asked again."""
    until = time.monotonic() + 2 * _BUSY
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_ASKED_AGAIN)


def _lock(connection: Connection) -> None:
    """Let one process migrate at a time; the others wait, and find nothing left to do."""
    if connection.dialect.name == "sqlite":
        _wait_for_writers(connection, _MIGRATING)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")


def _wait_for_writers(connection: Connection, seconds: int) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA busy_timeout={seconds * 1000}")
