"""The story of one question through every channel at once, in a real browser and with a real bot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tanyapasal.bot.sites import Site, Sites
from tanyapasal.bot.storage import Store
from tanyapasal.bot.storage.database import open_store
from tests.bot.channels.telegram.bot_api_server import BotApiServer
from tests.bot.channels.telegram.telegram_run import bot
from tests.bot.channels.web.web_fakes import API, served
from tests.bot.helpdesk.desk_fakes import (
    PARAPHRASES,
    PLACE,
    QUESTION,
    WORDINGS,
    Helpdesk,
    corpus_copy,
    helpdesk_on,
)
from tests.e2e.desk import log_in, office, some_log
from tests.e2e.foreign import foreign_site, policy

pytestmark = pytest.mark.browser

TEXT = "Tidak berkurang. Hak jam pelajaran tetap sama."
LABEL = "Pasal 47 ayat (2) UU Nomor 20 Tahun 2023"
QUOTE = "paling sedikit 20 (dua puluh) jam pelajaran"
UNRELATED = ("Berapa lama cuti besar dosen?", "Siapa yang membayar seragam peserta?")


@dataclass
class Agency:
    """Everything that people of an agency can ask: its website with the widget, Telegram, the API, the chat page."""

    service: str
    website: str
    telegram: BotApiServer
    context: BrowserContext
    chats: int = 100

    def widget(self, question: str) -> Page:
        """A fresh tab of the agency's website with the reply in the widget's panel."""
        page = self.context.new_page()
        page.goto(self.website)
        page.get_by_role("button", name="Tanya Peraturan").click()
        page.get_by_label("Pertanyaan Anda").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator("article.reply")).to_have_count(1)
        return page

    def chat(self, question: str) -> Page:
        page = self.context.new_page()
        page.goto(self.service)
        page.get_by_label("Pertanyaan Anda").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator("article.reply")).to_have_count(1)
        return page

    def message(self, question: str) -> str:
        """What the bot answers somebody who never wrote before."""
        self.chats += 1
        chat, seen = self.chats, len(self.telegram.sent)
        self.telegram.say(chat, question)
        self.telegram.wait_until(lambda: any(m.chat_id == chat for m in self.telegram.sent[seen:]), 20)
        return next(m.text for m in self.telegram.sent[seen:] if m.chat_id == chat)

    def api(self, question: str) -> dict[str, object]:
        asked = self.context.request.post(f"{self.service}{API}/ask", data={"question": question})
        reply: dict[str, object] = asked.json()
        return reply

    def refuses(self, question: str) -> None:
        """On every channel."""
        for page in (self.widget(question), self.chat(question)):
            expect(page.locator("article.not_found")).to_be_visible()
            page.close()
        told = self.message(question)
        assert TEXT not in told
        assert LABEL not in told
        assert self.api(question)["kind"] == "not_found"

    def answers(self, question: str) -> None:
        """On every channel with the helpdesk's words, the quote and its citation."""
        for page in (self.widget(question), self.chat(question)):
            answer = page.locator("article.answer")
            expect(answer.locator(".helpdesk-note")).to_contain_text(TEXT)
            expect(answer.locator(".statement").first).to_contain_text(QUOTE)
            answer.get_by_text("Selengkapnya").click()
            expect(answer.get_by_role("button", name=LABEL).first).to_be_visible()
            page.close()
        told = self.message(question)
        assert told.startswith(f"Jawaban helpdesk:\n{TEXT}")
        assert QUOTE in told
        assert LABEL in told
        reply = self.api(question)
        assert str(reply["text"]).startswith(f"Jawaban helpdesk:\n{TEXT}")
        citations = reply["citations"]
        assert isinstance(citations, list)
        assert {c["ref"] for c in citations} == {PLACE}


@contextmanager
def agency(
    helpdesk: Helpdesk, store: Store, telegram: BotApiServer, context: BrowserContext, port: int
) -> Iterator[Agency]:
    with ExitStack() as stack:
        website = f"http://127.0.0.1:{port}"
        service = stack.enter_context(office(helpdesk, store, Sites((Site("bkd", (website,)),))))
        script = f'<script src="{service}/widget.js" data-site="bkd" async></script>'
        stack.enter_context(served(foreign_site(script, csp=policy(service)), port))
        stack.enter_context(bot(telegram, helpdesk.assistant, store=store))
        yield Agency(service, website, telegram, context)


