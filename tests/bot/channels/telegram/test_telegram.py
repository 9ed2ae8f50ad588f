"""The Telegram bot, talking over real HTTP to a Bot API server on loopback: what people see."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from tanyapasal.bot.channels.telegram import Pace
from tanyapasal.bot.conversation.texts import TEXT_ONLY, TOO_SLOW
from tanyapasal.bot.storage import MemoryStore
from tests.bot.channels.fakes import AMENDED, EXAMPLES, NOTE, FakeAssistant
from tests.bot.channels.telegram.bot_api_server import BOT, BotApiServer, Sent
from tests.bot.channels.telegram.telegram_markup import units
from tests.bot.channels.telegram.telegram_run import bot

GROUP = -1001


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApiServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with BotApiServer() as running:
        yield running


def press(server: BotApiServer, message: Sent, label: str) -> Sent:
    """A person presses a button; the message after its change."""
    now = server.message(message.message_id)
    server.press(now, now.button(label))
    return server.wait_edit(now)


def test_a_question_is_answered_with_its_citation_warning_and_buttons(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        server.say(7, "Berapa jam pelajaran PNS?")
        [answer] = server.wait_sent(1)
    assert answer.chat_id == 7
    assert answer.text.startswith("Pasal 47 ayat (2) UU Nomor 20 Tahun 2023: minimal 20 JP")
    assert NOTE in answer.text
    assert len(answer.text) <= 400
    below = ["Selengkapnya", "📖 Sumber", "🧾 Bukti", "👍", "👎"]
    assert answer.labels() == [*below, *(option.label for option in EXAMPLES)]
    assert answer.reply_to is None


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Berapa gaji direktur?", "tidak ada dalam dokumen"),
        ("pegawai yang mana", "PNS atau PPPK?"),
        ("Selamat pagi", "Ada yang dapat saya bantu?"),
    ],
)
def test_other_kinds_of_reply_are_shown(server: BotApiServer, question: str, part: str) -> None:
    with bot(server, FakeAssistant()):
        server.say(7, question)
        assert part in server.wait_sent(1)[0].text


@pytest.mark.parametrize("command", ["/start", "/help", "/help@tanyapasal_bot"])
def test_start_and_help_greet_with_example_questions(server: BotApiServer, command: str) -> None:
    with bot(server, FakeAssistant()):
        server.say(7, command)
        [welcome] = server.wait_sent(1)
        server.press(welcome, 0)
        answer = server.wait_sent(2)[1]
    assert all(option.question in welcome.text for option in EXAMPLES)
    assert "Pasal 47 ayat (2)" in answer.text


def test_commands_are_announced_and_only_handled_updates_are_fetched(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        [commands] = server.wait_call("setMyCommands")
        server.say(7, "halo")
        server.wait_sent(1)
        fetched = server.wait_call("getUpdates")
    names = "start help cari pasal regulasi program sumber data_saya hapus_data tentang"
    assert [command["command"] for command in commands["commands"]] == names.split()
    kinds = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]
    assert all(call["allowed_updates"] == kinds for call in fetched)


def test_unknown_commands_and_other_media_get_one_kind_sentence_each(server: BotApiServer) -> None:
    file = {"file_id": "f", "file_unique_id": "u"}
    photo = [{**file, "width": 1, "height": 1}]
    sticker = {**photo[0], "type": "regular", "is_animated": False, "is_video": False}
    with bot(server, FakeAssistant()):
        server.say(7, "/tidakada")
        server.send(7, sticker=sticker)
        server.send(7, voice={**file, "duration": 1})
        for _ in range(3):
            server.send(7, photo=photo, media_group_id="album")
        server.send(7, new_chat_title="Judul")
        server.say(7, "penutup")
        texts = [message.text for message in server.wait_sent(5)]
    assert "/help" in texts[0]
    assert texts[1:4] == [TEXT_ONLY] * 3
    assert "penutup" in texts[4]


def test_html_in_question_and_answer_is_shown_as_it_is(server: BotApiServer) -> None:
    question = '<b>Apa & bagaimana</b> </i> &amp; "1 < 2" 🇮🇩'
    with bot(server, FakeAssistant()):
        server.say(7, question)
        assert f"Mengenai {question}: diatur." in server.wait_sent(1)[0].text


def test_a_long_answer_comes_in_several_messages_in_order_with_buttons_below_the_last(
    server: BotApiServer,
) -> None:
    with bot(server, FakeAssistant()):
        server.say(7, "rincian")
        server.wait_until(lambda: any(message.buttons for message in server.sent))
        messages = server.wait_sent(4)
    marks = re.findall(r"ke-\((\d+)\)", "".join(message.text for message in messages))
    assert marks == [str(n) for n in range(60)]
    assert [bool(message.buttons) for message in messages] == [False] * (len(messages) - 1) + [True]


def test_what_stands_behind_a_short_answer_is_paged_also_after_a_restart(server: BotApiServer) -> None:
    store = MemoryStore()
    with bot(server, FakeAssistant(), store=store):
        server.say(7, "rincian ringkas")
        [answer] = server.wait_sent(1)
    assert "ke-(1)" not in answer.text
    short = answer.text
    with bot(server, FakeAssistant(), store=store):
        opened = press(server, answer, "Selengkapnya")
        pages = [opened.text]
        for _ in range(int(opened.labels()[1].split("/")[1]) - 1):
            pages.append(press(server, answer, "›").text)
        assert press(server, answer, "⬅").text == short
    assert pages[0].startswith(short)
    marks = re.findall(r"ke-\((\d+)\)", "".join(pages))
    assert marks == [str(n) for n in range(60)]
    assert AMENDED in "".join(pages)
    assert pages[-1].count("Sumber:") == 1
    assert all(units(page) <= 4096 for page in pages)


def test_nobody_opens_what_stands_behind_the_answer_of_another_chat(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        server.say(7, "rincian ringkas")
        server.say(8, "Berapa gaji?")
        answer, refusal = sorted(server.wait_sent(2), key=lambda message: message.chat_id)
        more = answer.buttons[answer.button("Selengkapnya")]["callback_data"]
        server.press(refusal, data=more)
        [told] = server.wait_call("answerCallbackQuery")
    assert "tidak berlaku" in told["text"]


def test_a_button_asks_its_question_and_is_acknowledged(server: BotApiServer) -> None:
    assistant = FakeAssistant()
    with bot(server, assistant):
        server.say(7, "Berapa gaji?")
        [refusal] = server.wait_sent(1)
        query_id = server.press(refusal, refusal.button(EXAMPLES[1].label))
        answer = server.wait_sent(2)[1]
        [acknowledged] = server.wait_call("answerCallbackQuery")
    assert acknowledged["callback_query_id"] == int(query_id)
    assert [question for question, _ in assistant.asked] == ["Berapa gaji?", EXAMPLES[1].question]
    assert answer.text.startswith(EXAMPLES[1].question)


def test_an_expired_button_is_explained_and_its_keyboard_taken_away(server: BotApiServer) -> None:
    assistant = FakeAssistant()
    with bot(server, assistant):
        server.say(7, "Berapa gaji?")
        [refusal] = server.wait_sent(1)
        server.press(refusal, data="from-before-a-restart")
        [acknowledged] = server.wait_call("answerCallbackQuery")
        server.wait_call("editMessageReplyMarkup")
    assert "tidak berlaku" in acknowledged["text"]
    assert refusal.buttons == []
    assert len(assistant.asked) == 1


def test_in_a_group_the_bot_speaks_only_when_it_is_meant(server: BotApiServer) -> None:
    assistant = FakeAssistant()
    mine = {"message_id": 5, "from": BOT, "chat": {"id": GROUP, "type": "supergroup"}, "date": 1, "text": "x"}
    others = {**mine, "from": {"id": 8, "is_bot": False, "first_name": "Budi"}, "text": "apa itu latsar"}
    with bot(server, assistant):
        server.say(GROUP, "obrolan biasa", kind="supergroup")
        server.say(GROUP, "@bot_lain halo", kind="supergroup")
        server.say(GROUP, "/perintah_bot_lain", kind="supergroup")
        server.send(GROUP, kind="supergroup", voice={"file_id": "f", "file_unique_id": "u", "duration": 1})
        asked = [
            server.say(GROUP, "🙂 @TanyaPasal_bot apa itu JP", kind="supergroup"),
            server.say(GROUP, "dan PPPK", kind="supergroup", reply_to_message=mine),
            server.say(GROUP, "@tanyapasal_bot", kind="supergroup", reply_to_message=others),
            server.say(GROUP, "/help", kind="supergroup"),
        ]
        answers = server.wait_sent(4)
    assert [question for question, _ in assistant.asked] == ["🙂   apa itu JP", "dan PPPK", "apa itu latsar"]
    assert [answer.reply_to for answer in answers] == [message["message_id"] for message in asked]


def test_an_answer_in_a_forum_stays_in_its_topic(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        server.say(GROUP, "/help", kind="supergroup", message_thread_id=31, is_topic_message=True)
        assert server.wait_sent(1)[0].thread_id == 31


def test_an_error_is_logged_under_the_id_that_the_person_is_told(
    server: BotApiServer, caplog: pytest.LogCaptureFixture
) -> None:
    with bot(server, FakeAssistant()):
        server.say(7, "rusak")
        server.say(7, "masih hidup?")
        failure, answer = server.wait_sent(2)
    found = re.search(r"kode ([0-9a-f]{8})", failure.text)
    assert found
    [record] = [record for record in caplog.records if found[1] in record.getMessage()]
    assert record.exc_info is not None
    assert "masih hidup?" in answer.text


def test_a_question_that_is_too_long_is_refused_in_its_own_words(server: BotApiServer) -> None:
    with bot(server, FakeAssistant()):
        server.say(7, "a" * 4050)
        assert server.wait_sent(1)[0].text == "Pertanyaan paling panjang 4000 karakter."


def test_typing_is_shown_while_an_answer_is_worked_on(server: BotApiServer) -> None:
    assistant = FakeAssistant()
    with bot(server, assistant):
        server.say(7, "tahan")
        [sign] = server.wait_call("sendChatAction")
        assistant.released.set()
        server.wait_sent(1)
    assert sign == {"chat_id": 7, "action": "typing"}


def test_an_answer_that_takes_too_long_is_given_up(server: BotApiServer) -> None:
    assistant = FakeAssistant()
    with bot(server, assistant, Pace(reply=0.1, poll=2, read=3)):
        server.say(7, "tahan")
        texts = [message.text for message in server.wait_sent(1)]
        assistant.released.set()
    assert texts == [TOO_SLOW]


def test_chats_run_side_by_side_and_each_keeps_its_order(server: BotApiServer) -> None:
    assistant = FakeAssistant()
    with bot(server, assistant):
        server.say(1, "tahan satu")
        server.say(1, "dua")
        server.say(2, "lain satu")
        server.say(1, "tiga")
        server.say(2, "lain dua")
        assert {message.chat_id for message in server.wait_sent(2)} == {2}
        assistant.released.set()
        messages = server.wait_sent(5)
    parts = [(message.chat_id, message.text.split("\n")[0].removeprefix("Jawaban: ")) for message in messages]
    assert parts == [(2, "lain satu"), (2, "lain dua"), (1, "tahan satu"), (1, "dua"), (1, "tiga")]
    conversations = dict(assistant.asked)
    assert conversations["dua"] == conversations["tiga"] != conversations["lain dua"]


def test_who_asks_for_their_data_gets_all_of_it_as_a_file_and_nobody_else_sees_it(
    server: BotApiServer,
) -> None:
    with bot(server, FakeAssistant(), store=MemoryStore()):
        server.say(7, "/data_saya")
        assert "Tidak ada data" in server.wait_sent(1)[0].text
        server.say(7, "Berapa jam pelajaran PNS? NIP 199003152015041002")
        server.wait_sent(2)
        server.say(7, "/data_saya")
        export = server.wait_sent(3)[2]
        server.say(GROUP, "/data_saya", kind="group")
        refused = server.wait_sent(4)[3]
    assert "/hapus_data" in export.text
    held = json.loads(export.html)
    assert [line["pertanyaan"] for line in held["pertanyaan"]] == ["Berapa jam pelajaran PNS? NIP [NIP]"]
    assert "Pasal 47" in held["balasan"][0]["balasan"]["text"]
    assert "percakapan pribadi" in refused.text
