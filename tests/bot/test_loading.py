"""What is served follows what is on disk: taken up, refused, tried again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tanyapasal.bot.assistant import Assistant, Loading, OnDisk
from tanyapasal.bot.errors import NotReadyError
from tanyapasal.index.errors import SnapshotError
from tests.bot.channels.fakes import FakeAssistant


class Disk:
    """A data folder: what is there, whether it is whole, and how often it was loaded."""

    def __init__(self, there: str | None = None) -> None:
        self.puts = 0
        self.there: OnDisk | None = None
        self.damaged: set[str] = set()
        self.loaded: list[str] = []
        self.settled = 0
        if there:
            self.put(there)

    def put(self, name: str) -> None:
        self.puts += 1
        self.there = name, self.puts

    def look(self) -> OnDisk | None:
        return self.there

    def load(self) -> Assistant:
        if self.there is None:
            raise SnapshotError("Indeks belum ada")
        name = self.there[0]
        self.loaded.append(name)
        if name in self.damaged:
            raise SnapshotError(f"Berkas indeks {name} rusak")
        return FakeAssistant(snapshot=name)

    def settle(self) -> None:
        self.settled += 1


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.002)


@contextmanager
def watching(disk: Disk) -> Iterator[Loading]:
    loading = Loading(disk.load, disk.look, disk.settle, every=0.01)
    loading.start()
    try:
        yield loading
    finally:
        loading.stop()


def test_another_snapshot_is_taken_up_and_whoever_has_the_old_one_goes_on_with_it() -> None:
    disk = Disk("satu")
    with watching(disk) as loading:
        old = loading.get(5)
        disk.put("dua")
        until(lambda: loading.get().snapshot == "dua")
        assert old.snapshot == "satu"
        until(lambda: disk.settled == 1)
        assert loading.on_disk == "dua"
        assert disk.loaded == ["satu", "dua"], "what is served is not loaded again"


def test_a_bad_snapshot_is_refused_the_old_one_stays_and_a_better_one_is_taken_up() -> None:
    disk = Disk("satu")
    disk.damaged.add("dua")
    with watching(disk) as loading:
        loading.get(5)
        disk.put("dua")
        until(lambda: loading.failure is not None)
        assert loading.state == "ready"
        assert loading.get().snapshot == "satu"
        assert (loading.on_disk, loading.failure) == ("dua", "Berkas indeks dua rusak")
        disk.damaged.clear()
        disk.put("dua")  # built again under its name
        until(lambda: loading.get().snapshot == "dua")
        assert loading.failure is None


def test_a_refused_snapshot_is_forgotten_once_the_old_one_is_back() -> None:
    disk = Disk("satu")
    disk.damaged.add("dua")
    with watching(disk) as loading:
        loading.get(5)
        disk.put("dua")
        until(lambda: loading.failure is not None)
        disk.put("satu")
        until(lambda: loading.failure is None)
        assert disk.loaded.count("satu") == 1


def test_what_is_missing_at_the_start_is_taken_up_when_it_is_there() -> None:
    disk = Disk()
    with watching(disk) as loading:
        with pytest.raises(NotReadyError, match="Indeks belum ada"):
            loading.get(5)
        assert loading.state == "failed"
        disk.put("satu")
        until(lambda: loading.state == "ready")
        assert loading.get().snapshot == "satu"


def test_what_failed_without_a_change_on_disk_is_tried_again_ever_more_rarely() -> None:
    disk = Disk("satu")
    disk.damaged.add("satu")
    with watching(disk) as loading:
        with pytest.raises(NotReadyError):
            loading.get(5)
        until(lambda: len(disk.loaded) >= 4)
        assert loading._pause >= 0.01 * 2**4
        disk.damaged.clear()  # a database that is back, say
        until(lambda: loading.state == "ready")


def test_an_index_that_is_gone_from_disk_is_served_on() -> None:
    disk = Disk("satu")
    with watching(disk) as loading:
        loading.get(5)
        disk.there = None
        until(lambda: loading.on_disk is None)
        assert loading.get().snapshot == "satu"
        assert loading.failure is None


def test_without_a_disk_to_look_at_it_is_loaded_once() -> None:
    loading = Loading(lambda: FakeAssistant(snapshot="satu"), every=0.001)
    loading.start()
    assert loading.get(5).snapshot == "satu"
    until(lambda: loading._thread is not None and not loading._thread.is_alive())


def test_a_defect_of_the_program_is_told_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    tries = iter([RuntimeError("x"), RuntimeError("x"), None])

    def load() -> Assistant:
        error = next(tries)
        if error is not None:
            raise error
        return FakeAssistant(snapshot="satu")

    loading = Loading(load, every=0.01)
    loading.start()
    until(lambda: loading.state == "ready")
    assert sum("tidak dapat dimuat" in r.message for r in caplog.records) == 1, "once, not for each try"
    assert any(r.exc_info for r in caplog.records)
