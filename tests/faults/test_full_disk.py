"""A disk without room, by a limit on the size of files: one line, nothing half written, and all goes on when there is room."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.answering.dated_corpus import write_corpus
from tests.faults.faults import built, chance, changed, opened, said_by, started, times, told
from tests.faults.serving import serving

if sys.platform != "linux":
    pytest.skip("no limit on the size of files here", allow_module_level=True)
import resource

TEXT = """LEMBARAN DAERAH

PERATURAN PEMERINTAH REPUBLIK INDONESIA NOMOR 8 TAHUN 2012 TENTANG KEBUN

Pasal 1

Setiap kebun wajib disiram.

Pasal 2

Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
"""


def _limited(size: int, out: str, *words: str) -> None:
    """Run a command that may write no file longer than ``size`` bytes; its exit code and what it said go to ``out``."""
    import os

    os.environ.update(TANYAPASAL_EMBEDDER="hashing", TANYAPASAL_READER="0")
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    try:
        code, said = said_by(*words)
    except Exception as error:
        code, said = -1, f"Traceback {error!r}"
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    Path(out).write_text(f"{code}\n{said}", encoding="utf-8")


COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "index build": lambda _: ["index", "build"],
    "regulation add": lambda folder: ["regulation", "add", str(folder / "pp.txt"), "--id", "pp-8-2012"],
    "backup": lambda folder: ["backup", str(folder / "a.tar.gz")],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_on_a_full_disk_says_so_in_one_line_and_leaves_what_was(name: str, tmp_path: Path) -> None:
    lost, tried, refused = [], times(2, 40), 0
    base = tmp_path / "base"
    write_corpus(base / "corpus")
    before = built(base / "corpus", base / "data")
    (base / "pp.txt").write_text(TEXT, encoding="utf-8")
    chances = chance(f"full {name}")
    for number in tried:
        folder = tmp_path / str(number)
        shutil.copytree(base, folder)
        if name == "index build":
            changed(folder / "corpus", 50 + number)
        size, out = int(2 ** chances.uniform(9, 21)), folder / "out.txt"
        where = ("--corpus", str(folder / "corpus"), "--data", str(folder / "data"))
        process = started(_limited, size, str(out), *COMMANDS[name](folder), *where)
        process.join(120)
        code, _, said = out.read_text(encoding="utf-8").partition("\n")
        lines = [line for line in said.splitlines() if line.startswith("tanyapasal: ")]
        if code not in ("0", "2") or "Traceback" in said or ": None" in said:
            lost.append(f"{size}: {code} {said[-400:]}")
        elif code == "2":
            refused += 1
            if not any("Disk" in line and "penuh" in line for line in lines):
                lost.append(f"{size}: {said[-400:]}")
        if code != "0" and opened(folder / "data").manifest.id != before:
            lost.append(f"{size}: another index")
        if code != "0" and [path.name for path in folder.glob("*a.tar.gz*")]:
            lost.append(f"{size}: half a backup")
        shutil.rmtree(folder)
    told(
        f"disk full in `{name}`", len(tried), lost, f"{refused} told in one line, the others had room enough"
    )


@pytest.mark.slow
def test_a_service_on_a_full_disk_answers_and_keeps_again_when_there_is_room(tmp_path: Path) -> None:
    tried = times(40, 400)
    write_corpus(tmp_path / "corpus")
    built(tmp_path / "corpus", tmp_path / "data")
    lost = []
    with serving(tmp_path) as service:
        service.until(lambda _: True)

        def asked(number: int) -> None:
            answer = service.client.post(
                "/api/v1/ask", json={"question": f"berapa jam pelatihan berkebun {number}?"}
            )
            if answer.status_code != 200:
                lost.append(answer.text)

        asked(-1)
        # Enough for some records and the log, then for none.
        size = service.log.stat().st_size + 60_000 + 200 * len(tried)
        unlimited = resource.prlimit(service.process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        for number in tried:
            asked(number)
        resource.prlimit(service.process, resource.RLIMIT_FSIZE, unlimited)
        kept_before = _kept(tmp_path)
        for number in range(5):
            asked(1000 + number)
        said = service.log.read_text(encoding="utf-8")
    kept = _kept(tmp_path)
    if kept < kept_before + 5:
        lost.append(f"kept {kept} after {kept_before}")
    if "Traceback" in said:
        lost.append(said[said.index("Traceback") :][:500])
    told(
        "disk full while people ask",
        len(tried),
        lost,
        f"all answered; {kept} of {len(tried) + 6} records kept",
    )


def _kept(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "data" / "tanyapasal.db")) as database:
        assert database.execute("PRAGMA quick_check").fetchone() == ("ok",)
        return int(database.execute("SELECT count(*) FROM questions").fetchone()[0])
