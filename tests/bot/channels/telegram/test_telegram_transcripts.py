"""Scenes between people and the bot over real HTTP, compared with transcripts that a person has read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tanyapasal.bot.storage import QuestionFilter
from tests.bot.channels.telegram.bot_api_server import BOT, BotApiServer, Sent
from tests.bot.channels.telegram.telegram_corpus import Browsable
from tests.bot.channels.telegram.telegram_run import PACE, bot
from tests.bot.channels.telegram.transcript import check

GROUP = -1001


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApiServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with BotApiServer() as running:
        yield running


class Scene:
    """One chat, one thing after the other."""

    def __init__(self, server: BotApiServer, chat: int = 7) -> None:
        self.server, self.chat = server, chat

    def say(self, text: str, messages: int = 1) -> Sent:
        """A person writes; the last of the bot's ``messages`` that follow."""
        before = len(self.server.sent)
        self.server.say(self.chat, text)
        return self.server.wait_sent(before + messages)[-1]

    def press(self, message: Sent, label: str) -> Sent:
        """A person presses a button; the message after its change."""
        now = self.server.message(message.message_id)
        self.server.press(now, now.button(label))
        return self.server.wait_edit(now)

    def ask_by(self, message: Sent, label: str) -> Sent:
        """A person presses a button; the new message that follows."""
        before = len(self.server.sent)
        now = self.server.message(message.message_id)
        self.server.press(now, now.button(label))
        return self.server.wait_sent(before + 1)[-1]


def test_an_answer_its_follow_up_and_a_clarification(server: BotApiServer) -> None:
    with bot(server, Browsable()):
        scene = Scene(server)
        scene.ask_by(scene.say("Berapa jam buka taman?"), "Jumlah JP setahun")
        asked_back = scene.say("pegawai yang mana")
        scene.ask_by(asked_back, "Bentuk pengembangan")
        scene.say("Berapa gaji wali kota?")
        scene.say("Selamat pagi")
    check(server, "jawaban")


def test_all_of_an_answer_is_opened_and_closed_in_place(server: BotApiServer) -> None:
    with bot(server, Browsable()):
        scene = Scene(server)
        answer = scene.say("Berapa jam pelajaran PNS?")
        scene.press(answer, "Selengkapnya")
        scene.press(answer, "⬅")
        scene.press(answer, "👍")
        scene.press(answer, "Selengkapnya")
        scene.press(answer, "⬅")
        assert len(server.sent) == 1
    check(server, "selengkapnya")


def test_the_source_is_opened_paged_and_closed_in_place(server: BotApiServer) -> None:
    with bot(server, Browsable()):
        scene = Scene(server)
        answer = scene.say("Berapa jam buka taman?")
        scene.press(answer, "📖")
        scene.press(answer, "◀ Pasal 2")
        scene.press(answer, "Pasal 3 ▶")
        scene.press(answer, "Pasal 4 ▶")
        scene.press(answer, "›")
        scene.press(answer, "Hak Warga")
        scene.press(answer, "⬅")
        assert len(server.sent) == 1
    assert server.sent[0].labels()[:3] == ["Selengkapnya", "📖 Sumber", "🧾 Bukti"]
    check(server, "sumber")


def test_the_receipt_shows_what_the_reply_rests_on(server: BotApiServer) -> None:
    with bot(server, Browsable()):
        scene = Scene(server)
        answer = scene.say("Berapa jam buka taman?")
        scene.press(answer, "🧾")
        scene.press(answer, "⬅")
    check(server, "bukti")


def test_votes_with_a_reason_change_the_buttons_in_place(server: BotApiServer) -> None:
    with bot(server, Browsable()) as store:
        scene = Scene(server)
        answer = scene.say("Berapa jam buka taman?")
        scene.press(answer, "👍")
        scene.press(answer, "👎")
        scene.press(answer, "⬅")
        scene.press(answer, "👎")
        scene.press(answer, "Kurang lengkap")
        scene.press(answer, "📖")
        scene.press(answer, "⬅")
        [logged] = store.questions(QuestionFilter(vote="down"))
        [vote] = store.votes(logged.reply_id)
    assert (vote.value, vote.reason) == ("down", "Kurang lengkap")
    assert len(server.sent) == 1
    check(server, "penilaian")


def test_every_command(server: BotApiServer) -> None:
    with bot(server, Browsable()):
        scene = Scene(server)
        for text in (
            "/start",
            "/help",
            "/sumber",
            "/cari",
            "/cari tukang taman",
            "/cari xyz",
            "/pasal",
            "/pasal 3 ayat 1 jam buka",
            "/sumber",
            "/regulasi",
            "/program",
            "/tentang",
            "/lainnya",
        ):
            scene.say(text)
    check(server, "perintah")


