"""The contract of ``Store``, run on every implementation."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tanyapasal.bot.answering.dialogue import Turn
from tanyapasal.bot.reply import Option
from tanyapasal.bot.storage import (
    Erased,
    Held,
    Lifetimes,
    LoggedQuestion,
    QuestionFilter,
    SeenUpdate,
    Store,
    StoredConversations,
    StoredReply,
    StoredTurn,
    Vote,
)
from tanyapasal.bot.storage.database import open_store
from tanyapasal.bot.storage.records import LoggedKind, VoteValue
from tanyapasal.bot.storage.sql import SqlStore
from tanyapasal.bot.storage.tables import Base
from tanyapasal.index.law.places import Locator, Step, parse_reference
from tests.bot.storage.postgres_server import postgres, programs
from tests.bot.storage.stores import STORES, opened

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    folder = programs()
    if folder is None or importlib.util.find_spec("psycopg") is None:
        pytest.skip("PostgreSQL or its driver is not installed")
    with postgres(folder) as url:
        yield url


@pytest.fixture(params=[*STORES, "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    made: Store
    if request.param in STORES:
        made = opened(request.param, tmp_path, clock)
    else:
        engine = open_store(request.getfixturevalue("postgres_url"))._engine
        with engine.begin() as connection:
            for table in Base.metadata.sorted_tables:
                connection.execute(table.delete())
        made = SqlStore(engine, Lifetimes(), clock)
    yield made
    made.close()


def reply(number: int, person: str = "sari", at: datetime = START) -> StoredReply:
    return StoredReply(f"r{number}", "c1", "answer", '{"é": 1}', "web", person, "s1", "<b>…</b>", at)


def line(number: int, kind: LoggedKind = "answer", minutes: int = 0, **more: object) -> LoggedQuestion:
    fields: dict[str, object] = {"confidence": 0.9, "channel": "web", "person": "sari", **more}
    return LoggedQuestion(
        f"r{number}",
        f"pertanyaan {number}?",
        kind,
        at=START + timedelta(minutes=minutes),
        **fields,  # type: ignore[arg-type]
    )


def test_a_reply_comes_back_as_it_was_kept_until_its_life_is_over(store: Store, clock: Clock) -> None:
    store.keep_reply(reply(1))
    assert store.reply("r1") == reply(1)
    assert store.reply("r2") is None
    clock.at += timedelta(days=90)
    assert store.reply("r1") is None


def test_the_last_reply_of_a_conversation_is_found(store: Store, clock: Clock) -> None:
    assert store.last_reply("c1") is None
    for number in (1, 3, 2):
        store.keep_reply(reply(number, at=START + timedelta(minutes=number)))
    last = store.last_reply("c1")
    assert last is not None
    assert last.id == "r3"
    store.keep_reply(replace(reply(4, at=START + timedelta(minutes=4)), kind="chat"))
    for kind, found in ((None, "r4"), ("answer", "r3"), ("chat", "r4")):
        last = store.last_reply("c1", kind)  # type: ignore[arg-type]
        assert last is not None
        assert last.id == found
    assert store.last_reply("c1", "not_found") is None
    clock.at += timedelta(days=91)
    assert store.last_reply("c1") is None


def test_a_reply_kept_twice_is_replaced(store: Store) -> None:
    store.keep_reply(reply(1))
    store.keep_reply(reply(1, person="budi"))
    kept = store.reply("r1")
    assert kept is not None
    assert kept.person == "budi"


def test_questions_are_masked_and_listed_newest_first(store: Store) -> None:
    refs = ("uu-20-2023/pasal-47/ayat-2", "program/latsar#biaya")
    first = LoggedQuestion(
        "r1", "NIP 199001012015011001, HP 081234567890?", "answer", 0.75, "telegram", refs, 41.5, "p", START
    )
    store.log_question(first)
    store.log_question(line(2, minutes=1))
    newest, oldest = store.questions()
    assert newest == line(2, minutes=1)
    assert oldest.question == "NIP [NIP], HP [telepon]?"
    assert (oldest.refs, oldest.latency_ms, oldest.at) == (refs, 41.5, START)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (QuestionFilter(), ["r4", "r3", "r2", "r1"]),
        (QuestionFilter(kinds=("not_found", "error")), ["r4", "r2"]),
        (QuestionFilter(channel="telegram"), ["r3"]),
        (QuestionFilter(person="budi"), ["r3"]),
        (QuestionFilter(reply_id="r2"), ["r2"]),
        (
            QuestionFilter(since=START + timedelta(minutes=1), until=START + timedelta(minutes=3)),
            ["r3", "r2"],
        ),
        (QuestionFilter(containing="TANYAAN 3"), ["r3"]),
        (QuestionFilter(containing="%"), []),
        (QuestionFilter(below=0.5), ["r4", "r2"]),
        (QuestionFilter(vote="down"), ["r1"]),
        (QuestionFilter(limit=2, skip=1), ["r3", "r2"]),
        (QuestionFilter(kinds=("answer",), vote="up"), []),
    ],
)
def test_the_question_log_is_filtered(store: Store, wanted: QuestionFilter, found: list[str]) -> None:
    store.keep_reply(reply(1))
    store.vote(Vote("r1", "down", "sari"))
    store.log_question(line(1))
    store.log_question(line(2, "not_found", 1, confidence=0.2))
    store.log_question(line(3, "answer", 2, channel="telegram", person="budi"))
    store.log_question(line(4, "error", 3, confidence=0.0))
    assert [q.reply_id for q in store.questions(wanted)] == found
    unlimited = QuestionFilter(
        *(getattr(wanted, n) for n in QuestionFilter.__dataclass_fields__ if n not in ("limit", "skip"))
    )
    assert store.count_questions(wanted) == len(store.questions(unlimited))


def test_a_later_vote_of_the_same_person_replaces_the_earlier(store: Store) -> None:
    store.keep_reply(reply(1))
    votes: list[tuple[VoteValue, str, str | None]] = [
        ("up", "sari", None),
        ("up", "budi", None),
        ("down", "sari", "salah, hubungi 081234567890"),
    ]
    for minute, (value, person, reason) in enumerate(votes):
        assert store.vote(Vote("r1", value, person, reason, START + timedelta(minutes=minute)))
    kept = [(v.value, v.person, v.reason) for v in store.votes("r1")]
    assert kept == [("up", "budi", None), ("down", "sari", "salah, hubungi [telepon]")]


def test_a_vote_on_an_unknown_reply_is_not_kept(store: Store) -> None:
    assert not store.vote(Vote("r9", "up"))
    assert store.votes("r9") == ()


def test_turns_come_back_in_their_order_and_expire(store: Store, clock: Clock) -> None:
    for hour in range(4):
        turn = StoredTurn(
            f"q{hour}, a@b.co", "r", "answer", f"m{hour}", "sari", START + timedelta(hours=hour)
        )
        store.add_turn("c1", turn)
    store.add_turn("c2", StoredTurn("lain", "r", "chat", at=START))
    assert [t.question for t in store.turns("c1")] == [f"q{n}, [surel]" for n in range(4)]
    assert [t.memory for t in store.turns("c1", last=2)] == ["m2", "m3"]
    clock.at = START + timedelta(hours=25)
    assert [t.memory for t in store.turns("c1")] == ["m2", "m3"]
    assert store.turns("c2") == ()
    assert store.forget("c1") == 4
    assert store.turns("c1") == ()


def test_how_far_an_update_was_handled_is_remembered(store: Store) -> None:
    assert store.updates.seen(2**40) is None
    for update in (SeenUpdate(2**40, 1, False), SeenUpdate(2**40, 2, True)):
        store.updates.note(update)
        assert store.updates.seen(2**40) == update


def test_what_is_held_of_a_person_is_deleted_and_counted(store: Store) -> None:
    for number, person in ((1, "sari"), (2, "sari"), (3, "budi")):
        store.keep_reply(reply(number, person))
        store.log_question(line(number, person=person))
    store.vote(Vote("r1", "up", "sari"))
    store.vote(Vote("r1", "down", "budi"))
    store.vote(Vote("r3", "up", "sari"))
    store.vote(Vote("r3", "up", "budi"))
    store.add_turn("c1", StoredTurn("q", "r1", "answer", person="sari"))
    assert store.erase("") == Erased()
    assert store.erase("sari") == Erased(questions=2, replies=2, votes=3, turns=1)
    assert [q.reply_id for q in store.questions()] == ["r3"]
    assert [v.person for v in store.votes("r3")] == ["budi"]
    assert store.erase("sari").total == 0


def test_what_is_held_of_a_person_can_be_taken_along(store: Store) -> None:
    for number, person in ((1, "sari"), (2, "budi")):
        store.keep_reply(reply(number, person))
        store.log_question(line(number, person=person))
    store.vote(Vote("r2", "up", "sari"))
    store.add_turn("c1", StoredTurn("q", "r1", "answer", person="sari"))
    held = store.held("sari")
    assert [q.reply_id for q in held.questions] == [r.id for r in held.replies] == ["r1"]
    assert [(v.reply_id, v.value) for v in held.votes] == [("r2", "up")]
    assert [t.question for t in held.turns] == ["q"]
    assert store.held("") == store.held("nobody") == Held()


def test_everything_is_deleted_when_its_life_is_over(store: Store, clock: Clock) -> None:
    store.keep_reply(reply(1))
    store.vote(Vote("r1", "up", at=START))
    store.log_question(line(1))
    store.add_turn("c1", StoredTurn("q", "r1", "answer", at=START))
    store.updates.note(SeenUpdate(1, 1, True))
    assert store.expire().total == 0
    clock.at += timedelta(days=4)
    assert store.expire() == Erased(turns=1, updates=1)
    clock.at += timedelta(days=90)
    assert store.expire() == Erased(replies=1, votes=1)
    clock.at += timedelta(days=365)
    assert store.expire() == Erased(questions=1)


def test_many_threads_write_at_once(store: Store) -> None:
    failures: list[BaseException] = []

    def work(name: int) -> None:
        try:
            for number in range(20):
                store.log_question(line(number * 10 + name))
                store.updates.note(SeenUpdate(number, name, True))
                store.add_turn(f"c{name}", StoredTurn(str(number), "r", "answer", at=START))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    _all(threads, threading.Thread.start)
    _all(threads, lambda thread: thread.join(30))
    assert failures == []
    assert store.count_questions() == 80
    assert [t.question for t in store.turns("c3", last=100)] == [str(n) for n in range(20)]


def _all(threads: list[threading.Thread], do: Callable[[threading.Thread], object]) -> None:
    for thread in threads:
        do(thread)


def test_the_memory_of_the_dialogue_goes_through_the_store(store: Store, clock: Clock) -> None:
    turn = Turn(
        "Berapa JP setahun?",
        True,
        (parse_reference("uu-20-2023/pasal-47/ayat-2"), parse_reference("program/latsar#biaya")),
        (Option("Bentuk", "Apa bentuknya?"),),
        Locator((Step("pasal", "1"), Step("angka", "3"))),
        (parse_reference("uu-20-2023/pasal-47"),),
        "pejabat pengawas",
    )
    clock.at = datetime.now(UTC)
    conversations = StoredConversations(store, person_of=lambda _: "sari")
    assert conversations.last("c1") is None
    conversations.remember("c1", turn)
    assert StoredConversations(store).last("c1") == turn
    assert store.erase("sari").turns == 1
    assert conversations.last("c1") is None
