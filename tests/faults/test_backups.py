"""A backup that is damaged is refused; one that is killed leaves none; a restore that is killed is done again."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import pytest

from tanyapasal.bot.errors import BackupError
from tanyapasal.bot.operations.backup.archive import unpacked
from tests.bot.answering.dated_corpus import write_corpus
from tests.faults.faults import built, chance, command, flipped, opened, said_by, started, times, told


@pytest.fixture
def office(tmp_path: Path) -> tuple[Path, tuple[str, ...]]:
    write_corpus(tmp_path / "corpus")
    built(tmp_path / "corpus", tmp_path / "data")
    where = ("--corpus", str(tmp_path / "corpus"), "--data", str(tmp_path / "data"))
    assert said_by("helpdesk", "user", "list", *where)[0] == 0  # makes the database
    assert said_by("backup", str(tmp_path / "whole.tar.gz"), *where)[0] == 0
    return tmp_path, where


def test_a_bit_of_a_backup_flips(office: tuple[Path, tuple[str, ...]]) -> None:
    folder, _ = office
    tried, lost, harmless = times(30, 1000), [], 0
    chances = chance("backup flip")
    with tempfile.TemporaryDirectory() as first:
        sound = unpacked(folder / "whole.tar.gz", Path(first))
    for _ in tried:
        copy = folder / "flipped.tar.gz"
        shutil.copyfile(folder / "whole.tar.gz", copy)
        where = flipped(copy, chances)
        with tempfile.TemporaryDirectory() as into:
            try:
                found = unpacked(copy, Path(into))
            except BackupError:
                continue
            except Exception as error:
                lost.append(f"{where}: {error!r}")
                continue
        # A bit of the time or the name in the head of the file: every member was checked.
        harmless += 1
        if found != sound:
            lost.append(where)
    told(
        "a bit of a backup flips",
        len(tried),
        lost,
        f"{harmless} in a part that says nothing, all others refused",
    )


@pytest.mark.slow
def test_kill_in_backup_and_restore(office: tuple[Path, tuple[str, ...]]) -> None:
    folder, where = office
    tried, lost = times(3, 40), []
    chances = chance("backup kill")
    before = opened(folder / "data").manifest.id
    for number in tried:
        target = folder / "cadangan"
        process = started(command, "backup", str(target), *where)
        time.sleep(chances.uniform(0, 0.5))
        process.kill()
        process.join()
        for path in target.glob("*.tar.gz") if target.is_dir() else ():
            code, said = said_by("restore", "--check", str(path), *where)
            if code != 0:
                lost.append(f"{number}: half a backup: {said}")
        shutil.rmtree(target, ignore_errors=True)
        process = started(command, "restore", str(folder / "whole.tar.gz"), "--replace", *where)
        time.sleep(chances.uniform(0, 0.5))
        process.kill()
        process.join()
        code, said = said_by("restore", str(folder / "whole.tar.gz"), "--replace", *where)
        if code != 0:
            lost.append(f"{number}: {said}")
        elif [path.name for path in (folder / "data").glob(".pemulihan-*")]:
            lost.append(f"{number}: something left behind")
        elif opened(folder / "data").manifest.id != before:
            lost.append(f"{number}: another index")
    told("kill -9 in `backup`, then in `restore`", len(tried), lost, "none or a whole one; restored again")
