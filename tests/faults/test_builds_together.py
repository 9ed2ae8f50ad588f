"""Two builds of one data folder that start together: both end well, with one index."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from tanyapasal.index.errors import TanyaPasalError
from tanyapasal.index.keeping.building import building
from tests.bot.answering.dated_corpus import write_corpus
from tests.faults.faults import changed, command, opened, snapshots, started, times, told


def test_pairs_of_builds_end_well(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    lost, tries = [], times(3, 50)
    for n in tries:
        # Every other pair begins with nothing, where both make all of it.
        data = tmp_path / f"data-{n // 2}"
        changed(corpus, n)
        words = ("index", "build", "--corpus", str(corpus), "--data", str(data))
        pair = [started(command, *words) for _ in range(2)]
        for process in pair:
            process.join()
        if any(process.exitcode for process in pair):
            lost.append(f"{n}: ended with {[process.exitcode for process in pair]}")
        try:
            if snapshots(data) != [opened(data).manifest.id]:
                lost.append(f"{n}: left behind {snapshots(data)}")
        except TanyaPasalError as error:
            lost.append(f"{n}: {error}")
    told("two builds started together", len(tries), lost)


def test_a_second_build_waits_and_says_who_builds(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    began, ended, order = threading.Event(), threading.Event(), []

    def second() -> None:
        with building(tmp_path):
            order.append("second")

    with building(tmp_path):
        waiting = threading.Thread(target=second)
        waiting.start()
        for _ in range(500):
            if caplog.records:
                break
            began.wait(0.01)
        order.append("first")
    waiting.join(10)
    ended.set()
    assert order == ["first", "second"]
    assert "Indeks sedang dibangun oleh proses " in caplog.records[0].getMessage()
    assert list(tmp_path.glob("builder*")) == []


def test_a_folder_that_nothing_can_be_written_to_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "build.sqlite3").mkdir()
    with pytest.raises(TanyaPasalError, match="tidak dapat ditulisi"), building(tmp_path):
        pass
