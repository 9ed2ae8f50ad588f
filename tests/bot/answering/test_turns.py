"""Who asks, what is asked again, several questions at once, small talk: on the project's own corpus without a model."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.bot.answering.dialogue import Turn
from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.answering.understanding.again import EXPLAINED, MORE, wants_explanation, wants_more
from tanyapasal.bot.answering.understanding.following import FollowUps
from tanyapasal.bot.answering.understanding.people_who_ask import FORMS, PeopleWhoAsk, stated
from tanyapasal.bot.answering.understanding.small_talk import ABILITY, PERSON, asks_ability, wants_person
from tanyapasal.bot.answering.understanding.turns import Turns
from tanyapasal.bot.reply import Answer, Chat, Option
from tanyapasal.index.asking.message_forms import MessageForm
from tanyapasal.index.build import build
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

CORPUS = Path(__file__).parents[3] / "corpus"
READERS = (
    (MORE, wants_more),
    (EXPLAINED, wants_explanation),
    (PERSON, wants_person),
    (ABILITY, asks_ability),
)


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    data = tmp_path_factory.mktemp("data")
    embedder = HashingEmbedder()
    build(CORPUS, data, embedder)
    return Retriever(load(data, embedder.id, embedder.dimension), embedder)


@pytest.fixture(scope="module")
def turns(retriever: Retriever) -> Turns:
    return Turns(retriever.reader, FollowUps(retriever.reader, retriever.snapshot.knowledge.kinds.label_of))


@pytest.mark.parametrize("form", [*MORE, *EXPLAINED, *PERSON, *ABILITY])
def test_a_way_of_asking_is_recognised_and_what_is_near_it_is_not(form: MessageForm) -> None:
    read = next(read for forms, read in READERS if form in forms)
    assert [example for example in form.examples if not read(example)] == []
    assert [other for other in form.others if read(other)] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_statement_about_oneself_is_no_question(form: MessageForm) -> None:
    assert [example for example in form.examples if stated(example) is None] == []
    assert [other for other in form.others if stated(other) is not None] == []


@pytest.mark.parametrize(
    ("said", "asker"),
    [
        ("Saya pejabat pengawas.", "pejabat pengawas"),
        ("sy p3k di dinas pertanian", "p3k"),
        ("jabatan saya administrator", "administrator"),
        ("saya baru diangkat jadi CPNS", "CPNS"),
        ("saya camat", "camat"),
    ],
)
def test_who_asks_is_acknowledged_and_remembered(retriever: Retriever, said: str, asker: str) -> None:
    answerer = Answerer(retriever)
    reply = answerer.reply(said)
    assert isinstance(reply, Chat)
    assert asker in reply.message
    assert "Apa yang ingin Anda ketahui?" in reply.message


@pytest.mark.parametrize(
    "said",
    ["saya mau ikut latsar", "saya PPPK boleh cuti?", "saya Budi", "saya PNS ingin pensiun", "apa saya PNS?"],
)
def test_what_asks_or_names_nobody_of_the_field_is_no_such_statement(retriever: Retriever, said: str) -> None:
    assert PeopleWhoAsk(retriever.reader).told(retriever.reader.read(said)) is None


@pytest.mark.parametrize(
    ("asker", "question", "meant"),
    [
        (
            "pejabat pengawas",
            "diklat apa yang harus saya ikuti?",
            "diklat apa yang harus pejabat pengawas ikuti?",
        ),
        ("PPPK", "berapa JP setahun?", "berapa JP setahun untuk PPPK?"),
        ("PPPK", "berapa JP untuk PNS?", "berapa JP untuk PNS?"),
        ("PPPK", "apa itu Latsar?", "apa itu Latsar?"),
        ("PPPK", "apa isi Pasal 49 UU 20/2023?", "apa isi Pasal 49 UU 20/2023?"),
        ("pejabat pengawas", "apa tujuan PKA?", "apa tujuan PKA?"),
    ],
)
def test_what_is_asked_later_is_about_who_asks(
    turns: Turns, retriever: Retriever, asker: str, question: str, meant: str
) -> None:
    last = Turn("", False, asker=asker)
    assert turns.meant(retriever.reader.read(question), last).query.original == meant


def test_who_asks_is_remembered_for_the_conversation(retriever: Retriever) -> None:
    answerer = Answerer(retriever)
    first = answerer.reply("saya pejabat pengawas")
    talk = first.head.conversation_id
    answerer.reply("apa itu Latsar?", talk)
    later = answerer.reply("pelatihan apa yang wajib saya ikuti?", talk)
    assert isinstance(later, Answer)
    assert any("Pengawas" in c.quote or "PKP" in c.quote for c in later.citations)


def test_who_asks_chooses_among_what_was_asked_back(turns: Turns, retriever: Retriever) -> None:
    options = (Option("PNS", "Berapa cuti untuk PNS?"), Option("PPPK", "Berapa cuti untuk PPPK?"))
    meant = turns.meant(retriever.reader.read("saya P3K"), Turn("Berapa cuti?", False, options=options))
    assert meant.query.original == "Berapa cuti untuk PPPK?"
    assert meant.said is None


@pytest.mark.parametrize(
    ("message", "alone"),
    [
        (
            "berapa jampel dan berapa hari pelatihan PKA?",
            ("berapa jampel pelatihan PKA", "berapa hari pelatihan PKA?"),
        ),
        ("Apa tujuan PKP dan siapa pesertanya?", ("Apa tujuan PKP", "siapa pesertanya? PKP")),
        (
            "Saya PPPK. Berapa JP setahun dan apa hak cuti saya?",
            ("Berapa JP setahun untuk PPPK?", "apa hak cuti PPPK?"),
        ),
        ("Apa itu PKP?", ()),
    ],
)
def test_every_part_of_a_message_is_about_what_one_of_them_names(
    turns: Turns, retriever: Retriever, message: str, alone: tuple[str, ...]
) -> None:
    assert tuple(meant for _, meant in turns.questions(retriever.reader.read(message))) == alone


@pytest.mark.parametrize("said", ["maksudnya gmn?", "jelasin dong", "selengkapnya", "yang lengkap dong"])
def test_what_was_answered_is_told_again_once_and_never_repeated(retriever: Retriever, said: str) -> None:
    answerer = Answerer(retriever)
    first = answerer.reply("Apa isi Pasal 49 ayat (1) UU 20/2023?")
    talk = first.head.conversation_id
    again = answerer.reply(said, talk)
    assert isinstance(again, Answer)
    pasal = parse_reference("uu-20-2023/pasal-49")
    assert isinstance(pasal, Reference)
    assert all(
        isinstance(c.passage.ref, Reference) and pasal.contains(c.passage.ref) for c in again.citations
    )
    last = answerer.reply("selengkapnya", talk)
    assert isinstance(last, Chat)
    assert "sudah semua" in last.message
    assert "Pasal 49" in last.message


def test_a_pasal_that_was_asked_for_is_not_shown_twice(retriever: Retriever) -> None:
    answerer = Answerer(retriever)
    first = answerer.reply("Apa isi Pasal 49 UU 20/2023?")
    assert isinstance(answerer.reply("selengkapnya", first.head.conversation_id), Chat)


def test_a_pasal_alone_is_of_the_regulation_cited_that_has_it(retriever: Retriever) -> None:
    held = parse_reference("pp-11-2017/pasal-203")
    following = FollowUps(
        retriever.reader, retriever.snapshot.knowledge.kinds.label_of, held=lambda ref: ref == held
    )
    last = Turn("x", True, (parse_reference("uu-20-2023/pasal-49"), parse_reference("pp-11-2017/pasal-162")))
    meant = following.standing_alone(retriever.reader.read("pasal 203"), last)
    assert "Pasal 203 PP Nomor 11 Tahun 2017" in meant


def test_who_wants_a_person_is_told_how(retriever: Retriever) -> None:
    answerer = Answerer(retriever)
    for said in (
        "saya mau bicara dengan petugas",
        "admin dong",
        "mau komplain",
        "Halo, bisa chat sama orang?",
    ):
        reply = answerer.reply(said)
        assert isinstance(reply, Chat), said
        assert "petugas" in reply.message


def test_what_the_service_can_do_is_told(retriever: Retriever) -> None:
    for said in (
        "apa yang bisa kamu bantu?",
        "kamu bisa bantu apa aja sih",
        "apa aja yg bisa ditanyain di sini",
    ):
        assert isinstance(Answerer(retriever).reply(said), Chat), said