def test_the_menu_is_made_from_the_corpus_and_browsed_in_place(server: BotApiServer) -> None:
    with bot(server, Browsable()):
        scene = Scene(server)
        welcome = scene.say("/start")
        scene.press(welcome, "📚")
        scene.press(welcome, "Kompetensi")
        scene.press(welcome, "Kompetensi Mandor")
        scene.press(welcome, "Biaya")
        scene.press(welcome, "⬅ Kembali")
        scene.press(welcome, "⬅ Kembali")
        scene.press(welcome, "⬅ Semua")
        scene.press(welcome, "Tanda Kecakapan")
        scene.press(welcome, "⬅ Semua")
        scene.press(welcome, "Peraturan yang dimuat")
        scene.press(welcome, "Perda Nomor 3")
        scene.press(welcome, "⬅ Kembali")
        scene.press(welcome, "Perda Nomor 7")
        scene.press(welcome, "Pasal 3")
        scene.press(welcome, "⬅ Kembali")
        scene.press(welcome, "Pasal 4")
        scene.press(welcome, "‹")
        assert len(server.sent) == 1
    check(server, "menu")


def test_inline_queries_give_cards_that_can_be_cited(server: BotApiServer) -> None:
    with bot(server, Browsable()):
        for number, text in enumerate(("pasal 3 ayat", "", "xyz"), 1):
            server.type_inline(text)
            server.wait_call("answerInlineQuery", number)
        late = server.type_inline("terlambat")
        server.expire_query(late)
        Scene(server).say("halo")
    check(server, "sebaris")


def test_in_a_group_and_in_a_topic_of_a_forum(server: BotApiServer) -> None:
    mine = {"message_id": 5, "from": BOT, "chat": {"id": GROUP, "type": "supergroup"}, "date": 1, "text": "x"}
    with bot(server, Browsable()):
        server.say(GROUP, "obrolan biasa tentang jam buka", kind="supergroup")
        server.say(GROUP, "@tanyapasal_bot berapa jam buka taman?", kind="supergroup")
        [answer] = server.wait_sent(1)
        server.say(GROUP, "dan parkirnya?", kind="supergroup", reply_to_message=mine)
        server.wait_sent(2)
        topic = {"message_thread_id": 31, "is_topic_message": True}
        server.say(GROUP, "@tanyapasal_bot pegawai yang mana", kind="supergroup", **topic)
        asked_back = server.wait_sent(3)[-1]
        server.press(asked_back, 0)
        in_topic = server.wait_sent(4)[-1]
        server.press(answer, answer.button("📖"))
        server.wait_edit(answer)
    assert in_topic.thread_id == 31
    check(server, "grup")


def test_what_is_held_is_deleted_on_request(server: BotApiServer) -> None:
    with bot(server, Browsable()) as store:
        scene = Scene(server)
        answer = scene.say("Berapa jam buka taman? NIP saya 199001012015011001")
        scene.press(answer, "👍")
        Scene(server, 8).say("Berapa jam buka taman?")
        server.wait_until(lambda: not server.pending())
        other, mine = store.questions()
        assert "[NIP]" in mine.question
        scene.press(scene.say("/hapus_data"), "Batal")
        scene.press(scene.say("/hapus_data"), "Ya, hapus")
        assert store.questions() == (other,)
        assert store.reply(mine.reply_id) is None
        now = server.message(answer.message_id)
        server.press(now, now.button("📖"))
        server.wait_edit(now)
        scene.press(scene.say("/hapus_data"), "Ya, hapus")
    check(server, "hapus_data")


def test_who_asks_too_much_is_told_once_and_kindly(server: BotApiServer) -> None:
    with bot(server, Browsable(), replace(PACE, questions=2, question_window=60)):
        scene = Scene(server)
        scene.say("satu")
        scene.say("dua")
        scene.say("tiga")
        server.say(7, "empat")
        Scene(server, 8).say("orang lain")
        server.wait_until(lambda: not server.pending())
    assert len(server.sent) == 4
    check(server, "terlalu_banyak")


def test_an_error_has_an_id_and_harms_nobody_else(server: BotApiServer) -> None:
    with bot(server, Browsable()) as store:
        scene = Scene(server)
        scene.say("rusak")
        server.put({"message": {"message_id": "bukan angka", "chat": 3}})
        server.put({"hal_baru": {"apa": "saja"}})
        server.put({})
        server.put(
            {"message": {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "sticker": {}}}
        )
        scene.say("masih hidup?")
        server.wait_until(lambda: not server.pending())
        kinds = [line.kind for line in store.questions()]
    assert sorted(kinds) == ["answer", "error"]
    check(server, "kesalahan")


def test_edits_lists_replies_and_captions(server: BotApiServer) -> None:
    with bot(server, Browsable()):
        scene = Scene(server)
        asked = server.say(7, "Berapa jam bukka taman?")
        answer = server.wait_sent(1)[0]
        server.edit(asked, "Berapa jam buka taman?")
        answer = server.wait_edit(answer)
        scene.say("Mohon info:\n1. Berapa jam buka taman?\n2. Apa hak warga?", 2)
        quote = {"text": "Warga berhak menikmati taman.", "position": 0, "is_manual": True}
        server.say(7, "siapa saja mereka?", reply_to_message=answer.quoted(), quote=quote)
        server.wait_sent(4)
        photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
        server.send(7, photo=photo, caption="Apakah papan ini benar?")
        server.wait_sent(5)
        server.send(7, photo=photo)
        server.wait_sent(6)
        scene.say("/start perda-7-2019__pasal-3")
    check(server, "percakapan")
