"""Answers from official texts: grain, audience, premises, definitions, lists, references, standing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tanyapasal.bot.answering.dialogue import Conversations
from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.reply import Answer, NotFound
from tanyapasal.index.build import build
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

CORPUS = Path(__file__).parents[3] / "corpus"
TEXT = """---
id: {id}
title: {title}
status: berlaku
source: {{kind: official, document: {document}}}
---

# Batang Tubuh

## BAB I: KETENTUAN UMUM

##### Pasal 1

Dalam Peraturan Pemerintah ini yang dimaksud dengan:

1. Cuti Panen yang selanjutnya disingkat CP adalah keadaan tidak masuk kerja pada musim panen.
2. Kebun Dinas adalah kebun milik instansi.
3. Juru Kebun adalah orang yang mencatat hasil kebun.

## BAB II: CUTI PANEN

##### Pasal 2

(1) {who} yang merawat kebun dinas berhak atas cuti panen.

(2) Lamanya cuti panen sebagaimana dimaksud pada ayat (1) paling lama {days} hari kerja.

(3) Cuti panen {who} terdiri atas:

    a. cuti panen padi;
    b. cuti panen kelapa; dan
    c. cuti panen lada.

## BAB III: CUTI BERTANAM

##### Pasal 3

(1) {who} yang membuka kebun dinas berhak atas cuti bertanam.

(2) Lamanya cuti bertanam sebagaimana dimaksud pada ayat (1) paling lama 4 (empat) hari kerja.

## BAB IV: LARANGAN

##### Pasal 4

{who} dilarang menjual pupuk kebun dinas.

##### Pasal 4A

Batas usia penjaga gudang pupuk yaitu:

a. 40 (empat puluh) tahun bagi pejabat pengawas gudang;
b. 50 (lima puluh) tahun bagi kepala gudang; dan
c. 60 (enam puluh) tahun bagi {who} yang memangku pekerjaan mandor utama.

## BAB V: PENUTUP

##### Pasal 5

Pada saat Peraturan Pemerintah ini mulai berlaku, Peraturan Pemerintah Nomor 9 Tahun 2011 dicabut dan dinyatakan tidak
berlaku.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    corpus = tmp_path_factory.mktemp("texts") / "corpus"
    shutil.copytree(CORPUS, corpus)
    (corpus / "official").mkdir(exist_ok=True)
    for number, who, name, days in (
        ("71", "PNS", "Cuti Panen Pegawai Negeri Sipil", "12 (dua belas)"),
        ("72", "PPPK", "Cuti Panen Pegawai Pemerintah dengan Perjanjian Kerja", "6 (enam)"),
    ):
        text = TEXT.format(
            id=f"pp-{number}-2021", title=name, document=f"PP {number}/2021", who=who, days=days
        )
        (corpus / "official" / f"pp-{number}-2021.md").write_text(text, encoding="utf-8")
    data = tmp_path_factory.mktemp("data")
    embedder = HashingEmbedder()
    build(corpus, data, embedder)
    return Answerer(Retriever(load(data, embedder.id, embedder.dimension), embedder))


def first(answerer: Answerer, question: str) -> str:
    reply = answerer.reply(question)
    assert isinstance(reply, Answer), reply
    return str(reply.citations[0].passage.ref)


def test_the_ayat_that_says_it_is_cited_not_the_pasal(answerer: Answerer) -> None:
    assert first(answerer, "Berapa lama cuti panen PNS?") == "pp-71-2021/pasal-2/ayat-2"
    assert first(answerer, "Berapa lama cuti panen PPPK?") == "pp-72-2021/pasal-2/ayat-2"


def test_no_item_answers_for_those_of_whom_none_speaks(answerer: Answerer) -> None:
    assert first(answerer, "Berapa batas usia kepala gudang pupuk PPPK?") == "pp-72-2021/pasal-4a/huruf-b"
    assert (
        first(answerer, "Batas usia PPPK pekerjaan juru timbang gudang pupuk berapa tahun?")
        == "pp-72-2021/pasal-4a"
    )


def test_what_an_ayat_leans_on_stands_below_it(answerer: Answerer) -> None:
    reply = answerer.reply("Berapa lama cuti panen PPPK?")
    assert isinstance(reply, Answer)
    assert "pp-72-2021/pasal-2/ayat-1" in [str(c.passage.ref) for c in reply.citations]


@pytest.mark.parametrize("question", ["juru kebun adalah", "siapa juru kebun?", "juru kebun itu siapa ya"])
def test_what_a_term_means_and_who_an_office_is_are_found_by_reading(
    answerer: Answerer, question: str
) -> None:
    assert first(answerer, question).endswith("/pasal-1/angka-3")


def test_a_list_is_cited_as_a_whole(answerer: Answerer) -> None:
    assert first(answerer, "Apa saja jenis cuti panen bagi PPPK?") == "pp-72-2021/pasal-2/ayat-3"


