"""Updates: leases, parking, order of chats, on every store; and a store that a sick database does not hold up."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.storage import (
    LoggedQuestion,
    ParkedUpdate,
    SeenUpdate,
    Store,
    StoredReply,
    StoredTurn,
    Updates,
    Vote,
)
from tanyapasal.bot.storage.afterwards import Afterwards
from tanyapasal.bot.storage.database import FILE, open_store
from tanyapasal.bot.storage.records import now
from tests.bot.storage.stores import STORES, opened


class Clock:
    def __init__(self) -> None:
        self.time = now()

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=sorted(STORES))
def updates(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Updates]:
    store: Store = opened(request.param, tmp_path, clock)
    yield store.updates
    store.close()


def state(updates: Updates, update_id: int, holder: str, chat: str = "kantor") -> str:
    return updates.claim(update_id, chat, holder, 10).state


def test_an_update_is_held_by_one_until_its_lease_ends(updates: Updates, clock: Clock) -> None:
    assert [state(updates, 1, holder) for holder in ("a", "b", "a")] == ["mine", "held", "mine"]
    clock.pass_by(9)
    updates.renew([1, 2], "a", 10)
    updates.renew([1], "b", 10)
    clock.pass_by(9)
    assert state(updates, 1, "b") == "held"
    clock.pass_by(2)
    assert [state(updates, 1, holder) for holder in ("b", "a")] == ["mine", "held"]
    updates.release("b")
    assert state(updates, 1, "a") == "mine"


def test_what_is_done_is_done_for_everybody_and_nothing_of_it_is_kept(updates: Updates) -> None:
    assert state(updates, 1, "a") == "mine"
    updates.park(ParkedUpdate(1, "kantor", "isi"), "a", 10)
    updates.note(SeenUpdate(1, 2, False))
    assert updates.claim(1, "kantor", "a", 10).sent == 2
    assert updates.parked() == 1
    updates.note(SeenUpdate(1, 3, True))
    assert [state(updates, 1, holder) for holder in ("a", "b")] == ["done", "done"]
    updates.park(ParkedUpdate(1, "kantor", "isi"), "b")
    assert updates.parked() == 0
    assert updates.due("a", 10, 9) == ()
    assert updates.seen(1) == SeenUpdate(1, 3, True)


def test_later_updates_of_a_chat_stand_behind_those_that_wait(updates: Updates) -> None:
    updates.park(ParkedUpdate(1, "kantor", "isi"), "a")
    assert [state(updates, 2, "a"), state(updates, 2, "a", "lain")] == ["behind", "mine"]
    assert state(updates, 1, "a") == "mine"
    assert state(updates, 3, "b") == "behind"
    updates.note(SeenUpdate(1, 1, True))
    assert state(updates, 3, "b") == "mine"
    assert state(updates, 4, "a") == "behind"  # another works on the one before
    assert [state(updates, n, "a", "") for n in (9, 5)] == ["mine", "mine"]  # of no chat: no order


def test_what_a_killed_program_had_comes_before_what_was_parked_behind_it(
    updates: Updates, clock: Clock
) -> None:
    assert state(updates, 1, "a") == "mine"  # not parked: the messenger has it still
    updates.park(ParkedUpdate(2, "kantor", "isi"), "a")
    clock.pass_by(11)
    assert [u.update_id for u in updates.due("b", 10, 9)] == [2]
    assert [state(updates, 2, "b"), state(updates, 1, "b")] == ["behind", "mine"]
    updates.note(SeenUpdate(1, 1, True))
    assert state(updates, 2, "b") == "mine"
    # One that does not come again stops its chat for a while only.
    assert state(updates, 3, "b", "lain") == "mine"
    clock.pass_by(60)
    assert state(updates, 4, "c", "lain") == "behind"
    clock.pass_by(11)
    assert state(updates, 4, "c", "lain") == "mine"


def test_parked_updates_are_given_out_once_the_first_of_each_chat_when_its_time_has_come(
    updates: Updates, clock: Clock
) -> None:
    for number in (3, 1, 2):
        updates.park(ParkedUpdate(number, "kantor", f"isi {number}", rounds=number), "a")
    updates.park(ParkedUpdate(4, "lain", "isi 4"), "a", due=30)
    updates.park(ParkedUpdate(5, "ketiga", "isi 5"), "a", lease=10)
    assert updates.due("b", 10, 9) == (ParkedUpdate(1, "kantor", "isi 1", 1),)
    assert updates.due("c", 10, 9) == ()
    assert updates.claim(1, "kantor", "b", 10).rounds == 1
    updates.note(SeenUpdate(1, 1, True))
    clock.pass_by(11)  # whoever had number 5 is gone
    assert [u.update_id for u in updates.due("c", 30, 9)] == [2, 5]
    clock.pass_by(20)
    assert [u.update_id for u in updates.due("c", 10, 9)] == [4]
    assert updates.parked() == 4


def test_who_parks_what_another_works_on_does_not_take_it(updates: Updates) -> None:
    assert state(updates, 1, "a") == "mine"
    updates.park(ParkedUpdate(1, "kantor", "isi"), "b")
    found = updates.claim(1, "kantor", "b", 10)
    assert (found.state, found.parked) == ("held", True)
    assert state(updates, 1, "a") == "mine"


def test_two_that_claim_at_once_do_not_both_get_it(tmp_path: Path) -> None:
    stores = [open_store(f"sqlite:///{tmp_path / FILE}") for _ in range(2)]
    won: list[int] = []

    def claim(store: Store, holder: str) -> None:
        won.extend(n for n in range(60) if state(store.updates, n, holder, f"c{n}") == "mine")

    threads = [threading.Thread(target=claim, args=(s, h)) for s, h in zip(stores, "ab", strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()
    assert sorted(won) == list(range(60))


def test_a_locked_database_holds_nobody_up_and_gets_everything_later(tmp_path: Path) -> None:
    store = Afterwards(open_store(f"sqlite:///{tmp_path / FILE}"))
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    for n in range(20):
        store.keep_reply(StoredReply(f"r{n}", "c", "answer", "{}", "telegram", shown=f"jawaban {n}"))
        store.log_question(LoggedQuestion(f"r{n}", "soal", "answer", 1.0, "telegram"))
        store.add_turn("c", StoredTurn(f"soal {n}", f"r{n}", "answer"))
        store.updates.note(SeenUpdate(n, 1, True))
    with pytest.raises(StorageError):
        store.updates.claim(99, "c", "a", 10)
    assert time.monotonic() - began < 8  # once as long as the database waits for others, two seconds
    # What is not written yet is found.
    assert store.reply("r7") is not None
    last = store.last_reply("c")
    assert last is not None
    assert last.id == "r19"
    assert [turn.question for turn in store.turns("c", 2)] == ["soal 18", "soal 19"]
    assert store.updates.claim(3, "c", "a", 10).state == "done"
    assert store.vote(Vote("r7", "up", "sari"))
    assert [vote.person for vote in store.votes("r7")] == ["sari"]
    other.execute("COMMIT")
    other.close()
    until = time.monotonic() + 30
    while store.updates.seen(19) is None or store.count_questions() < 20:
        assert time.monotonic() < until
        time.sleep(0.05)
    store.close()
    again = open_store(f"sqlite:///{tmp_path / FILE}")
    assert again.reply("r7") is not None
    assert len(again.turns("c", 99)) == 20
    assert again.updates.seen(7) == SeenUpdate(7, 1, True)
    again.close()
