"""What is parked holds no names and no numbers of people, and can still be answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tanyapasal.bot.channels.telegram.updates.parking import packed, unpacked
from tanyapasal.bot.storage.database import open_store
from tests.bot.channels.fakes import FakeAssistant
from tests.bot.channels.telegram.bot_api_server import BotApiServer
from tests.bot.channels.telegram.telegram_run import PACE, bot, until

NIP = "199001012015011001"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApiServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with BotApiServer() as running:
        yield running


def test_names_and_numbers_are_left_out_and_entities_still_fit() -> None:
    text = f"NIP {NIP} @tanyapasal_bot halo"
    bot_ = {"id": 1, "is_bot": True, "first_name": "TanyaPasal", "username": "tanyapasal_bot"}
    update = {
        "update_id": 5,
        "message": {
            "from": {
                "id": 7,
                "is_bot": False,
                "first_name": "Sari",
                "last_name": "Dewi",
                "username": "sari_d",
            },
            "chat": {"id": -3, "type": "supergroup", "title": "Rahasia"},
            "text": text,
            "entities": [{"type": "mention", "offset": text.index("@"), "length": 15}],
            "reply_to_message": {"from": bot_, "caption": "surel a@b.go.id"},
        },
    }
    kept = packed(update)
    for secret in ("Sari", "Dewi", "sari_d", "Rahasia", NIP, "a@b"):
        assert secret not in kept
    message = unpacked(kept)["message"]
    at = message["entities"][0]["offset"]
    assert message["text"][at : at + 15] == "@tanyapasal_bot"
    assert message["reply_to_message"]["from"] == bot_


@pytest.mark.parametrize("payload", ["", "[]", "{}", json.dumps({"update_id": "x"})])
def test_what_is_no_update_is_refused(payload: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        unpacked(payload)


def test_an_update_that_takes_long_is_parked_and_forgotten_once_it_is_answered(
    server: BotApiServer, tmp_path: Path
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'x.db'}")
    assistant = FakeAssistant()
    with bot(server, assistant, replace(PACE, park=0.2), store):
        server.say(7, f"tahan {NIP}")
        server.say(7, "lagi")
        server.wait_until(lambda: not server.pending())  # Telegram may forget them
        assert store.updates.parked() == 2
        assert not server.sent
        assistant.released.set()
        server.wait_sent(2)
        until(lambda: not store.updates.parked())
    assert [m.text.split("\n")[0] for m in server.sent] == [f"Jawaban: tahan {NIP}", "Jawaban: lagi"]
    store.close()


def test_what_was_parked_by_a_program_that_is_gone_is_answered_by_the_next(
    server: BotApiServer, tmp_path: Path
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'x.db'}")
    with bot(server, FakeAssistant(), replace(PACE, park=0.2, grace=0.1, retries=9, backoff=9), store):
        server.wait_call("setMyCommands")
        server.broken.add(7)
        for n in range(3):
            server.say(7, f"soal {n}")
        server.wait_until(lambda: not server.pending())
    server.broken.clear()
    with bot(server, FakeAssistant(), store=store):
        server.wait_sent(3)
        until(lambda: not store.updates.parked())
    assert [m.text.split("\n")[0] for m in server.sent] == [f"Jawaban: soal {n}" for n in range(3)]
    store.close()
