"""The article comes first; what doubts it is said once, in one line."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.reply import Answer, Article, Contact, NotFound, ReplyHead
from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

ROOT = Path(__file__).parents[4]
OFFICIAL = """---
id: pp-11-2017
title: Manajemen Pegawai Negeri Sipil
status: diubah
source: {kind: official, document: PP Nomor 11 Tahun 2017}
---

# Batang Tubuh

## BAB I: PENGEMBANGAN KOMPETENSI

##### Pasal 203

(1) Pengembangan kompetensi merupakan upaya pemenuhan kebutuhan kompetensi PNS.

(4) Pengembangan kompetensi bagi setiap PNS dilakukan paling sedikit 20 (dua puluh) jam pelajaran dalam 1 (satu) tahun.
"""
HEAD = ReplyHead("a", "c", "s", 1.0)
CONTACT = Contact("Helpdesk BKPSDM", "0800-1-BKPSDM")


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    data = tmp_path_factory.mktemp("data")
    embedder = HashingEmbedder()
    build(ROOT / "corpus", data, embedder)
    return Answerer(Retriever(load(data, embedder.id, embedder.dimension), embedder), contact=CONTACT)


def answer(answerer: Answerer, question: str) -> Answer:
    reply = answerer.reply(question)
    assert isinstance(reply, Answer)
    return reply


def test_a_section_of_a_program_is_cited_behind_the_article_it_rests_on(answerer: Answerer) -> None:
    reply = answer(answerer, "Apa tujuan PKA?")
    first, *others = reply.citations
    assert str(first.ref) == "perlan-5-2022/pasal-1/ayat-4"
    assert reply.headline is not None
    assert reply.headline.startswith("Pasal 1 ayat (4) Peraturan LAN Nomor 5 Tahun 2022")
    assert first.passage.source.kind == "program"
    assert first.quote in first.passage.text
    assert "program/pka#tujuan" in {str(c.ref) for c in others}


def test_every_section_that_rests_on_an_article_cites_it_first(answerer: Answerer) -> None:
    sections = [p for program in answerer.programs() for p in answerer.passages_at(program)]
    based = [p for p in sections if any(isinstance(ref, Reference) for ref in p.legal_basis)]
    assert based
    for passage in based:
        reply = answerer.composer.answer(HEAD, None, (passage,))
        assert isinstance(reply.citations[0].ref, Reference)
        assert reply.citations[0].ref in passage.legal_basis
        assert answerer.composer.proves((passage,), reply)


def test_a_section_without_an_article_is_cited_alone(answerer: Answerer) -> None:
    section = answerer.passages_at(answerer.programs()[0])[0]
    reply = answerer.composer.answer(HEAD, None, (replace(section, legal_basis=()),))
    assert [c.ref for c in reply.citations] == [section.ref]


def test_the_gate_stops_an_article_that_a_section_does_not_rest_on(answerer: Answerer) -> None:
    reply = answer(answerer, "Apa tujuan PKA?")
    passage = reply.citations[0].passage
    ref = parse_reference("uu-20-2023/pasal-2")
    assert isinstance(ref, Reference)
    forged = replace(reply.citations[0], article=Article(ref, "Pasal 2"))
    assert not answerer.composer.proves((passage,), replace(reply, citations=(forged, *reply.citations[1:])))


def test_one_line_of_doubt_names_where_the_rule_stands(answerer: Answerer) -> None:
    reply = answer(answerer, "berapa JP minimal PNS per tahun?")
    assert reply.warning == (
        "Menurut naskah resmi, pasal ini mengatur hal lain; lihat Pasal 203 ayat (4) PP 11/2017."
    )
    assert "\n" not in reply.warning


def test_each_doubt_is_noted_once(answerer: Answerer) -> None:
    for question in ("apa saja isi sertifikat?", "Apa bedanya PKA dan PKP?", "apa itu komunitas praktik?"):
        notes = answer(answerer, question).notes
        assert len(notes) == len(set(notes))


def test_the_status_of_a_regulation_is_told_from_what_is_kept_of_it(answerer: Answerer) -> None:
    reply = answer(answerer, "apakah Peraturan LAN 5/2022 masih berlaku?")
    assert reply.headline is not None
    assert "masih berlaku, sudah diubah dengan Peraturan LAN Nomor 6 Tahun 2022" in reply.headline
    held = answer(answerer, "kapan PP 11/2017 dicabut?")
    assert held.headline is not None
    assert "diubah dengan PP Nomor 17 Tahun 2020; pencabutannya tidak tercatat" in held.headline


def test_a_refusal_is_short_offers_what_is_answered_and_tells_whom_to_ask(answerer: Answerer) -> None:
    reply = answerer.reply("berapa uang saku latsar?")
    assert isinstance(reply, NotFound)
    assert reply.contact == CONTACT
    assert reply.message.count(".") == 1
    assert 1 <= len(reply.options) <= 3
    assert all(isinstance(answerer.reply(option.question), Answer) for option in reply.options)


def test_the_official_text_comes_before_a_statement_whose_place_is_known_to_be_wrong(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    (tmp_path / "corpus/official").mkdir(exist_ok=True)
    (tmp_path / "corpus/official/pp-11-2017.md").write_text(OFFICIAL, encoding="utf-8")
    embedder = HashingEmbedder()
    build(tmp_path / "corpus", tmp_path / "data", embedder)
    there = Answerer(Retriever(load(tmp_path / "data", embedder.id, embedder.dimension), embedder))
    for question in ("min jp pns?", "apa hak jam pelajaran PNS?"):
        reply = answer(there, question)
        assert str(reply.citations[0].ref) == "pp-11-2017/pasal-203/ayat-4"
        assert reply.citations[0].passage.source.kind == "official"


def test_what_documents_say_wrongly_of_a_place_is_no_doubt_about_its_own_words(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    (tmp_path / "corpus/official").mkdir(exist_ok=True)
    words = "Kewenangan sebagaimana dimaksud dalam Pasal 46 dapat didelegasikan kepada Menteri."
    law = OFFICIAL.partition("##### ")[0].replace("pp-11-2017", "uu-20-2023")
    text = f"{law}##### Pasal 47\n\n(1) Pegawai ASN dinilai.\n\n(2) {words}\n"
    (tmp_path / "corpus/official/uu-20-2023.md").write_text(text, encoding="utf-8")
    embedder = HashingEmbedder()
    build(tmp_path / "corpus", tmp_path / "data", embedder)
    there = Answerer(Retriever(load(tmp_path / "data", embedder.id, embedder.dimension), embedder))
    reply = answer(there, "Pasal 47 ayat (2) UU 20/2023")
    assert reply.citations[0].quote == words
    assert reply.warning is None
    assert any("Pasal 203 ayat (4)" in note for note in reply.notes)


def test_half_a_rule_is_no_headline(answerer: Answerer) -> None:
    reply = answer(answerer, "Pasal 15 Peraturan LAN 10/2021")
    text = reply.citations[0].passage.text
    assert "511 JP" in text
    assert "647 JP" in text
    assert "511" not in (reply.headline or "")
