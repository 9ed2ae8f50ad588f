"""Words in standard spelling, by mechanisms; none of the words read here is in the corpus's table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.index.asking.reading import QueryReader
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.language.field import Field
from tanyapasal.index.language.words.spelling import Spelling
from tanyapasal.index.language.words.standard import StandardWords

CORPUS = read_corpus(Path(__file__).parents[3] / "corpus")
INFORMAL = dict(CORPUS.language.informal)
READER = QueryReader(Field(CORPUS), CORPUS.kinds, (), {"pelatihan", "pegawai"})
SPELLING = Spelling(("tanaman", "menanam", "pagar", "panas"))


@pytest.mark.parametrize(
    ("typed", "standard"),
    [
        # -in for -kan and -i, also with the vowels of speech
        ("bacain", "bacakan"),
        ("dikumpulin", "dikumpulkan"),
        ("dimiliki", "dimiliki"),
        ("diperbaikin", "diperbaiki"),
        ("ngedengerin", "mendengarkan"),
        # verbs without me-, or with nge-
        ("nanam", "menanam"),
        ("nyiram", "menyiram"),
        ("ngulang", "mengulang"),
        ("mukul", "memukul"),
        ("ngebangun", "membangun"),
        # -nya as people say and type it
        ("akibatny", "akibatnya"),
        ("rumahne", "rumahnya"),
    ],
)
def test_a_spoken_word_is_read_as_the_standard_one(typed: str, standard: str) -> None:
    assert typed not in INFORMAL
    assert SPELLING.repair(typed) == standard


@pytest.mark.parametrize(
    "word", ["nikah", "main", "kemarin", "mungkin", "mesin", "angin", "nilai", "online", "disiplin"]
)
def test_a_word_that_only_sounds_spoken_stays(word: str) -> None:
    assert SPELLING.repair(word) == word


@pytest.mark.parametrize(
    ("typed", "standard"),
    [
        ("pgr", "pagar"),
        ("tnmn", "tanaman"),
        ("kndaraan", "kendaraan"),
        ("prusahaan", "perusahaan"),
        ("mngajukn", "mengajukan"),
    ],
)
def test_vowels_that_were_left_out_are_read_again(typed: str, standard: str) -> None:
    assert typed not in INFORMAL
    assert SPELLING.repair(typed) == standard


def test_what_is_in_use_is_no_abbreviation_of_a_word_not_much_more_frequent() -> None:
    assert SPELLING.repair("pns") == "pns"
    assert SPELLING.repair("dpr") == "dpr"


def test_a_name_with_all_its_vowels_is_no_abbreviation() -> None:
    assert Spelling(("seorang",)).repair("serang") == "serang"


def test_an_abbreviation_is_not_repaired_into_another_one() -> None:
    spelling = Spelling(("kemenpan", "latsar"), short=("kemenpan", "latsar"))
    assert spelling.repair("kemenhan") == "kemenhan"
    assert spelling.repair("lastar") == "latsar"
    assert spelling.repair("ltsar") == "latsar"


@pytest.mark.parametrize(
    ("typed", "standard"),
    [
        ("pagar2", "pagar-pagar"),
        ("tnmn2nya", "tanaman-tanamannya"),
        ("bangettt", "sekali"),
        ("tanamaaan", "tanaman"),
        ("gimanakah", "bagaimanakah"),
        ("tmennya", "temannya"),
        ("pagarny", "pagarnya"),
    ],
)
def test_doubled_lengthened_and_ended_words_are_read_by_what_they_are_made_of(
    typed: str, standard: str
) -> None:
    words = StandardWords({"banget": "sekali", "gimana": "bagaimana", "tmen": "teman"}, SPELLING)
    assert words.of(typed) == standard


def test_words_in_capitals_are_names_unless_all_is_in_capitals() -> None:
    assert READER.read("apa tugas BKPSDM").text == "apa tugas BKPSDM"
    assert "pelatihan" in READER.read("BRP LAMA PLTHN PEGAWAI").text.lower()


def test_a_kind_of_regulation_is_not_repaired_into_an_agency() -> None:
    assert READER.read("Permenpan 40 tentang apa").text.startswith("Permenpan 40")
