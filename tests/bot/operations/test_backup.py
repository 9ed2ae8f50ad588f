"""A backup holds what cannot be made again, is whole or refused, and is put back as it was."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import tarfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tanyapasal.bot.bootstrap import opened_store, pseudonyms
from tanyapasal.bot.cli import main
from tanyapasal.bot.errors import BackupError, StorageError
from tanyapasal.bot.helpdesk.people import People
from tanyapasal.bot.operations.backup import making
from tanyapasal.bot.operations.backup.making import make
from tanyapasal.bot.operations.backup.restoring import check, restore
from tanyapasal.bot.settings import Settings
from tanyapasal.bot.storage import LoggedQuestion, StoredReply, StoredTurn
from tanyapasal.bot.storage.upkeep.rows import put_back, rows_of
from tanyapasal.index.search.manifest import read_manifest
from tests.bot.answering.dated_corpus import write_corpus
from tests.bot.storage.postgres_server import postgres, programs
from tests.faults.faults import built

QUESTION = "berapa jam pelatihan — “berkebun”?"


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with its index, and a database with what people asked."""
    folder = tmp_path_factory.mktemp("office")
    settings = Settings(corpus=folder / "corpus", data=folder / "data")
    write_corpus(settings.corpus)
    built(settings.corpus, settings.data)
    pseudonyms(settings)
    (settings.data / "receipts").mkdir()
    (settings.data / "receipts" / "2026-01-02.jsonl").write_text("{}\n", encoding="utf-8")
    fill(settings)
    return folder


@pytest.fixture
def office(furnished: Path, tmp_path: Path) -> Settings:
    """One of one's own."""
    shutil.copytree(furnished, tmp_path, dirs_exist_ok=True)
    return Settings(corpus=tmp_path / "corpus", data=tmp_path / "data")


def fill(settings: Settings) -> None:
    store = opened_store(settings)
    for number in range(3):
        store.keep_reply(StoredReply(f"r{number}", "c", "answer", "{}", "web", "s"))
        store.log_question(LoggedQuestion(f"r{number}", QUESTION, "answer", 0.5, "web", ("uu-1-2011",), 1.5))
        store.add_turn("c", StoredTurn(QUESTION, f"r{number}", "answer", "{}"))
    People(store.desk).add("sari", "editor", "kata sandi yang panjang")
    store.close()


def emptied(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, corpus=tmp_path / "baru" / "corpus", data=tmp_path / "baru" / "data")


def rows(settings: Settings) -> list[bytes]:
    return list(rows_of(f"sqlite:///{settings.data / 'tanyapasal.db'}"))


def test_what_was_backed_up_is_put_back_as_it_was(office: Settings, tmp_path: Path) -> None:
    made = make(office, tmp_path / "cadangan")
    assert made.path.parent == tmp_path / "cadangan"
    assert made.path.stat().st_mode & 0o077 == 0
    other = emptied(office, tmp_path)
    done = restore(other, made.path)
    assert done.aside == ()
    assert dict(done.rows)["questions"] == 3
    assert rows(other) == rows(office)
    assert len(rows(other)) > 10
    for name in ("hash.key", "receipts/2026-01-02.jsonl", "index/current"):
        assert (other.data / name).read_bytes() == (office.data / name).read_bytes()
    assert read_manifest(other.data) == read_manifest(office.data)
    before = {p.relative_to(office.corpus): p.read_bytes() for p in office.corpus.rglob("*") if p.is_file()}
    after = {p.relative_to(other.corpus): p.read_bytes() for p in other.corpus.rglob("*") if p.is_file()}
    assert after == before
    assert [p.name for p in (*other.data.iterdir(), *other.corpus.iterdir()) if p.name.startswith(".")] == []


def test_the_store_goes_on_with_what_was_put_back(office: Settings, tmp_path: Path) -> None:
    other = emptied(office, tmp_path)
    restore(other, make(office, tmp_path / "a.tar.gz").path)
    store = opened_store(other)
    store.add_turn("c", StoredTurn("lagi?", "r9", "answer", "{}"))
    assert [turn.reply_id for turn in store.turns("c", 9)][-1] == "r9"
    assert store.desk.user("sari") is not None
    store.close()


