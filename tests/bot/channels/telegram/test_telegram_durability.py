"""Nothing is lost and nothing is out of order: restarts, kills, bad networks, the webhook."""

from __future__ import annotations

import asyncio
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import uvicorn

from tanyapasal.bot.assistant import Loading
from tanyapasal.bot.channels.telegram import Webhook, build
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.conversation.limits import Limits
from tanyapasal.bot.conversation.texts import PREPARING
from tanyapasal.bot.errors import SettingsError
from tanyapasal.bot.storage import MemoryStore, SeenUpdate, Store
from tanyapasal.bot.storage.database import open_store
from tests.bot.channels.fakes import FakeAssistant, loaded
from tests.bot.channels.telegram.bot_api_http import post
from tests.bot.channels.telegram.bot_api_server import TOKEN, BotApiServer
from tests.bot.channels.telegram.telegram_load import faulty, killed, running
from tests.bot.channels.telegram.telegram_run import PACE, bot, until


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApiServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with BotApiServer() as running_server:
        yield running_server


@contextmanager
def served(server: BotApiServer, assistant: FakeAssistant, store: Store) -> Iterator[str]:
    """The web server with the webhook in it, as ``serve`` runs it; its address without http://."""
    config = uvicorn.Config("", port=0, log_level="critical", timeout_graceful_shutdown=5)
    listening = config.bind_socket()
    address = f"127.0.0.1:{listening.getsockname()[1]}"
    loading = loaded(assistant)
    built = build(loading, TOKEN, server.url, PACE, store=store)
    webhook = Webhook(built, f"http://{address}")
    config.app = create_app(loading, hooks=[webhook], telegram=built.health, collectors=[built.figures])
    web = uvicorn.Server(config)
    errors: list[BaseException] = []

    async def live() -> None:
        async with webhook.listening():
            await web.serve(sockets=[listening])

    def run() -> None:
        try:
            asyncio.run(live())
        except BaseException as error:
            errors.append(error)

    before = sum(name == "setWebhook" for name, _ in server.calls)
    thread = threading.Thread(target=run)
    thread.start()
    try:
        server.wait_call("setWebhook", before + 1)
        yield address
    finally:
        web.should_exit = True
        thread.join(20)
        listening.close()
    assert not thread.is_alive()
    assert errors == []


def test_the_webhook_answers_in_order_and_each_question_once(server: BotApiServer) -> None:
    assistant = FakeAssistant()
    for n in range(3):
        for chat in (1, 2, 3):
            server.say(chat, f"soal {n} dari {chat}")
    with served(server, assistant, MemoryStore()):
        server.wait_sent(9)
        server.wait_until(lambda: not server.pending())
    for chat in (1, 2, 3):
        texts = [m.text.split("\n")[0] for m in server.sent if m.chat_id == chat]
        assert texts == [f"Jawaban: soal {n} dari {chat}" for n in range(3)]


def test_the_webhook_wants_its_secret(server: BotApiServer) -> None:
    with served(server, FakeAssistant(), MemoryStore()) as address:
        [registered] = server.wait_call("setWebhook")
        update = {"update_id": 1, "message": {}}
        statuses = [post(address, Webhook.path, update, secret) for secret in (None, "", "salah")]
        secret = registered["secret_token"]
        assert statuses == [403, 403, 403]
        assert post(address, Webhook.path, update, secret) == 200
        assert TOKEN.split(":")[1] not in secret
    assert registered["drop_pending_updates"] is False
    assert not server.sent


def test_what_cannot_be_read_is_acknowledged_or_it_would_come_for_ever(server: BotApiServer) -> None:
    with served(server, FakeAssistant(), MemoryStore()) as address:
        secret = server.wait_call("setWebhook")[0]["secret_token"]
        assert [post(address, Webhook.path, body, secret) for body in ([], {}, {"update_id": "x"})] == [
            200
        ] * 3
        big = {"update_id": 5, "message": {"text": "a" * 300_000}}
        assert post(address, Webhook.path, big, secret) == 200


def test_an_update_that_is_posted_twice_is_answered_once_also_after_a_restart(server: BotApiServer) -> None:
    store = MemoryStore()
    with served(server, FakeAssistant(), store) as address:
        secret = server.wait_call("setWebhook")[0]["secret_token"]
        message = server.say(7, "halo")
        number = server.last_update
        server.wait_sent(1)
        server.wait_until(lambda: not server.pending())
        update = {"update_id": number, "message": message}
        assert store.updates.seen(number) == SeenUpdate(number, 1, True)
        assert post(address, Webhook.path, update, secret) == 200
    with served(server, FakeAssistant(), store) as address:
        assert post(address, Webhook.path, update, secret) == 200
    assert len(server.sent) == 1


def test_a_slow_update_that_is_posted_again_meanwhile_is_worked_on_once(server: BotApiServer) -> None:
    assistant = FakeAssistant()
    with served(server, assistant, MemoryStore()) as address:
        secret = server.wait_call("setWebhook")[0]["secret_token"]
        server.say(7, "tahan")
        server.wait_until(lambda: assistant.asked)
        [update] = server._waiting()
        statuses: list[int] = []
        second = threading.Thread(target=lambda: statuses.append(post(address, Webhook.path, update, secret)))
        second.start()
        time.sleep(0.1)
        assistant.released.set()
        second.join(30)
        server.wait_until(lambda: not server.pending())
    assert statuses == [200]
    assert len(server.sent) == len(assistant.asked) == 1


