"""The chat page as people use it, in a real browser."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.channels.web.app import create_app
from tests.bot.web_fakes import EXAMPLES, HOURS, FakeAssistant, loaded, served

pytestmark = pytest.mark.browser

HOURS_HEADLINE = "Pasal 47 ayat (2) UU Nomor 20 Tahun 2023: minimal 20 JP per tahun"


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def address(assistant: FakeAssistant) -> Iterator[str]:
    with served(create_app(loaded(assistant))) as served_at:
        yield served_at


def ask(page: Page, question: str) -> None:
    page.get_by_label("Pertanyaan Anda").fill(question)
    page.keyboard.press("Enter")


def test_an_answer_shows_headline_quote_citation_and_a_calm_warning(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "Berapa JP minimal per tahun?")
    answer = page.locator("article.answer")
    expect(answer.get_by_role("heading", name=HOURS_HEADLINE)).to_be_visible()
    expect(answer.locator(".statement > blockquote")).to_have_text(HOURS.text)
    expect(answer.locator(".doubt")).to_contain_text("Perlu dicek")
    expect(answer.locator(".doubt")).to_contain_text("Pasal 203 ayat (4) PP 11/2017")
    expect(page.locator(".asked")).to_contain_text("Berapa JP minimal per tahun?")
    card = answer.locator("details.citation")
    expect(card.locator("blockquote")).to_be_hidden()
    card.locator("summary").click()
    expect(card.locator("blockquote")).to_have_text(HOURS.text)
    expect(card).to_contain_text("Aparatur Sipil Negara")
    expect(card).to_contain_text("Berlaku")
    expect(card).to_contain_text("Ketentuan Pengembangan Kompetensi ASN")


def test_starter_questions_are_asked_when_chosen(page: Page, address: str, assistant: FakeAssistant) -> None:
    page.goto(address)
    page.get_by_role("link", name=EXAMPLES[1].label).click()
    expect(page.locator("article.answer")).to_contain_text("511 JP")
    assert assistant.asked == [(EXAMPLES[1].question, None)]
    expect(page.locator("#welcome")).to_be_hidden()


def test_a_clarification_button_asks_its_question_in_the_same_conversation(
    page: Page, address: str, assistant: FakeAssistant
) -> None:
    page.goto(address)
    ask(page, "kompetensi")
    reply = page.locator("article.clarification")
    expect(reply.locator(".said")).to_have_text("Kompetensi mana yang Anda maksud?")
    reply.get_by_role("link", name="Latsar CPNS").click()
    expect(page.locator("article.answer")).to_be_visible()
    assert assistant.asked[-1] == ("Berapa lama Latsar CPNS?", "percakapan-1")


def test_a_refusal_offers_what_can_be_answered(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "resep rendang")
    refusal = page.locator("article.not_found")
    expect(refusal.locator(".said")).to_contain_text("belum memuat jawaban")
    expect(refusal.get_by_role("link")).to_have_count(2)


def test_shift_enter_is_a_new_line_and_enter_sends(
    page: Page, address: str, assistant: FakeAssistant
) -> None:
    page.goto(address)
    page.get_by_label("Pertanyaan Anda").press_sequentially("JP")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("per tahun")
    page.keyboard.press("Enter")
    expect(page.locator("article.answer")).to_be_visible()
    assert assistant.asked[0][0] == "JP\nper tahun"
    expect(page.get_by_label("Pertanyaan Anda")).to_have_value("")


def test_while_waiting_there_is_a_sign_and_nothing_is_sent_twice(
    page: Page, address: str, assistant: FakeAssistant
) -> None:
    assistant.hold = threading.Event()
    page.goto(address)
    ask(page, "JP")
    expect(page.get_by_text("Mencari di peraturan…")).to_be_visible()
    ask(page, "Latsar")
    assistant.hold.set()
    expect(page.locator("article.answer")).to_have_count(1)
    expect(page.get_by_text("Mencari di peraturan…")).to_have_count(0)
    assert len(assistant.asked) == 1
    expect(page.get_by_label("Pertanyaan Anda")).to_have_value("Latsar")


def test_an_error_keeps_the_question_and_a_retry_answers_it(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(address)
    page.route("**/api/v1/ask", lambda route: route.abort())
    ask(page, "Berapa JP?")
    error = page.get_by_role("alert")
    expect(error).to_contain_text("tidak dapat dihubungi")
    expect(page.get_by_label("Pertanyaan Anda")).to_have_value("Berapa JP?")
    page.unroute("**/api/v1/ask")
    error.get_by_role("button", name="Coba lagi").click()
    expect(page.locator("article.answer")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".asked")).to_have_count(1)
    expect(page.get_by_label("Pertanyaan Anda")).to_have_value("")
    assert [text for text in complaints if "ERR_FAILED" not in text] == []
    complaints.clear()


def test_a_service_that_is_not_ready_says_so_in_its_own_words(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(address)
    body = '{"detail": "Layanan masih disiapkan. Silakan coba lagi beberapa saat lagi."}'
    page.route("**/api/v1/ask", lambda route: route.fulfill(status=503, body=body))
    ask(page, "Berapa JP?")
    expect(page.get_by_role("alert")).to_contain_text("masih disiapkan")
    assert all("503" in text for text in complaints)
    complaints.clear()


def test_markup_in_a_question_and_in_a_reply_is_shown_as_text(page: Page, address: str) -> None:
    hostile = "<img src=x onerror=\"document.title='kena'\"><b>tebal</b>"
    page.goto(address)
    ask(page, hostile)
    expect(page.locator(".asked")).to_contain_text(hostile)
    expect(page.locator("article.not_found .said")).to_contain_text(hostile)
    assert page.locator("#log img, #log b").count() == 0
    assert page.title() == "TanyaPasal"


def test_addresses_in_quotes_are_links_that_open_safely(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "platform")
    link = page.locator(".statement > blockquote a")
    expect(link).to_have_attribute("href", "https://tsk.asnunggul.lan.go.id/")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_the_answer_can_be_copied_with_its_citation(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "JP")
    page.get_by_role("button", name="Salin jawaban dan kutipan").click()
    expect(page.get_by_role("button", name="Tersalin")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert HOURS.text in copied
    assert HOURS.label in copied


def test_a_reload_keeps_the_conversation_and_starting_anew_forgets_it(
    page: Page, address: str, assistant: FakeAssistant
) -> None:
    page.goto(address)
    ask(page, "JP")
    expect(page.locator("article.answer")).to_be_visible()
    page.reload()
    expect(page.locator("article.answer")).to_contain_text(HOURS_HEADLINE)
    ask(page, "Latsar")
    expect(page.locator("article.answer")).to_have_count(2)
    assert assistant.asked[-1][1] == "percakapan-1"
    page.get_by_role("link", name="Mulai baru").click()
    expect(page.locator("#log > *")).to_have_count(0)
    expect(page.get_by_role("link", name=EXAMPLES[0].label)).to_be_visible()
    expect(page.get_by_label("Pertanyaan Anda")).to_be_focused()
    ask(page, "JP")
    expect(page.locator("article.answer")).to_be_visible()
    assert assistant.asked[-1] == ("JP", None)


def test_in_a_long_conversation_only_the_log_scrolls(page: Page, address: str) -> None:
    page.goto(address)
    for number, question in enumerate(("JP", "Latsar", "kompetensi", "platform"), start=1):
        ask(page, question)
        expect(page.locator("article.reply")).to_have_count(number)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.evaluate("scrollY") == 0
    expect(page.get_by_role("link", name="Mulai baru")).to_be_in_viewport()
    expect(page.locator("article.reply").last.get_by_text("Salin jawaban")).to_be_in_viewport()
    expect(page.locator("article.reply").first).not_to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize("question", ["", "JP", "Latsar", "platform", "kompetensi", "x" * 300])
def test_no_width_scrolls_sideways(page: Page, address: str, width: int, question: str) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(address)
    if question:
        ask(page, question)
        expect(page.locator("article.reply")).to_be_visible()
        for summary in page.locator("summary").all():
            summary.click()
    for box in ("document.documentElement", "document.querySelector('main')"):
        assert page.evaluate(f"{box}.scrollWidth <= {box}.clientWidth"), box
    send = page.get_by_role("button", name="Kirim pertanyaan").bounding_box()
    assert send is not None
    assert send["x"] + send["width"] <= width
    assert send["y"] + send["height"] <= 640


def test_the_page_and_the_server_lay_a_reply_out_alike(page: Page, address: str) -> None:
    def shown() -> list[str]:
        return [re.sub(r"\s+", " ", text).strip() for text in page.locator("article.reply").all_inner_texts()]

    for question in ("JP", "Latsar", "platform", "kompetensi", "halo", "resep"):
        page.goto(address)
        page.evaluate("sessionStorage.clear()")
        page.reload()
        ask(page, question)
        expect(page.locator("article.reply")).to_be_visible()
        by_script = shown()
        page.goto(f"{address}/?q={question}")
        expect(page.locator("article.reply")).to_be_visible()
        assert shown() == by_script


def test_without_javascript_a_question_is_answered_too(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Pertanyaan Anda").fill("Berapa JP?")
    page.get_by_role("button", name="Kirim pertanyaan").click()
    expect(page.locator("article.answer")).to_contain_text(HOURS_HEADLINE)
    page.locator("summary").click()
    expect(page.locator("details.citation blockquote")).to_be_visible()
    expect(page.get_by_role("button", name="Salin")).to_have_count(0)
    context.close()
