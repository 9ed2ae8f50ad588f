"""``tanyapasal helpdesk user add|list|delete``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tanyapasal.bot.cli import main
from tanyapasal.bot.helpdesk.people import People
from tanyapasal.bot.storage.database import FILE, open_store


def add(
    monkeypatch: pytest.MonkeyPatch, data: Path, *arguments: str, password: str = "panjang sekali ini"
) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    return main(["helpdesk", "user", "add", *arguments, "--data", str(data)])


def test_a_user_is_made_and_can_log_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(monkeypatch, tmp_path, "sari", "--role", "editor") == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "sari (editor)" in told.err
    assert "panjang sekali ini" not in told.err
    store = open_store(f"sqlite:///{tmp_path / FILE}")
    entered = People(store.desk).log_in("sari", "panjang sekali ini", "127.0.0.1")
    assert entered is not None
    assert entered[1].user == "sari"
    store.close()


@pytest.mark.parametrize(
    ("name", "password"), [("Sari Dewi", "panjang sekali ini"), ("sari", "pendek"), ("sari", "")]
)
def test_what_will_not_do_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    password: str,
) -> None:
    assert add(monkeypatch, tmp_path, name, "--role", "agent", password=password) == 2
    told = capsys.readouterr().err.strip().splitlines()
    assert len([line for line in told if line.startswith("tanyapasal:")]) == 1


def test_users_are_listed_and_deleted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(tmp_path)]
    assert main(["helpdesk", "user", "list", *where]) == 0
    assert capsys.readouterr().out == ""
    add(monkeypatch, tmp_path, "tuti", "--role", "agent")
    add(monkeypatch, tmp_path, "sari", "--role", "editor")
    capsys.readouterr()
    assert main(["helpdesk", "user", "list", *where]) == 0
    assert [line.split("\t")[:2] for line in capsys.readouterr().out.splitlines()] == [
        ["sari", "editor"],
        ["tuti", "agent"],
    ]
    assert main(["helpdesk", "user", "delete", "sari", *where]) == 0
    assert "sari dihapus" in capsys.readouterr().err
    assert main(["helpdesk", "user", "delete", "sari", *where]) == 2
    assert "tanyapasal: Petugas 'sari' tidak ada." in capsys.readouterr().err
    main(["helpdesk", "user", "list", *where])
    assert "sari" not in capsys.readouterr().out
