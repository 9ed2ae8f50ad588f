"""The console of the helpdesk in a real browser: accessibility, and hostile text through every input of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tanyapasal.bot.auditing.report import DocumentAudit
from tanyapasal.bot.auditing.uploads import UploadAudit
from tanyapasal.bot.helpdesk.curated import MAX_WORDING_CHARACTERS
from tanyapasal.bot.sites import Site, Sites
from tanyapasal.bot.storage import MemoryStore, Vote
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tests.bot.auditing.audit_corpus import TRUE, UNHELD, WRONG, corpus_with_an_official_text
from tests.bot.channels.web.web_fakes import API
from tests.bot.helpdesk.desk_fakes import PLACE, QUESTION, WORDINGS, Helpdesk, helpdesk_on
from tests.bot.helpdesk.desk_office import PASSWORD
from tests.e2e.desk import log_in, office, some_log
from tests.e2e.looks import violations
from tests.e2e.payloads import payloads
from tests.e2e.running import FOUND, Showing, victim_of

pytestmark = pytest.mark.browser

TEXT = "Tidak berkurang. Hak jam pelajaran tetap sama."
PAYLOADS = payloads()
Desk = tuple[Helpdesk, MemoryStore, UploadAudit]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    store, folder = MemoryStore(), tmp_path_factory.mktemp("helpdesk")
    corpus = corpus_with_an_official_text(folder)
    audit = UploadAudit(lambda: DocumentAudit(read_corpus(corpus), HashingEmbedder()))
    return helpdesk_on(corpus, folder / "data", store), store, audit


@pytest.fixture
def desk(built: Desk) -> Desk:
    """With an empty store."""
    helpdesk, store, _ = built
    store.__init__()  # type: ignore[misc]  # the desk keeps its hold on it
    helpdesk.desk.curated._desk = store.desk
    return built


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 800}, reduced_motion="reduce")
    opened = context.new_page()
    yield opened
    context.close()


# --- accessibility -----------------------------------------------------------------------------------------


def test_no_page_and_no_state_of_the_console_has_an_accessibility_violation(page: Page, desk: Desk) -> None:
    helpdesk, store, audit = desk
    some_log(store, ("Berapa lama cuti besar dosen?", *WORDINGS, QUESTION.lower()))
    store.vote(Vote("lama-1", "down", reason="Yang saya tanyakan dosen."))
    supports = helpdesk.desk.curated.supports_at(PLACE)
    stale = helpdesk.desk.publish(["Apa itu JP?"], "Jam pelajaran.", supports, "editor")
    store.desk.keep_curated(replace(stale, state="expired", reason=f"Bunyi {PLACE} berubah."))
    helpdesk.desk.publish(["Siapa penyelenggara?", "Penyelenggaranya siapa?"], "LAN.", supports, "editor")
    broken = {}

    def check(state: str) -> None:
        opened = "all => all.forEach((one) => { one.open = true })"
        page.locator("main details").evaluate_all(opened)
        if found := violations(page):
            broken[state] = found

    with office(helpdesk, store, auditing=audit) as address:
        page.goto(f"{address}/helpdesk/masuk")
        page.get_by_label("Nama pengguna").fill("editor")
        page.get_by_label("Kata sandi").fill("salah")
        page.get_by_role("button", name="Masuk").click()
        expect(page.get_by_role("alert")).to_contain_text("tidak cocok")
        check("login refused")
        log_in(page, address)
        expect(page.locator(".card.expired")).to_be_visible()
        check("queue with an answer that took itself back")
        for path in (
            "/jawaban",
            "/cari",
            "/cari?q=JP",
            "/log",
            "/log?memuat=tidak-ada",
            "/angka",
            "/angka?hari=365",
            "/pertanyaan/lama-2",
            "/pertanyaan/tidak-ada",
            "/petugas",
            "/kunci",
            "/periksa",
            f"/jawaban/tulis?id={stale.id}",
            "/jawaban/tulis?dari=lama-2",
        ):
            page.goto(f"{address}/helpdesk{path}")
            check(path)
        page.get_by_label("Jawaban", exact=True).fill(TEXT)
        page.get_by_role("button", name="Pratinjau").click()
        expect(page.get_by_role("alert")).to_contain_text("harus menyebut")
        check("draft without a reference")
        page.get_by_label("Rujukan lain").fill(PLACE)
        page.get_by_role("button", name="Pratinjau").click()
        expect(page.locator(".telegram")).to_contain_text(TEXT)
        check("preview")
        page.goto(f"{address}/helpdesk/petugas")
        page.locator("form[aria-labelledby]").evaluate("(form) => { form.noValidate = true }")
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_role("alert")).to_be_visible()
        check("staff, refused")
        for name, content, shown in (
            (
                "faq.txt",
                f"Judul\n\n{WRONG}\n\n{UNHELD}\n\n{TRUE}\n\nDiatur dalam Pasal 9 ayat (1).",
                ".report .finding",
            ),
            ("rusak.pdf", "%PDF-rusak", "[role=alert]"),
            ("kosong.txt", "Tanpa kutipan.", ".report"),
        ):
            page.goto(f"{address}/helpdesk/periksa")
            upload(page, name, content)
            expect(page.locator(shown).first).to_be_visible()
            check(f"audit of {name}")
        page.get_by_role("button", name="Keluar").click()
        log_in(page, address, "agen")
        page.goto(f"{address}/helpdesk/petugas")
        expect(page.get_by_role("heading", level=1)).to_have_text("Tidak diizinkan")
        check("refused to an agent")
    assert broken == {}


def upload(page: Page, name: str, content: str) -> None:
    file = {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
    page.get_by_label("Berkas PDF").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Periksa", exact=True).click()


def test_the_console_is_better_with_scripts_and_works_without(
    page: Page, browser: Browser, desk: Desk
) -> None:
    helpdesk, store, audit = desk
    some_log(store, (QUESTION,))
    with office(helpdesk, store, auditing=audit) as address:
        log_in(page, address)
        expect(page.locator("time").first).not_to_contain_text("UTC")
        page.goto(f"{address}/helpdesk/cari?q=Berapa+jam+pelajaran+hak+pegawai+setiap+tahun%3F")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Salin").click()
        expect(page.get_by_text("Tersalin.")).to_be_visible()
        assert "Pasal" in page.evaluate("navigator.clipboard.readText()")
        page.goto(f"{address}/helpdesk/periksa")
        page.evaluate("document.querySelector('#berkas').dataset.most = '10'")
        page.reload()
        upload(page, "faq.txt", TRUE)
        expect(page.get_by_role("heading", name="Hasil: faq.txt")).to_be_focused()
        context = browser.new_context(java_script_enabled=False)
        plain = context.new_page()
        log_in(plain, address)
        expect(plain.locator("time").first).to_contain_text("UTC")
        plain.goto(f"{address}/helpdesk/periksa")
        upload(plain, "faq.txt", WRONG)
        expect(plain.locator(".finding.number_mismatch")).to_contain_text("UU Nomor 7 Tahun 2021")
        context.close()


# --- hostile text ------------------------------------------------------------------------------------------


def form_of(text: str) -> dict[str, str]:
    """The hidden token of a page's form."""
    match = re.search(r'name="csrf" value="([^"]+)"', text)
    assert match
    return {"csrf": match[1]}


