"""Hostile text through every input and every place that shows it: nothing of it runs.

The browser ignores the content security policy here, so that escaping is tested and not the second wall.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tanyapasal.bot.channels.web.app import create_app
from tests.bot.channels.web.web_fakes import loaded, served
from tests.e2e.hostile import HostileAssistant
from tests.e2e.payloads import payloads
from tests.e2e.running import FOUND, Showing, victim_of

pytestmark = pytest.mark.browser
PAYLOADS = payloads()
_A_CONVERSATION = 40  # of all payloads it would be slower with each


def begin_anew(victim: Page, address: str) -> None:
    victim.goto(address)
    victim.evaluate("sessionStorage.clear()")
    victim.reload()
    expect(victim.locator(".starter").first).to_be_visible()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(create_app(loaded(HostileAssistant(PAYLOADS)))) as served_at:
        yield served_at


@pytest.fixture
def victim(browser: Browser) -> Iterator[Page]:
    with victim_of(browser) as page:
        yield page


def test_the_corpus_is_large_and_does_run_where_nothing_escapes_it(victim: Page) -> None:
    assert len(PAYLOADS) >= 200
    victim.goto("about:blank")
    ran = 0
    for payload in PAYLOADS:
        victim.evaluate("(html) => { ran.length = 0; document.body.innerHTML = html }", payload)
        victim.wait_for_timeout(15)
        ran += bool(victim.evaluate(FOUND))
    assert ran > 100


def test_a_page_is_found_in_which_a_payload_runs_or_could_and_the_next_in_its_place_is_not(
    victim: Page,
) -> None:
    showing = Showing(victim)
    for body, trace in (
        ("<script>kena(1)</script>", "kena 1"),
        ("<img src=x:x onerror=kena()>", "IMG onerror=kena()"),
        ("<a href=javascript:kena()>x</a>", "A href=javascript:kena()"),
    ):
        showing.add(f"<!doctype html><title>x</title><p>Pasal 1</p>{body}")
        with pytest.raises(AssertionError, match=re.escape(trace)):
            showing.finish()
        showing.add(f"<!doctype html><title>x</title><p>{html.escape(body)}</p>")
        showing.finish()
    assert showing.shown == 3


@pytest.mark.parametrize("question", ["semua", "tolak", "pilih"])
def test_hostile_replies_do_not_run_in_the_chat(victim: Page, address: str, question: str) -> None:
    victim.goto(address)
    victim.get_by_label("Pertanyaan Anda").fill(question)
    victim.keyboard.press("Enter")
    expect(victim.locator("article.reply")).to_be_visible()
    assert victim.locator("article.reply .options li").count() == len(PAYLOADS)
    assert victim.evaluate(FOUND) == []
    if question == "semua":
        victim.get_by_text("Selengkapnya", exact=True).click()
        assert victim.evaluate(FOUND) == []
        victim.locator(".cite").nth(1).click()
        expect(victim.locator("dialog.provision .statement")).to_have_count(len(PAYLOADS))
        assert victim.evaluate(FOUND) == []
    victim.reload()
    expect(victim.locator("article.reply")).to_be_visible()
    victim.wait_for_timeout(200)
    assert victim.evaluate(FOUND) == []


def test_hostile_questions_do_not_run_in_the_chat(victim: Page, address: str) -> None:
    for start in range(0, len(PAYLOADS), _A_CONVERSATION):
        begin_anew(victim, address)
        for number, payload in enumerate(PAYLOADS[start : start + _A_CONVERSATION], start=1):
            victim.get_by_label("Pertanyaan Anda").fill(payload)
            victim.keyboard.press("Enter")
            expect(victim.locator("article.reply")).to_have_count(number)
        assert victim.evaluate(FOUND) == []


@pytest.mark.parametrize(
    "path", ["/regulasi", "/regulasi/uu-1-2020", "/regulasi/uu-1-2020/pasal-1", "/program/program"]
)
def test_hostile_laws_do_not_run_on_pages_for_reading(victim: Page, address: str, path: str) -> None:
    victim.goto(address + path)
    victim.wait_for_timeout(200)
    assert victim.evaluate(FOUND) == []


@pytest.mark.parametrize("question", ["semua", "tolak", "pilih"])
def test_hostile_replies_do_not_run_on_the_plain_page(victim: Page, address: str, question: str) -> None:
    victim.goto(f"{address}/tanya?q={question}")
    victim.wait_for_timeout(200)
    assert victim.evaluate(FOUND) == []


@pytest.mark.slow
def test_hostile_input_in_addresses_and_forms_does_not_run(victim: Page, address: str) -> None:
    """Each payload as question, conversation, regulation, place, program, vote and options of the widget."""
    showing = Showing(victim)
    with httpx.Client(base_url=address, timeout=10, follow_redirects=True) as http:
        for payload in PAYLOADS:
            asked = urlencode({"q": payload, "conversation_id": payload})
            form = {"Content-Type": "application/x-www-form-urlencoded"}
            written = quote(payload, safe="")
            vote = urlencode({"reply_id": "r1", "nilai": "down", "conversation_id": payload})
            for response in (
                http.get(f"/tanya?{asked}"),
                http.post("/tanya", content=asked, headers=form),
                http.post("/tanya/nilai", content=vote, headers=form),
                http.post("/tanya/nilai", content=f"{vote}&alasan={written}", headers=form),
                http.post("/tanya/nilai", content=f"reply_id={written}&nilai={written}", headers=form),
                http.get(f"/regulasi/{written}"),
                http.get(f"/regulasi/uu-1-2020/{written}"),
                http.get(f"/program/{written}"),
                http.get(f"/api/v1/regulations/{written}"),
                http.get(f"/api/v1/provisions/{written}"),
                http.get(f"/widget/demo?title={written}&color=x&position=y"),
            ):
                assert response.status_code < 500
                showing.add_response(response)
    showing.finish()
    assert showing.shown > 4 * len(PAYLOADS)


@pytest.mark.parametrize("option", ["title", "color", "position", "theme"])
def test_hostile_options_of_the_widget_do_not_run(victim: Page, address: str, option: str) -> None:
    short = [payload for payload in PAYLOADS if len(payload) <= (200 if option == "title" else 20)]
    for payload in short[:: 1 if option != "title" else 4]:
        victim.goto(f"{address}/widget/demo?{urlencode({option: payload})}")
        expect(victim.locator("tanya-pasal")).to_be_attached()
        victim.evaluate("TanyaPasal.open()")
        expect(victim.locator("dialog.panel")).to_be_visible()
        assert victim.evaluate(FOUND) == [], payload


def test_hostile_problems_and_hostile_storage_do_not_run(victim: Page, address: str) -> None:
    details = iter(PAYLOADS)
    victim.route(
        "**/api/v1/ask",
        lambda route: route.fulfill(status=422, body=json.dumps({"detail": next(details)})),
    )
    for start in range(0, len(PAYLOADS), _A_CONVERSATION):
        begin_anew(victim, address)
        for _ in PAYLOADS[start : start + _A_CONVERSATION]:
            victim.get_by_label("Pertanyaan Anda").fill("x")
            victim.keyboard.press("Enter")
            expect(victim.get_by_role("button", name="Coba lagi")).to_be_visible()
        assert victim.evaluate(FOUND) == []
    assert next(details, None) is None
    poison = {
        "turns": [
            {
                "question": payload,
                "reply": {
                    "id": payload,
                    "kind": "answer",
                    "text": payload,
                    "headline": payload,
                    "statements": [{"text": payload, "citations": [0]}],
                    "citations": [],
                    "options": [{"label": payload, "question": payload}],
                    "conversation_id": payload,
                    "warning": payload,
                    "details": f"{payload}\n\nCatatan: {payload}",
                    "contact": {"name": payload, "reach": payload, "hours": payload},
                },
            }
            for payload in PAYLOADS[:60]
        ],
        "draft": PAYLOADS[0],
    }
    victim.evaluate(
        "(state) => { for (const key of Object.keys(sessionStorage)) sessionStorage.setItem(key, state) }",
        json.dumps(poison),
    )
    victim.reload()
    expect(victim.locator("article.reply")).to_have_count(60)
    assert victim.evaluate(FOUND) == []


def test_hostile_votes_are_taken_as_text(address: str) -> None:
    with httpx.Client(base_url=address, timeout=10) as http:
        for payload in PAYLOADS:
            body = {"reply_id": "r1", "value": "down", "reason": payload}
            response = http.post("/api/v1/feedback", json=body)
            assert response.status_code == 200
            assert response.headers["content-type"] == "application/json"
            assert response.headers["x-content-type-options"] == "nosniff"