def test_an_update_that_is_posted_to_two_programs_is_answered_by_one(
    server: BotApiServer, tmp_path: Path
) -> None:
    stores = [open_store(f"sqlite:///{tmp_path / 'x.db'}") for _ in range(2)]
    first, second = FakeAssistant(), FakeAssistant()
    with served(server, first, stores[0]) as one, served(server, second, stores[1]) as two:
        secret = server.wait_call("setWebhook", 2)[0]["secret_token"]
        message = {
            "message_id": 1,
            "from": {"id": 7, "is_bot": False, "first_name": "Sari"},
            "chat": {"id": 7, "type": "private"},
            "date": 1,
            "text": "tahan",
        }
        update = {"update_id": 5, "message": message}
        statuses: list[int] = []
        posting = threading.Thread(target=lambda: statuses.append(post(one, Webhook.path, update, secret)))
        posting.start()
        until(lambda: first.asked)
        assert post(two, Webhook.path, update, secret) == 503  # the other has it, and may yet be killed
        posting.join(30)
        assert statuses == [200]  # it is parked by now
        assert post(two, Webhook.path, update, secret) == 200
        first.released.set()
        server.wait_sent(1)
        until(lambda: stores[1].updates.seen(5) == SeenUpdate(5, 1, True))
        assert post(two, Webhook.path, update, secret) == 200
    assert len(server.sent) == 1
    assert not second.asked
    for store in stores:
        store.close()


def test_updates_wait_with_telegram_while_the_server_is_down(server: BotApiServer) -> None:
    store = MemoryStore()
    with served(server, FakeAssistant(), store):
        server.say(7, "satu")
        server.wait_sent(1)
    server.say(7, "dua")
    with served(server, FakeAssistant(), store):
        assert "dua" in server.wait_sent(2)[1].text


def test_a_webhook_that_telegram_refuses_is_said_once_and_tried_again(
    server: BotApiServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.fail("setWebhook", 400, times=3)
    with served(server, FakeAssistant(), MemoryStore()):
        server.say(7, "halo")
        server.wait_sent(1)
    assert sum("menolak alamat webhook" in record.getMessage() for record in caplog.records) == 1
    assert "TANYAPASAL_TELEGRAM_WEBHOOK_URL" in caplog.text


def test_health_and_metrics_tell_that_the_bot_is_deaf(server: BotApiServer) -> None:
    with served(server, FakeAssistant(), MemoryStore()) as address:
        server.say(7, "halo")
        server.wait_sent(1)
        with httpx.Client(base_url=f"http://{address}", trust_env=False) as client:
            before = client.get("/readyz").json()["telegram"]
            assert "tanyapasal_telegram_up 1.0" in client.get("/metrics").text
            server.revoked = True
            server.say(7, "lagi")
            until(lambda: client.get("/readyz").json()["telegram"]["state"] == "deaf")
            after = client.get("/readyz")
            assert "tanyapasal_telegram_up 0.0" in client.get("/metrics").text
    assert (before["state"], before["reason"]) == ("ok", "")
    assert before["figures"]["last_heard_timestamp_seconds"] > 0
    assert after.status_code == 200  # the website goes on
    assert "Token" in after.json()["telegram"]["reason"]
    assert server.pending() == 1
    assert len(server.sent) == 1


@pytest.mark.parametrize("url", ["contoh.go.id", "ftp://contoh.go.id", "https://"])
def test_a_webhook_address_that_cannot_be_one_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="https"):
        Webhook(build(loaded(FakeAssistant()), TOKEN), url)


def test_polling_after_a_webhook_takes_over(server: BotApiServer) -> None:
    with served(server, FakeAssistant(), MemoryStore()):
        pass
    with bot(server, FakeAssistant()):
        server.say(7, "halo")
        server.wait_sent(1)


def test_an_update_is_confirmed_only_when_it_is_handled(server: BotApiServer) -> None:
    assistant = FakeAssistant()
    with bot(server, assistant):
        server.say(1, "tahan")
        server.wait_until(lambda: assistant.asked)
        server.say(2, "lain")
        server.wait_sent(1)
        time.sleep(0.3)
        assert server.pending() == 2
        assistant.released.set()
        server.wait_until(lambda: not server.pending())
    assert len(server.sent) == 2


def test_what_is_in_hand_is_finished_when_the_bot_stops(server: BotApiServer) -> None:
    assistant = FakeAssistant()
    with bot(server, assistant):
        server.say(7, "tahan")
        server.wait_until(lambda: assistant.asked)
        threading.Timer(0.3, assistant.released.set).start()
    assert len(server.sent) == 1
    assert server.pending() == 0


