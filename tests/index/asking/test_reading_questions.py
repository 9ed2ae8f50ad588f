"""Words of a question that are left as they are written, that are no everyday words."""

from __future__ import annotations

import pytest

from tanyapasal.index.asking.reading import QueryReader
from tanyapasal.index.language.words.spelling import Spelling
from tanyapasal.index.text import words
from tests.index.passages.read import CORPUS, FIELD

READER = QueryReader(FIELD, CORPUS.kinds)


def test_a_name_in_capitals_that_is_to_be_explained_is_no_everyday_word() -> None:
    assert READER.read("Apa yang dimaksud dengan ELO?").text == "Apa yang dimaksud dengan ELO?"
    assert READER.read("kepanjangan GA apa").text == "kepanjangan GA apa"


@pytest.mark.parametrize("question", ["elo wajib ikut?", "GA boleh ikut?", "apa itu elo wajib"])
def test_elsewhere_it_is_one(question: str) -> None:
    assert READER.read(question).text.lower() != question


def test_frequent_english_words_are_not_repaired() -> None:
    spelling = Spelling(["resistance", "elektoral", "pelatihan"])
    assert spelling.repair("assistance") == "assistance"
    assert spelling.repair("electoral") == "electoral"
    assert spelling.repair("pelathan") == "pelatihan"


def test_accents_tell_no_words_apart() -> None:
    assert words("El Niño di Café Władysław") == ["el", "nino", "di", "cafe", "władysław"]


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Apa itu Pelatihan Dasar?", "dasar"),
        ("berapa hari cuti tahunan", "tahun"),
        ("apa hak petugas taman?", "hak"),
        ("calon PNS yang tidak memenuhi syarat", "penuh"),
        ("apa larangan bagi pegawai", "larang"),
        ("cuti alasan penting berapa hari", "penting"),
    ],
)
def test_a_word_of_law_is_never_lost(question: str, kept: str) -> None:
    assert kept in READER.read(question).content


def test_a_word_of_law_is_no_subject_beside_one() -> None:
    assert READER.read("apa syarat cuti tahunan?").subject == {"cuti"}
    assert READER.read("apa syaratnya?").subject == {"syarat"}


def test_what_a_question_denies_and_supposes_is_read() -> None:
    query = READER.read("CPNS yg gak lulus ujian bisa ikut lagi?")
    assert query.negated == {"lulus", "uji"}
    assert READER.read("PNS yang sudah lulus ujian dapat apa?").condition == {"lulus", "uji"}
    assert READER.read("siapa yang wajib lapor?").duties == {"wajib"}


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("selain PNS siapa yang dapat JP?", set()),
        ("yang bukan PNS dapat cuti?", set()),
        ("selain PNS, apakah PPPK dapat JP?", {"PPPK"}),
        ("apakah PNS boleh cuti?", {"PNS"}),
    ],
)
def test_who_is_left_out_is_not_asked_about(question: str, people: set[str]) -> None:
    assert READER.read(question).people == people