def test_a_backup_is_taken_while_others_write(office: Settings) -> None:
    """Rows are read at one moment: what is written after the first line is not in it, and nobody waits."""
    lines = rows_of(f"sqlite:///{office.data / 'tanyapasal.db'}")
    first = next(lines)
    fill_one = opened_store(office)
    fill_one.log_question(LoggedQuestion("spaeter", QUESTION, "answer", 0.5, "web", (), 1.0))
    fill_one.close()
    rest = list(lines)
    assert json.loads(first) == {"revision": json.loads(rows(office)[0])["revision"]}
    assert not any(b"spaeter" in line for line in rest)
    assert any(b"spaeter" in line for line in rows(office))


def test_sessions_are_left_out_and_what_can_be_made_again_too(office: Settings, tmp_path: Path) -> None:
    store = opened_store(office)
    assert People(store.desk).log_in("sari", "kata sandi yang panjang", "127.0.0.1") is not None
    store.close()
    (office.data / "embeddings").mkdir(exist_ok=True)
    with tarfile.open(make(office, tmp_path / "a.tar.gz").path) as archive:
        names = archive.getnames()
    assert not any(b"desk_sessions" in line for line in rows(office))
    assert not [name for name in names if "embeddings" in name or "kept" in name]
    assert names[-1] == "manifest.json"


def test_without_index_it_is_smaller_and_says_so(office: Settings, tmp_path: Path) -> None:
    whole, small = make(office, tmp_path / "a.tar.gz"), make(office, tmp_path / "b.tar.gz", with_index=False)
    assert small.size < whole.size
    assert check(small.path).snapshot is None
    assert check(whole.path).snapshot == read_manifest(office.data).id


def test_nothing_is_overwritten_unless_asked_and_then_kept_aside(office: Settings, tmp_path: Path) -> None:
    made = make(office, tmp_path / "a.tar.gz")
    before = rows(office)
    (office.corpus / "tambahan.yaml").write_text("x: 1\n", encoding="utf-8")
    with pytest.raises(BackupError, match="--replace"):
        restore(office, made.path)
    fill_one = opened_store(office)
    fill_one.log_question(LoggedQuestion("spaeter", QUESTION, "answer", 0.5, "web", (), 1.0))
    fill_one.close()
    done = restore(office, made.path, replace=True)
    assert rows(office) == before
    assert not (office.corpus / "tambahan.yaml").exists()
    assert (done.aside[0] / "tambahan.yaml").is_file()
    assert (done.aside[1] / "tanyapasal.db").is_file()
    with pytest.raises(BackupError, match="sudah ada"):
        make(office, made.path)


def test_of_a_folder_the_newest_are_kept(
    office: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cadangan"
    folder.mkdir()
    (folder / "catatan.txt").write_text("milik orang lain", encoding="utf-8")
    today = making.datetime.now(making.UTC)
    moments = iter([today + timedelta(days=days) for days in (0, 1, 2, 3, -400, 4)])

    class Clock:
        @staticmethod
        def now(_: object) -> object:
            return next(moments)

    monkeypatch.setattr(making, "datetime", Clock)
    made = [make(office, folder, keep=2) for _ in range(4)]
    assert sorted(folder.glob("*.tar.gz")) == [made[2].path, made[3].path]
    assert made[3].gone == (made[1].path,)
    back = make(office, folder, keep=2)  # the clock went back: what was just made is not the oldest
    assert sorted(folder.glob("*.tar.gz")) == [back.path, made[3].path]
    assert (folder / "catatan.txt").is_file()
    with pytest.raises(BackupError, match="--keep"):
        make(office, folder, keep=0)


def test_a_backup_that_fails_leaves_no_half_file(office: Settings, tmp_path: Path) -> None:
    (office.data / "tanyapasal.db").write_bytes(b"bukan basis data" * 100)
    with pytest.raises(StorageError):
        make(office, tmp_path / "c" / "a.tar.gz")
    assert list((tmp_path / "c").iterdir()) == []


def _changed(
    source: Path, target: Path, change: dict[str, bytes | None], more: dict[str, bytes] | None = None
) -> Path:
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        members = {m.name: old.extractfile(m).read() for m in old}  # type: ignore[union-attr]
        for name, content in ({**members, **change} | (more or {})).items():
            if content is not None:
                info = tarfile.TarInfo(name)
                info.size = len(content)
                new.addfile(info, io.BytesIO(content))
    return target


def test_a_backup_with_something_changed_missing_or_foreign_is_refused_before_anything_is_touched(
    office: Settings, tmp_path: Path
) -> None:
    made, other = make(office, tmp_path / "a.tar.gz").path, emptied(office, tmp_path)
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(made.read_bytes()[:-2000])
    empty = tmp_path / "empty.tar.gz"
    empty.write_bytes(gzip.compress(b""))
    text = tmp_path / "text.tar.gz"
    text.write_text("bukan arsip", encoding="utf-8")
    broken = [
        cut,
        empty,
        text,
        _changed(made, tmp_path / "1.tar.gz", {"data/hash.key": b"0" * 32}),
        _changed(made, tmp_path / "2.tar.gz", {"data/hash.key": None}),
        _changed(made, tmp_path / "3.tar.gz", {"manifest.json": None}),
        _changed(made, tmp_path / "4.tar.gz", {"manifest.json": b"{}"}),
        _changed(made, tmp_path / "5.tar.gz", {}, {"data/../../keluar": b"x"}),
        _changed(made, tmp_path / "6.tar.gz", {}, {"/etc/keluar": b"x"}),
        _changed(made, tmp_path / "7.tar.gz", {}, {"data/tambahan": b"x"}),
    ]
    for path in broken:
        with pytest.raises(BackupError, match="Cadangan"):
            restore(other, path)
    assert not any(other.corpus.iterdir())
    assert not any(other.data.iterdir())
    assert not (tmp_path / "keluar").exists()


def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="lebih baru"):
        put_back(f"sqlite:///{tmp_path / 'x.db'}", [b'{"revision": "9999"}\n'])


