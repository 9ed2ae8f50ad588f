"""How much may be asked on the web: by one client, by the visitors of one website, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from starlette.requests import Request

from tanyapasal.bot.channels.web.admission.asking_limits import WINDOW_SECONDS, AskingLimits, client_of
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.conversation.windows import Windows
from tanyapasal.bot.errors import SettingsError, TooManyQuestionsError
from tanyapasal.bot.settings import read_settings
from tanyapasal.bot.sites import Site, Sites
from tests.bot.channels.web.web_fakes import API, FakeAssistant, loaded, problem, served


@dataclass
class Clock:
    at: float = 100.0

    def __call__(self) -> float:
        return self.at


CLOCK = Clock()
SITE = "https://bkd.contoh.go.id"
FROM_SITE = {"Origin": SITE}


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    """Three questions a minute for a client, five for a website."""
    CLOCK.at = 100.0
    sites = Sites((Site("bkd", (SITE,)), Site("lan", ("https://lan.contoh.go.id",))))
    app = create_app(loaded(FakeAssistant()), sites=sites, asking_limits=AskingLimits(3, 5, CLOCK))
    with served(app) as address, httpx.Client(base_url=address, timeout=10) as client:
        yield client


def ask(http: httpx.Client, client: str = "198.51.100.1", site: str = "", **headers: str) -> httpx.Response:
    """As a proxy on this machine would pass it on."""
    query = f"?site={site}" if site else ""
    told = {"X-Forwarded-For": client, **headers}
    return http.post(f"{API}/ask{query}", json={"question": "JP"}, headers=told)


def test_a_client_that_asks_too_much_is_told_when_to_come_back(http: httpx.Client) -> None:
    for _ in range(3):
        assert ask(http).status_code == 200
        CLOCK.at += 10
    refused = ask(http)
    told = problem(refused, 429)
    assert told["type"] == "urn:tanyapasal:problem:too-many-questions"
    assert refused.headers["retry-after"] == "30"
    assert "coba lagi dalam 30 detik" in told["detail"]
    CLOCK.at += 30
    assert ask(http).status_code == 200


def test_another_client_is_not_held_up_and_reading_is_never_counted(http: httpx.Client) -> None:
    for _ in range(4):
        ask(http)
    assert ask(http, "198.51.100.2").status_code == 200
    assert http.get("/regulasi", headers={"X-Forwarded-For": "198.51.100.1"}).status_code == 200
    assert http.get(f"{API}/regulations", headers={"X-Forwarded-For": "198.51.100.1"}).status_code == 200


def test_searching_and_the_plain_page_count_too(http: httpx.Client) -> None:
    told = {"X-Forwarded-For": "198.51.100.1"}
    assert http.get(f"{API}/search", params={"q": "JP"}, headers=told).status_code == 200
    assert http.get("/tanya", params={"q": "JP"}, headers=told).status_code == 200
    assert http.post("/tanya", data={"q": "JP"}, headers=told).status_code == 200
    page = http.post("/tanya", data={"q": "Berapa JP <b>?", "conversation_id": "p-7"}, headers=told)
    assert page.status_code == 429
    assert page.headers["retry-after"] == "60"
    assert "Terlalu banyak pertanyaan" in page.text
    assert "Berapa JP &lt;b&gt;?</textarea>" in page.text
    assert 'name="conversation_id" value="p-7"' in page.text
    problem(http.get(f"{API}/search", params={"q": "JP"}, headers=told), 429)
    assert http.get("/tanya", headers=told).status_code == 200


def test_the_visitors_of_one_website_share_its_limit_and_other_websites_have_their_own(
    http: httpx.Client,
) -> None:
    for number in range(5):
        assert ask(http, f"198.51.100.{number}", "bkd", **FROM_SITE).status_code == 200
    refused = ask(http, "198.51.100.9", "bkd", **FROM_SITE)
    assert "dari situs ini" in problem(refused, 429)["detail"]
    assert refused.headers["access-control-allow-origin"] == SITE
    assert refused.headers["access-control-expose-headers"] == "Retry-After"
    assert ask(http, "198.51.100.9").status_code == 200
    assert ask(http, "198.51.100.9", "lan", Origin="https://lan.contoh.go.id").status_code == 200


def test_a_site_key_that_is_not_listed_opens_no_limit_of_its_own(http: httpx.Client) -> None:
    for number in range(5):
        assert ask(http, f"198.51.100.{number}", f"karangan-{number}").status_code == 200
    problem(ask(http, "198.51.100.9", "karangan-9"), 429)


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("testclient", "testclient"),
    ],
)
def test_a_client_is_an_address_and_of_ipv6_its_network(host: str, client: str) -> None:
    assert client_of(Request({"type": "http", "client": (host, 1), "headers": []})) == client


def test_memory_is_bounded_whoever_comes() -> None:
    windows = Windows(2, 60, CLOCK, keys=100)
    for number in range(5000):
        assert windows.take(f"alamat-{number}") is None
    assert len(windows) == 100


def test_zero_is_no_limit_and_the_window_slides() -> None:
    free = AskingLimits(0, 0, CLOCK)
    for _ in range(1000):
        free.admit("a", "-")
    CLOCK.at = 0
    one = AskingLimits(1, 0, CLOCK)
    one.admit("a", "-")
    CLOCK.at = WINDOW_SECONDS - 0.5
    with pytest.raises(TooManyQuestionsError) as refused:
        one.admit("a", "-")
    assert refused.value.wait_seconds == 1
    CLOCK.at = WINDOW_SECONDS
    one.admit("a", "-")


def test_both_limits_are_settings() -> None:
    found = read_settings(
        {"TANYAPASAL_QUESTIONS_PER_MINUTE": "7", "TANYAPASAL_SITE_QUESTIONS_PER_MINUTE": "0"}
    )
    assert (found.questions_per_minute, found.site_questions_per_minute) == (7, 0)
    for wrong in ("banyak", "-1", "1.5", "999999999"):
        with pytest.raises(SettingsError, match="PER_MINUTE"):
            read_settings({"TANYAPASAL_QUESTIONS_PER_MINUTE": wrong})
