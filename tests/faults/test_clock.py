"""A clock that jumps, forward and back, while people ask: nobody waits, nothing is refused, a new index is taken up."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.answering.dated_corpus import write_corpus
from tests.faults.faults import built, chance, changed, said_by, times, told
from tests.faults.serving import serving

MINUTE, HOUR, DAY = 60, 3600, 86_400
JUMPS = (
    -20 * 365 * DAY,
    -400 * DAY,
    -DAY,
    -HOUR,
    -MINUTE,
    -1,
    0,
    1,
    MINUTE,
    HOUR,
    DAY,
    400 * DAY,
    20 * 365 * DAY,
)
QUESTION = "berapa jam pelatihan berkebun?"


@pytest.fixture
def moved(tmp_path: Path) -> tuple[Path, Path]:
    """What is loaded before the C library, and the file that tells it by how much the clock is moved."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("no C compiler, or another system")
    library, offset = tmp_path / "clock.so", tmp_path / "offset"
    source = Path(__file__).parent / "clock.c"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=True, timeout=60
    )
    offset.write_text("0", encoding="ascii")
    return library, offset


@pytest.mark.slow
def test_people_are_answered_whatever_the_clock_says(tmp_path: Path, moved: tuple[Path, Path]) -> None:
    tried, lost, swaps = times(13, 200), [], 0
    chances = chance("clock")
    library, offset = moved
    write_corpus(tmp_path / "corpus")
    built(tmp_path / "corpus", tmp_path / "data")
    # A limit that no client reaches here, so that one that counts by the clock of the day would show.
    settings = {
        "LD_PRELOAD": str(library),
        "CLOCK_OFFSET_FILE": str(offset),
        "TANYAPASAL_QUESTIONS_PER_MINUTE": "60000",
    }
    with serving(tmp_path, **settings) as service:
        service.until(lambda _: True)
        slowest = 0.0
        for number in tried:
            jump = JUMPS[number] if number < len(JUMPS) else chances.choice(JUMPS)
            offset.write_text(f"{jump}", encoding="ascii")
            answer = service.client.post(
                "/api/v1/ask", json={"question": QUESTION, "conversation_id": "satu"}
            )
            slowest = max(slowest, answer.elapsed.total_seconds())
            if answer.status_code != 200:
                lost.append(f"{jump}: {answer.text}")
            if number % 6 == 5:
                changed(tmp_path / "corpus", 100 + number)
                now = built(tmp_path / "corpus", tmp_path / "data")
                service.until(lambda said, now=now: said["snapshot"] == now)  # type: ignore[misc]
                swaps += 1
        said = service.log.read_text(encoding="utf-8")
    if "Traceback" in said:
        lost.append(said[said.index("Traceback") :][:500])
    with closing(sqlite3.connect(tmp_path / "data" / "tanyapasal.db")) as database:
        kept = database.execute("SELECT count(*), count(DISTINCT substr(at, 1, 4)) FROM questions").fetchone()
    if kept[0] != len(tried):
        lost.append(f"{kept[0]} records")
    if kept[1] < 2:
        lost.append("the clock was not moved")
    # Receipts hang together in the order in which they were written, whatever day they carry.
    for log in sorted((tmp_path / "data" / "receipts").glob("*.jsonl")):
        where = ("--corpus", str(tmp_path / "corpus"), "--data", str(tmp_path / "data"))
        code, told_of = said_by("receipt", "verify", str(log), *where)
        if code not in (0, 4) or "Traceback" in told_of:
            lost.append(f"{log.name}: {told_of}")
    beside = f"20 years back to 20 years on; {swaps} new indexes taken up; slowest answer {slowest:.2f} s"
    told("clock jumps while people ask", len(tried), lost, beside)
