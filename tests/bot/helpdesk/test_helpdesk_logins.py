"""Tries to log in are counted before a password is looked at, by all processes together, and few are looked at at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from tanyapasal.bot.errors import TooManyAttemptsError
from tanyapasal.bot.helpdesk.people import HASHED_TOGETHER, Attempts, People
from tanyapasal.bot.storage import Store
from tanyapasal.bot.storage.database import FILE, open_store
from tests.bot.helpdesk.desk_office import QUICK, Clock
from tests.bot.storage.stores import STORES, opened

PASSWORD = "kata sandi yang panjang"


class Slow(PasswordHasher):
    """Counts how many passwords are looked at, and how many at once; the first ones wait for each other."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.now = self.most = self.checked = 0
        self._lock = threading.Lock()

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        with self._lock:
            self.now += 1
            self.checked += 1
            self.most = max(self.most, self.now)
        threading.Event().wait(0.02)
        try:
            return super().verify(hash, password)
        finally:
            with self._lock:
                self.now -= 1


@pytest.fixture(params=list(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return opened(request.param, tmp_path)


def test_of_sixty_wrong_passwords_at_once_five_are_looked_at_two_together(store: Store) -> None:
    hasher = Slow()
    people = People(store.desk, Attempts(Clock()), hasher)
    people.add("sari", "agent", PASSWORD)

    def wrong(_: int) -> str:
        try:
            return str(people.log_in("sari", "salah", "10.0.0.1"))
        except TooManyAttemptsError:
            return "ditolak"

    with ThreadPoolExecutor(60) as threads:
        told = list(threads.map(wrong, range(60)))
    assert (told.count("None"), told.count("ditolak")) == (5, 55)
    assert hasher.checked == 5
    assert hasher.most <= HASHED_TOGETHER


def test_another_process_counts_the_same_tries(tmp_path: Path) -> None:
    clock = Clock()
    stores = [open_store(f"sqlite:///{tmp_path / FILE}") for _ in range(2)]
    one, other = (People(store.desk, Attempts(clock), QUICK) for store in stores)
    one.add("sari", "agent", PASSWORD)
    for people in (one, other, one, other, one):
        assert people.log_in("sari", "salah", "10.0.0.1") is None
    for people in (one, other):
        with pytest.raises(TooManyAttemptsError):
            people.log_in("sari", PASSWORD, "10.0.0.1")
    assert other.log_in("sari", PASSWORD, "10.0.0.2") is not None
    clock.at += 901
    assert other.log_in("sari", PASSWORD, "10.0.0.1") is not None
    for store in stores:
        store.close()


def test_who_is_refused_waits_no_longer_and_who_gets_in_is_not_counted(store: Store) -> None:
    clock = Clock()
    people = People(store.desk, Attempts(clock), QUICK)
    people.add("sari", "agent", PASSWORD)
    for _ in range(20):
        assert people.log_in("sari", PASSWORD, "10.0.0.1") is not None
    for _ in range(5):
        people.log_in("sari", "salah", "10.0.0.1")
    for _ in range(10):
        clock.at += 80
        with pytest.raises(TooManyAttemptsError):
            people.log_in("sari", "salah", "10.0.0.1")
    clock.at += 101
    assert people.log_in("sari", PASSWORD, "10.0.0.1") is not None


def test_one_address_cannot_try_many_names(store: Store) -> None:
    people = People(store.desk, Attempts(Clock()), QUICK)
    for number in range(20):
        assert people.log_in(f"nama{number}", "salah", "10.0.0.1") is None
    with pytest.raises(TooManyAttemptsError):
        people.log_in("nama20", "salah", "10.0.0.1")