def test_a_refused_question_is_answered_everywhere_until_its_article_changes(
    page: Page,
    tmp_path: Path,
    unused_port: int,
    monkeypatch: pytest.MonkeyPatch,
    complaints: list[str],
) -> None:
    """Refused → answered by the helpdesk → given on Telegram, widget, API and page → taken back → in the queue."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    corpus = corpus_copy(tmp_path)
    store = open_store(f"sqlite:///{tmp_path}/helpdesk.db")
    some_log(store, UNRELATED)
    helpdesk = helpdesk_on(corpus, tmp_path / "data", store)
    with BotApiServer() as telegram:
        with agency(helpdesk, store, telegram, page.context, unused_port) as open_house:
            open_house.refuses(QUESTION)
            log_in(page, open_house.service)
            group = page.locator(".card", has_text="cuti melahirkan")
            expect(group).to_contain_text("4 kali")  # widget, page, Telegram, API
            group.get_by_role("link", name=QUESTION).click()
            expect(page.get_by_text("Keyakinan bahwa kutipan teratas")).to_be_visible()
            expect(page.get_by_role("heading", name="Yang ditemukan dalam korpus sekarang")).to_be_visible()
            page.get_by_role("link", name="Tulis jawaban").click()
            wordings = page.get_by_label("Pertanyaan yang dijawab")
            assert wordings.input_value() == QUESTION
            page.get_by_label("Jawaban", exact=True).fill(TEXT)
            page.get_by_role("button", name="Terbitkan").click()
            expect(page.get_by_role("alert")).to_contain_text("harus menyebut 1 sampai 6 rujukan")
            wordings.fill("\n".join(WORDINGS))
            page.get_by_label("Rujukan lain").fill(PLACE)
            page.get_by_role("button", name="Pratinjau").click()
            for shown in (".log .helpdesk-note", ".telegram", "pre.card"):
                expect(page.locator(shown)).to_contain_text(TEXT)
            open_house.refuses(QUESTION)  # a preview is seen by nobody else
            page.get_by_role("button", name="Terbitkan").click()
            expect(page.locator(".card.published")).to_contain_text(TEXT)
            for question in (QUESTION, *PARAPHRASES):
                assert question == QUESTION or question not in WORDINGS
                open_house.answers(question)
            page.goto(f"{open_house.service}/helpdesk")
            expect(page.get_by_text(QUESTION)).to_have_count(0)

        law = corpus / "regulations/uu-20-2023.md"
        changed = law.read_text(encoding="utf-8").replace("20 (dua puluh) jam", "24 (dua puluh empat) jam")
        law.write_text(changed, encoding="utf-8")
        rebuilt = helpdesk_on(corpus, tmp_path / "data", store)
        with agency(rebuilt, store, telegram, page.context, unused_port) as open_house:
            open_house.refuses(QUESTION)
            open_house.refuses(PARAPHRASES[1])
            log_in(page, open_house.service)
            expired = page.locator(".card.expired")
            expect(expired).to_contain_text(f"Bunyi {PLACE} berubah setelah jawaban ini ditulis")
            expect(expired).to_contain_text(QUESTION)
            expect(page.locator(".themes .card", has_text="cuti melahirkan")).to_be_visible()
            page.get_by_role("link", name="Periksa dan tulis ulang").click()
            expect(page.get_by_label("Jawaban", exact=True)).to_have_value(TEXT)
            expect(page.get_by_label("Rujukan lain")).to_have_value(PLACE)
            expect(page.locator(".choice").first).to_contain_text("24 (dua puluh empat)")
            page.get_by_role("button", name="Terbitkan").click()
            expect(page.locator(".card.published")).to_contain_text(TEXT)
            assert TEXT in open_house.message(QUESTION)
            assert "24 (dua puluh empat)" in str(open_house.api(QUESTION)["statements"])
    store.close()
    assert all("422" in text for text in complaints)  # the draft without a reference
    complaints.clear()
