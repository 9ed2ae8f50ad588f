"""The console: who gets in, what they may do, what they see, and that nothing that people typed becomes code."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.channels.web.console.door import COOKIE, LOGIN_COOKIE
from tanyapasal.bot.errors import AccountError
from tanyapasal.bot.helpdesk.people import People
from tanyapasal.bot.storage import CuratedAnswer, LoggedQuestion, MemoryStore, Vote
from tanyapasal.bot.storage.records import now
from tests.bot.channels.web.web_fakes import API, loaded, served
from tests.bot.helpdesk.desk_fakes import PARAPHRASES, PLACE, QUESTION, ROOT, WORDINGS, Helpdesk, helpdesk_on
from tests.bot.helpdesk.desk_office import HOSTILE, PASSWORD, QUICK, Office, opened, token

PAGES = ("", "/jawaban", "/cari", "/cari?q=JP", "/log", "/angka", "/pertanyaan/r1")
EDITOR_PAGES = (
    "/jawaban/tulis",
    "/jawaban/tulis?dari=r1",
    "/ekspor.csv",
    "/ekspor.jsonl",
    "/petugas",
    "/kunci",
    "/periksa",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Helpdesk, MemoryStore]:
    store = MemoryStore()
    return helpdesk_on(ROOT / "corpus", tmp_path_factory.mktemp("data"), store), store


@pytest.fixture
def office(built: tuple[Helpdesk, MemoryStore]) -> Iterator[Office]:
    with opened(*built) as office:
        yield office


# --- the door ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [*PAGES, *EDITOR_PAGES])
def test_without_a_login_every_page_is_the_login(office: Office, page: str) -> None:
    office.asked(1, "Apa?")
    response = office.browser.get(f"/helpdesk{page}", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/helpdesk/masuk")


def test_a_login_shows_the_queue_with_a_cookie_that_scripts_and_other_sites_never_see(office: Office) -> None:
    response = office.log_in()
    assert (response.status_code, response.headers["location"]) == (303, "/helpdesk")
    cookie = next(c for c in response.headers.get_list("set-cookie") if c.startswith(COOKIE))
    for part in ("HttpOnly", "SameSite=strict", "Path=/helpdesk"):
        assert part in cookie
    page = office.browser.get("/helpdesk")
    assert "Antrean" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in page.headers["content-security-policy"]


def test_over_https_the_cookie_is_for_https_only(office: Office) -> None:
    office.browser.headers["X-Forwarded-Proto"] = "https"
    form = office.browser.get("/helpdesk/masuk")
    assert "Secure" in form.headers["set-cookie"]


def test_a_session_that_somebody_else_chose_is_worth_nothing_after_the_login(office: Office) -> None:
    office.browser.cookies.set(COOKIE, "pilihan-penyerang", domain="127.0.0.1", path="/helpdesk")
    office.log_in()
    chosen = {c.value for c in office.browser.cookies.jar if c.name == COOKIE}
    assert chosen != {"pilihan-penyerang"}
    assert office.console.people.visitor("pilihan-penyerang") is None


def test_a_new_login_ends_the_session_before_and_logging_out_ends_it_on_the_server(office: Office) -> None:
    secrets = []
    for _ in range(2):
        office.log_in()
        secrets.append(next(c.value for c in office.browser.cookies.jar if c.name == COOKIE))
    assert office.console.people.visitor(secrets[0] or "") is None
    assert office.console.people.visitor(secrets[1] or "") is not None
    assert office.send("/helpdesk/keluar").status_code == 303
    assert office.console.people.visitor(secrets[1] or "") is None


def test_passwords_and_session_secrets_are_not_in_the_store(office: Office) -> None:
    office.log_in()
    secret = next(c.value for c in office.browser.cookies.jar if c.name == COOKIE)
    user = office.store.desk.user("editor")
    assert user is not None
    assert user.password_hash.startswith("$argon2id$")
    assert office.store.desk.session(secret or "") is None


def test_wrong_passwords_are_told_alike_and_soon_no_more_are_taken(office: Office) -> None:
    for name in ("editor", "tidak-ada"):
        wrong = office.log_in(name, "salah")
        assert wrong.status_code == 401
        assert "tidak cocok" in wrong.text
    for _ in range(4):
        office.log_in("editor", "salah")
    assert office.log_in("editor").status_code == 429
    assert office.log_in("agen").status_code == 303
    office.clock.at += 901
    assert office.log_in("editor").status_code == 303


@pytest.mark.parametrize(("name", "password"), [("A", PASSWORD), ("a b", PASSWORD), ("sari", "pendek")])
def test_names_and_passwords_that_will_not_do_are_refused(name: str, password: str) -> None:
    with pytest.raises(AccountError):
        People(MemoryStore().desk, hasher=QUICK).add(name, "agent", password)


# --- CSRF, roles, objects ----------------------------------------------------------------------------------

FORMS = (
    "/helpdesk/keluar",
    "/helpdesk/selesai",
    "/helpdesk/jawaban",
    "/helpdesk/jawaban/a1/tarik",
    "/helpdesk/petugas",
    "/helpdesk/petugas/hapus",
    "/helpdesk/kunci",
    "/helpdesk/kunci/cabut",
    "/helpdesk/periksa",
)


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("csrf", [None, "", "salah", "é"])
def test_a_form_without_the_token_of_this_session_does_nothing(
    office: Office, path: str, csrf: str | None
) -> None:
    office.asked(1, "Apa?")
    office.log_in()
    fields = {"balasan": "r1", **({} if csrf is None else {"csrf": csrf})}
    assert office.browser.post(path, data=fields).status_code == 403
    assert office.store.desk.dismissed() == frozenset()
    assert office.browser.get("/helpdesk", follow_redirects=False).status_code == 200


def test_the_token_of_another_session_is_not_taken(office: Office) -> None:
    office.log_in("agen")
    theirs = token(office.browser.get("/helpdesk"))
    office.log_in("editor")
    assert office.browser.post("/helpdesk/selesai", data={"csrf": theirs}).status_code == 403


def test_the_login_form_has_a_token_too_and_it_belongs_to_this_browser(office: Office) -> None:
    fields = {"csrf": token(office.browser.get("/helpdesk/masuk")), "nama": "editor", "sandi": PASSWORD}
    office.browser.cookies.clear()
    assert office.browser.post("/helpdesk/masuk", data=fields).status_code == 403
    office.browser.get("/helpdesk/masuk")
    assert any(c.name == LOGIN_COOKIE for c in office.browser.cookies.jar)
    assert office.browser.post("/helpdesk/masuk", data=fields).status_code == 403


def test_a_page_of_another_origin_cannot_send_a_form(office: Office) -> None:
    office.log_in()
    csrf = token(office.browser.get("/helpdesk"))
    response = office.browser.post(
        "/helpdesk/selesai", data={"csrf": csrf}, headers={"Origin": "https://jahat.example"}
    )
    assert response.status_code == 403


def test_an_agent_reads_everything_and_publishes_nothing(office: Office) -> None:
    office.asked(1, QUESTION)
    office.log_in("agen")
    for page in PAGES:
        assert office.browser.get(f"/helpdesk{page}").status_code == 200, page
    for page in EDITOR_PAGES:
        assert office.browser.get(f"/helpdesk{page}").status_code == 403, page
    sent = office.send("/helpdesk/jawaban", rumusan=QUESTION, teks="Ya.", rujukan=PLACE, aksi="terbitkan")
    assert sent.status_code == 403
    office.store.desk.keep_curated(CuratedAnswer("a1", ("Apa?",), "Ya.", (), "editor"))
    assert office.send("/helpdesk/jawaban/a1/tarik").status_code == 403
    kept = office.store.desk.curated("a1")
    assert kept is not None
    assert kept.state == "published"
    assert "Tulis jawaban" not in office.browser.get("/helpdesk").text


def test_a_role_that_was_taken_away_is_gone_at_once(office: Office) -> None:
    office.log_in("editor")
    office.console.people.add("editor", "agent", PASSWORD)
    response = office.browser.get("/helpdesk/ekspor.csv", follow_redirects=False)
    assert response.status_code == 303


@pytest.mark.parametrize(
    "path", ["/pertanyaan/r99", "/pertanyaan/../../etc", "/jawaban/tulis?id=x", "/jawaban/tulis?dari=x"]
)
def test_what_is_not_there_is_said_to_be_not_there(office: Office, path: str) -> None:
    office.log_in()
    assert office.browser.get(f"/helpdesk{path}").status_code == 404


def test_what_is_not_there_cannot_be_withdrawn_or_dismissed(office: Office) -> None:
    office.log_in()
    assert office.send("/helpdesk/jawaban/tidak-ada/tarik").status_code == 404
    assert office.send("/helpdesk/selesai", balasan="tidak-ada").status_code == 303
    assert office.store.desk.dismissed() == frozenset()


# --- the work ----------------------------------------------------------------------------------------------


def test_a_question_is_answered_from_the_queue_and_the_answer_withdrawn_again(office: Office) -> None:
    browser = office.browser
    first = browser.post(f"{API}/ask", json={"question": QUESTION}).json()
    assert first["kind"] == "not_found"
    office.log_in()
    assert QUESTION in browser.get("/helpdesk").text
    detail = browser.get(f"/helpdesk/pertanyaan/{first['id']}").text
    assert "keyakinan" in detail
    assert "paling sedikit 20 (dua puluh)" in detail
    write = f"/helpdesk/jawaban/tulis?dari={first['id']}"
    assert QUESTION in browser.get(write).text
    draft = {"rumusan": "\r\n".join(WORDINGS), "teks": "Tidak berkurang.", "rujukan": PLACE}
    preview = office.send("/helpdesk/jawaban", write, **draft, aksi="pratinjau")
    assert preview.status_code == 200
    assert "<b>Jawaban helpdesk:</b>\nTidak berkurang." in preview.text
    assert browser.post(f"{API}/ask", json={"question": QUESTION}).json()["kind"] == "not_found"
    nothing = office.send("/helpdesk/jawaban", write, rumusan=QUESTION, teks="Ya.", aksi="terbitkan")
    assert nothing.status_code == 422
    assert "harus menyebut" in nothing.text
    assert office.send("/helpdesk/jawaban", write, **draft, aksi="terbitkan").status_code == 303
    for question in (QUESTION, *PARAPHRASES):
        reply = browser.post(f"{API}/ask", json={"question": question}).json()
        assert reply["kind"] == "answer", question
        assert reply["text"].startswith("Jawaban helpdesk:\nTidak berkurang.")
        assert {c["ref"] for c in reply["citations"]} == {PLACE}
    assert '<p class="said">Tidak berkurang.</p>' in browser.get("/tanya", params={"q": QUESTION}).text
    assert QUESTION not in browser.get("/helpdesk").text
    assert "Tidak berkurang." in browser.get("/helpdesk/cari", params={"q": PARAPHRASES[0]}).text
    (answer,) = office.store.desk.curated_answers()
    assert answer.author == "editor"
    assert office.send(f"/helpdesk/jawaban/{answer.id}/tarik").status_code == 303
    assert browser.post(f"{API}/ask", json={"question": QUESTION}).json()["kind"] == "not_found"
    assert QUESTION in browser.get("/helpdesk").text


def test_a_curated_answer_that_is_voted_down_is_in_the_queue_itself(office: Office) -> None:
    office.log_in()
    draft = {"rumusan": QUESTION, "teks": "Tidak berkurang.", "rujukan": PLACE}
    assert office.send("/helpdesk/jawaban", **draft, aksi="terbitkan").status_code == 303
    reply = office.browser.post(f"{API}/ask", json={"question": QUESTION}).json()
    assert QUESTION not in office.browser.get("/helpdesk").text
    vote = {"reply_id": reply["id"], "value": "down", "reason": "Kurang jelas."}
    assert office.browser.post(f"{API}/feedback", json=vote).status_code == 200
    assert QUESTION in office.browser.get("/helpdesk").text
    assert "Kurang jelas." in office.browser.get(f"/helpdesk/pertanyaan/{reply['id']}").text


def test_a_question_that_needs_no_answer_leaves_the_queue(office: Office) -> None:
    office.asked(1, "Siapa juara liga?")
    office.log_in("agen")
    assert office.send("/helpdesk/selesai", balasan="r1").status_code == 303
    assert "Siapa juara liga?" not in office.browser.get("/helpdesk").text
    assert "Siapa juara liga?" in office.browser.get("/helpdesk/log").text


def test_the_log_is_filtered_and_paged(office: Office) -> None:
    for number in range(60):
        office.asked(number, f"Pertanyaan ke-{number}?", "answer" if number % 2 else "not_found")
    office.store.vote(Vote("r7", "down"))
    office.log_in()

    def rows(query: str) -> int:
        return office.browser.get(f"/helpdesk/log?{query}").text.count("/helpdesk/pertanyaan/")

    assert rows("") == 50
    assert rows("halaman=2") == 10
    assert rows("hasil=answer") == 30
    assert rows("suara=down") == 1
    assert rows("memuat=KE-59") == 1
    assert rows("kanal=telegram") == 0
    assert rows("sampai=2001-01-01") == 0
    assert rows("sejak=omong&hasil=x&suara=y") == 50
    assert office.browser.get("/helpdesk/log?halaman=0").status_code == 422


def test_exports_hold_the_filtered_log_and_no_formula(office: Office) -> None:
    formulas = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", " =HYPERLINK(1)", "＝1"]
    for number, formula in enumerate(formulas):
        office.asked(number, formula)
    office.asked(50, 'Kata "kutip", koma\ndan baris')
    office.store.vote(Vote("r50", "down"))
    office.log_in()
    response = office.browser.get("/helpdesk/ekspor.csv")
    assert "attachment" in response.headers["content-disposition"]
    table = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(table) == 8
    cells = [cell for row in table for cell in row.values()]
    assert not [c for c in cells if c.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "＝"))]
    (voted,) = [row for row in table if row["suara"]]
    assert (voted["pertanyaan"], voted["suara"]) == ('Kata "kutip", koma\ndan baris', "down")
    lines = office.browser.get("/helpdesk/ekspor.jsonl?suara=down").text.splitlines()
    assert [json.loads(line)["pertanyaan"] for line in lines] == ['Kata "kutip", koma\ndan baris']


def test_the_charts_count_what_the_log_holds(office: Office) -> None:
    office.asked(1, "Apa?")
    office.asked(2, "Berapa JP?", "answer")
    office.store.log_question(
        LoggedQuestion("r3", "Berapa JP setahun?", "answer", 0.9, "telegram", (PLACE,), latency_ms=180.0)
    )
    office.store.vote(Vote("r2", "up"))
    old = now() - timedelta(days=20)
    office.store.log_question(LoggedQuestion("r4", "Lama?", "chat", 0.9, "web", at=old))
    office.log_in()
    page = re.sub(r"<[^>]+>|\s+", " ", office.browser.get("/helpdesk/angka").text)
    page = re.sub(r" +", " ", html.unescape(page))
    for shown in (
        "4 Pertanyaan" if "4 Pertanyaan" in page else "Pertanyaan 4",
        "67%",
        "2 dijawab, 1 ditolak, 0 lainnya",
        "dijawab 2",
        "ditolak 1",
        "telegram 1",
        "tidak membantu 0",
        "< 0,25 s 1",
        "Pasal 47 ayat (2) UU 20/2023 1",
        "Apa? 1",
    ):
        assert shown in page, shown
    raw = office.browser.get("/helpdesk/angka").text
    assert "<svg" in raw
    assert "style=" not in raw
    week = office.browser.get("/helpdesk/angka?hari=7").text
    assert "<dd>3</dd>" in week
    assert 'href="/helpdesk/angka?hari=7" aria-current="page"' in week
    assert office.browser.get("/helpdesk/angka?hari=0").status_code == 422


def test_charts_of_an_empty_log_say_so(office: Office) -> None:
    office.log_in()
    assert office.browser.get("/helpdesk/angka").text.count("Belum ada data.") >= 5


def test_what_people_typed_is_text_on_every_page_of_the_console(office: Office) -> None:
    office.asked(1, HOSTILE)
    office.store.vote(Vote("r1", "down", reason=HOSTILE))
    office.log_in()
    draft = {"rumusan": HOSTILE, "teks": HOSTILE, "rujukan": PLACE, "pengganti": HOSTILE}
    preview = office.send("/helpdesk/jawaban", **draft, aksi="pratinjau")
    wrong = office.send("/helpdesk/jawaban", **{**draft, "rujukan": HOSTILE}, kutipan=HOSTILE)
    assert (preview.status_code, wrong.status_code) == (200, 422)
    assert office.send("/helpdesk/jawaban", **draft, aksi="terbitkan").status_code == 303
    (answer,) = office.store.desk.curated_answers()
    office.browser.get("/helpdesk/masuk")
    pages = [preview, wrong, office.browser.get("/tanya", params={"q": HOSTILE})]
    pages += [office.browser.get(f"/helpdesk{page}") for page in (*PAGES, "/jawaban/tulis?dari=r1")]
    pages.append(office.browser.get(f"/helpdesk/jawaban/tulis?id={answer.id}"))
    pages.append(office.browser.get("/helpdesk/cari", params={"q": HOSTILE}))
    pages.append(
        office.browser.get("/helpdesk/log", params=dict.fromkeys(("memuat", "sejak", "kanal"), HOSTILE))
    )
    pages.append(office.log_in(HOSTILE, "salah"))
    for page in pages:
        assert "<script>alert" not in page.text, page.url
        assert "<img src=x" not in page.text, page.url
    assert sum(html.escape("<script>alert(1)") in page.text for page in pages) >= 8


def test_a_service_without_a_helpdesk_has_no_console(built: tuple[Helpdesk, MemoryStore]) -> None:
    with served(create_app(loaded(built[0].assistant))) as address:
        assert httpx.get(f"{address}/helpdesk", timeout=10).status_code == 404


# --- keys of partners --------------------------------------------------------------------------------------


def test_an_editor_makes_a_key_that_is_shown_once_and_revokes_it(office: Office) -> None:
    office.log_in()
    made = office.send(
        "/helpdesk/kunci", "/helpdesk/kunci", nama=HOSTILE[:60], cakupan="ask", per_menit="5", per_hari="50"
    )
    match = re.search(r"tpk_([0-9a-f]{12})_[\w-]{43}", made.text)
    assert match
    assert "<script>" not in made.text
    listed = office.browser.get("/helpdesk/kunci").text
    assert match[0] not in listed
    assert "Hari ini 0 dari 50; paling banyak 5 per menit." in listed
    assert office.send("/helpdesk/kunci", "/helpdesk/kunci", nama="a", per_menit="satu").status_code == 422
    assert office.send("/helpdesk/kunci", "/helpdesk/kunci", nama="a").status_code == 422
    assert office.send("/helpdesk/kunci/cabut", "/helpdesk/kunci", id=match[1]).status_code == 303
    assert "dicabut" in office.browser.get("/helpdesk/kunci").text
    assert office.send("/helpdesk/kunci/cabut", "/helpdesk/kunci", id="x").status_code == 422
