"""Keys of partners: scopes, quotas, revoked at once, and stored as hashes alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from tanyapasal.bot.channels.web.admission.asking_limits import AskingLimits
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.cli import main
from tanyapasal.bot.errors import AccountError, KeyRefusedError, ScopeError, TooManyQuestionsError
from tanyapasal.bot.helpdesk.desk import Desk
from tanyapasal.bot.helpdesk.partners import Partners
from tanyapasal.bot.storage import MemoryStore, Store
from tanyapasal.bot.storage.database import FILE
from tests.bot.channels.web.web_fakes import API, FakeAssistant, loaded, problem, served
from tests.bot.storage.stores import STORES, opened


class Days:
    at = datetime(2026, 5, 4, 23, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(params=list(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return opened(request.param, tmp_path)


def test_a_key_opens_what_it_was_made_for_until_it_is_revoked(store: Store) -> None:
    partners = Partners(store.desk)
    key, text = partners.make(" Dinas  Contoh ", {"search", "ask"}, 60, 100, "sari")
    assert (key.name, key.scopes, key.made_by) == ("Dinas Contoh", ("ask", "search"), "sari")
    assert partners.admitted(text, "ask").id == key.id
    with pytest.raises(ScopeError, match="read"):
        partners.admitted(text, "read")
    for wrong in ("", "tpk_", text[:-1], text[:-1] + ("A" if text[-1] != "A" else "B"), text.upper()):
        with pytest.raises(KeyRefusedError):
            partners.admitted(wrong, "ask")
    assert [(held.id, used) for held, used in partners.all()] == [(key.id, 1)]
    partners.revoke(key.id)
    with pytest.raises(KeyRefusedError, match="dicabut"):
        partners.admitted(text, "ask")


def test_a_key_has_a_quota_a_minute_and_one_a_day_that_every_process_counts(store: Store) -> None:
    days, ticks = Days(), [0.0]
    one, other = (Partners(store.desk, days, lambda: ticks[0]) for _ in range(2))
    _, text = one.make("mitra", ["ask"], 2, 5, "sari")
    one.admitted(text, "ask")
    one.admitted(text, "ask")
    with pytest.raises(TooManyQuestionsError, match="menit"):
        one.admitted(text, "ask")
    other.admitted(text, "ask")
    other.admitted(text, "ask")
    ticks[0] = 61.0
    one.admitted(text, "ask")
    with pytest.raises(TooManyQuestionsError, match="hari") as refused:
        other.admitted(text, "ask")
    assert refused.value.wait_seconds == 3600
    days.at += timedelta(hours=1)
    ticks[0] = 200.0
    assert other.admitted(text, "ask")


@pytest.mark.parametrize(
    ("name", "scopes", "per_minute", "per_day"),
    [
        ("", ["ask"], 1, 1),
        ("x" * 65, ["ask"], 1, 1),
        ("a", [], 1, 1),
        ("a", ["semua"], 1, 1),
        ("a", ["ask"], 0, 1),
        ("a", ["ask"], 1, 0),
    ],
)
def test_what_will_not_do_is_told(name: str, scopes: list[str], per_minute: int, per_day: int) -> None:
    with pytest.raises(AccountError):
        Partners(MemoryStore().desk).make(name, scopes, per_minute, per_day, "sari")


@pytest.fixture
def service() -> Iterator[tuple[httpx.Client, Partners]]:
    store = MemoryStore()
    app = create_app(loaded(FakeAssistant()), desk=Desk(store), asking_limits=AskingLimits(1, 0))
    with served(app) as address, httpx.Client(base_url=address, timeout=10) as client:
        yield client, Partners(store.desk)


def test_over_http_a_key_counts_instead_of_the_address(service: tuple[httpx.Client, Partners]) -> None:
    http, partners = service
    key, text = partners.make("mitra", ["ask"], 3, 100, "sari")
    sent = {"Authorization": f"Bearer {text}"}
    asked = {"question": "Berapa JP?"}
    assert http.post(f"{API}/ask", json=asked).status_code == 200
    problem(http.post(f"{API}/ask", json=asked), 429)
    first = http.post(f"{API}/ask", json=asked, headers=sent)
    assert "set-cookie" not in first.headers
    again = asked | {"conversation_id": first.json()["conversation_id"]}
    assert (
        http.post(f"{API}/ask", json=again, headers=sent).json()["conversation_id"]
        == again["conversation_id"]
    )
    problem(http.get(f"{API}/search", params={"q": "JP"}, headers=sent), 403)
    problem(http.get(f"{API}/regulations", headers=sent), 403)
    assert http.post(f"{API}/ask", json=asked, headers=sent).status_code == 200
    assert int(http.post(f"{API}/ask", json=asked, headers=sent).headers["retry-after"]) <= 60
    refused = http.post(f"{API}/ask", json=asked, headers={"Authorization": "Bearer tpk_salah"})
    assert problem(refused, 401)["type"].endswith("key-refused")
    assert refused.headers["www-authenticate"] == "Bearer"
    partners.revoke(key.id)
    problem(http.post(f"{API}/ask", json=asked, headers=sent), 401)
    assert http.get(f"{API}/healthz", headers=sent).status_code == 200


def test_the_document_of_the_api_tells_of_keys(service: tuple[httpx.Client, Partners]) -> None:
    document = service[0].get(f"{API}/openapi.json").json()
    assert document["components"]["securitySchemes"]["kunci"]["scheme"] == "bearer"
    ask = document["paths"][f"{API}/ask"]["post"]
    assert ask["security"] == [{}, {"kunci": []}]
    assert {"401", "403", "429"} <= set(ask["responses"])
    assert "401" not in document["paths"][f"{API}/healthz"]["get"]["responses"]


def test_the_command_makes_lists_and_revokes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--data", str(tmp_path)]
    assert main(["key", "add", "Dinas Contoh", "--scope", "ask", "--scope", "read", *place]) == 0
    text = capsys.readouterr().out.strip()
    match = re.fullmatch(r"tpk_([0-9a-f]{12})_([\w-]{43})", text)
    assert match
    assert match[2].encode() not in (tmp_path / FILE).read_bytes()
    assert main(["key", "list", *place]) == 0
    assert "Dinas Contoh\tberlaku\task,read\t60\t0/5000" in capsys.readouterr().out
    assert main(["key", "revoke", match[1], *place]) == 0
    assert main(["key", "list", *place]) == 0
    assert "dicabut" in capsys.readouterr().out
    assert main(["key", "revoke", "x", *place]) == 2
    assert main(["key", "add", "a", "--scope", "ask", "--per-day", "0", *place]) == 2
