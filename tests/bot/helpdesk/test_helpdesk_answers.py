"""Curated answers: given to the same question on every channel, and taken back when their article changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tanyapasal.bot.channels.rendering import plain, telegram_html
from tanyapasal.bot.channels.wire import ReplyModel, reply_model
from tanyapasal.bot.errors import DraftError, StorageError
from tanyapasal.bot.helpdesk.answering import CuratedAssistant
from tanyapasal.bot.helpdesk.curated import Curated, support_of
from tanyapasal.bot.reply import Answer, Chat, NotFound
from tanyapasal.bot.storage import CuratedAnswer, LoggedQuestion, MemoryStore, StoredReply, Vote
from tanyapasal.index.law.places import parse_reference
from tests.bot.helpdesk.desk_fakes import (
    PARAPHRASES,
    PLACE,
    QUESTION,
    RIVALS,
    ROOT,
    WORDINGS,
    Helpdesk,
    helpdesk_on,
)
from tests.bot.helpdesk.desk_fakes import corpus_copy as copied

TEXT = "Tidak berkurang.\n\nHak <b>jam pelajaran</b> tetap 20 JP; telepon 021-5551234."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Helpdesk, MemoryStore]:
    store = MemoryStore()
    return helpdesk_on(ROOT / "corpus", tmp_path_factory.mktemp("data"), store), store


@pytest.fixture
def helpdesk(built: tuple[Helpdesk, MemoryStore]) -> Helpdesk:
    """Without any answer of another test."""
    found, store = built
    for answer in store.desk.curated_answers():
        store.desk.keep_curated(replace(answer, state="withdrawn"))
    return found


def publish(helpdesk: Helpdesk, wordings: tuple[str, ...] = WORDINGS, text: str = TEXT) -> CuratedAnswer:
    desk = helpdesk.desk
    hours = helpdesk.assistant.passages_at(parse_reference(PLACE))[0]
    return desk.publish(wordings, text, [support_of(hours)], "sari")


@pytest.mark.parametrize("question", [*WORDINGS, *PARAPHRASES])
def test_a_refused_question_and_its_paraphrases_get_the_curated_answer(
    helpdesk: Helpdesk, question: str
) -> None:
    assert isinstance(helpdesk.assistant.reply(question), NotFound)
    publish(helpdesk)
    reply = helpdesk.assistant.reply(question)
    assert isinstance(reply, Answer)
    assert [str(c.passage.ref) for c in reply.citations] == [PLACE]
    assert reply.statements[0].text == reply.citations[0].quote == reply.citations[0].passage.text


@pytest.mark.parametrize("question", RIVALS)
def test_another_question_in_nearly_the_same_words_does_not_get_it(helpdesk: Helpdesk, question: str) -> None:
    publish(helpdesk)
    reply = helpdesk.assistant.reply(question)
    assert not isinstance(reply, Answer) or reply.note is None


def test_the_opposite_question_does_not_get_it(helpdesk: Helpdesk) -> None:
    publish(helpdesk)
    assert helpdesk.desk.curated.match("Apakah cuti melahirkan menambah jatah jam pelajaran?") is None


def test_two_answers_that_are_equally_near_are_not_given(helpdesk: Helpdesk) -> None:
    publish(helpdesk)
    assert helpdesk.desk.curated.match(PARAPHRASES[0]) is not None
    publish(helpdesk, text="Yang lain.")
    assert helpdesk.desk.curated.match(PARAPHRASES[0]) is None


def test_every_channel_shows_whose_words_these_are_before_the_quotes(helpdesk: Helpdesk) -> None:
    publish(helpdesk)
    reply = helpdesk.assistant.reply(QUESTION)
    text = plain(reply)
    assert text.startswith("Jawaban helpdesk:\nTidak berkurang.\nHak <b>jam pelajaran</b> tetap 20 JP")
    assert text.index("Jawaban helpdesk") < text.index("paling sedikit 20 (dua puluh)")
    html = telegram_html(reply)
    assert html.startswith("<b>Jawaban helpdesk:</b>\nTidak berkurang.\nHak &lt;b&gt;jam")
    model = reply_model(reply)
    assert set(model.model_dump()) == set(ReplyModel.model_fields)
    assert model.text == text


def test_small_talk_is_never_replaced(helpdesk: Helpdesk) -> None:
    publish(helpdesk, ("Terima kasih",))
    assert isinstance(helpdesk.assistant.reply("Terima kasih"), Chat)


def test_an_answer_without_a_place_that_is_held_is_not_taken(helpdesk: Helpdesk) -> None:
    desk = helpdesk.desk
    with pytest.raises(DraftError, match="rujukan"):
        desk.publish(WORDINGS, TEXT, [], "sari")
    for wrong in ("uu-20-2023/pasal-999", "bukan rujukan", "uu-1-1901/pasal-1"):
        with pytest.raises(DraftError):
            desk.curated.supports_at(wrong)
    held = desk.curated.supports_at(PLACE)
    with pytest.raises(DraftError, match="berubah"):
        desk.publish(WORDINGS, TEXT, [replace(held[0], sha256="0" * 64)], "sari")
    for wordings, text in (((), TEXT), ((" \u200b",), TEXT), (WORDINGS, " \n "), (WORDINGS, "a" * 3001)):
        with pytest.raises(DraftError):
            desk.publish(wordings, text, held, "sari")


def test_a_database_that_is_away_costs_the_curated_answer_only(helpdesk: Helpdesk) -> None:
    class Away:
        def match(self, question: str) -> None:  # noqa: ARG002
            raise StorageError("Basis data tidak dapat dipakai.")

    away: Curated = Away()  # type: ignore[assignment]
    assert isinstance(CuratedAssistant(helpdesk.assistant, away).reply(QUESTION), NotFound)


def asked(store: MemoryStore, number: int, question: str, kind: str = "not_found") -> None:
    store.keep_reply(StoredReply(f"r{number}", "c", kind, "{}", "web"))  # type: ignore[arg-type]
    store.log_question(LoggedQuestion(f"r{number}", question, kind, 0.1, "web"))  # type: ignore[arg-type]


def test_an_article_that_changes_takes_its_answer_back_into_the_queue(tmp_path: Path) -> None:
    corpus, store = copied(tmp_path), MemoryStore()
    asked(store, 1, QUESTION)
    asked(store, 2, PARAPHRASES[0])
    asked(store, 3, "Berapa lama cuti besar dosen?")
    asked(store, 4, "Berapa tarif hotel?", "answer")
    store.vote(Vote("r4", "down"))
    asked(store, 5, "Apa itu Latsar?", "answer")
    first = helpdesk_on(corpus, tmp_path / "data", store)
    before = first.desk.queue()
    assert set(before.themes[0].wordings) == {QUESTION, PARAPHRASES[0]}
    assert {t.name for t in before.themes[1:]} == {"Berapa lama cuti besar dosen?", "Berapa tarif hotel?"}
    publish(first)
    assert {t.name for t in first.desk.queue().themes} == {
        "Berapa lama cuti besar dosen?",
        "Berapa tarif hotel?",
    }
    first.desk.dismiss(["r3", "tidak-ada"], "sari")
    assert {t.name for t in first.desk.queue().themes} == {"Berapa tarif hotel?"}

    file = corpus / "regulations/uu-20-2023.md"
    law = file.read_text(encoding="utf-8")
    file.write_text(
        law.replace("paling sedikit 20 (dua puluh) jam", "paling sedikit 24 (dua puluh empat) jam")
    )
    second = helpdesk_on(corpus, tmp_path / "data", store)
    assert isinstance(second.assistant.reply(QUESTION), NotFound)
    queue = second.desk.queue()
    (expired,) = queue.expired
    assert expired.wordings == WORDINGS
    assert "berubah" in expired.reason
    assert {QUESTION, PARAPHRASES[0]} in [set(t.wordings) for t in queue.themes]
    again = second.desk.publish(
        WORDINGS, "Kini 24 JP.", second.desk.curated.supports_at(PLACE), "budi", instead=expired.id
    )
    assert again.id == expired.id
    assert second.desk.queue().expired == ()
    reply = second.assistant.reply(QUESTION)
    assert isinstance(reply, Answer)
    assert "24 (dua puluh empat)" in reply.citations[0].quote


def test_an_answer_that_was_withdrawn_is_not_given(helpdesk: Helpdesk) -> None:
    published = publish(helpdesk)
    assert helpdesk.desk.withdraw(published.id, "sari")
    assert isinstance(helpdesk.assistant.reply(QUESTION), NotFound)
    assert not helpdesk.desk.withdraw("tidak-ada", "sari")
