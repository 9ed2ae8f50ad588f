"""A data folder that cannot be written: what reads goes on, what writes says so in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.bot.answering.dated_corpus import write_corpus
from tests.faults.faults import built, changed, opened, said_by, told
from tests.faults.serving import serving

READING = (
    ["ask", "berapa jam pelatihan berkebun?"],
    ["search", "pelatihan"],
    ["index", "verify"],
    ["index", "info"],
)
WRITING = (
    ["index", "build"],
    ["helpdesk", "user", "list"],
    ["regulation", "add", "pp.txt"],
    ["restore", "a.tar.gz", "--replace"],
)

REFUSED = ("hanya dapat dibaca", "tidak boleh dibaca atau ditulis")


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write to a folder; root is held by a mount alone."""
    if sys.platform != "linux" or os.getuid() != 0:
        modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
        for path, mode in modes.items():
            path.chmod(mode & ~0o222)
        try:
            yield
        finally:
            for path, mode in modes.items():
                path.chmod(mode)
        return
    for words in (["--bind", folder, folder], ["-o", "remount,bind,ro", folder]):
        if subprocess.run(["mount", *map(str, words)], capture_output=True, check=False).returncode:
            pytest.skip("nothing can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_corpus(tmp_path / "corpus")
    built(tmp_path / "corpus", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    where = ("--corpus", str(tmp_path / "corpus"), "--data", str(tmp_path / "data"))
    assert said_by("backup", "a.tar.gz", *where)[0] == 0
    # Changed, so that there is something to build.
    changed(tmp_path / "corpus", 99)
    (tmp_path / "pp.txt").write_text(
        "PERATURAN PEMERINTAH NOMOR 8 TAHUN 2012\nPasal 1\nIsi.\n", encoding="utf-8"
    )
    return tmp_path


def test_commands_that_read_go_on_and_those_that_write_say_so_in_one_line(office: Path) -> None:
    lost = []
    where = ("--corpus", str(office / "corpus"), "--data", str(office / "data"))
    with read_only(office / "data"):
        for words in READING:
            code, said = said_by(*words, *where)
            if code not in (0, 3):
                lost.append(f"{words}: {code} {said}")
        for words in WRITING:
            code, said = said_by(*words, *where)
            last = said.splitlines()[-1]
            if (
                code != 2
                or ("hanya dapat dibaca" not in last and "tidak boleh" not in last)
                or "None" in last
            ):
                lost.append(f"{words}: {code} {said}")
    opened(office / "data")
    told("data folder that cannot be written", len(READING) + len(WRITING), lost, "commands")


@pytest.mark.slow
def test_a_service_answers_from_it_and_says_once_that_nothing_is_kept(office: Path) -> None:
    lost = []
    with read_only(office / "data"), serving(office) as service:
        service.until(lambda _: True)
        for number in range(10):
            answer = service.client.post(
                "/api/v1/ask", json={"question": f"berapa jam pelatihan berkebun {number}?"}
            )
            if answer.status_code != 200:
                lost.append(answer.text)
        said = service.log.read_text(encoding="utf-8")
    if said.count("Pertanyaan dijawab tanpa menyimpan") != 1 or "Traceback" in said:
        lost.append(said[-1000:])
    told("data folder that cannot be written, while people ask", 10, lost, "all answered, nothing kept")
