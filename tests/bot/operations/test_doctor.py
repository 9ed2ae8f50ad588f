"""The doctor says in one line each how everything is, and what to do about what is not well."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tanyapasal.bot.bootstrap import opened_store
from tanyapasal.bot.cli import main
from tanyapasal.bot.operations.doctor import findings, knowledge, surroundings
from tanyapasal.bot.operations.doctor.findings import Finding
from tanyapasal.bot.settings import Settings
from tanyapasal.bot.storage import LoggedQuestion
from tanyapasal.bot.storage.records import now
from tests.bot.answering.dated_corpus import write_corpus
from tests.bot.channels.telegram.bot_api_http import ApiError, Listener
from tests.bot.storage.postgres_server import postgres, programs
from tests.faults.faults import built, changed

NAMES = ["korpus", "indeks", "model", "basis data", "Telegram", "disk", "jam", "versi"]


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    write_corpus(folder / "corpus")
    built(folder / "corpus", folder / "data")
    opened_store(Settings(data=folder / "data")).close()
    return folder


@pytest.fixture
def office(furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    shutil.copytree(furnished, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    time.tzset()
    yield Settings(corpus=tmp_path / "corpus", data=tmp_path / "data", embedder="hashing", reader=False)
    monkeypatch.undo()
    time.tzset()


def found(settings: Settings) -> dict[str, Finding]:
    checks = [*knowledge.checks_of(settings), *surroundings.checks_of(settings)]
    return {finding.name: finding for finding in findings.found(checks, settings.data)}


def test_a_service_that_is_well_has_a_line_for_each_thing_and_nothing_to_do(office: Settings) -> None:
    told = found(office)
    assert list(told) == NAMES
    assert {name: f.todo for name, f in told.items() if f.state not in ("ok", "skipped")} == {}


def _index_bit(settings: Settings) -> None:
    file = next((settings.data / "index").rglob("facts.json"))
    file.write_bytes(file.read_bytes()[:-1] + b" ")


def _corpus_changed(settings: Settings) -> None:
    changed(settings.corpus, 99)


def _question_of_tomorrow(settings: Settings) -> None:
    store = opened_store(settings)
    tomorrow = now() + timedelta(days=1)
    store.log_question(LoggedQuestion("r", "x", "answer", 0.5, "web", (), 1.0, at=tomorrow))
    store.close()


def _revision(settings: Settings, revision: str) -> None:
    database = sqlite3.connect(settings.data / "tanyapasal.db")
    database.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    database.commit()
    database.close()


BREAKS: dict[str, tuple[Callable[[Settings], object], str, str, str]] = {
    "a corpus with a mistake": (
        lambda s: (s.corpus / "kinds.yaml").write_text("kinds: [", encoding="utf-8"), "korpus", "failed", "perbaiki"),
    "no corpus": (lambda s: shutil.rmtree(s.corpus), "korpus", "failed", "perbaiki"),
    "no index": (lambda s: shutil.rmtree(s.data / "index"), "indeks", "failed", "index build"),
    "a damaged index": (_index_bit, "indeks", "failed", "index build"),
    "a corpus that changed": (_corpus_changed, "indeks", "warning", "index build"),
    "no database": (lambda s: (s.data / "tanyapasal.db").unlink(), "basis data", "warning", "dibuat sendiri"),
    "a file that is no database": (
        lambda s: (s.data / "tanyapasal.db").write_bytes(b"x" * 5000), "basis data", "failed", "periksa"),
    "a database of a newer program": (lambda s: _revision(s, "9999"), "basis data", "failed", "perbarui program"),
    "a database of an older program": (lambda s: _revision(s, "0001"), "basis data", "warning", "cadangkan"),
    "a clock that went back": (_question_of_tomorrow, "jam", "failed", "atur jam"),
}  # fmt: skip


@pytest.mark.parametrize(("broken", "name", "state", "todo"), BREAKS.values(), ids=BREAKS)
def test_what_is_not_well_is_told_with_what_to_do(
    office: Settings, broken: Callable[[Settings], object], name: str, state: str, todo: str
) -> None:
    broken(office)
    finding = found(office)[name]
    assert (finding.state, todo in finding.todo) == (state, True), finding.line
    assert "\n" not in finding.line
    assert "None" not in finding.line


def test_another_model_than_that_of_the_index_is_told(office: Settings) -> None:
    assert found(replace(office, embedder="e5-small-int8"))["indeks"].state == "failed"


def test_a_database_that_cannot_be_reached_is_a_finding_without_its_password(office: Settings) -> None:
    pytest.importorskip("psycopg")
    told = found(replace(office, database_url="postgresql://a:rahasia@127.0.0.1:1/x"))["basis data"]
    assert told.state == "failed"
    assert "rahasia" not in told.line


def test_an_hour_outside_of_indonesia_is_told(office: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    assert "TZ=Asia/Jakarta" in found(office)["jam"].todo


def test_a_disk_without_room_and_one_that_cannot_be_written_are_told(
    office: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surroundings, "_LEAST_BYTES", 10**18)
    assert found(office)["disk"].state == "warning"
    monkeypatch.setattr(surroundings, "unwritable", lambda _: "Disk penuh.")
    assert found(office)["disk"].state == "failed"


@pytest.mark.parametrize(
    ("answers", "state", "told"),
    [
        (
            {"getMe": {"id": 1, "is_bot": True, "first_name": "x", "username": "contoh_bot"}},
            "ok",
            "@contoh_bot, polling, 3",
        ),
        ({"getMe": ApiError(401, "Unauthorized")}, "failed", "Token bot ditolak"),
        ({"getMe": ApiError(502, "Bad Gateway")}, "failed", "tidak dapat dihubungi"),
    ],
)
def test_telegram_is_asked_whether_it_takes_the_token(
    office: Settings, answers: dict[str, object], state: str, told: str
) -> None:
    def call(method: str, _: dict[str, object]) -> object:
        answer = answers.get(method, {"url": "", "has_custom_certificate": False, "pending_update_count": 3})
        if isinstance(answer, ApiError):
            raise answer
        return answer

    server = Listener(0, "/bot7:rahasiasekali", call)
    try:
        asked = replace(office, telegram_token="7:rahasiasekali", telegram_api_url=server.url)
        finding = found(asked)["Telegram"]
    finally:
        server.close()
    assert finding.state == state
    assert told in finding.line
    assert "rahasiasekali" not in finding.line


def test_the_command_tells_people_and_machines(
    office: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith(("TANYAPASAL_", "TELEGRAM_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TANYAPASAL_EMBEDDER", "hashing")
    monkeypatch.setenv("TANYAPASAL_READER", "0")
    where = ["--corpus", str(office.corpus), "--data", str(office.data)]
    assert main(["doctor", *where]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [n.split()[0] for n in NAMES]
    _index_bit(office)
    assert main(["doctor", "--json", *where]) == 4
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert [check["name"] for check in told["checks"] if check["state"] == "failed"] == ["indeks"]


@pytest.mark.slow
def test_postgresql_is_looked_at_too(office: Settings) -> None:
    pytest.importorskip("psycopg")
    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL on this machine")
    with postgres(folder) as url:
        other = replace(office, database_url=url)
        assert found(other)["basis data"].state == "warning"
        store = opened_store(other)
        store.log_question(LoggedQuestion("r", "x", "answer", 0.5, "web", (), 1.0))
        store.close()
        told = found(other)
    assert told["basis data"].told == "postgresql, 1 pertanyaan tersimpan"
    assert told["jam"].state == "ok"
