"""A conversation belongs to who began it: another client never reads it, whichever id it sends."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date

import httpx
import pytest
from fastapi import FastAPI

from tanyapasal.bot.channels.web.admission.clients import COOKIE
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.channels.web.keeping import StoreKeeping
from tanyapasal.bot.privacy import Pseudonyms
from tanyapasal.bot.reply import Reply
from tanyapasal.bot.storage import MemoryStore, StoredTurn
from tests.bot.channels.web.web_fakes import API, FakeAssistant, loaded, served

NAMES = Pseudonyms(b"k" * 32)


class Remembering(FakeAssistant):
    """Remembers the last question of each conversation, as the answerer does."""

    def __init__(self, store: MemoryStore) -> None:
        super().__init__()
        self._store = store

    def reply(self, question: str, conversation_id: str | None = None, as_of: date | None = None) -> Reply:
        conversation = conversation_id or uuid.uuid4().hex
        self.before = [t.question for t in self._store.turns(conversation)]
        self._store.add_turn(conversation, StoredTurn(question, "", "answer"))
        return super().reply(question, conversation, as_of)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def assistant(store: MemoryStore) -> Remembering:
    return Remembering(store)


def app(assistant: Remembering, store: MemoryStore) -> FastAPI:
    return create_app(loaded(assistant), keeping=StoreKeeping(store), names=NAMES, store=store)


@pytest.fixture
def address(assistant: Remembering, store: MemoryStore) -> Iterator[str]:
    with served(app(assistant, store)) as at:
        yield at


def browser(address: str, agent: str = "Peramban") -> httpx.Client:
    return httpx.Client(base_url=address, timeout=10, headers={"User-Agent": agent})


def ask(client: httpx.Client, question: str, conversation: str | None = None) -> str:
    sent = {"question": question} | ({"conversation_id": conversation} if conversation is not None else {})
    response = client.post(f"{API}/ask", json=sent)
    assert response.status_code == 200, response.text
    return str(response.json()["conversation_id"])


def test_a_follow_up_is_understood_and_another_browser_does_not_get_it(
    address: str, assistant: Remembering
) -> None:
    with browser(address) as sari, browser(address) as budi:
        first = ask(sari, "Berapa JP?")
        assert ask(sari, "selengkapnya", first) == first
        assert assistant.before == ["Berapa JP?"]
        ask(budi, "halo")  # has a cookie of his own now
        assert ask(budi, "selengkapnya", first) != first
        assert assistant.before == []


def test_a_client_without_cookies_goes_on_and_another_program_does_not(
    address: str, assistant: Remembering
) -> None:
    def once(agent: str, conversation: str | None = None) -> str:
        with browser(address, agent) as client:
            return ask(client, "selengkapnya", conversation)

    first = once("program-a")
    assert once("program-a", first) == first
    assert assistant.before == ["selengkapnya"]
    assert once("program-b", first) != first
    assert assistant.before == []


def test_a_client_may_choose_its_own_ids_and_no_other_finds_what_is_under_them(
    address: str, assistant: Remembering
) -> None:
    with browser(address) as sari, browser(address, "Lain") as budi:
        assert ask(sari, "Berapa JP?", "meja-1") == "meja-1"
        assert ask(budi, "selengkapnya", "meja-1") == "meja-1"
        assert assistant.before == []
        assert ask(budi, "lagi", "meja-1") == "meja-1"
        assert assistant.before == ["selengkapnya"]


@pytest.mark.parametrize(
    "change", [lambda i: i[:-1] + ("0" if i[-1] != "0" else "1"), lambda i: i[::-1], str.upper]
)
def test_a_changed_id_begins_anew(address: str, assistant: Remembering, change: object) -> None:
    assert callable(change)
    with httpx.Client(base_url=address, timeout=10) as client:
        first = ask(client, "Berapa JP?")
        client.cookies.clear()
        ask(client, "selengkapnya", change(first))
    assert assistant.before == []


def test_another_process_with_the_same_key_knows_the_conversation(
    address: str, assistant: Remembering, store: MemoryStore
) -> None:
    with served(app(assistant, store)) as other, browser(address) as sari, browser(other) as there:
        first = ask(sari, "Berapa JP?")
        there.cookies.set(COOKIE, sari.cookies[COOKIE])
        assert ask(there, "selengkapnya", first) == first


def test_the_cookie_is_kept_from_scripts_and_other_sites(address: str) -> None:
    with browser(address) as sari:
        told = sari.post(f"{API}/ask", json={"question": "halo"}).headers["set-cookie"]
        assert {"HttpOnly", "SameSite=lax", "Max-Age=86400"} <= set(told.split("; "))
        assert "set-cookie" not in sari.post(f"{API}/ask", json={"question": "halo"}).headers
        assert "set-cookie" not in sari.get("/").headers
    with browser(address) as sari:
        assert COOKIE in sari.post("/tanya", data={"q": "halo"}).headers["set-cookie"]


def test_what_a_browser_asked_is_kept_under_a_name_that_only_its_cookie_gives(
    address: str, store: MemoryStore
) -> None:
    with browser(address) as sari, browser(address) as budi:
        ask(sari, "Berapa JP?")
        ask(budi, "halo")
        person = NAMES.of("web", sari.cookies[COOKIE])
    held = store.held(person)
    assert [line.question for line in held.questions] == ["Berapa JP?"]
    assert [turn.question for turn in held.turns] == ["Berapa JP?"]
    gone = store.erase(person)
    assert (gone.questions, gone.replies, gone.turns) == (1, 1, 1)
    assert [line.question for line in store.questions()] == ["halo"]


def test_people_see_take_along_and_delete_what_is_kept_of_them(address: str, store: MemoryStore) -> None:
    with browser(address) as sari, browser(address) as budi:
        assert "Tidak ada data" in sari.get("/data-saya").text
        ask(sari, "Berapa JP? NIK 3171234567890123")
        ask(budi, "halo")
        assert "1 pertanyaan, 1 jawaban" in sari.get("/data-saya").text
        file = sari.post("/data-saya/unduh")
        assert "attachment" in file.headers["content-disposition"]
        assert [line["pertanyaan"] for line in file.json()["pertanyaan"]] == ["Berapa JP? NIK [NIK]"]
        foreign = sari.post("/data-saya/hapus", headers={"Origin": "https://jahat.example"})
        assert foreign.status_code == 403
        gone = sari.post("/data-saya/hapus")
        assert "3 catatan" in gone.text
        assert COOKIE not in sari.cookies
        assert [line.question for line in store.questions()] == ["halo"]
        assert budi.post("/data-saya/unduh").json()["pertanyaan"][0]["pertanyaan"] == "halo"


def test_without_a_cookie_nobody_sees_or_deletes_anything(address: str, store: MemoryStore) -> None:
    with browser(address) as sari, browser(address) as nobody:
        ask(sari, "Berapa JP?")
        assert nobody.post("/data-saya/unduh").json()["pertanyaan"] == []
        assert "Tidak ada data" in nobody.post("/data-saya/hapus").text
    assert store.count_questions() == 1
