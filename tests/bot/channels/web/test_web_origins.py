"""Who may use the service from where: CORS, frames, and that both follow one list."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import httpx
import pytest

from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.channels.web.widget import modules
from tanyapasal.bot.sites import NO_SITES, Sites, parse_sites
from tests.bot.channels.web.web_fakes import API, FakeAssistant, loaded, problem, served

HOME, OTHER = "https://a.go.id", "https://b.go.id"
ASK = {"question": "JP?"}


@pytest.fixture(scope="module")
def assistant() -> FakeAssistant:
    return FakeAssistant()


def client(assistant: FakeAssistant, sites: Sites) -> Iterator[httpx.Client]:
    with (
        served(create_app(loaded(assistant), sites=sites)) as address,
        httpx.Client(base_url=address, timeout=10) as opened,
    ):
        yield opened


@pytest.fixture(scope="module")
def http(assistant: FakeAssistant) -> Iterator[httpx.Client]:
    yield from client(assistant, parse_sites(f"a={HOME} https://www.a.go.id;b={OTHER}"))


@pytest.fixture(scope="module")
def closed(assistant: FakeAssistant) -> Iterator[httpx.Client]:
    yield from client(assistant, NO_SITES)


def preflight(http: httpx.Client, path: str, origin: str) -> httpx.Response:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    return http.options(path, headers=asked)


def test_a_listed_site_may_ask_with_its_key(http: httpx.Client) -> None:
    allowed = preflight(http, f"{API}/ask?site=a", HOME)
    assert allowed.status_code == 204
    assert allowed.headers["access-control-allow-origin"] == HOME
    assert allowed.headers["access-control-allow-headers"] == "content-type"
    assert "access-control-allow-credentials" not in allowed.headers
    response = http.post(f"{API}/ask?site=a", json=ASK, headers={"Origin": HOME})
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == HOME
    assert "Origin" in response.headers["vary"]


@pytest.mark.parametrize(
    ("site", "origin"),
    [
        ("a", OTHER),
        ("b", HOME),
        ("", HOME),
        ("c", HOME),
        ("a", "null"),
        ("a", "https://a.go.id.example"),
        ("*", HOME),
    ],
)
def test_any_other_page_is_refused_before_anything_is_answered(
    http: httpx.Client, assistant: FakeAssistant, site: str, origin: str
) -> None:
    before = len(assistant.asked)
    refused = (
        preflight(http, f"{API}/ask?site={site}", origin),
        http.post(f"{API}/ask?site={site}", json=ASK, headers={"Origin": origin}),
        http.post(f"{API}/feedback?site={site}", json={}, headers={"Origin": origin}),
        http.get(f"{API}/examples?site={site}", headers={"Origin": origin}),
        http.get(f"/widget/{site or '-'}/element.js", headers={"Origin": origin}),
    )
    for response in refused:
        assert problem(response, 403)["type"].endswith("origin-not-allowed")
        assert "access-control-allow-origin" not in response.headers
    assert len(assistant.asked) == before


def test_with_an_empty_list_no_page_of_another_origin_may_do_anything(closed: httpx.Client) -> None:
    problem(preflight(closed, f"{API}/ask?site=a", HOME), 403)
    problem(closed.post(f"{API}/ask?site=a", json=ASK, headers={"Origin": HOME}), 403)
    problem(closed.post("/tanya", data={"q": "JP"}, headers={"Origin": HOME}), 403)
    policy = closed.get("/widget/frame?site=a").headers["content-security-policy"]
    assert policy.endswith("frame-ancestors 'self'")


def test_pages_of_the_service_and_programs_without_a_page_need_no_key(
    http: httpx.Client, closed: httpx.Client
) -> None:
    for one in (http, closed):
        own = str(one.base_url).rstrip("/")
        assert one.post(f"{API}/ask", json=ASK, headers={"Origin": own}).status_code == 200
        assert one.post("/tanya", data={"q": "JP"}, headers={"Origin": own}).status_code == 200
        assert one.post(f"{API}/ask", json=ASK).status_code == 200
        behind_proxy = {"Origin": "https://tanya.contoh.go.id", "Sec-Fetch-Site": "same-origin"}
        assert one.post(f"{API}/ask", json=ASK, headers=behind_proxy).status_code == 200


def test_frames_and_cors_follow_the_same_list(http: httpx.Client) -> None:
    framed = http.get("/widget/frame?site=a")
    assert framed.headers["content-security-policy"].endswith(
        "frame-ancestors 'self' https://a.go.id https://www.a.go.id"
    )
    assert "x-frame-options" not in framed.headers
    for path in ("/widget/frame", "/widget/frame?site=c", "/", "/regulasi", "/tanya?q=JP&site=a"):
        page = http.get(path)
        assert page.headers["content-security-policy"].endswith("frame-ancestors 'self'"), path
        assert page.headers["x-frame-options"] == "SAMEORIGIN"


def test_pages_are_not_for_scripts_of_other_sites_even_listed_ones(http: httpx.Client) -> None:
    problem(http.get("/regulasi?site=a", headers={"Origin": HOME}), 403)


def test_the_loader_is_public_and_its_modules_are_kept_by_browsers(http: httpx.Client) -> None:
    loader = http.get("/widget.js", headers={"Origin": "https://c.example"})
    assert loader.status_code == 200
    assert loader.headers["access-control-allow-origin"] == "*"
    assert loader.headers["cross-origin-resource-policy"] == "cross-origin"
    module = http.get("/widget/a/element.js", headers={"Origin": HOME})
    assert module.headers["content-type"].startswith("text/javascript")
    assert module.headers["access-control-allow-origin"] == HOME
    again = http.get(
        "/widget/a/element.js", headers={"Origin": HOME, "If-None-Match": module.headers["etag"]}
    )
    assert again.status_code == 304
    assert again.headers["access-control-allow-origin"] == HOME


@pytest.mark.parametrize(
    "path",
    ["/widget/a/tidak-ada.js", "/widget/a/tsconfig.json", "/widget/a/widget.css", "/widget/a/b/element.js"],
)
def test_only_modules_are_served_as_modules(http: httpx.Client, path: str) -> None:
    problem(http.get(path), 404)


def test_all_that_another_website_loads_is_small() -> None:
    """The loader and every module, gzipped one by one as they are sent: at most 25 kB."""
    sent = [content for name, content in modules().items() if name != "page.js"]
    assert sum(len(gzip.compress(content)) for content in sent) <= 25_000


def test_modules_are_sent_gzipped_to_who_takes_it(http: httpx.Client) -> None:
    response = http.get("/widget/-/element.js")
    assert response.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in response.headers["vary"]