def entered(address: str, cookies: dict[str, str]) -> httpx.Client:
    return httpx.Client(base_url=address, timeout=30, follow_redirects=True, cookies=cookies)


@pytest.fixture
def showing(browser: Browser) -> Iterator[Showing]:
    with victim_of(browser) as victim:
        yield Showing(victim)


@pytest.mark.slow
def test_what_people_typed_never_runs_where_staff_see_it(showing: Showing, desk: Desk) -> None:
    """Each payload is asked, voted down with itself as reason, and looked at in queue, log, charts, question, form."""
    helpdesk, store, audit = desk
    victim = showing.victim
    with office(helpdesk, store, auditing=audit) as address:
        with httpx.Client(base_url=address, timeout=30) as http:
            for number, payload in enumerate(PAYLOADS):
                page = http.post("/tanya", data={"q": payload, "conversation_id": payload})
                showing.add(page.text)
                reply = re.search(r'name="reply_id" value="([^"]+)"', page.text)
                if reply is None:  # greeted or asked back: nothing to vote on
                    continue
                vote = {"reply_id": reply[1], "nilai": "down", "conversation_id": payload}
                showing.add(http.post("/tanya/nilai", data={**vote, "alasan": payload}).text)
                if number % 3 == 0:  # by the API as well
                    sent = http.post(
                        f"{API}/feedback", json={"reply_id": reply[1], "value": "down", "reason": payload}
                    )
                    assert sent.status_code == 200
        showing.finish()
        assert store.count_questions() >= len(PAYLOADS)
        log_in(victim, address)
        lines = store.count_questions()
        asked = [line.reply_id for line in store.questions()]
        paths = ["", "/angka", *(f"/log?halaman={n}" for n in range(1, lines // 50 + 2))]
        paths += [f"/pertanyaan/{reply_id}" for reply_id in asked[::10]]
        paths += [f"/jawaban/tulis?dari={reply_id}" for reply_id in asked[::20]]
        for path in paths:
            victim.goto(f"{address}/helpdesk{path}")
            assert victim.evaluate(FOUND) == [], path


@pytest.mark.slow
def test_what_staff_type_never_runs_anywhere(showing: Showing, desk: Desk) -> None:
    """Each payload in every field of every form of the console and in every address of it."""
    helpdesk, store, audit = desk
    some_log(store, (QUESTION,))
    with office(helpdesk, store, Sites((Site("bkd", ("https://bkd.contoh.go.id",)),)), audit) as address:
        log_in(showing.victim, address)
        cookies = {str(c["name"]): str(c["value"]) for c in showing.victim.context.cookies()}
        with entered(address, cookies) as http, entered(address, {}) as stranger:
            csrf = form_of(http.get("/helpdesk").text)
            for payload in PAYLOADS:
                written = quote(payload, safe="")
                short = payload[:MAX_WORDING_CHARACTERS]
                draft = {**csrf, "rumusan": short, "teks": payload, "rujukan": PLACE, "pengganti": payload}
                login = form_of(stranger.get("/helpdesk/masuk").text)
                file = (f"{payload}.txt".replace("/", "∕"), f"{TRUE} {payload}\n\n{payload} {WRONG}".encode())
                responses = [
                    http.post("/helpdesk/jawaban", data={**draft, "aksi": "pratinjau"}),
                    http.post("/helpdesk/jawaban", data={**draft, "rujukan": payload, "kutipan": payload}),
                    http.post(
                        "/helpdesk/petugas",
                        data={**csrf, "nama": payload, "peran": "agent", "sandi": payload},
                    ),
                    http.post("/helpdesk/petugas/hapus", data={**csrf, "nama": payload}),
                    http.post("/helpdesk/periksa", data=csrf, files={"berkas": file}),
                    http.post("/helpdesk/periksa", data=csrf, files={"berkas": (file[0], b"%PDF-rusak")}),
                    http.get(f"/helpdesk/cari?q={written}"),
                    http.get("/helpdesk/log?" + "&".join(f"{name}={written}" for name in FILTERS)),
                    http.get(f"/helpdesk/pertanyaan/{written}"),
                    http.get(f"/helpdesk/jawaban/tulis?dari={written}"),
                    http.get(f"/helpdesk/jawaban/tulis?id={written}"),
                    http.get(f"/helpdesk/angka?hari={written}"),
                    stranger.post("/helpdesk/masuk", data={**login, "nama": payload, "sandi": payload}),
                    stranger.get(f"/widget/frame?site={written}"),
                    stranger.get(f"/widget/{written}/element.js"),
                    stranger.post(
                        f"{API}/ask?site={written}", json={}, headers={"Origin": "https://x.go.id"}
                    ),
                ]
                for response in responses:
                    assert response.status_code < 500, response.url
                    showing.add_response(response)
            showing.finish()
            for payload in PAYLOADS:  # last: every answer that is published makes the next question slower
                draft = {
                    **csrf,
                    "rumusan": payload[:MAX_WORDING_CHARACTERS],
                    "teks": payload,
                    "rujukan": PLACE,
                }
                published = http.post(
                    "/helpdesk/jawaban", data={**draft, "aksi": "terbitkan"}, follow_redirects=False
                )
                assert published.status_code == 303, payload
            for path in ("/helpdesk/jawaban", "/helpdesk/petugas"):
                showing.add(http.get(path).text)
            answers = store.desk.curated_answers()
            assert len(answers) == len(PAYLOADS)
            for answer in answers[::4]:
                showing.add(http.get(f"/helpdesk/jawaban/tulis?id={answer.id}").text)
            for number, answer in enumerate(answers):
                expired = replace(answer, state="expired", reason=answer.text)
                if number % 2:
                    store.desk.keep_curated(expired)
            showing.add(http.get("/helpdesk").text)
            showing.finish()


FILTERS = ("memuat", "hasil", "kanal", "suara", "sejak", "sampai")


def test_hostile_answers_of_the_helpdesk_do_not_run_on_any_channel_of_the_web(
    showing: Showing, desk: Desk
) -> None:
    """All payloads as one published answer, shown by chat, plain page, search and preview."""
    helpdesk, store, audit = desk
    victim = showing.victim
    supports = helpdesk.desk.curated.supports_at(PLACE)
    with office(helpdesk, store, auditing=audit) as address:
        log_in(victim, address)
        for start in range(0, len(PAYLOADS), 45):
            text = "\n".join(" ".join(p.split()) for p in PAYLOADS[start : start + 45])[:3000]
            helpdesk.desk.publish([QUESTION], text, supports, "editor", f"a{start}")
            victim.goto(address)
            victim.evaluate("sessionStorage.clear()")
            victim.reload()
            victim.get_by_label("Pertanyaan Anda").fill(QUESTION)
            victim.keyboard.press("Enter")
            expect(victim.locator(".helpdesk-note")).to_be_visible()
            assert html.escape("kena") in victim.locator(".helpdesk-note").inner_text()
            assert victim.evaluate(FOUND) == []
            for path in (
                f"/tanya?q={quote(QUESTION)}",
                f"/helpdesk/cari?q={quote(QUESTION)}",
                "/helpdesk/jawaban",
            ):
                victim.goto(address + path)
                assert victim.evaluate(FOUND) == [], path
            for answer in store.desk.curated_answers("published"):
                helpdesk.desk.withdraw(answer.id, "editor")


def test_an_uploaded_page_is_shown_as_text_in_the_browser_itself(showing: Showing, desk: Desk) -> None:
    """HTML and text files full of payloads, chosen by hand."""
    victim = showing.victim
    citing = "\n\n".join(
        f"Pegawai {' '.join(p.split())} wajib hadir (Pasal 4 ayat (1) UU 7/2021)." for p in PAYLOADS[::3]
    )
    with office(desk[0], desk[1], auditing=desk[2]) as address:
        log_in(victim, address)
        for name, content in (
            ("a.txt", citing),
            ("<img src=x onerror=kena()>.html", f"<html><body><p>{html.escape(citing)}</p></body></html>"),
            ("b.html", f"<html><body><p>{citing}</p></body></html>"),
        ):
            victim.goto(f"{address}/helpdesk/periksa")
            upload(victim, name, content)
            expect(victim.locator(".report, [role=alert]").first).to_be_visible()
            assert victim.evaluate(FOUND) == [], name


def test_the_password_of_the_staff_stands_in_no_page(desk: Desk) -> None:
    with office(desk[0], desk[1]) as address, entered(address, {}) as stranger:
        login = form_of(stranger.get("/helpdesk/masuk").text)
        page = stranger.post("/helpdesk/masuk", data={**login, "nama": "tidak-ada", "sandi": PASSWORD})
        assert PASSWORD not in page.text
