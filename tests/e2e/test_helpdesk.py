"""The helpdesk in a real browser: the story of one question, accessibility, and hostile text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bot.channels.rendering import telegram_html
from bot.channels.web.app import create_app
from bot.channels.web.console_door import Console
from bot.channels.web.keeping import StoreFeedback, StoreKeeping
from bot.helpdesk.people import People
from bot.reply import NotFound
from bot.storage import LoggedQuestion, MemoryStore, Store, StoredReply, Vote
from bot.storage.database import open_store
from tests.bot.desk_fakes import PARAPHRASES, PLACE, QUESTION, Helpdesk, corpus_copy, helpdesk_on
from tests.bot.web_fakes import API, loaded, served
from tests.e2e.payloads import payloads

pytestmark = pytest.mark.browser

PASSWORD = "kata sandi yang panjang"
TEXT = "Tidak berkurang. Hak jam pelajaran tetap sama."
PAGES = ("", "/jawaban", "/cari?q=JP", "/log", "/angka", "/jawaban/tulis?dari=lama-1", "/pertanyaan/lama-1")


@contextmanager
def office(helpdesk: Helpdesk, store: Store) -> Iterator[str]:
    """A service with a console; gives its address."""
    app = create_app(
        loaded(helpdesk.assistant),
        feedback=StoreFeedback(store),
        keeping=StoreKeeping(store),
        desk=helpdesk.desk,
    )
    people = People(store.desk, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    people.add("editor", "editor", PASSWORD)
    app.state.console = Console(helpdesk.desk, people)
    with served(app) as address:
        yield address


def log_in(page: Page, address: str) -> None:
    page.goto(f"{address}/helpdesk")
    page.get_by_label("Nama pengguna").fill("editor")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Antrean")


def ask(page: Page, address: str, question: str) -> None:
    page.goto(address)
    page.get_by_label("Pertanyaan Anda").fill(question)
    page.keyboard.press("Enter")


def some_log(store: Store, questions: tuple[str, ...]) -> None:
    for number, question in enumerate(questions, start=1):
        store.keep_reply(StoredReply(f"lama-{number}", "c", "not_found", "{}", "telegram"))
        store.log_question(LoggedQuestion(f"lama-{number}", question, "not_found", 0.2, "telegram"))


def test_the_story_of_a_question(page: Page, tmp_path: Path) -> None:
    """Refused, answered by the helpdesk everywhere, taken back when its article changes."""
    corpus = corpus_copy(tmp_path)
    store = open_store(f"sqlite:///{tmp_path}/helpdesk.db")
    some_log(store, ("Berapa lama cuti besar dosen?", PARAPHRASES[0], "Siapa yang membayar seragam peserta?"))
    helpdesk = helpdesk_on(corpus, tmp_path / "data", store)
    with office(helpdesk, store) as address:
        ask(page, address, QUESTION)
        expect(page.locator("article.not_found")).to_be_visible()
        log_in(page, address)
        group = page.locator(".card", has_text="cuti melahirkan")
        expect(group).to_contain_text("2 kali")
        if folder := os.environ.get("TANYAPASAL_SCREENSHOTS"):
            page.screenshot(path=f"{folder}/helpdesk.png")
        group.get_by_role("link", name=QUESTION).click()
        expect(page.get_by_text("Yang ditemukan dalam korpus sekarang")).to_be_visible()
        page.get_by_role("link", name="Tulis jawaban").click()
        wordings = page.get_by_label("Pertanyaan yang dijawab")
        assert set(wordings.input_value().splitlines()) == {QUESTION, PARAPHRASES[0]}
        wordings.fill(f"{QUESTION}\nCuti bersalin berpengaruh pada kewajiban JP atau tidak?")
        page.get_by_label("Jawaban", exact=True).fill(TEXT)
        page.get_by_label("Rujukan lain").fill(PLACE)
        page.get_by_role("button", name="Pratinjau").click()
        expect(page.locator(".log .helpdesk-note")).to_contain_text(TEXT)
        if folder := os.environ.get("TANYAPASAL_SCREENSHOTS"):
            page.screenshot(path=f"{folder}/helpdesk-pratinjau.png", full_page=True)
        page.get_by_role("button", name="Terbitkan").click()
        expect(page.locator(".card.published")).to_contain_text(TEXT)
        for count, question in enumerate((QUESTION, *PARAPHRASES), start=1):
            ask(page, address, question)  # the page keeps the conversation of the tab
            expect(page.locator("article.answer")).to_have_count(count)
            answer = page.locator("article.answer").last
            expect(answer.locator(".helpdesk-note")).to_contain_text(TEXT)
            expect(answer.locator(".statement").first).to_contain_text("paling sedikit 20 (dua puluh)")
            told = telegram_html(helpdesk.assistant.reply(question))
            assert told.startswith(f"<b>Jawaban helpdesk:</b>\n{TEXT}")
            assert "Pasal 47 ayat (2) UU Nomor 20 Tahun 2023" in told
            api = page.request.post(f"{address}{API}/ask", data={"question": question}).json()
            assert {c["ref"] for c in api["citations"]} == {PLACE}
        page.goto(f"{address}/helpdesk")
        expect(page.get_by_text(QUESTION)).to_have_count(0)

    law = corpus / "regulations/uu-20-2023.md"
    law.write_text(law.read_text(encoding="utf-8").replace("20 (dua puluh) jam", "24 (dua puluh empat) jam"))
    changed = helpdesk_on(corpus, tmp_path / "data", store)
    with office(changed, store) as address:
        ask(page, address, QUESTION)
        expect(page.locator("article.not_found")).to_be_visible()
        assert isinstance(changed.assistant.reply(PARAPHRASES[1]), NotFound)
        log_in(page, address)
        expect(page.locator(".card.expired")).to_contain_text("berubah setelah jawaban ini ditulis")
        expect(page.locator(".card.expired")).to_contain_text(QUESTION)
        page.get_by_role("link", name="Periksa dan tulis ulang").click()
        expect(page.get_by_label("Jawaban", exact=True)).to_have_value(TEXT)
    store.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Helpdesk, MemoryStore]:
    store, folder = MemoryStore(), tmp_path_factory.mktemp("helpdesk")
    return helpdesk_on(corpus_copy(folder), folder / "data", store), store


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_no_page_of_the_console_has_an_accessibility_violation(
    browser: Browser, built: tuple[Helpdesk, MemoryStore], scheme: str, width: int
) -> None:
    some_log(built[1], ("Berapa lama cuti besar dosen?", "Siapa yang membayar seragam peserta?"))
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page, broken = context.new_page(), {}
    page.set_default_timeout(8000)
    with office(*built) as address:
        page.goto(f"{address}/helpdesk/masuk")
        broken["/masuk"] = violations(page)
        log_in(page, address)
        for path in PAGES:
            page.goto(f"{address}/helpdesk{path}")
            broken[path] = violations(page)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                broken[path].append("wider than the window")
    context.close()
    assert {path: found for path, found in broken.items() if found} == {}


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:2]]}" for one in found]


def test_hostile_text_in_the_log_never_runs_in_the_console(
    browser: Browser, built: tuple[Helpdesk, MemoryStore]
) -> None:
    """Without the content security policy: escaping alone must do."""
    store, hostile = built[1], payloads()
    some_log(store, tuple(hostile))
    for number in range(1, len(hostile) + 1):
        store.vote(Vote(f"lama-{number}", "down", reason=hostile[number - 1]))
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(15000)
    page.add_init_script("window.ran = []; window.kena = window.alert = (...given) => { ran.push(given) };")
    found = "() => [...ran, ...[...document.querySelectorAll('main script, main img, main iframe, main [onerror], main [onload], main [onclick]')].map((e) => e.outerHTML)]"
    with office(*built) as address:
        log_in(page, address)
        paths = ["", "/angka", *(f"/log?halaman={n}" for n in range(1, len(hostile) // 50 + 2))]
        paths += [f"/pertanyaan/lama-{n}" for n in range(1, len(hostile) + 1, 12)]
        paths += [f"/jawaban/tulis?dari=lama-{n}" for n in range(1, len(hostile) + 1, 24)]
        for path in paths:
            page.goto(f"{address}/helpdesk{path}")
            assert page.evaluate(found) == [], path
    context.close()
