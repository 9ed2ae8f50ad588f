"""Words of a question that are left as they are written, and what kind of text answers it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.index.asking.quantities_asked import defines, tells_time
from tanyapasal.index.asking.query import QueryReader
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.language.spelling import Spelling
from tanyapasal.index.text import words

CORPUS = read_corpus(Path(__file__).parents[3] / "corpus")
READER = QueryReader(CORPUS.glossary, CORPUS.language, CORPUS.kinds, (), set(), {})


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
    "text",
    [
        "Diundangkan pada tanggal 31 Oktober 2023.",
        "PNS diberhentikan sementara, apabila ditahan.",
        "Laporan disampaikan paling lambat tujuh hari kerja.",
    ],
)
def test_a_date_a_term_or_a_case_tells_when(text: str) -> None:
    assert tells_time(text)


def test_what_tells_no_time() -> None:
    assert not tells_time("Pelatihan diikuti oleh 40 peserta.")


@pytest.mark.parametrize(
    "text",
    [
        "Taman adalah tempat tanaman.",
        "Petugas Taman yang selanjutnya disingkat PT ialah orang.",
        "Kantor pusat, selanjutnya disebut Kantor, …",
    ],
)
def test_what_says_what_a_thing_is(text: str) -> None:
    assert defines(text)


def test_what_defines_nothing() -> None:
    assert not defines("Petugas menyiram taman.")