def test_an_older_database_is_brought_up_to_date(tmp_path: Path) -> None:
    lines = [
        b'{"revision": "0001"}\n',
        b'{"table": "updates", "row": {"update_id": 7, "sent": 1, "done": true, "at": "2026-01-02T03:04:05+00:00"}}\n',
    ]
    url = f"sqlite:///{tmp_path / 'x.db'}"
    assert put_back(url, lines) == {"updates": 1}
    found = list(rows_of(url))
    assert json.loads(found[0])["revision"] > "0001"
    row = json.loads(found[1])["row"]
    assert {name: row[name] for name in ("update_id", "sent", "done", "at")} == {
        "update_id": 7,
        "sent": 1,
        "done": True,
        "at": "2026-01-02T03:04:05+00:00",
    }
    assert (row["chat"], row["rounds"], row["payload"]) == ("", 0, None)


def test_a_service_that_never_ran_can_be_backed_up(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    write_corpus(corpus)
    settings = Settings(corpus=corpus, data=tmp_path / "data")
    made = make(settings, tmp_path / "a.tar.gz")
    assert (made.rows, check(made.path).snapshot) == (0, None)
    assert not (settings.data / "tanyapasal.db").exists()
    restore(emptied(settings, tmp_path), made.path)


def test_the_commands_tell_what_they_did_and_what_to_do(
    office: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        os, "environ", {k: v for k, v in os.environ.items() if not k.startswith("TANYAPASAL_")}
    )
    where = ["--corpus", str(office.corpus), "--data", str(office.data)]
    file = str(tmp_path / "a.tar.gz")
    assert main(["backup", file, *where]) == 0
    assert "data pribadi" in capsys.readouterr().out
    assert main(["restore", "--check", file, *where]) == 0
    assert "Cadangan utuh" in capsys.readouterr().out
    assert main(["restore", file, *where]) == 2
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", "--replace", file, *where]) == 0
    told = capsys.readouterr().out
    assert "disisihkan" in told
    assert "doctor" in told


@pytest.mark.slow
def test_what_was_kept_in_sqlite_can_be_put_back_into_postgresql(office: Settings, tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL on this machine")
    made = make(office, tmp_path / "a.tar.gz").path
    with postgres(folder) as url:
        other = replace(emptied(office, tmp_path), database_url=url)
        restore(other, made)
        assert list(rows_of(url)) == rows(office)
        store = opened_store(other)
        store.add_turn("c", StoredTurn("lagi?", "r9", "answer", "{}"))
        store.close()
        shutil.rmtree(other.data)
        with pytest.raises(BackupError, match="--replace"):
            restore(other, made)
        held = list(rows_of(url))
        done = restore(other, made, replace=True)
        assert list(rows_of(url)) == rows(office)
        assert (done.aside[-1] / "database.jsonl").read_bytes() == b"".join(held)