def test_a_long_answer_that_was_interrupted_is_continued_not_repeated(
    server: BotApiServer, tmp_path: Path
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'x.db'}")
    server.say(7, "rincian")
    store.updates.note(SeenUpdate(server.last_update, 2, False))  # two messages went out before a crash
    with bot(server, FakeAssistant(), store=store):
        server.wait_until(lambda: not server.pending())
    texts = "".join(message.text for message in server.sent)
    assert "ke-(0)" not in texts
    assert "ke-(59)" in texts
    store.close()


def test_a_network_that_is_down_for_long_loses_nothing(server: BotApiServer) -> None:
    with bot(server, FakeAssistant(), replace(PACE, retries=1, backoff=0.01)):
        server.wait_call("setMyCommands")
        server.fail("sendMessage", 502, times=5)
        server.say(7, "satu")
        server.say(7, "dua")
        messages = server.wait_sent(2)
        server.wait_until(lambda: not server.pending())
    assert sorted(message.text.split("\n")[0] for message in messages) == ["Jawaban: dua", "Jawaban: satu"]


def test_tries_of_a_bad_network_do_not_count_against_the_person(server: BotApiServer) -> None:
    with bot(server, FakeAssistant(), replace(PACE, retries=0, questions=1)):
        server.wait_call("setMyCommands")
        server.fail("sendMessage", 502, times=5)
        server.say(7, "satu")
        assert "satu" in server.wait_sent(1)[0].text


def test_a_kill_while_the_assistant_was_loading_costs_no_part_of_the_answer(server: BotApiServer) -> None:
    store, ready = MemoryStore(), threading.Event()

    def load() -> FakeAssistant:
        ready.wait(30)
        return FakeAssistant()

    with bot(server, Loading(load), replace(PACE, grace=0.1), store):
        server.say(7, "halo")
        assert server.wait_sent(1)[0].text == PREPARING
    assert server.pending() == 1
    ready.set()
    with bot(server, FakeAssistant(), store=store):
        assert "Mengenai halo" in server.wait_sent(2)[1].text


def test_an_update_that_fails_for_ever_is_given_up(
    server: BotApiServer, caplog: pytest.LogCaptureFixture
) -> None:
    with bot(server, FakeAssistant(), replace(PACE, retries=0, rounds=3)):
        server.wait_call("setMyCommands")
        server.fail("sendMessage", 500, times=3)
        server.say(7, "satu")
        server.wait_until(lambda: not server.pending())
        server.say(7, "dua")
        server.wait_sent(1)
    assert "dilepas setelah 3 putaran" in caplog.text


def test_a_database_that_fails_costs_no_answer(server: BotApiServer, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'x.db'}")
    with store._engine.begin() as connection:
        for table in ("updates", "replies", "questions", "turns", "votes"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
    with bot(server, FakeAssistant(), store=store):
        server.say(7, "halo")
        [answer] = server.wait_sent(1)
        server.press(answer, answer.button("👍"))
        server.wait_until(lambda: not server.pending())
    store.close()
    assert len(server.sent) == 1


def test_neither_user_ids_nor_names_reach_the_database(server: BotApiServer, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    store = open_store(f"sqlite:///{path}")
    with bot(server, FakeAssistant(), store=store):
        server.say(987654321, "jam pelajaran untuk NIP 199001012015011001, surel sari@contoh.go.id")
        [answer] = server.wait_sent(1)
        server.press(answer, answer.button("👎"))
        server.wait_edit(answer)
        server.wait_until(lambda: not server.pending())
    store.close()
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"jam pelajaran" in held
    for secret in (b"987654321", b"Sari", b"19900101", b"sari@"):
        assert secret not in held


def test_limits_slide_with_time_and_are_told_once() -> None:
    now = 0.0
    limits = Limits(questions=2, window=10, everyone=2, patience=1, clock=lambda: now)
    assert [limits.of("a") for _ in range(4)] == ["go", "go", "tell", "silent"]
    assert limits.of("b") == "go"
    now = 10.0
    assert limits.of("a") == "go"
    assert [limits.turn() for _ in range(4)] == [0.0, 0.5, 1.0, None]
    now = 12.0
    assert limits.turn() == 0.0


@pytest.mark.slow
def test_with_many_chats_at_once_and_a_kill_in_the_middle_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The whole measurement, 500 chats and three kills, is ``python -m tests.bot.channels.telegram.telegram_load kill``."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    found = killed(chats=60, questions=2, kills=1)
    assert (found.asked, found.answered, found.disordered) == (120, 120, 0)
    # What went out in the instant before the kill could not be noted any more.
    assert found.doubled <= 8


@pytest.mark.slow
def test_a_network_that_fails_in_every_way_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The long script is ``python -m tests.bot.channels.telegram.telegram_load faults --seconds 1800``."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    found, _ = faulty(seconds=6)
    assert found.answered == found.asked > 30
    assert found.disordered == 0


def test_a_bot_that_is_told_to_stop_ends_well(server: BotApiServer) -> None:
    with running(server, 0.2) as process:
        for chat in range(1, 9):
            server.say(chat, "halo")
        server.wait_sent(1, 60)
        assert process.end(signal.SIGTERM) == 0
        sent = len(server.sent)
    answered = {message.chat_id for message in server.sent}
    assert len(answered) == sent  # each at most once
