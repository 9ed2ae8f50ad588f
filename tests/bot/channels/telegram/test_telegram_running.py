"""The Telegram bot over real HTTP: bad networks, starting and stopping, logs, tokens."""

from __future__ import annotations

import asyncio
import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tanyapasal.bot.assistant import Loading
from tanyapasal.bot.channels.telegram import build, poll, polling, run
from tanyapasal.bot.conversation.texts import PREPARING, UNAVAILABLE
from tanyapasal.bot.errors import SettingsError
from tanyapasal.index.errors import SnapshotError
from tests.bot.channels.fakes import FakeAssistant, loaded
from tests.bot.channels.telegram.bot_api_server import TOKEN, BotApiServer
from tests.bot.channels.telegram.telegram_run import PACE, bot

ROOT = Path(__file__).parents[4]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApiServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with BotApiServer() as running:
        yield running


@pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning")  # raised by the client about itself
def test_after_429_and_502_the_message_is_sent_again(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        server.fail("sendMessage", 429, retry_after=1)
        server.fail("sendMessage", 502, times=2)
        started = time.monotonic()
        server.say(7, "halo")
        [answer] = server.wait_sent(1)
    assert time.monotonic() - started > 1
    assert "halo" in answer.text


def test_polling_goes_on_after_errors_of_the_network(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        server.wait_call("setMyCommands")
        server.fail("getUpdates", 502)
        server.say(7, "halo")
        server.wait_sent(1)


def test_a_server_that_is_down_at_the_start_is_waited_for(server: BotApiServer) -> None:
    for method in ("getMe", "deleteWebhook", "setMyCommands"):
        server.fail(method, 502)
    server.say(7, "halo")
    with bot(server, FakeAssistant()):
        server.wait_sent(1)


def test_a_person_who_blocked_the_bot_disturbs_nobody(server: BotApiServer) -> None:
    server.fail("sendMessage", 403)
    with bot(server, FakeAssistant()):
        server.say(7, "halo")
        server.say(8, "juga")
        messages = server.wait_sent(1)
        server.wait_until(lambda: not server.pending())
    assert len(messages) == 1


def test_messages_from_before_the_start_are_answered_once(server: BotApiServer) -> None:
    for n in range(3):
        server.say(7, f"lama {n}")
    for _ in range(2):
        with bot(server, FakeAssistant()):
            server.wait_sent(3)
            server.wait_until(lambda: not server.pending())
    assert [message.text.split("\n")[0] for message in server.sent] == [
        f"Jawaban: lama {n}" for n in range(3)
    ]


def test_one_person_looks_up_only_so_much_while_typing(server: BotApiServer) -> None:
    with bot(server, FakeAssistant(), replace(PACE, inline=2)):
        for n in range(4):
            server.type_inline(f"pelatihan {n}", 8)
        server.type_inline("pelatihan", 9)
        found = server.wait_call("answerInlineQuery", 5)
    assert sorted(bool(call["results"]) for call in found) == [False, False, True, True, True]


def test_a_question_waits_for_the_assistant_to_be_loaded(server: BotApiServer) -> None:
    ready = threading.Event()

    def load() -> FakeAssistant:
        ready.wait(30)
        return FakeAssistant()

    with bot(server, Loading(load)):
        server.say(7, "halo")
        first = server.wait_sent(1)[0].text
        server.say(8, "/start")
        server.wait_sent(2)
        ready.set()
        assert "Mengenai halo" in server.wait_sent(3)[2].text
    assert first == PREPARING


def test_a_failed_start_of_the_assistant_is_told_without_its_details(server: BotApiServer) -> None:
    def load() -> FakeAssistant:
        raise SnapshotError("indeks di /rahasia/indeks rusak")

    with bot(server, Loading(load)):
        server.say(7, "halo")
        server.wait_until(lambda: any(message.text == UNAVAILABLE for message in server.sent))
    assert not any("rahasia" in message.text for message in server.sent)


def test_neither_token_nor_chat_id_nor_question_reach_the_log(
    server: BotApiServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assistant = FakeAssistant()
    with bot(server, assistant):
        server.fail("sendMessage", 502)
        server.say(987654321, "halo pribadi")
        server.say(987654321, "rusak")
        server.wait_sent(2)
    formatter = logging.Formatter("%(name)s %(message)s")
    logged = "\n".join(formatter.format(record) for record in caplog.records)
    assert "RuntimeError" in logged
    for secret in (TOKEN, TOKEN.split(":")[1], "987654321", "pribadi"):
        assert secret not in logged
    assert "987654321" not in str(assistant.asked[0][1])


def test_a_refused_token_is_one_clear_error_without_the_token(server: BotApiServer) -> None:
    with pytest.raises(SettingsError, match="ditolak") as caught:
        asyncio.run(poll(build(loaded(FakeAssistant()), "1:wrong", server.url, PACE)))
    assert "1:wrong" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_refused_token_leaves_the_rest_of_the_program_running(
    server: BotApiServer, caplog: pytest.LogCaptureFixture
) -> None:
    async def live() -> str:
        async with polling(build(loaded(FakeAssistant()), "1:wrong", server.url, PACE)):
            while not any("ditolak" in record.getMessage() for record in caplog.records):
                await asyncio.sleep(0.01)
            return "running"

    assert asyncio.run(live()) == "running"


@pytest.mark.parametrize(("token", "url"), [("", None), ("1:a b", None), (TOKEN, "localhost:8081")])
def test_a_token_or_address_that_cannot_be_one_is_refused_at_once(token: str, url: str | None) -> None:
    with pytest.raises(SettingsError):
        build(loaded(FakeAssistant()), token, url)


_ALONE = """
import sys
from tanyapasal.bot.channels.telegram import build, run
from tests.bot.channels.fakes import FakeAssistant, loaded
run(build(loaded(FakeAssistant()), sys.argv[1], sys.argv[2]))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_alone_the_bot_runs_until_it_is_told_to_stop(server: BotApiServer, number: signal.Signals) -> None:
    process = subprocess.Popen([sys.executable, "-c", _ALONE, TOKEN, server.url], cwd=ROOT)
    server.say(7, "halo")
    try:
        server.wait_sent(1)
        process.send_signal(number)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
    assert server.pending() == 0


def test_alone_a_refused_token_ends_the_bot_with_one_clear_error(server: BotApiServer) -> None:
    with pytest.raises(SettingsError, match="ditolak"):
        run(build(loaded(FakeAssistant()), "1:wrong", server.url, PACE))
