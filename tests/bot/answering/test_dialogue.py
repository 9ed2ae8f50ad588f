"""Comparisons, several questions in one message, follow-ups, on the project's own corpus without a model."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.bot.answering.dialogue import Turn
from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.answering.understanding.comparing import comparison, parts
from tanyapasal.bot.answering.understanding.following import FollowUps
from tanyapasal.bot.reply import Answer, Chat, Clarification, NotFound, Option
from tanyapasal.index.build import build
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    data = tmp_path_factory.mktemp("data")
    embedder = HashingEmbedder()
    build(CORPUS, data, embedder)
    return Retriever(load(data, embedder.id, embedder.dimension), embedder)


@pytest.fixture(scope="module")
def following(retriever: Retriever) -> FollowUps:
    kinds = retriever.snapshot.knowledge.kinds
    return FollowUps(retriever.reader, kinds.label_of)


PASSING, ASKING = {"apa", "bagaimana", "mana"}, {"durasi", "lama", "penerbit"}


@pytest.mark.parametrize(
    ("text", "sides", "asked"),
    [
        ("apa beda PKP dan PKA", ("PKP", "PKA"), ""),
        (
            "Bandingkan durasi Latsar klasikal dengan blended learning.",
            ("Latsar klasikal", "blended learning"),
            "durasi",
        ),
        ("lama mana, klasikal atau blended learning?", ("klasikal", "blended learning"), "lama"),
    ],
)
def test_a_comparison_has_two_sides_and_what_is_asked_of_both(
    text: str, sides: tuple[str, str], asked: str
) -> None:
    found = comparison(text, PASSING, ASKING)
    assert found is not None
    assert (found.sides, found.asked) == (sides, asked)


@pytest.mark.parametrize("text", ["apa itu PKP dan PKA", "berapa lama Latsar", "apa beda itu", ""])
def test_a_question_without_two_sides_compares_nothing(text: str) -> None:
    assert comparison(text, PASSING, ASKING) is None


def test_a_message_with_two_questions_has_two_parts() -> None:
    assert parts("Apa itu PKP dan berapa lama pelaksanaannya?") == (
        "Apa itu PKP",
        "berapa lama pelaksanaannya?",
    )


def test_every_question_mark_ends_a_part() -> None:
    assert parts("Berapa lama Latsar? Dan resep rendang apa?") == ("Berapa lama Latsar", "resep rendang apa?")


def test_a_part_about_something_unknown_is_said_to_be_unanswered(retriever: Retriever) -> None:
    reply = Answerer(retriever).reply("Berapa lama Latsar blended learning? Dan resep rendang apa?")
    assert isinstance(reply, Answer)
    assert any("resep rendang apa" in line for line in (reply.warning or "", *reply.notes))


def test_apa_saja_is_no_question_of_its_own() -> None:
    assert len(parts("Ada berapa macam sertifikat dan apa saja?")) == 1


def turn(question: str, *refs: str, options: tuple[Option, ...] = (), answered: bool = True) -> Turn:
    return Turn(question, answered, tuple(parse_reference(ref) for ref in refs), options)


@pytest.mark.parametrize(
    ("said", "last", "meant"),
    [
        ("kalau untuk PPPK?", "Berapa JP per tahun untuk PNS?", "Berapa JP per tahun untuk PPPK?"),
        ("yang tingkat II?", "Jelaskan PKN Tingkat I.", "Tingkat II"),
        ("kalau sosial kultural?", "Apa contoh kompetensi manajerial?", "contoh kompetensi sosial kultural"),
        ("kalau BKKBN?", "Apa tautan e-learning LAN RI?", "tautan e-learning BKKBN"),
        ("tujuannya apa?", "Apa itu PKA?", "PKA"),
        ("siapa yang menerbitkan?", "Apa isi sertifikat pelatihan?", "sertifikat"),
        (
            "kalau yang manajerial apa bentuknya?",
            "Apa bentuk program sosial kultural?",
            "bentuk program manajerial",
        ),
        ("dilaksanakan melalui apa?", "Berapa lama masa percobaan CPNS?", "masa percobaan CPNS"),
    ],
)
def test_a_follow_up_is_made_to_stand_alone(
    following: FollowUps, retriever: Retriever, said: str, last: str, meant: str
) -> None:
    assert meant in following.standing_alone(retriever.reader.read(said), turn(last))


def test_an_ayat_alone_belongs_to_the_pasal_cited_before(following: FollowUps, retriever: Retriever) -> None:
    last = turn("Pasal 49 ayat (1) UU ASN", "uu-20-2023/pasal-49/ayat-1")
    meant = following.standing_alone(retriever.reader.read("kalau ayat (2)?"), last)
    assert "Pasal 49 ayat (2) UU Nomor 20 Tahun 2023" in meant


def test_a_choice_by_number_asks_the_option(following: FollowUps, retriever: Retriever) -> None:
    last = turn("x", options=(Option("Satu", "Apa satu?"), Option("Dua", "Apa dua?")))
    assert following.standing_alone(retriever.reader.read("yang nomor 2"), last) == "Apa dua?"


def test_a_question_that_stands_alone_is_left_as_it_is(following: FollowUps, retriever: Retriever) -> None:
    question = "Apa saja isi sertifikat pelatihan ASN?"
    assert following.standing_alone(retriever.reader.read(question), turn("Apa itu PKA?")) == question


def test_a_bare_ayat_is_asked_back_and_its_regulation_completes_it(retriever: Retriever) -> None:
    answerer = Answerer(retriever)
    first = answerer.reply("bunyi ayat (2) apa?")
    assert isinstance(first, Clarification)
    assert all("ayat (2)" in option.label for option in first.options)


def test_more_is_the_whole_pasal_of_what_was_cited(retriever: Retriever) -> None:
    answerer = Answerer(retriever)
    first = answerer.reply("Apa isi Pasal 49 ayat (1) UU 20/2023?")
    more = answerer.reply("jelaskan lebih lengkap", first.head.conversation_id)
    assert isinstance(more, Answer)
    refs = [c.passage.ref for c in more.citations]
    pasal = parse_reference("uu-20-2023/pasal-49")
    assert isinstance(pasal, Reference)
    assert len(refs) > 1
    assert all(isinstance(ref, Reference) and pasal.contains(ref) for ref in refs)


def test_a_follow_up_to_a_refusal_is_refused_too(retriever: Retriever) -> None:
    answerer = Answerer(retriever)
    first = answerer.reply("Berapa biaya rendang sapi di Padang?")
    assert isinstance(first, NotFound)
    assert isinstance(answerer.reply("kalau di Medan?", first.head.conversation_id), NotFound)
    assert isinstance(answerer.reply("diatur di mana?", first.head.conversation_id), NotFound)


@pytest.mark.parametrize(
    "said", ["hai bot", "/start", "Terima kasih banyak atas bantuan dan penjelasannya, semoga sehat selalu."]
)
def test_small_talk_around_small_talk_is_small_talk(retriever: Retriever, said: str) -> None:
    assert isinstance(Answerer(retriever).reply(said), Chat)


def test_an_answer_names_the_regulation_that_amended_the_one_it_cites(retriever: Retriever) -> None:
    reply = Answerer(retriever).reply("Apa isi Pasal 1 ayat (5) Peraturan LAN 5/2022?")
    assert isinstance(reply, Answer)
    assert any(
        "telah diubah dengan Peraturan LAN Nomor 6 Tahun 2022" in line
        for line in (reply.warning or "", *reply.notes)
    )


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("terus jp wajib pns setahun berapa?", "Apa itu PKN II?"),  # says what is asked, of what and for whom
        ("dan resep rendang apa?", "Apa itu PKN II?"),  # the corpus does not know what it is about
    ],
)
def test_what_was_spoken_of_is_not_added_where_it_has_no_place(
    following: FollowUps, retriever: Retriever, said: str, last: str
) -> None:
    assert "PKN" not in following.standing_alone(retriever.reader.read(said), turn(last))


def test_of_two_things_of_the_kind_that_is_named_both_are_shown(retriever: Retriever) -> None:
    reply = Answerer(retriever).reply("siapa peserta PKN?")
    assert isinstance(reply, Answer)
    assert {"program/pkn-i#peserta", "program/pkn-ii#peserta"} <= {
        str(c.passage.ref) for c in reply.citations
    }


def test_of_more_things_it_is_asked_which_is_meant_and_the_choice_is_answered(retriever: Retriever) -> None:
    answerer = Answerer(retriever)
    asked = answerer.reply("Pelatihan apa yang wajib diikuti pejabat?")
    assert isinstance(asked, Clarification)
    assert "pejabat pengawas" in [option.label for option in asked.options]
    chosen = answerer.reply("pejabat pengawas", asked.head.conversation_id)
    assert isinstance(chosen, Answer)
    assert "PKP" in chosen.citations[0].quote or "Pengawas" in chosen.citations[0].quote


def test_who_names_the_thing_is_not_asked_which(retriever: Retriever) -> None:
    assert isinstance(Answerer(retriever).reply("pelatihan apa yang wajib diikuti pejabat pengawas?"), Answer)


@pytest.mark.parametrize(
    ("question", "rival"), [("JP PKN tingkat I setahun berapa?", 1.0), ("JP setahun berapa?", 0.0)]
)
def test_a_text_that_names_no_training_speaks_against_itself_where_one_is_asked_about(
    retriever: Retriever, question: str, rival: float
) -> None:
    found = retriever.retrieve(
        retriever.reader.read(question), suits=lambda passage: str(passage.ref) == "program/hak-jp#pns"
    )
    assert found.hits
    assert found.signals.rival == rival
