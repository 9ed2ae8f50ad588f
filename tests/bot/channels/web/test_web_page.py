"""The chat page as the server renders it, and what it is made of."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from tanyapasal.bot.assistant import MAX_QUESTION_CHARACTERS
from tanyapasal.bot.channels import wire
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.bot.channels.web.feedback import KeptVote, MemoryFeedback
from tanyapasal.bot.channels.web.pages.showing import blocks, heading, linked, message, notes, place, quotes
from tanyapasal.bot.reply import Answer, NotFound, Option, ReplyHead, Statement
from tests.bot.channels.web.web_fakes import FakeAssistant, loaded, served


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


# --- the page without JavaScript -------------------------------------------------------------------------


def test_without_javascript_the_page_renders_the_answer(http: httpx.Client, assistant: FakeAssistant) -> None:
    asked = {"q": "Berapa JP?", "conversation_id": "p-7"}
    for page in (http.get("/tanya", params=asked), http.post("/tanya", data=asked)):
        assert page.status_code == 200
    assert assistant.asked[-1][0] == "Berapa JP?"
    assert "minimal 20 JP per tahun" in page.text
    assert "Lihat: Pasal 203 ayat (4) PP 11/2017." in page.text
    assert 'name="conversation_id" value="p-7"' in page.text
    assert '<form class="plain-form" action="/tanya" method="post"' in http.get("/").text


def test_without_javascript_people_vote_give_a_reason_and_go_on(assistant: FakeAssistant) -> None:
    feedback = MemoryFeedback()
    with (
        served(create_app(loaded(assistant), feedback=feedback)) as address,
        httpx.Client(base_url=address, timeout=10) as client,
    ):
        asked = client.post("/tanya", data={"q": "Berapa JP?", "conversation_id": "p-7"})
        reply_id = re.findall(r'name="reply_id" value="([^"]+)"', asked.text)[0]
        form = {"reply_id": reply_id, "conversation_id": "p-7"}
        up = client.post("/tanya/nilai", data={**form, "nilai": "up"})
        assert "Terima kasih" in up.text
        assert "Apa yang kurang?" not in up.text
        down = client.post("/tanya/nilai", data={**form, "nilai": "down"})
        assert "Apa yang kurang?" in down.text
        assert 'name="conversation_id" value="p-7"' in down.text
        client.post("/tanya/nilai", data={**form, "nilai": "down", "alasan": "Yang saya tanya <b>PPPK</b>."})
        assert feedback.votes() == (KeptVote(reply_id, "down", "Yang saya tanya <b>PPPK</b>."),)
        for wrong in ({"nilai": "up"}, {**form, "nilai": "mungkin"}, {"reply_id": "<b>", "nilai": "up"}, {}):
            assert client.post("/tanya/nilai", data=wrong).status_code == 422
        foreign = {"Origin": "https://jahat.example"}
        assert client.post("/tanya/nilai", data={**form, "nilai": "up"}, headers=foreign).status_code == 403
        assert feedback.votes()[-1].value == "down"


def test_the_plain_page_has_the_answer_and_its_citation_ready_to_be_copied(http: httpx.Client) -> None:
    page = html.unescape(http.get("/tanya", params={"q": "Berapa JP?"}).text)
    ready = page.split('class="copy"')[1].split("</textarea>")[0]
    assert "Pasal 47 ayat (2) UU Nomor 20 Tahun 2023" in ready
    assert "paling sedikit 20 (dua puluh) jam" in ready
    assert f"{http.base_url}/regulasi/uu-20-2023/pasal-47/ayat-2".replace("//regulasi", "/regulasi") in ready
    assert 'class="copy"' not in http.get("/tanya", params={"q": "resep"}).text


def test_an_address_with_a_question_leads_to_its_answer(http: httpx.Client) -> None:
    response = http.get("/", params={"q": "Berapa JP & apa?"})
    assert response.status_code == 303
    assert response.headers["location"] == "/tanya?q=Berapa+JP+%26+apa%3F"


def test_what_is_asked_never_becomes_markup(http: httpx.Client) -> None:
    text = http.get(
        "/tanya", params={"q": "<img src=x onerror=alert(1)>\"'</textarea><script>alert(1)</script>"}
    ).text
    assert "<img" not in text
    assert "<script>" not in text
    assert "&lt;img src=x" in text


def test_the_page_has_no_inline_code_and_nothing_from_elsewhere(http: httpx.Client) -> None:
    text = http.get("/tanya", params={"q": "JP"}).text + http.get("/").text + http.get("/widget/demo").text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert re.findall(r'(?:src|href)="(https?://[^"]+)"', http.get("/").text) == []
    for asset in re.findall(r'"(/(?:static|widget)[^"]+)"', text):
        assert http.get(asset).status_code == 200


def test_the_page_tells_that_a_question_is_too_long(http: httpx.Client) -> None:
    page = http.get("/tanya", params={"q": "a" * (MAX_QUESTION_CHARACTERS + 1)})
    assert page.status_code == 422
    assert str(MAX_QUESTION_CHARACTERS) in page.text


def test_links_are_http_only_and_keep_punctuation_outside() -> None:
    shown = linked("Lihat (https://a.example/x?y=1&z=2). javascript:alert(1) <b>")
    assert '<a href="https://a.example/x?y=1&amp;z=2" target="_blank" rel="noopener noreferrer">' in shown
    assert shown.endswith("). javascript:alert(1) &lt;b&gt;")
    assert shown.count("<a ") == 1


@pytest.mark.parametrize(
    ("ref", "shown"),
    [
        ("pp-11-2017/pasal-203/ayat-4", "Pasal 203 ayat (4) PP 11/2017"),
        ("perlan-10-2021/pasal-15/ayat-1/huruf-b", "Pasal 15 ayat (1) huruf b Perlan 10/2021"),
        ("uu-20-2023/penjelasan/pasal-49", "Penjelasan pasal 49 UU 20/2023"),
        ("uu-20-2023", "UU 20/2023"),
        ("program/platform-e-learning#lan-ri", "platform e learning: lan ri"),
    ],
)
def test_references_are_shown_in_words(ref: str, shown: str) -> None:
    assert place(ref) == shown


def test_options_are_not_said_twice_beside_their_buttons() -> None:
    options = (Option("Satu", "Apa yang satu?"), Option("Dua", "Apa yang dua?"))
    reply = wire.reply_model(NotFound(ReplyHead("r", "c", "s", 0.0), "Maaf:\nbelum ada.", options))
    assert "Apa yang satu?" in reply.text
    assert message(reply) == "Maaf:\nbelum ada."


def test_a_headline_that_only_repeats_the_quote_is_shortened_to_its_label() -> None:
    reply = wire.reply_model(FakeAssistant().reply("JP"))
    quote, label = reply.statements[0].text, reply.citations[0].label
    assert heading(reply) == reply.headline
    assert heading(reply.model_copy(update={"headline": f"{label}: {quote}"})) == label


def test_whom_to_ask_is_said_once_below_the_buttons(http: httpx.Client) -> None:
    reply = wire.reply_model(FakeAssistant().reply("resep rendang"))
    assert reply.contact is not None
    assert "Tanya petugas" in reply.text
    assert "Tanya petugas" not in message(reply)
    page = http.get("/tanya", params={"q": "resep rendang"}).text
    assert page.count("Tanya petugas: Bagian Kepegawaian, ") == 1
    assert '<a href="https://bkpsdm.contoh.go.id"' in page
    assert page.index('class="options"') < page.index('class="contact"')


def test_what_is_noted_of_a_reply_is_shown_and_checks_of_citations_not_twice() -> None:
    """A part without an answer must not be passed over in silence."""
    answer = FakeAssistant().reply("JP")
    assert isinstance(answer, Answer)
    known = wire.reply_model(answer).citations[0].verification.note
    missing = "Tidak ditemukan jawaban untuk: resep rendang."
    told = wire.reply_model(replace(answer, notes=(missing, f"Periksa kembali Pasal 1: {known}")))
    assert known
    assert notes(told) == [missing]
    quoted = replace(answer, statements=(*answer.statements, Statement("Catatan: bunyi pasal.", (0,))))
    assert notes(wire.reply_model(replace(quoted, notes=(missing,)))) == [missing]


@pytest.mark.parametrize("question", ["JP", "Latsar", "platform", "cuti"])
def test_at_once_the_page_shows_what_the_text_says_and_the_rest_stands_behind_it(
    http: httpx.Client, question: str
) -> None:
    reply = wire.reply_model(FakeAssistant().reply(question))
    at_once, behind = html.unescape(http.get("/tanya", params={"q": question}).text).split(
        '<details class="more">'
    )
    assert at_once.count("Catatan: ") == (1 if reply.warning else 0)
    for number, statement in enumerate(reply.statements):
        lines = statement.text.split("\n")
        for line in (line for line in lines if "http" not in line):
            assert (line in at_once) == (number < wire.shown(reply))
            assert line in behind  # in its card, or as a further quote
    for quote in quotes(reply):
        if quote.aside:
            assert f"({quote.aside[:1].lower()}{quote.aside[1:]})".lower() in reply.text.lower()
            assert quote.aside in at_once
    assert {card.index for block in blocks(reply) for card in block.cards} == set(range(len(reply.citations)))


def test_neighbours_from_one_document_name_it_once_and_the_law_itself_none() -> None:
    reply = wire.reply_model(FakeAssistant().reply("Latsar"))
    assert [quote.aside for quote in quotes(reply)] == [
        f"{reply.citations[0].label}; menurut Ketentuan Pengembangan Kompetensi ASN",
        reply.citations[1].label,
    ]
    twice = reply.model_copy(update={"citations": [reply.citations[0]] * 2 + reply.citations[2:]})
    assert [quote.aside for quote in quotes(twice)] == [
        f"{reply.citations[0].label}; menurut Ketentuan Pengembangan Kompetensi ASN"
    ]
