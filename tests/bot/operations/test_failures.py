"""What the system refuses is told in one Indonesian sentence that says what to do."""

from __future__ import annotations

import errno
import os
import socket
import sqlite3
from pathlib import Path

import pytest

from tanyapasal.bot.cli import main
from tanyapasal.bot.errors import SettingsError, StorageError
from tanyapasal.bot.operations import failures
from tanyapasal.bot.operations.failures import sentence_of, unwritable
from tanyapasal.bot.operations.listening import listening_socket
from tanyapasal.index.errors import SnapshotError

# Words of the C library, which no employee should have to read.
ENGLISH = ("No space", "Read-only", "Permission denied", "None", "error", "Errno")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "Disk penuh"),
        (errno.EFBIG, "Disk penuh"),
        (errno.EROFS, "hanya dapat dibaca"),
        (errno.EACCES, "tidak boleh dibaca atau ditulis"),
        (errno.EMFILE, "Terlalu banyak berkas terbuka"),
        (errno.ENOENT, "tidak ada"),
        (errno.ENOTDIR, "adalah berkas"),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_what_the_system_refuses_is_told_in_indonesian(
    number: int, words: str, named: bool, tmp_path: Path
) -> None:
    error = (
        OSError(number, os.strerror(number), "/srv/kantor/x")
        if named
        else OSError(number, os.strerror(number))
    )
    told = sentence_of(error, tmp_path)
    assert told is not None
    assert words in told
    assert "\n" not in told
    assert not [word for word in ENGLISH if word in told]


def test_a_writer_that_tells_no_number_is_understood_by_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = OSError("512 requested and 12 written")
    assert sentence_of(short, tmp_path) == "512 requested and 12 written"
    monkeypatch.setattr(failures, "_free_bytes", lambda _: 0)
    assert "Disk penuh" in str(sentence_of(short, tmp_path))
    assert "Disk penuh" in str(sentence_of(RuntimeError("could not write"), tmp_path))


def test_a_fault_of_the_program_is_no_sentence(tmp_path: Path) -> None:
    assert sentence_of(KeyError("x"), tmp_path) is None
    while_handling = KeyError("x")
    while_handling.__context__ = FileNotFoundError(errno.ENOENT, "No such file", "y")
    assert sentence_of(while_handling, tmp_path) is None


def test_an_error_of_ours_keeps_its_words_and_the_database_says_why(tmp_path: Path) -> None:
    database = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError) as found:
        database.execute(f"ATTACH '{tmp_path / 'tidak' / 'ada.db'}' AS x")
    database.close()
    wrapped = StorageError("Basis data tidak dapat dibuka.")
    wrapped.__cause__ = found.value
    assert str(sentence_of(wrapped, tmp_path)).startswith("Basis data tidak dapat dibuka. '")
    missing = SnapshotError("Indeks belum ada.")
    missing.__cause__ = FileNotFoundError(errno.ENOENT, "No such file", "x")
    assert sentence_of(missing, tmp_path) == "Indeks belum ada."


@pytest.mark.parametrize("port", ["99999", "0", "-1", "65536"])
def test_a_port_that_does_not_exist_is_one_line(
    port: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["serve", "--port", port, "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"tanyapasal: Port {port} tidak ada;")


def test_a_port_in_use_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port), "--data", str(tmp_path)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said == [
        f"tanyapasal: Port {port} di 127.0.0.1 sedang dipakai program lain; hentikan program itu atau pilih --port lain."
    ]


def test_an_address_of_another_machine_is_one_line() -> None:
    with pytest.raises(SettingsError, match="bukan milik mesin ini"):
        listening_socket("192.0.2.1", 8000)


def test_a_folder_that_can_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    assert unwritable(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    assert "adalah berkas" in str(unwritable(tmp_path / "berkas" / "data"))
