"""The service on the repository's corpus, with the embedder that needs no model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanyapasal.bot.answering.saying.grounding import grounded
from tanyapasal.bot.answering.saying.offering import Offers
from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.errors import QuestionTooLongError
from tanyapasal.bot.reply import Answer, Chat, Citation, Clarification, NotFound, Statement
from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    data = tmp_path_factory.mktemp("data")
    embedder = HashingEmbedder()
    build(ROOT / "corpus", data, embedder)
    return Answerer(Retriever(load(data, embedder.id, embedder.dimension), embedder))


@pytest.mark.parametrize(
    ("question", "ref"),
    [
        ("UU No.20/2023 psl. 49 (3)", "uu-20-2023/pasal-49/ayat-3"),
        ("PerLAN 10 th 2021 ps 6 ayat dua", "perlan-10-2021/pasal-6/ayat-2"),
        ("uu asn pasal 63 ayat 3", "uu-20-2023/pasal-63/ayat-3"),
    ],
)
def test_a_place_is_found_however_it_is_written(answerer: Answerer, question: str, ref: str) -> None:
    reply = answerer.reply(question)
    assert isinstance(reply, Answer)
    assert str(reply.citations[0].passage.ref) == ref


def test_a_quantity_has_its_norm_in_the_headline_and_its_warning(answerer: Answerer) -> None:
    reply = answerer.reply("Pasal 47 ayat (2) UU Nomor 20 Tahun 2023")
    assert isinstance(reply, Answer)
    assert reply.headline == "Pasal 47 ayat (2) UU Nomor 20 Tahun 2023: minimal 20 JP per tahun"
    assert any("Pasal 203 ayat (4)" in warning for warning in (reply.warning or "", *reply.notes))


def test_a_question_that_is_asked_again_is_answered_the_same_without_a_search(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "berapa jam pelajaran pengembangan kompetensi PNS setahun?"
    first = answerer.reply(question)
    monkeypatch.delattr(Retriever, "retrieve")
    again = answerer.reply(question)
    assert isinstance(first, Answer)
    assert isinstance(again, Answer)
    assert replace(again, head=first.head) == first


def test_an_ambiguous_place_is_asked_back(answerer: Answerer) -> None:
    reply = answerer.reply("pasal 6 ayat 1")
    assert isinstance(reply, Clarification)
    assert len(reply.options) == 2


def test_a_place_that_is_not_held_is_refused_by_its_name(answerer: Answerer) -> None:
    reply = answerer.reply("Pasal 3 UU Nomor 5 Tahun 2014")
    assert isinstance(reply, NotFound)
    assert reply.message == "Pasal 3 UU Nomor 5 Tahun 2014 tidak ada dalam korpus."


def test_small_talk_is_answered_as_such(answerer: Answerer) -> None:
    assert isinstance(answerer.reply("halo"), Chat)
    assert isinstance(answerer.reply(""), Chat)


def test_a_text_too_long_is_refused_with_one_sentence(answerer: Answerer) -> None:
    with pytest.raises(QuestionTooLongError):
        answerer.reply("a" * 1_000_000)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_a_reply_and_no_quote_is_invented(answerer: Answerer, text: str) -> None:
    reply = answerer.reply(text)
    if isinstance(reply, Answer):
        assert all(c.quote in c.passage.text for c in reply.citations)


def test_the_last_gate_stops_an_altered_quote_and_a_foreign_citation(answerer: Answerer) -> None:
    reply = answerer.reply("uu asn pasal 63 ayat 3")
    assert isinstance(reply, Answer)
    evidence = [c.passage for c in reply.citations]
    assert grounded(reply, evidence, {})
    assert not grounded(reply, [], {})
    altered = Citation(evidence[0], evidence[0].text.replace("1", "2"), None)
    forged = Answer(reply.head, None, (Statement(altered.quote, (0,)),), (altered,))
    assert not grounded(forged, evidence, {})


def test_every_question_to_begin_with_is_answered(answerer: Answerer) -> None:
    assert answerer.examples()
    replies = {option.question: answerer.reply(option.question) for option in answerer.examples()}
    assert [question for question, reply in replies.items() if not isinstance(reply, Answer)] == []


def test_a_field_without_starters_begins_with_topics_of_its_texts(answerer: Answerer) -> None:
    offers = Offers(answerer._retriever.passages, lambda _: (), str, lambda _: True, lambda *_: 1)
    assert len(offers.examples()) == 4
    assert all(option.question.endswith("?") for option in offers.examples())


def test_a_comparison_names_both_as_texts_write_them(answerer: Answerer) -> None:
    reply = answerer.reply("beda pka sama pkp")
    assert isinstance(reply, Answer)
    assert reply.headline == "PKA dan PKP"
