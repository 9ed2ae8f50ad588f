"""Sliding windows: counted in one process, or by several together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from tanyapasal.bot.conversation.shared_windows import SharedWindows
from tanyapasal.bot.conversation.windows import Refusal, Windows


class Clock:
    at = 1000.0

    def __call__(self) -> float:
        return self.at


class Counting(Protocol):
    def take(self, key: str) -> Refusal | None: ...


CLOCK = Clock()
Make = Callable[[int], Counting]


@pytest.fixture(params=["alone", "shared"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    CLOCK.at = 1000.0
    if request.param == "alone":
        return lambda most: Windows(most, 60, CLOCK)
    return lambda most: SharedWindows(tmp_path / "limits.db", "x", b"secret", most, 60, CLOCK)


def test_a_window_slides_and_tells_when_the_first_one_leaves_it(make: Make) -> None:
    windows = make(2)
    assert windows.take("a") is None
    CLOCK.at += 20
    assert windows.take("a") is None
    assert windows.take("b") is None
    assert windows.take("a") == Refusal(40, True)
    CLOCK.at += 10
    assert windows.take("a") == Refusal(30, False)
    CLOCK.at += 30
    assert windows.take("a") is None
    assert windows.take("a") == Refusal(20, True)


def test_nothing_is_admitted_where_nothing_may_be(make: Make) -> None:
    assert make(0).take("a") == Refusal(60, True)


def test_processes_count_together_and_names_apart(tmp_path: Path) -> None:
    CLOCK.at = 1000.0
    file = tmp_path / "limits.db"
    one, two = (SharedWindows(file, "clients", b"s", 3, 60, CLOCK) for _ in range(2))
    other = SharedWindows(file, "sites", b"s", 3, 60, CLOCK)
    taken = [windows.take("198.51.100.7") for windows in (one, two, one, two, one)]
    assert [refusal is None for refusal in taken] == [True, True, True, False, False]
    assert other.take("198.51.100.7") is None
    for windows in (one, two, other):
        windows.close()
    assert b"198.51.100" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_many_at_once_are_counted_exactly(tmp_path: Path) -> None:
    file = tmp_path / "limits.db"
    admitted: list[bool] = []

    def take() -> None:
        windows = SharedWindows(file, "clients", b"s", 50, 60)
        for _ in range(40):
            admitted.append(windows.take("a") is None)
        windows.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(admitted), sum(admitted)) == (160, 50)


def test_what_is_over_is_deleted(tmp_path: Path) -> None:
    CLOCK.at = 1000.0
    windows = SharedWindows(tmp_path / "limits.db", "clients", b"s", 1, 60, CLOCK)
    for number in range(5000):
        windows.take(f"alamat {number}")
        CLOCK.at += 1
    (held,) = windows._database.execute("SELECT count(*) FROM admissions").fetchone()
    assert held < 600
    windows.close()


def test_each_counts_alone_where_the_file_cannot_be_used(tmp_path: Path) -> None:
    windows = SharedWindows(tmp_path / "limits.db", "clients", b"s", 2, 60, CLOCK)
    windows._database.execute("DROP TABLE admissions")
    assert [windows.take("a") is None for _ in range(3)] == [True, True, False]
    windows.close()
