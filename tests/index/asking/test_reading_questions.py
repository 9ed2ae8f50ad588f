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
