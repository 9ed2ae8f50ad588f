"""What the web channel keeps: questions, replies and votes, in the store that the helpdesk reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.channels.web.keeping import StoreFeedback, StoreKeeping
from tanyapasal.bot.channels.wire import ReplyModel
from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.storage import LoggedQuestion, MemoryStore, QuestionFilter, StoredReply
from tests.bot.channels.web.web_fakes import API, FakeAssistant, loaded, served


class BrokenStore(MemoryStore):
    """A database that is away."""

    def keep_reply(self, reply: StoredReply) -> None:  # noqa: ARG002
        raise StorageError("Basis data tidak dapat dipakai.")


@contextmanager
def client_of(store: MemoryStore) -> Iterator[httpx.Client]:
    app = create_app(loaded(FakeAssistant()), feedback=StoreFeedback(store), keeping=StoreKeeping(store))
    with served(app) as address, httpx.Client(base_url=address, timeout=10) as client:
        yield client


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def client(store: MemoryStore) -> Iterator[httpx.Client]:
    with client_of(store) as opened:
        yield opened


def test_every_reply_of_api_and_page_is_kept_and_logged_without_names(
    store: MemoryStore, client: httpx.Client
) -> None:
    asked = client.post(f"{API}/ask", json={"question": "JP NIP 199001012015011001?"}).json()
    client.get("/tanya", params={"q": "Berapa gaji dewan 081234567890?"})
    client.post("/tanya", data={"q": "Berapa lama latsar?"})
    lines = store.questions()
    assert [line.question for line in reversed(lines)] == [
        "JP NIP [NIP]?",
        "Berapa gaji dewan [telepon]?",
        "Berapa lama latsar?",
    ]
    assert {line.channel for line in lines} == {"web"}
    assert all(line.latency_ms >= 0 for line in lines)
    first = lines[-1]
    assert isinstance(first, LoggedQuestion)
    assert first.refs == ("uu-20-2023/pasal-47/ayat-2",)
    kept = store.reply(asked["id"])
    assert kept is not None
    assert ReplyModel.model_validate_json(kept.json).model_dump(mode="json") == asked
    refused = store.reply(lines[1].reply_id)
    assert refused is not None
    assert "081234567890" not in refused.json


def test_a_vote_reaches_the_store_and_the_last_one_counts(store: MemoryStore, client: httpx.Client) -> None:
    reply = client.post(f"{API}/ask", json={"question": "JP"}).json()["id"]
    for value in ("up", "down"):
        body = {"reply_id": reply, "value": value, "reason": "hubungi 081234567890"}
        assert client.post(f"{API}/feedback", json=body).status_code == 200
    (vote,) = store.votes(reply)
    assert (vote.value, vote.reason) == ("down", "hubungi [telepon]")
    assert store.count_questions(QuestionFilter(vote="down")) == 1


def test_a_vote_on_a_reply_of_another_channel_or_of_nobody_is_refused(
    store: MemoryStore, client: httpx.Client
) -> None:
    store.keep_reply(StoredReply("t1", "c", "answer", "{}", "telegram", "seseorang"))
    for unknown in ("t1", "tidak-ada"):
        response = client.post(f"{API}/feedback", json={"reply_id": unknown, "value": "down"})
        assert response.status_code == 404
    assert store.votes("t1") == ()


def test_a_database_that_is_away_costs_the_record_and_not_the_answer() -> None:
    with client_of(BrokenStore()) as client:
        assert client.post(f"{API}/ask", json={"question": "JP"}).json()["kind"] == "answer"
