"""Conversation as people on Telegram are used to: replies, quotes, edits, captions, groups, links."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from tanyapasal.bot.answering.dialogue import Turn
from tanyapasal.bot.channels.telegram.asking import questions_of
from tanyapasal.bot.storage import MemoryStore, QuestionFilter, StoredConversations
from tests.bot.channels.fakes import EXAMPLES, FORMS, HOURS, FakeAssistant
from tests.bot.channels.telegram.bot_api_server import BOT, BotApiServer, Sent
from tests.bot.channels.telegram.telegram_corpus import Browsable
from tests.bot.channels.telegram.telegram_run import bot, until

GROUP = -1001
BUDI = {"id": 8, "is_bot": False, "first_name": "Budi"}
FILE = {"file_id": "f", "file_unique_id": "u"}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApiServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with BotApiServer() as running:
        yield running


def last_turn(store: MemoryStore, conversation: str | None) -> Turn:
    turn = StoredConversations(store).last(conversation or "")
    assert turn is not None
    return turn


# --- what a message replies to ---


def test_a_reply_to_an_earlier_answer_goes_on_from_that_answer(server: BotApiServer) -> None:
    store, assistant = MemoryStore(), FakeAssistant()
    with bot(server, assistant, store=store):
        server.say(7, "Berapa jam pelajaran PNS?")
        first = server.wait_sent(1)[0]
        server.say(7, "apa itu latsar")
        server.wait_sent(2)
        server.say(7, "kalau PPPK?", reply_to_message=first.quoted())
        server.wait_sent(3)
    turn = last_turn(store, assistant.asked[-1][1])
    assert turn.question == "Berapa jam pelajaran PNS?"
    assert turn.answered
    assert HOURS.ref in turn.refs
    assert FORMS.ref in turn.refs


def test_the_quoted_part_says_which_of_several_places_is_meant(server: BotApiServer) -> None:
    store, assistant = MemoryStore(), FakeAssistant()
    with bot(server, assistant, store=store):
        server.say(7, "Berapa jam pelajaran PNS?")
        first = server.wait_sent(1)[0]
        quote = {"text": "Bentuk pengembangan kompetensi:", "position": 0, "is_manual": True}
        server.say(7, "maksudnya?", reply_to_message=first.quoted(), quote=quote)
        server.wait_sent(2)
    assert last_turn(store, assistant.asked[-1][1]).refs == (FORMS.ref,)


def test_words_below_a_colleagues_message_are_about_that_message(server: BotApiServer) -> None:
    store, assistant = MemoryStore(), FakeAssistant()
    theirs = {
        "message_id": 5,
        "from": BUDI,
        "chat": {"id": GROUP, "type": "supergroup"},
        "date": 1,
        "text": "apakah tugas belajar\nmenghapus tunjangan?",
    }
    with bot(server, assistant, store=store):
        server.say(GROUP, "@tanyapasal_bot kalau PPPK?", kind="supergroup", reply_to_message=theirs)
        server.wait_sent(1)
        quote = {"text": "tugas belajar", "position": 7}
        server.say(GROUP, "@tanyapasal_bot", kind="supergroup", reply_to_message=theirs, quote=quote)
        server.wait_sent(2)
    assert [question for question, _ in assistant.asked] == ["kalau PPPK?", "tugas belajar"]
    assert last_turn(store, assistant.asked[0][1]).question == "apakah tugas belajar menghapus tunjangan?"


def test_a_reply_to_a_question_asked_back_chooses_among_its_options(server: BotApiServer) -> None:
    store, assistant = MemoryStore(), FakeAssistant()
    with bot(server, assistant, store=store):
        server.say(7, "pegawai yang mana")
        asked_back = server.wait_sent(1)[0]
        server.say(7, "yang nomor 2", reply_to_message=asked_back.quoted())  # the last: remembered as it is
        server.wait_sent(2)
        assert StoredConversations(store).last(assistant.asked[-1][1] or "") is None
        server.say(7, "yang nomor 2", reply_to_message=asked_back.quoted())
        server.wait_sent(3)
    turn = last_turn(store, assistant.asked[-1][1])
    assert (turn.answered, turn.options) == (False, EXAMPLES)


def test_a_reply_to_the_answer_of_another_chat_tells_nothing_of_it(server: BotApiServer) -> None:
    store, assistant = MemoryStore(), FakeAssistant()
    with bot(server, assistant, store=store):
        server.say(7, "Berapa jam pelajaran PNS?")
        first = server.wait_sent(1)[0]
        server.say(8, "maksudnya?", reply_to_message=first.quoted())
        server.wait_sent(2)
    assert StoredConversations(store).last(assistant.asked[-1][1] or "") is None


# --- edits, captions, several questions ---


def test_an_edited_question_is_answered_again_in_place(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        asked = server.say(7, "apa itu latsr")
        answer = server.wait_sent(1)[0]
        server.edit(asked, "apa itu latsr")  # something else was changed
        server.edit(asked, "apa itu latsar")
        assert server.wait_edit(answer).text.startswith("Jawaban: apa itu latsar")
        server.edit(asked, "rincian")
        server.wait_sent(4)
        until(lambda: server.message(answer.message_id).text.startswith("Pasal 49"))
        server.edit(asked, "singkat saja")
        until(lambda: len(server.sent) == 1)
    assert server.sent[0].text.startswith("Jawaban: singkat saja")


def test_an_answer_that_cannot_be_edited_any_more_is_given_anew(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        asked = server.say(7, "apa itu latsr")
        answer = server.wait_sent(1)[0]
        server.uneditable.add(answer.message_id)
        server.edit(asked, "apa itu latsar")
        assert server.wait_sent(2)[1].text.startswith("Jawaban: apa itu latsar")


def test_what_a_button_opens_is_sent_where_the_message_cannot_be_edited(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        server.say(7, "Berapa jam pelajaran PNS?")
        answer = server.wait_sent(1)[0]
        server.uneditable.add(answer.message_id)
        server.press(answer, answer.button("📖"))
        assert "Pasal 47" in server.wait_sent(2)[1].text


def test_a_caption_is_a_question(server: BotApiServer) -> None:
    assistant = FakeAssistant()
    photo = [{**FILE, "width": 1, "height": 1}]
    mention = [{"type": "mention", "offset": 0, "length": 15}]
    with bot(server, assistant):
        server.send(7, photo=photo, caption="apakah surat ini sah?")
        server.send(7, document=FILE, caption="siapa yang berwenang?")
        server.send(
            GROUP,
            kind="supergroup",
            photo=photo,
            caption="@tanyapasal_bot apa artinya?",
            caption_entities=mention,
        )
        server.send(GROUP, kind="supergroup", photo=photo, caption="foto rapat")
        server.wait_sent(3)
        server.wait_until(lambda: not server.pending())
    found = sorted(question for question, _ in assistant.asked)
    assert found == ["apa artinya?", "apakah surat ini sah?", "siapa yang berwenang?"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. Berapa lama cuti besar?\n2) siapa yang menyetujui", 2),
        ("Mohon info:\n- syarat izin belajar\n- biayanya berapa?\n- siapa pejabatnya", 3),
        ("Apa itu JP?\n\nBerapa JP setahun?", 2),
        ("Saya PPPK.\nBerapa cuti saya?", 1),
        ("Berapa cuti saya?", 1),
        ("1. satu hal saja?", 1),
        ("\n".join(f"{n}. soal ke-{n}?" for n in range(1, 8)), 1),
        ("Pasal 5\nPasal 6", 1),
    ],
)
def test_a_list_of_questions_is_taken_apart(text: str, found: int) -> None:
    questions = questions_of(text)
    assert len(questions) == found
    assert found == 1 or not any(question[0] in "1234567890-" for question in questions)


def test_each_of_several_questions_gets_its_answer_and_an_edit_replaces_them(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        asked = server.say(7, "1. apa itu JP?\n2. apa itu latsar?")
        first, second = server.wait_sent(2)
        assert first.text.startswith("apa itu JP?\n\nJawaban: apa itu JP?")
        assert second.text.startswith("apa itu latsar?\n\nJawaban: apa itu latsar?")
        server.edit(asked, "apa itu diklat?")
        until(lambda: len(server.sent) == 1)
    assert server.sent[0].text.startswith("Jawaban: apa itu diklat?")


# --- groups ---


def test_buttons_of_old_messages_in_a_forum_stay_in_their_topic(server: BotApiServer) -> None:
    topic = {"message_thread_id": 31, "is_topic_message": True}
    with bot(server, FakeAssistant()):
        server.say(GROUP, "@tanyapasal_bot Berapa gaji?", kind="supergroup", **topic)
        refusal = server.wait_sent(1)[0]
        server.press(refusal, refusal.button("Jumlah JP"), old=True)
        answer = server.wait_sent(2)[1]
        server.press(answer, answer.button("📖"), old=True)
        opened = server.wait_edit(answer)
        server.press(opened, opened.button("⬅"), old=True)
        server.wait_edit(opened)
    assert answer.thread_id == 31
    assert "Pasal 47" in opened.text


def in_group(server: BotApiServer, question: str) -> Sent:
    server.say(GROUP, f"@tanyapasal_bot {question}", kind="supergroup")
    return server.wait_sent(1)[0]


def test_in_a_group_everybody_votes_and_only_the_asker_gives_a_reason(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()) as store:
        answer = in_group(server, "Berapa jam pelajaran PNS?")
        labels = answer.labels()
        server.press(answer, answer.button("👎"), person=8)
        server.press(answer, answer.button("👍"), person=9)
        server.wait_call("answerCallbackQuery", 2)
        assert server.message(answer.message_id).labels() == labels
        server.press(answer, answer.button("👎"), person=77)
        asked_why = server.wait_edit(answer)
        server.press(asked_why, asked_why.button("Kurang lengkap"), person=8)
        told = server.wait_call("answerCallbackQuery", 4)[-1]
        assert "yang bertanya" in told["text"]
        server.press(asked_why, asked_why.button("Kurang lengkap"), person=77)
        assert server.wait_edit(asked_why).labels() == labels  # nobody's vote is shown to all
        [logged] = store.questions(QuestionFilter())
        votes = store.votes(logged.reply_id)
    assert {(vote.value, vote.reason) for vote in votes} == {
        ("down", None),
        ("down", "Kurang lengkap"),
        ("up", None),
    }


def test_anonymous_administrators_are_told_apart_by_their_group_and_can_erase(server: BotApiServer) -> None:
    other = -1002
    with bot(server, FakeAssistant()) as store:
        for group in (GROUP, other):
            server.anonymous(group, "@tanyapasal_bot Berapa jam pelajaran PNS?")
        server.wait_sent(2)
        until(lambda: store.count_questions() == 2)
        assert len({line.person for line in store.questions()}) == 2
        server.anonymous(GROUP, "/hapus_data@tanyapasal_bot")
        asked = server.wait_sent(3)[2]
        server.press(asked, asked.button("Ya"), person=8)
        server.wait_call("answerCallbackQuery")
        assert store.count_questions() == 2
        server.administrators.add(9)
        server.press(asked, asked.button("Ya"), person=9)
        assert server.wait_edit(asked).text.startswith("Sudah dihapus: 1 pertanyaan")
        assert store.count_questions() == 1


def test_the_bot_introduces_itself_once_to_a_group_that_it_joins(server: BotApiServer) -> None:
    def change(chat: int, kind: str, was: str, now: str) -> None:
        one = {"user": BOT, "status": was}, {"user": BOT, "status": now}
        server.put(
            {
                "my_chat_member": {
                    "chat": {"id": chat, "type": kind, "title": "Bagian Umum"},
                    "from": BUDI,
                    "date": int(datetime.now(UTC).timestamp()),
                    "old_chat_member": one[0] | ({"until_date": 0} if was == "kicked" else {}),
                    "new_chat_member": one[1] | ({"until_date": 0} if now == "kicked" else {}),
                }
            }
        )

    with bot(server, FakeAssistant()):
        change(GROUP, "supergroup", "left", "member")
        change(GROUP, "supergroup", "member", "left")
        change(7, "private", "kicked", "member")
        server.wait_until(lambda: not server.pending())
        time.sleep(0.2)
    [said] = server.sent
    assert said.chat_id == GROUP
    assert "@tanyapasal_bot" in said.text


# --- commands and small talk ---


def test_a_command_and_its_words_may_stand_on_two_lines(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        server.say(7, "/cari\npelatihan")
        assert "Pasal 48" in server.wait_sent(1)[0].text


@pytest.mark.parametrize(
    ("payload", "part"),
    [
        ("pasal_203", "Jawaban: pasal 203"),
        ("perda-7-2019__pasal-3", "Taman kota dibuka"),
        ("perda-7-2019__pasal-3__ayat-1", "Taman kota dibuka"),
        ("perda-7-2019__pasal-99", "tidak lagi dimuat"),
        ("sebaris", "Selamat datang"),
        ("", "Selamat datang"),
    ],
)
def test_links_lead_to_a_place(server: BotApiServer, payload: str, part: str) -> None:
    with bot(server, Browsable()):
        server.say(7, f"/start {payload}".strip())
        assert part in server.wait_sent(1)[0].text


def test_a_place_is_shared_by_a_link_that_opens_it_again(server: BotApiServer) -> None:
    with bot(server, Browsable()):
        server.say(7, "Berapa jam buka taman?")
        answer = server.wait_sent(1)[0]
        server.press(answer, answer.button("📖"))
        opened = server.wait_edit(answer)
        share = opened.buttons[opened.button("🔗")]["url"]
        [link] = parse_qs(urlsplit(share).query)["url"]
        assert link.startswith("https://t.me/tanyapasal_bot?start=")
        server.say(8, f"/start {link.partition('=')[2]}")
        assert "Taman kota dibuka" in server.wait_sent(2)[1].text


def test_the_source_is_that_of_the_answer_replied_to_else_of_the_last_answer(server: BotApiServer) -> None:
    with bot(server, Browsable()):
        server.say(7, "Berapa jam buka taman?")
        first = server.wait_sent(1)[0]
        server.say(7, "Berapa jam pelajaran PNS?")
        server.wait_sent(2)
        server.say(7, "selamat pagi")
        server.say(7, "Berapa gaji?")
        server.wait_sent(4)
        server.say(7, "/sumber", reply_to_message=first.quoted())
        assert "Taman kota dibuka" in server.wait_sent(5)[4].text
        server.say(7, "/sumber")
        assert "Taman kota" not in server.wait_sent(6)[5].text


def test_small_talk_after_an_answer_offers_no_questions_to_start_from(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        server.say(7, "Berapa jam pelajaran PNS?")
        server.say(7, "selamat pagi")
        assert server.wait_sent(2)[1].labels() == []
