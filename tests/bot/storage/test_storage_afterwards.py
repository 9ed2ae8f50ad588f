"""Records that are written after the reply: found before they are written, kept while the database is away, never late."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tanyapasal.bot.errors import StorageAwayError, StorageError
from tanyapasal.bot.storage import (
    Erased,
    LoggedQuestion,
    MemoryStore,
    SeenUpdate,
    StoredReply,
    StoredTurn,
    Vote,
)
from tanyapasal.bot.storage.afterwards import Afterwards
from tanyapasal.bot.storage.away.breaker import Breaker
from tanyapasal.bot.storage.away.later import opened_later
from tanyapasal.bot.storage.database import FILE, open_store


class Slow(MemoryStore):
    """Writes when ``free`` is set; while ``away`` it cannot be used."""

    def __init__(self) -> None:
        super().__init__()
        self.free = threading.Event()
        self.away = False
        self.attempts = 0

    def _wait(self) -> None:
        self.attempts += 1
        if self.away:
            raise StorageAwayError("Basis data tidak dapat dipakai.")
        assert self.free.wait(20)

    def keep_reply(self, reply: StoredReply) -> None:
        self._wait()
        if reply.json == "rusak":
            raise StorageError("Nilai tidak diterima.")
        super().keep_reply(reply)

    def add_turn(self, conversation_id: str, turn: StoredTurn) -> None:
        self._wait()
        super().add_turn(conversation_id, turn)

    def turns(self, conversation_id: str, last: int = 10) -> tuple[StoredTurn, ...]:
        if self.away:
            raise StorageAwayError("Basis data tidak dapat dipakai.")
        return super().turns(conversation_id, last)


@dataclass
class Told:
    waiting: list[int] = field(default_factory=list)
    lost: int = 0

    def records(self, waiting: int, lost: int) -> None:
        self.waiting.append(waiting)
        self.lost += lost


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def store(slow: Slow) -> Iterator[Afterwards]:
    made = Afterwards(slow, most=5)
    yield made
    slow.away = False
    slow.free.set()
    made.close()


def reply(number: int, person: str = "sari", json: str = "{}") -> StoredReply:
    return StoredReply(f"r{number}", "c1", "answer", json, "web", person)


def turn(number: int, person: str = "sari") -> StoredTurn:
    return StoredTurn(f"pertanyaan {number}", "", "answer", "{}", person)


def settle(store: Afterwards) -> None:
    """Wait until everything is written."""
    end = time.monotonic() + 30
    while not store.flush(1):
        assert time.monotonic() < end
        time.sleep(0.01)


def test_nobody_waits_for_a_record_and_it_is_found_before_it_is_written(
    slow: Slow, store: Afterwards
) -> None:
    began = time.monotonic()
    store.keep_reply(reply(1))
    store.add_turn("c1", StoredTurn("NIP 199001012015011001?", "", "answer", "HP 081234567890"))
    store.add_turn("c2", turn(2))
    assert store.vote(Vote("r1", "up"))
    assert not store.vote(Vote("r7", "up"))
    found = store.reply("r1")
    assert found is not None
    assert store.last_reply("c1") == found
    assert [t.question for t in store.turns("c1")] == ["NIP [NIP]?"]
    assert "081234567890" not in store.turns("c1")[0].memory
    assert store.turns("c9") == ()
    assert time.monotonic() - began < 5
    assert slow.reply("r1") is None
    slow.free.set()
    assert store.flush(20)
    assert slow.reply("r1") is not None
    assert [vote.value for vote in store.votes("r1")] == ["up"]
    assert [t.question for t in slow.turns("c2")] == ["pertanyaan 2"]


def test_records_keep_their_order(slow: Slow, store: Afterwards) -> None:
    slow.free.set()
    for number in range(50):
        store.add_turn("c1", turn(number))
    assert store.flush(20)
    assert [t.question for t in slow.turns("c1", 50)] == [f"pertanyaan {n}" for n in range(50)]


def test_what_a_database_that_is_away_misses_is_written_when_it_is_back(
    slow: Slow, store: Afterwards
) -> None:
    slow.away = True
    store.add_turn("c1", turn(1))
    assert not store.flush(20)
    assert [t.question for t in store.turns("c1")] == ["pertanyaan 1"]
    with pytest.raises(StorageAwayError):
        store.turns("c2")
    slow.away = False
    slow.free.set()
    settle(store)
    assert [t.question for t in slow.turns("c1")] == ["pertanyaan 1"]


def test_memory_is_bounded_and_what_is_lost_is_told(
    slow: Slow, store: Afterwards, caplog: pytest.LogCaptureFixture
) -> None:
    told = Told()
    store.tell(told)
    slow.away = True
    store.keep_reply(reply(0))
    assert not store.flush(20)
    with caplog.at_level(logging.ERROR):
        for number in range(1, 105):
            store.keep_reply(reply(number))
    assert (max(told.waiting), told.lost) == (5, 100)
    assert [record.message for record in caplog.records] == [
        "1 catatan tidak tersimpan sejak layanan dimulai"
    ]
    assert (store.reply("r104") is None, store.reply("r3") is None) == (False, True)


def test_a_record_that_cannot_be_written_stops_no_other(slow: Slow, store: Afterwards) -> None:
    slow.free.set()
    store.keep_reply(reply(1, json="rusak"))
    store.keep_reply(reply(2))
    assert store.flush(20)
    assert (slow.reply("r1") is None, slow.reply("r2") is None) == (True, False)


def test_nothing_of_a_person_is_written_after_they_had_it_deleted(slow: Slow, store: Afterwards) -> None:
    slow.away = True
    store.keep_reply(reply(1))
    store.keep_reply(reply(2, "budi"))
    store.log_question(LoggedQuestion("r1", "JP", "answer", 0.9, "web", person="sari"))
    store.add_turn("c1", turn(1))
    store.flush(20)
    assert store.erase("") == Erased()
    gone = store.erase("sari")
    assert (gone.replies, gone.questions, gone.turns) == (1, 1, 1)
    slow.away = False
    slow.free.set()
    settle(store)
    assert (slow.reply("r1"), slow.questions(), slow.turns("c1")) == (None, (), ())
    assert slow.reply("r2") is not None


def test_a_conversation_is_forgotten_before_it_was_written(slow: Slow, store: Afterwards) -> None:
    slow.away = True
    store.keep_reply(reply(1))
    store.flush(20)
    store.add_turn("c1", turn(1))
    store.add_turn("c2", turn(2))
    assert store.forget("c1") == 1
    assert (store.turns("c2")[0].question, len(store._line.records())) == ("pertanyaan 2", 2)


def test_closing_writes_what_waits(slow: Slow) -> None:
    store = Afterwards(slow)
    store.keep_reply(reply(1))
    slow.free.set()
    store.close()
    assert slow.reply("r1") is not None


def test_a_file_that_is_locked_holds_up_no_reply_and_loses_nothing(tmp_path: Path) -> None:
    store = Afterwards(open_store(f"sqlite:///{tmp_path / FILE}"))
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    for number in range(30):
        store.keep_reply(reply(number))
        store.add_turn(f"c{number}", turn(number))
        assert store.turns(f"c{number}")
    assert time.monotonic() - began < 1.5
    other.execute("ROLLBACK")
    other.close()
    settle(store)
    assert all(store._store.reply(f"r{number}") for number in range(30))
    store.close()


class Clock:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_what_failed_is_left_alone_and_then_one_may_try() -> None:
    clock = Clock()
    breaker = Breaker("dibaca", 15, clock)
    breaker.check()
    for pause in (1, 2, 4, 8, 15, 15):
        breaker.failed()
        with pytest.raises(StorageAwayError, match="Basis data sedang tidak dapat dibaca"):
            breaker.check()
        clock.at += pause - 0.01
        with pytest.raises(StorageAwayError):
            breaker.check()
        clock.at += 0.01
        breaker.check()
        with pytest.raises(StorageAwayError):
            breaker.check()
    breaker.succeeded()
    breaker.check()
    breaker.failed()
    clock.at += 1
    breaker.check()


def test_a_database_that_does_not_open_is_not_opened_again_for_each_question() -> None:
    opened: list[int] = []

    def fail() -> MemoryStore:
        opened.append(1)
        raise StorageAwayError("Basis data tidak dapat dibuka.")

    store = opened_later(fail)
    for _ in range(20):
        with pytest.raises(StorageAwayError):
            store.turns("c1")
        with pytest.raises(StorageAwayError):
            store.desk.curated_answers()
    assert len(opened) == 1


def test_the_last_note_of_an_update_counts_while_the_database_is_away(slow: Slow, store: Afterwards) -> None:
    slow.away = True
    store.keep_reply(reply(1))
    store.flush(20)
    for sent in (1, 2):
        store.updates.note(SeenUpdate(7, sent, False))
    assert store.updates.claim(7, "c", "a", 10).sent == 2
    store.updates.note(SeenUpdate(7, 3, True))
    assert store.updates.seen(7) == SeenUpdate(7, 3, True)
    assert store.updates.claim(7, "c", "a", 10).state == "done"
    # Others are lost before what is done is forgotten.
    for number in range(2, 9):
        store.keep_reply(reply(number))
    slow.away = False
    slow.free.set()
    settle(store)
    assert slow.updates.seen(7) == SeenUpdate(7, 3, True)
