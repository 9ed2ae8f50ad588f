"""Every row of a database as a line of JSON, and a database made of such lines.

The first line tells the revision of the tables; each other one is ``{"table": …, "row": {…}}``. A time is written as
``YYYY-MM-DDTHH:MM:SS.ffffff+00:00``. Nothing depends on the kind of database: what was kept in SQLite can be put back into
PostgreSQL. Sessions are left out: whoever was logged in logs in again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    DateTime,
    Engine,
    MetaData,
    Table,
    func,
    insert,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import SQLAlchemyError

from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.storage.database import HEAD, engine_of, migrate

_VERSIONS = "alembic_version"
_LEFT_OUT = frozenset({_VERSIONS, "desk_sessions"})
_AT_ONCE = 500
_SQLITE_BESIDE = ("", "-wal", "-shm")


def sqlite_file(url: str) -> Path | None:
    """The file of the database at ``url``; None if it is no SQLite file."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        return None
    return Path(str(address.database))


def sqlite_files(file: Path) -> tuple[Path, ...]:
    """The file of an SQLite database and what SQLite keeps beside it, as far as they are there."""
    beside = (file.with_name(file.name + ending) for ending in _SQLITE_BESIDE)
    return tuple(path for path in beside if path.exists())


def rows_of(url: str) -> Iterator[bytes]:
    """The lines of a database as it is at one moment, while others may write to it; none if there is no database.

    Raises SettingsError and StorageError.
    """
    file = sqlite_file(url)
    if file is not None and not file.is_file():
        return
    engine = engine_of(url)
    try:
        yield from _rows(engine)
    except SQLAlchemyError as error:
        raise StorageError(f"Basis data tidak dapat dibaca ({type(error).__name__}).") from error
    finally:
        engine.dispose()


def _rows(engine: Engine) -> Iterator[bytes]:
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if sqlite:
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        tables = _tables(connection)
        if _VERSIONS not in tables:
            return
        yield _line({"revision": connection.scalar(select(tables[_VERSIONS].c.version_num))})
        for name, table in sorted(tables.items()):
            if name in _LEFT_OUT:
                continue
            keys = list(table.primary_key.columns)
            for row in connection.execution_options(yield_per=_AT_ONCE).execute(
                select(table).order_by(*keys)
            ):
                yield _line({"table": name, "row": {k: _told(v) for k, v in row._mapping.items()}})


def put_back(url: str, lines: Iterable[bytes]) -> Counter[str]:
    """Make an empty database of such lines and bring its tables up to date; how many rows each table has.

    Raises StorageError if it is not empty, if the lines are damaged or come from a newer version, or if it cannot be written.
    """
    found = iter(lines)
    head = next(found, None)
    if head is None:
        return Counter()
    revision = str(_read(head).get("revision"))
    if revision > HEAD:
        raise StorageError(
            "Cadangan ini dibuat oleh versi program yang lebih baru; perbarui program ini dahulu."
        )
    engine = engine_of(url)
    try:
        if inspect(engine).get_table_names():
            raise StorageError("Basis data tujuan tidak kosong; kosongkan dahulu, atau pakai --replace.")
        migrate(engine, revision)
        with engine.begin() as connection:
            counted = _insert(connection, found)
        migrate(engine)
        return counted
    except SQLAlchemyError as error:
        raise StorageError(f"Basis data tidak dapat ditulis ({type(error).__name__}).") from error
    finally:
        engine.dispose()


def emptied(url: str) -> None:
    """Drop every table of a database that is no file; raises StorageError."""
    engine = engine_of(url)
    try:
        with engine.begin() as connection:
            metadata = MetaData()
            metadata.reflect(connection)
            metadata.drop_all(connection)
    except SQLAlchemyError as error:
        raise StorageError(f"Basis data tidak dapat dikosongkan ({type(error).__name__}).") from error
    finally:
        engine.dispose()


def _insert(connection: Connection, lines: Iterator[bytes]) -> Counter[str]:
    tables, counted = _tables(connection), Counter[str]()
    waiting: list[dict[str, Any]] = []
    name = ""
    for line in lines:
        held = _read(line)
        if held.get("table") != name or len(waiting) >= _AT_ONCE:
            _write(connection, tables.get(name), waiting)
            name, waiting = str(held.get("table")), []
        if name not in tables:
            raise StorageError(f"Cadangan memuat tabel '{name}' yang tidak dikenal.")
        waiting.append(_values(tables[name], held["row"]))
        counted[name] += 1
    _write(connection, tables.get(name), waiting)
    if connection.dialect.name == "postgresql":
        _go_on_counting(connection, tables)
    return counted


def _write(connection: Connection, table: Table | None, rows: list[dict[str, Any]]) -> None:
    if table is not None and rows:
        connection.execute(insert(table), rows)


def _go_on_counting(connection: Connection, tables: Mapping[str, Table]) -> None:
    """PostgreSQL counts numbers of rows apart from the rows: its next one comes after the last that was put back."""
    for name, table in tables.items():
        for column in table.primary_key.columns:
            counter = connection.scalar(
                text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": name, "c": column.name}
            )
            if counter is not None:
                last = connection.scalar(select(func.max(column)))
                connection.execute(
                    text("SELECT setval(:s, :n, :used)"),
                    {"s": counter, "n": last or 1, "used": last is not None},
                )


def _tables(connection: Connection) -> dict[str, Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return dict(metadata.tables)


def _told(value: object) -> object:
    if isinstance(value, datetime):
        return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()
    return value


def _values(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    times = {c.name for c in table.columns if isinstance(c.type, DateTime)}
    return {k: datetime.fromisoformat(v) if k in times and v is not None else v for k, v in row.items()}


def _line(held: Mapping[str, object]) -> bytes:
    return json.dumps(held, ensure_ascii=False).encode() + b"\n"


def _read(line: bytes) -> dict[str, Any]:
    try:
        held = json.loads(line)
    except ValueError:
        held = None
    if not isinstance(held, dict):
        raise StorageError("Cadangan basis data rusak.")
    return held
