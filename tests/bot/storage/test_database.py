"""Opening a database: addresses, migrations, refusals."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateTable

from tanyapasal.bot.errors import SettingsError, StorageError
from tanyapasal.bot.storage import SeenUpdate
from tanyapasal.bot.storage.database import FILE, HEAD, MIGRATIONS, database_url, open_store
from tanyapasal.bot.storage.tables import Base


def test_without_a_setting_the_database_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    assert database_url(None, tmp_path) == f"sqlite:///{tmp_path / FILE}"
    assert database_url("postgres://a@b/c", tmp_path) == "postgresql+psycopg://a@b/c"


def test_the_migrations_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'new' / FILE}")
    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    store.close()


def test_the_last_migration_is_known_without_alembic(tmp_path: Path) -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD
    open_store(f"sqlite:///{tmp_path / FILE}").close()
    code = (
        "import sys; from tanyapasal.bot.storage.database import open_store; "
        f"open_store('sqlite:///{tmp_path / FILE}').close(); print('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


def test_a_database_is_opened_again_with_what_it_held(tmp_path: Path) -> None:
    for _ in range(2):
        store = open_store(f"sqlite:///{tmp_path / FILE}")
        store.updates.note(SeenUpdate(7, 1, True))
        store.close()
    store = open_store(f"sqlite:///{tmp_path / FILE}")
    assert store.updates.seen(7) == SeenUpdate(7, 1, True)
    store.close()


def test_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    code = f"from tanyapasal.bot.storage.database import open_store; open_store('sqlite:///{tmp_path / FILE}').close()"
    all_ = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(4)]
    errors = [process.communicate(timeout=60)[1] for process in all_]
    assert errors == [b""] * 4


def test_a_database_that_another_process_is_making_is_waited_for(tmp_path: Path) -> None:
    """In the moment in which its journal is chosen SQLite refuses at once, whatever timeout is set."""
    other = sqlite3.connect(tmp_path / FILE, check_same_thread=False, isolation_level=None)
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO t VALUES (1)")
    release = threading.Timer(0.5, other.execute, ("COMMIT",))
    release.start()
    open_store(f"sqlite:///{tmp_path / FILE}").close()
    release.join()
    other.close()


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / FILE}").close()
    connection = sqlite3.connect(tmp_path / FILE)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StorageError, match="lebih baru"):
        open_store(f"sqlite:///{tmp_path / FILE}")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("not a database, " * 100)
    with pytest.raises(StorageError, match="tidak dapat dibuka"):
        open_store(f"sqlite:///{tmp_path / FILE}")


@pytest.mark.parametrize("url", ["", "berkas.db", "mysql://u:rahasia@h/d", "oracle+x://u:rahasia@h/d"])
def test_an_address_that_cannot_be_one_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        open_store(url)
    assert "rahasia" not in str(caught.value)


def test_a_broken_database_raises_the_error_of_the_room(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / FILE}")
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE updates")
    with pytest.raises(StorageError):
        store.updates.seen(1)
    store.close()


def test_the_migrations_are_valid_for_postgresql_too() -> None:
    """Rendered without a server; every table and column of the code is there."""
    out = StringIO()
    config = Config(output_buffer=out)
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine("sqlite://")
    try:
        from sqlalchemy.dialects import postgresql

        config.attributes["dialect"] = "postgresql"
        command.upgrade(config, "head", sql=True)
        sql = out.getvalue()
        for table in Base.metadata.sorted_tables:
            assert f"CREATE TABLE {table.name}" in sql
            assert str(CreateTable(table).compile(dialect=postgresql.dialect()))
            for column in table.columns:
                assert column.name in sql
    finally:
        engine.dispose()
