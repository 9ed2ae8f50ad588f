"""Faults of Telegram, of the database and of other programs with the same token, over HTTP against the strict server.

In the test run with small numbers; with FAULTS set (``FAULTS=full``) with those of docs/telegram.md.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from tanyapasal.bot.storage import Store
from tanyapasal.bot.storage.afterwards import Afterwards
from tanyapasal.bot.storage.database import open_store
from tests.bot.channels.fakes import FakeAssistant
from tests.bot.channels.telegram.bot_api_server import BotApiServer
from tests.bot.channels.telegram.telegram_load import Slow, killed
from tests.bot.channels.telegram.telegram_run import PACE, bot, until

# Raised by the client about itself.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning")]
FULL = bool(os.environ.get("FAULTS"))
GROUP = -1001
BROKEN = 666
# Telegram's own rates.
REAL = replace(PACE, messages_per_second=30, group_messages=20, chat_burst=5, backoff=1.0, longest_backoff=30)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApiServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with BotApiServer() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Afterwards(open_store(f"sqlite:///{tmp_path / 'x.db'}"))
    yield opened
    opened.close()


def told(figures: str) -> None:
    """Shown by ``pytest -s``."""
    sys.stdout.write(f"{figures}\n")


def answered(server: BotApiServer, chats: range) -> int:
    return len({m.chat_id for m in list(server.sent)} & set(chats))


def test_a_chat_that_always_fails_holds_up_nobody(server: BotApiServer, store: Store) -> None:
    others = range(1000, 1000 + (160 if FULL else 60))
    server.broken.add(BROKEN)
    with bot(server, Slow(seconds=0.03), REAL, store):
        for n in range(110):  # more than Telegram hands out
            server.say(BROKEN, f"soal {n}")
        for chat in others:
            server.say(chat, "halo")
        server.wait_until(lambda: answered(server, others) == len(others), 60)
        server.wait_until(lambda: not server.pending())
        server.broken.clear()
        server.wait_until(lambda: any(m.chat_id == BROKEN for m in server.sent), 60)
    assert max(Counter(m.chat_id for m in server.sent if m.chat_id != BROKEN).values()) == 1


def test_a_group_that_is_told_to_wait_holds_up_no_private_chat(server: BotApiServer, store: Store) -> None:
    flood = 45 if FULL else 4
    with bot(server, FakeAssistant(), replace(REAL, longest_wait=20 if FULL else 2), store):
        server.flood(GROUP, flood)
        began = time.monotonic()
        server.say(GROUP, "@tanyapasal_bot halo", kind="supergroup")
        server.wait_until(lambda: server.told_to_wait)
        slowest = 0.0
        for chat in range(1000, 1020 if FULL else 1010):
            asked = time.monotonic()
            server.say(chat, "halo")
            server.wait_until(lambda chat=chat: answered(server, range(chat, chat + 1)))  # type: ignore[misc]
            slowest = max(slowest, time.monotonic() - asked)
        server.wait_until(lambda: any(m.chat_id == GROUP for m in server.sent), flood + 30)
        waited = time.monotonic() - began
    told(
        f"private chats: at most {slowest:.2f} s; the group after {waited:.0f} s, {server.told_to_wait} x 429"
    )
    assert slowest <= 2
    assert waited >= flood
    assert server.told_to_wait <= 3


def test_a_private_question_does_not_wait_behind_a_busy_group(server: BotApiServer, store: Store) -> None:
    server.group_minute = 20
    with bot(server, Slow(seconds=0.03), REAL, store):
        for n in range(160):
            server.say(GROUP, f"@tanyapasal_bot soal {n}", kind="supergroup")
        began = time.monotonic()
        server.say(7, "halo")
        server.wait_until(lambda: answered(server, range(7, 8)))
        took = time.monotonic() - began
        server.wait_until(lambda: not server.pending())
    told(f"private question behind 160 mentions: {took:.2f} s")
    assert took <= 3
    assert server.told_to_wait == 0
    texts = [m.text.split("\n")[0] for m in server.sent if m.chat_id == GROUP]
    assert texts == [f"Jawaban: soal {n}" for n in range(len(texts))]


def test_two_programs_with_one_token_share_the_work(server: BotApiServer, tmp_path: Path) -> None:
    asked = {chat: [f"soal {n} dari {chat}" for n in range(2)] for chat in range(1, 61 if FULL else 31)}
    url = f"sqlite:///{tmp_path / 'x.db'}"
    with ExitStack() as running:
        for _ in range(2):
            store = Afterwards(open_store(url))
            running.callback(store.close)
            running.enter_context(bot(server, Slow(seconds=0.05), PACE, store))
        for n in range(2):
            for chat, mine in asked.items():
                server.say(chat, mine[n])
        inline = [server.type_inline("pelatihan", person) for person in asked]
        server.wait_sent(2 * len(asked), 60)
        server.wait_until(lambda: not server.pending())
        time.sleep(1)
    told_to = Counter(str(c["inline_query_id"]) for m, c in server.calls if m == "answerInlineQuery")
    assert told_to == Counter(inline)
    counts = Counter(m.text.split("\n")[0].removeprefix("Jawaban: ") for m in server.sent)
    assert counts == Counter(text for mine in asked.values() for text in mine)


def test_a_locked_database_delays_no_answer_and_its_buttons_work(
    server: BotApiServer, tmp_path: Path
) -> None:
    chats = range(1, 41)
    store = Afterwards(open_store(f"sqlite:///{tmp_path / 'x.db'}"))
    other = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    with bot(server, Slow(seconds=0.03), PACE, store):
        server.wait_call("setMyCommands")
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        for chat in chats:
            server.say(chat, "halo")
        server.wait_until(lambda: answered(server, chats) == len(chats), 60)
        took = time.monotonic() - began
        time.sleep(20 if FULL else 1)
        other.execute("COMMIT")
        answer = server.sent[0]
        server.press(answer, answer.button("👍"))
        server.wait_edit(answer)
        until(lambda: store.count_questions() == len(chats))
    store.close()
    other.close()
    told(f"40 of 40 sent in {took:.1f} s while the database was locked")
    assert took < 10
    assert len(server.sent) == len(chats)


def test_a_revoked_token_is_said_once_and_loses_nothing(
    server: BotApiServer, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    assistant = FakeAssistant()
    with bot(server, assistant, store=store):
        server.say(1, "tahan dulu")
        server.wait_until(lambda: assistant.asked)
        server.revoked = True
        for chat in range(2, 20):
            server.say(chat, "halo")
        assistant.released.set()
        until(lambda: any("ditolak" in r.getMessage() for r in caplog.records))
        time.sleep(0.5)
    assert not any(r.exc_info for r in caplog.records)
    assert sum("ditolak" in r.getMessage() for r in caplog.records) == 1
    assert not server.sent
    server.revoked = False
    with bot(server, assistant, store=store):
        server.wait_until(lambda: answered(server, range(1, 20)) == 19)
    assert len(server.sent) == 19


@pytest.mark.skipif(not FULL, reason="a minute; a smaller one stands in test_telegram_durability")
def test_kills_lose_nothing_and_double_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    found = killed(chats=500, questions=2, kills=3)
    told(str(found))
    assert (found.asked, found.answered, found.disordered) == (1000, 1000, 0)
    assert found.doubled <= 5
