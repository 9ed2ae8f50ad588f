"""The chat page as people use it, in a real browser."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tanyapasal.bot.channels.web.admission.asking_limits import AskingLimits
from tanyapasal.bot.channels.web.admission.clients import COOKIE
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.channels.web.feedback import KeptVote, MemoryFeedback
from tanyapasal.bot.channels.web.keeping import StoreKeeping
from tanyapasal.bot.storage.memory import MemoryStore
from tests.bot.channels.web.web_fakes import CLASSROOM, EXAMPLES, HOURS, FakeAssistant, loaded, served

pytestmark = pytest.mark.browser

HOURS_HEADLINE = "Pasal 47 ayat (2) UU Nomor 20 Tahun 2023: minimal 20 JP per tahun"


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def feedback() -> MemoryFeedback:
    return MemoryFeedback()


@pytest.fixture
def address(assistant: FakeAssistant, feedback: MemoryFeedback) -> Iterator[str]:
    with served(create_app(loaded(assistant), feedback=feedback)) as served_at:
        yield served_at


def ask(page: Page, question: str) -> None:
    page.get_by_label("Pertanyaan Anda").fill(question)
    page.keyboard.press("Enter")


def opened(page: Page) -> None:
    """Opens what stands behind the one answer on the page."""
    page.locator("article.answer").get_by_text("Selengkapnya", exact=True).click()


def test_an_answer_shows_headline_quote_and_one_calm_warning_and_the_rest_when_it_is_opened(
    page: Page, address: str
) -> None:
    page.goto(address)
    ask(page, "Berapa JP minimal per tahun?")
    answer = page.locator("article.answer")
    expect(answer.get_by_role("heading", name=HOURS_HEADLINE)).to_be_visible()
    expect(answer.locator(".statement > blockquote")).to_have_text(HOURS.text)
    expect(answer.locator(".aside")).to_have_text("Menurut Ketentuan Pengembangan Kompetensi ASN")
    expect(answer.locator(".warning")).to_have_text("Catatan: Nomor pasal ini perlu dicek.")
    for behind in (".doubt", ".unknown", ".cite"):
        expect(answer.locator(behind)).to_be_hidden()
    opened(page)
    expect(answer.locator(".doubt")).to_contain_text("Perlu dicek")
    expect(answer.locator(".doubt")).to_contain_text("Pasal 203 ayat (4) PP 11/2017")
    expect(answer.locator(".unknown")).to_contain_text("telah diubah dengan UU Nomor 9 Tahun 2031.")
    expect(answer.locator(".cite")).to_be_visible()
    expect(page.locator(".asked")).to_contain_text("Berapa JP minimal per tahun?")


def test_on_paper_all_that_stands_behind_an_answer_is_there(page: Page, address: str) -> None:
    page.goto(f"{address}/tanya?q=JP")
    expect(page.locator(".more-body")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".more-body")).to_be_visible()


def test_a_citation_opens_the_pasal_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "Latsar")
    opened(page)
    cite = page.get_by_role("button", name=CLASSROOM.label)
    cite.click()
    dialog = page.get_by_role("dialog", name=CLASSROOM.label)
    expect(dialog.locator("blockquote")).to_have_text(CLASSROOM.text)
    expect(dialog).to_contain_text("Pelatihan Dasar Calon Pegawai Negeri Sipil")
    expect(dialog).to_contain_text("Ketentuan Pengembangan Kompetensi ASN")
    expect(dialog.get_by_role("link", name="Buka halaman")).to_have_attribute(
        "href", f"{address}/regulasi/perlan-10-2021/pasal-15/ayat-1/huruf-a"
    )
    expect(dialog.get_by_text("Memuat keterangan")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(cite).to_be_focused()


def test_a_pasal_that_cannot_be_loaded_still_shows_its_quote(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(address)
    ask(page, "JP")
    page.route("**/api/v1/provisions/**", lambda route: route.abort())
    opened(page)
    page.get_by_role("button", name=HOURS.label).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("tidak dapat dimuat")
    expect(dialog.locator("blockquote")).to_have_text(HOURS.text)
    complaints.clear()


def test_starter_questions_are_asked_when_chosen(page: Page, address: str, assistant: FakeAssistant) -> None:
    page.goto(address)
    page.get_by_role("link", name=EXAMPLES[1].label).click()
    expect(page.locator("article.answer")).to_contain_text("511 JP")
    assert assistant.asked == [(EXAMPLES[1].question, None)]
    expect(page.locator(".welcome")).to_be_hidden()


def test_the_page_names_the_regulations_held(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="UU Nomor 20 Tahun 2023").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("UU Nomor 20 Tahun 2023")


def test_a_clarification_button_asks_its_question_in_the_same_conversation(
    page: Page, address: str, assistant: FakeAssistant
) -> None:
    page.goto(address)
    ask(page, "kompetensi")
    reply = page.locator("article.clarification")
    expect(reply.locator(".said")).to_have_text("Kompetensi mana yang Anda maksud?")
    reply.get_by_role("button", name="Latsar CPNS").click()
    expect(page.locator("article.answer")).to_be_visible()
    assert assistant.asked[-1] == ("Berapa lama Latsar CPNS?", "percakapan-1")


def test_a_refusal_offers_what_can_be_answered(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "resep rendang")
    refusal = page.locator("article.not_found")
    expect(refusal.locator(".said")).to_contain_text("belum memuat jawaban")
    expect(refusal.locator(".options button")).to_have_count(2)
    expect(refusal.locator(".contact")).to_have_text(
        "Tanya petugas: Bagian Kepegawaian, https://bkpsdm.contoh.go.id (Senin-Jumat 08.00-16.00)"
    )
    expect(refusal).not_to_contain_text("misalnya")


def test_a_vote_is_kept_with_its_reason_and_over_a_reload(
    page: Page, address: str, feedback: MemoryFeedback
) -> None:
    page.goto(address)
    ask(page, "JP")
    page.get_by_role("button", name="Tidak membantu").click()
    expect(page.get_by_role("button", name="Tidak membantu")).to_have_attribute("aria-pressed", "true")
    assert feedback.votes() == (KeptVote("r1", "down", None),)
    page.get_by_label("Apa yang kurang?").fill("Yang saya tanyakan PPPK.")
    page.get_by_role("button", name="Kirim alasan").click()
    expect(page.get_by_text("Terima kasih atas masukan Anda.")).to_be_focused()
    assert feedback.votes() == (KeptVote("r1", "down", "Yang saya tanyakan PPPK."),)
    page.reload()
    expect(page.get_by_role("button", name="Tidak membantu")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Ya, membantu").click()
    expect(page.get_by_role("button", name="Tidak membantu")).to_have_attribute("aria-pressed", "false")
    assert feedback.votes()[-1].value == "up"


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
    waiting = page.locator(".turn.waiting")
    expect(waiting).to_have_text("Mencari di peraturan…")
    ask(page, "Latsar")
    assistant.hold.set()
    expect(page.locator("article.answer")).to_have_count(1)
    expect(waiting).to_have_count(0)
    assert len(assistant.asked) == 1
    expect(page.get_by_label("Pertanyaan Anda")).to_have_value("Latsar")


def test_offline_the_question_is_kept_and_answered_when_the_service_is_back(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(address)
    page.context.set_offline(True)
    ask(page, "Berapa JP?")
    error = page.locator(".turn.error")
    expect(error).to_contain_text("tidak dapat dihubungi")
    expect(error).to_contain_text("1 dari 4")
    expect(page.get_by_role("status").filter(has_text="tidak dapat dihubungi")).to_have_count(1)
    expect(page.get_by_label("Pertanyaan Anda")).to_have_value("Berapa JP?")
    page.context.set_offline(False)
    expect(page.locator("article.answer")).to_be_visible()
    expect(error).to_have_count(0)
    expect(page.locator(".asked")).to_have_count(1)
    expect(page.get_by_label("Pertanyaan Anda")).to_have_value("")
    assert all("ERR_INTERNET_DISCONNECTED" in text for text in complaints)
    complaints.clear()


def test_retries_are_bounded_and_can_be_hurried_and_stopped(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(address)
    tries: list[str] = []

    def refuse(route: Route) -> None:
        tries.append(route.request.url)
        route.abort()

    page.route("**/api/v1/ask", refuse)
    ask(page, "Berapa JP?")
    for attempt in range(1, 5):
        expect(page.locator(".turn.error")).to_contain_text(f"{attempt} dari 4")
        page.get_by_role("button", name="Coba sekarang").click()
    expect(page.locator(".turn.error")).to_contain_text("masih tersimpan di kotak")
    assert len(tries) == 5
    page.get_by_role("button", name="Coba lagi").click()
    page.get_by_role("button", name="Hentikan").click()
    expect(page.locator(".turn.error")).to_contain_text("dihentikan")
    page.unroute("**/api/v1/ask")
    page.get_by_role("button", name="Coba lagi").click()
    expect(page.locator("article.answer")).to_be_visible()
    expect(page.locator(".asked")).to_have_count(1)
    complaints.clear()


def test_a_service_that_is_not_ready_says_so_in_its_own_words(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(address)
    body = '{"detail": "Layanan masih disiapkan. Silakan coba lagi beberapa saat lagi."}'
    page.route("**/api/v1/ask", lambda route: route.fulfill(status=503, body=body))
    ask(page, "Berapa JP?")
    expect(page.locator(".turn.error")).to_contain_text("masih disiapkan")
    assert all("503" in text for text in complaints)
    complaints.clear()


def test_addresses_in_quotes_are_links_that_open_safely(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "platform")
    link = page.locator(".statement > blockquote a")
    expect(link).to_have_attribute("href", "https://tsk.asnunggul.lan.go.id/")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_the_answer_can_be_copied_with_its_citation_and_where_to_read_it(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "JP")
    page.get_by_role("button", name="Salin jawaban dan kutipan").click()
    expect(page.get_by_role("button", name="Tersalin")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert HOURS.text in copied
    assert HOURS.label in copied
    assert f"{address}/regulasi/uu-20-2023/pasal-47/ayat-2" in copied


def test_a_reload_keeps_the_conversation_and_starting_anew_forgets_it(
    page: Page, address: str, assistant: FakeAssistant
) -> None:
    page.goto(address)
    ask(page, "JP")
    expect(page.locator("article.answer")).to_be_visible()
    page.get_by_label("Pertanyaan Anda").fill("belum selesai")
    page.reload()
    expect(page.locator("article.answer")).to_contain_text(HOURS_HEADLINE)
    expect(page.get_by_label("Pertanyaan Anda")).to_have_value("belum selesai")
    ask(page, "Latsar")
    expect(page.locator("article.answer")).to_have_count(2)
    assert assistant.asked[-1][1] == "percakapan-1"
    page.get_by_role("button", name="Mulai percakapan baru").click()
    expect(page.locator(".log > *")).to_have_count(0)
    expect(page.get_by_role("link", name=EXAMPLES[0].label)).to_be_visible()
    expect(page.get_by_label("Pertanyaan Anda")).to_be_focused()
    ask(page, "JP")
    expect(page.locator("article.answer")).to_be_visible()
    assert assistant.asked[-1] == ("JP", None)
    assert [cookie.get("name") for cookie in page.context.cookies()] == [COOKIE]  # told at /data-saya


def test_a_reply_that_arrives_after_starting_anew_is_dropped(
    page: Page, address: str, assistant: FakeAssistant
) -> None:
    assistant.hold = threading.Event()
    page.goto(address)
    ask(page, "JP")
    page.get_by_role("button", name="Mulai percakapan baru").click()
    assistant.hold.set()
    ask(page, "Latsar")
    expect(page.locator("article.answer")).to_contain_text("511 JP")
    expect(page.locator("article.reply")).to_have_count(1)


def test_in_a_long_conversation_only_the_log_scrolls(page: Page, address: str) -> None:
    page.goto(address)
    for number, question in enumerate(("JP", "Latsar", "kompetensi", "platform"), start=1):
        ask(page, question)
        expect(page.locator("article.reply")).to_have_count(number)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.evaluate("scrollY") == 0
    expect(page.get_by_role("button", name="Mulai percakapan baru")).to_be_in_viewport()
    expect(page.locator("article.reply").last.get_by_text("Salin jawaban")).to_be_in_viewport()
    expect(page.locator("article.reply").first).not_to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize("question", ["", "JP", "platform", "kompetensi", "x" * 300])
def test_no_width_scrolls_sideways(page: Page, address: str, width: int, question: str) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(address)
    if question:
        ask(page, question)
        expect(page.locator("article.reply")).to_be_visible()
    for box in (
        "document.documentElement",
        "document.querySelector('tanya-pasal').shadowRoot.querySelector('.scroller')",
    ):
        assert page.evaluate(f"{box}.scrollWidth <= {box}.clientWidth"), box
    send = page.get_by_role("button", name="Kirim pertanyaan").bounding_box()
    assert send is not None
    assert send["x"] + send["width"] <= width
    assert send["y"] + send["height"] <= 640


def test_the_element_and_the_server_lay_a_reply_out_alike(page: Page, address: str) -> None:
    """Headings, quotes, warnings, labels and options; what only scripts can do (copying, votes) is left out."""
    said = "h2, blockquote > p, .aside, .warning, .doubt, .label, .said, .unknown, .contact, .options li"
    parts = f":is({said}, .more > summary)"

    def shown() -> list[str]:
        page.locator("details.more").evaluate_all("all => all.forEach((one) => { one.open = true })")
        texts = page.locator(f"article.reply {parts}").all_inner_texts()
        return [re.sub(r"\s+", " ", text).strip() for text in texts]

    for question in ("JP", "Latsar", "platform", "cuti", "kompetensi", "halo", "resep"):
        page.goto(address)
        page.evaluate("sessionStorage.clear()")
        page.reload()
        ask(page, question)
        expect(page.locator("article.reply")).to_be_visible()
        by_script = shown()
        page.goto(f"{address}/tanya?q={question}")
        page.locator("details.citation blockquote").evaluate_all(
            "found => found.forEach(one => one.remove())"
        )
        assert shown() == by_script


def test_without_javascript_people_can_ask_read_copy_and_vote(
    browser: Browser, address: str, feedback: MemoryFeedback, assistant: FakeAssistant
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Pertanyaan Anda").fill("Berapa JP?")
    with page.expect_request("**/tanya") as sent:
        page.get_by_role("button", name="Kirim pertanyaan").click()
    assert (
        sent.value.all_headers()["origin"] == address
    )  # what is checked where nothing else tells the origin
    expect(page.locator("article.answer")).to_contain_text(HOURS_HEADLINE)
    expect(page.locator("details.citation")).to_be_hidden()
    opened(page)
    page.locator("details.citation summary").click()
    expect(page.locator("details.citation blockquote")).to_be_visible()
    page.get_by_text("Salin jawaban dan kutipan").click()
    expect(page.get_by_label("Teks siap salin")).to_have_value(re.compile(re.escape(HOURS.label)))
    expect(page.get_by_role("button", name="Salin", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Tidak membantu").click()
    page.get_by_label("Apa yang kurang?").fill("Yang saya tanyakan PPPK.")
    page.get_by_role("button", name="Kirim alasan").click()
    expect(page.get_by_text("sudah kami terima")).to_be_visible()
    assert feedback.votes() == (KeptVote("r1", "down", "Yang saya tanyakan PPPK."),)
    page.get_by_label("Pertanyaan Anda").fill("Latsar")
    page.get_by_role("button", name="Kirim pertanyaan").click()
    expect(page.locator("article.answer")).to_contain_text("511 JP")
    assert assistant.asked[-1] == ("Latsar", "percakapan-1")
    opened(page)
    page.locator("details.citation summary").first.click()
    page.get_by_role("link", name=f"Buka halaman {CLASSROOM.label}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pasal 15 ayat (1) huruf a")
    expect(page.locator("blockquote")).to_have_text(CLASSROOM.text)
    context.close()


def test_too_many_questions_are_told_in_words_and_the_question_goes_out_later(
    page: Page, assistant: FakeAssistant, complaints: list[str]
) -> None:
    now = [0.0]
    limits = AskingLimits(per_client=1, clock=lambda: now[0])
    with served(create_app(loaded(assistant), asking_limits=limits)) as address:
        page.goto(address)
        ask(page, "JP")
        expect(page.locator("article.answer")).to_have_count(1)
        now[0] = 57.5
        ask(page, "Berapa lama Latsar CPNS?")
        error = page.locator(".turn.error")
        expect(error).to_contain_text(
            "Terlalu banyak pertanyaan dari Anda atau jaringan Anda dalam satu menit."
        )
        expect(error).to_contain_text("Mencoba lagi dalam 3 detik")
        expect(page.get_by_role("status").filter(has_text="Terlalu banyak")).to_have_count(1)
        expect(page.get_by_label("Pertanyaan Anda")).to_have_value("Berapa lama Latsar CPNS?")
        assert len(assistant.asked) == 1
        now[0] = 60.0
        expect(page.locator("article.answer")).to_have_count(2)
        expect(page.get_by_label("Pertanyaan Anda")).to_have_value("")
        expect(error).to_have_count(0)
        assert all("429" in text for text in complaints)
        complaints.clear()


def test_what_is_asked_on_the_page_is_shown_and_deleted_as_this_browsers(
    page: Page, assistant: FakeAssistant
) -> None:
    store = MemoryStore()
    app = create_app(loaded(assistant), store=store, keeping=StoreKeeping(store))
    with served(app) as address:
        page.goto(address)
        ask(page, "Berapa JP minimal per tahun?")
        expect(page.locator("article.answer")).to_be_visible()
        page.goto(f"{address}/data-saya")
        expect(page.locator("main")).to_contain_text("1 pertanyaan, 1 jawaban")
        page.get_by_role("button", name="Hapus semuanya").click()
        expect(page.locator("main")).to_contain_text("2 catatan tentang Anda sudah dihapus")
    assert store.questions() == ()
