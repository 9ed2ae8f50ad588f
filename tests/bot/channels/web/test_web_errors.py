"""The HTTP API when things go wrong: every error is a problem a person can act on, never a 5xx by input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tanyapasal.bot.assistant import MAX_QUESTION_CHARACTERS
from tanyapasal.bot.channels.web import problems
from tanyapasal.bot.channels.web.admission.body_limit import MAX_BODY_BYTES
from tanyapasal.bot.channels.web.admission.headers import SECURITY_HEADERS
from tanyapasal.bot.channels.web.app import create_app
from tests.bot.channels.web.web_fakes import API, FakeAssistant, loaded, problem, served


@pytest.fixture(scope="module")
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="module")
def http(assistant: FakeAssistant) -> Iterator[httpx.Client]:
    with (
        served(create_app(loaded(assistant))) as address,
        httpx.Client(base_url=address, timeout=10) as client,
    ):
        yield client


# --- errors ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "field", "expected"),
    [
        ({}, "question", "wajib diisi"),
        ({"question": 5}, "question", "harus berupa teks"),
        ({"question": None}, "question", "harus berupa teks"),
        ({"question": "  \n "}, "question", "tidak boleh kosong"),
        ({"question": "a", "conversation_id": "x" * 101}, "conversation_id", "paling banyak 100 karakter"),
        ([1], "body", "objek JSON"),
        ("teks", "body", "objek JSON"),
        (None, "body", "objek JSON"),
    ],
)
def test_a_wrong_field_is_named_with_what_is_expected(
    http: httpx.Client, body: object, field: str, expected: str
) -> None:
    response = http.post(f"{API}/ask", content=json.dumps(body), headers={"Content-Type": "application/json"})
    data = problem(response, 422)
    assert data["errors"][0]["field"] == field
    assert expected in data["errors"][0]["message"]
    assert expected in data["detail"]
    assert data["instance"] == f"{API}/ask"


def test_a_question_that_is_too_long_is_told_the_limit(http: httpx.Client) -> None:
    exact = {"question": "JP " + "a" * (MAX_QUESTION_CHARACTERS - 3)}
    assert http.post(f"{API}/ask", json=exact).status_code == 200
    data = problem(http.post(f"{API}/ask", json={"question": "a" * (MAX_QUESTION_CHARACTERS + 1)}), 422)
    assert data["type"] == problems.TOO_LONG.uri
    assert str(MAX_QUESTION_CHARACTERS) in data["detail"]


@pytest.mark.parametrize(
    "params", [{}, {"q": ""}, {"q": "a", "top": "x"}, {"q": "a", "top": 0}, {"q": "a", "top": 999}]
)
def test_a_search_with_wrong_parameters_is_a_422(http: httpx.Client, params: dict[str, Any]) -> None:
    problem(http.get(f"{API}/search", params=params), 422)


@pytest.mark.parametrize(
    "path", ["/tidak-ada", f"{API}/", f"{API}/ask/", f"{API}/replies", "/docs", "/static/x.js"]
)
def test_an_unknown_address_is_a_404(http: httpx.Client, path: str) -> None:
    data = problem(http.get(path), 404)
    assert data["instance"] == path


def test_a_wrong_method_is_told_the_right_one(http: httpx.Client) -> None:
    response = http.get(f"{API}/ask")
    assert "POST" in problem(response, 405)["detail"]
    assert response.headers["allow"] == "POST"


def test_an_unknown_regulation_is_told_which_are_held(http: httpx.Client) -> None:
    for path in (f"{API}/regulations/uu-1-1945", f"{API}/provisions/uu-1-1945/pasal-1"):
        detail = problem(http.get(path), 404)["detail"]
        assert "uu-1-1945" in detail
        assert "UU Nomor 20 Tahun 2023 (uu-20-2023)" in detail


def test_an_unknown_place_is_told_which_are_held(http: httpx.Client) -> None:
    detail = problem(http.get(f"{API}/provisions/uu-20-2023/pasal-999"), 404)["detail"]
    assert "uu-20-2023/pasal-47/ayat-2" in detail
    assert "keterangan" in problem(http.get(f"{API}/provisions/program/x"), 404)["detail"].lower()


@pytest.mark.parametrize(
    "path",
    [
        "regulations/UU20",
        "provisions/uu20/47",
        "provisions/uu-20-2023/ayat-2",
        "provisions/program/",
        "provisions/",
    ],
)
def test_a_malformed_reference_is_a_400_with_an_example(http: httpx.Client, path: str) -> None:
    assert "misalnya" in problem(http.get(f"{API}/{path}"), 400)["detail"]


# --- hostile input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe{}",
        b'{"question": "\xff\xfe"}',
        b'{"question": "\\ud800"}',
        b'{"\\ud800": 1}',
        b'{"question": "a", "conversation_id": "\\udfff"}',
        b'{"question": ' + b"[" * 20000 + b"]" * 20000 + b"}",
        b"[" * 60000,
        b'{"question": ' + b"9" * 6000 + b"}",
        b'{"question": NaN}',
        b"\x00",
        b'{"question": "JP", "question": 1}',
    ],
)
@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "application/json; charset=latin-1"]
)
def test_a_body_that_is_not_what_it_should_be_is_a_4xx(
    http: httpx.Client, content: bytes, content_type: str
) -> None:
    response = http.post(f"{API}/ask", content=content, headers={"Content-Type": content_type})
    problem(response, response.status_code)
    assert response.status_code in (400, 422)


@pytest.mark.parametrize(
    "question",
    [
        "JP\x00 berapa",
        "JP \u202e terbalik",
        "<script>alert(1)</script> JP",
        "JP " + "🙂" * 1500,
        "'; DROP TABLE--",
    ],
)
def test_strange_text_is_still_a_question(http: httpx.Client, question: str) -> None:
    assert http.post(f"{API}/ask", json={"question": question}).status_code == 200


@pytest.mark.parametrize(
    "raw", ["%00", "%ff", "%ed%a0%80", "%2e%2e%2fetc", "a%0d%0aX-Injected:%201", "%23", "%25"]
)
def test_strange_addresses_are_never_a_5xx(http: httpx.Client, raw: str) -> None:
    for path in (f"/{raw}", f"{API}/provisions/{raw}", f"{API}/regulations/{raw}", f"/static/{raw}"):
        response = http.get(path)
        assert response.status_code in (400, 404), path
        problem(response, response.status_code)
        assert "x-injected" not in response.headers
    assert http.get(f"{API}/search?q={raw}").status_code < 500
    for path in (
        f"/?q={raw}",
        f"/tanya?q={raw}&conversation_id={raw}",
        f"/regulasi/{raw}",
        f"/program/{raw}",
    ):
        assert http.get(path, follow_redirects=True).status_code < 500, path
    assert http.post("/tanya", content=f"q={raw}&conversation_id={raw}").status_code < 500
    assert http.get(f"/widget/{raw}/element.js").status_code < 500


def test_a_body_over_the_limit_is_a_413_whether_or_not_it_tells_its_length(http: httpx.Client) -> None:
    def chunks(size: int) -> Iterator[bytes]:
        yield from (b"a" * 8192 for _ in range(size // 8192))

    for size in (MAX_BODY_BYTES + 8192, MAX_BODY_BYTES * 8):
        assert "64 kB" in problem(http.post(f"{API}/ask", content=b"a" * size), 413)["detail"]
        problem(http.post(f"{API}/ask", content=chunks(size)), 413)
    assert http.get("/healthz").status_code == 200


def test_a_bug_is_a_500_problem_that_tells_nothing_of_the_inside(http: httpx.Client) -> None:
    response = http.post(f"{API}/ask", json={"question": "galat"})
    data = problem(response, 500)
    assert "rusak" not in json.dumps(data)
    assert response.headers["content-security-policy"]


def test_after_a_bug_the_next_request_of_the_same_client_is_answered(http: httpx.Client) -> None:
    for _ in range(20):
        assert http.post(f"{API}/ask", json={"question": "galat"}).headers["connection"] == "close"
        assert http.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/", "/healthz", f"{API}/examples", "/tidak-ada", "/static/site.css"])
def test_every_response_carries_the_security_headers(http: httpx.Client, path: str) -> None:
    response = http.get(path)
    for name, value in SECURITY_HEADERS.items():
        assert response.headers[name] == value
    assert "unsafe" not in response.headers["content-security-policy"]