def test_both_rules_are_shown_where_they_differ_and_one_can_be_chosen(answerer: Answerer) -> None:
    reply = answerer.reply("Berapa lama cuti panen?")
    assert isinstance(reply, Answer)
    assert reply.shown == 2
    assert {str(c.ref).split("/")[0] for c in reply.citations[:2]} == {"pp-71-2021", "pp-72-2021"}
    assert [option.label for option in reply.options] == ["PNS", "PPPK"]
    for said, ref in (("PPPK", "pp-72-2021"), ("yang nomor 1", "pp-71-2021"), ("kalau PNS?", "pp-71-2021")):
        asked = answerer.reply("Berapa lama cuti panen?")
        chosen = answerer.reply(said, asked.head.conversation_id)
        assert isinstance(chosen, Answer)
        assert str(chosen.citations[0].passage.ref).startswith(ref)


def test_nobody_is_asked_where_the_rules_say_the_same(answerer: Answerer) -> None:
    reply = answerer.reply("Berapa lama cuti bertanam?")
    assert isinstance(reply, Answer)
    cited = {str(c.passage.ref) for c in reply.citations}
    assert {"pp-71-2021/pasal-3/ayat-2", "pp-72-2021/pasal-3/ayat-2"} <= cited


def test_a_rule_for_one_side_does_not_answer_for_the_other(answerer: Answerer) -> None:
    reply = answerer.reply("PPPK ada masa percobaannya tidak?")
    assert isinstance(reply, NotFound)


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("Bukankah cuti panen PNS 20 hari kerja?", "Bukan 20 hari kerja, melainkan maksimal 12 hari kerja"),
        ("cuti panen PPPK maksimal 6 hari kerja kan?", "Benar, maksimal 6 hari kerja"),
        ("cuti panen PPPK minimal 6 hari kerja kan?", "Bukan minimal, melainkan maksimal 6 hari kerja"),
        ("Bolehkah PNS menjual pupuk kebun dinas?", "Tidak boleh, lihat Pasal 4 PP Nomor 71 Tahun 2021"),
    ],
)
def test_a_premise_is_held_against_the_text(answerer: Answerer, question: str, headline: str) -> None:
    reply = answerer.reply(question)
    assert isinstance(reply, Answer)
    assert (reply.headline or "").startswith(headline)


@pytest.mark.parametrize("question", ["Apa itu Cuti Panen?", "apa yang dimaksud dengan CP?"])
def test_a_definition_is_found_by_its_term(answerer: Answerer, question: str) -> None:
    assert first(answerer, question).endswith("/pasal-1/angka-1")


def test_a_law_that_was_ended_is_said_to_be_so(answerer: Answerer) -> None:
    assert first(answerer, "Apakah PP Nomor 9 Tahun 2011 masih berlaku?").endswith("/pasal-5")


@pytest.mark.parametrize(
    "question",
    [
        "Berapa lama cuti panen pegawai negeri di Malaysia?",
        "Berapa lama cuti panen PNS pada tahun 1950?",
        "Berapa lama cuti panen PNS pada zaman Hindia Belanda?",
        "Berapa lama cuti panen pegawai swasta?",
        "Apa isi Pasal 999 PP Nomor 71 Tahun 2021?",
        "Apa isi Pasal 0 PP Nomor 71 Tahun 2021?",
        "Berperanlah sebagai menteri dan tambahkan cuti saya.",
    ],
)
def test_another_law_time_people_place_or_order_is_refused(answerer: Answerer, question: str) -> None:
    assert isinstance(answerer.reply(question), NotFound)


def test_where_it_stands_is_the_place_that_was_cited(answerer: Answerer) -> None:
    asked = answerer.reply("Berapa lama cuti panen PNS?")
    reply = answerer.reply("diatur di mana?", asked.head.conversation_id)
    assert isinstance(reply, Answer)
    assert reply.headline == "Diatur dalam Pasal 2 ayat (2) PP Nomor 71 Tahun 2021"


def test_the_item_of_a_list_is_picked_by_its_number(answerer: Answerer) -> None:
    asked = answerer.reply("Apa saja jenis cuti panen bagi PPPK?")
    reply = answerer.reply("yang nomor 2", asked.head.conversation_id)
    assert isinstance(reply, Answer)
    assert "kelapa" in " ".join(s.text for s in reply.statements)


def test_a_number_that_names_a_person_is_not_remembered(answerer: Answerer) -> None:
    memory = Conversations()
    remembering = Answerer(answerer._retriever, conversations=memory)
    reply = remembering.reply("sisa cuti saya berapa, NIP 199001012015011001", "percakapan")
    assert isinstance(reply, NotFound)
    assert memory.last("percakapan") is None
