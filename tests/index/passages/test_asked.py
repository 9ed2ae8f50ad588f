"""Words of asking that are added to what the indexes by words read of a passage."""

from __future__ import annotations

import pytest

from tanyapasal.index.law.passages import Passage, Source, search_form
from tanyapasal.index.law.places import ProgramReference
from tanyapasal.index.passages.search_words import asked_for, lexical_form
from tanyapasal.index.search.engines.bm25 import Bm25Index

LIST = "Perlengkapan taman terdiri atas:\na. gembor;\nb. sekop; dan\nc. sapu lidi."
SENTENCE = "Perlengkapan taman terdiri atas gembor dan sekop yang disimpan di gudang, dan sapu lidi."


def _passage(text: str) -> Passage:
    return Passage("p", ProgramReference("taman", "p"), "", "", text, Source("program", "taman"))


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        "Tugas petugas meliputi\n1. menyiram; dan\n2. menyapu.",
        "Jenis tanaman, antara lain:\n- anggrek\n- melati",
        "(2) Hari kerja yaitu:\n\na) Senin;\nb) Selasa.",
    ],
)
def test_a_list_is_asked_for_with_apa_saja(text: str) -> None:
    assert "apa saja" in asked_for(text)


@pytest.mark.parametrize(
    "text", ["", SENTENCE, "a. gembor;\nb. sekop.", "Tugas lain ditetapkan kepala kantor."]
)
def test_what_is_no_list_gets_no_words(text: str) -> None:
    assert asked_for(text) == ""


def test_the_words_are_no_part_of_what_is_embedded() -> None:
    passage = _passage(LIST)
    assert lexical_form(passage).startswith(search_form(passage))
    assert "saja" not in search_form(passage)
    assert lexical_form(_passage(SENTENCE)) == search_form(_passage(SENTENCE))


def test_a_question_for_a_list_finds_the_list_before_a_sentence_with_the_same_words() -> None:
    passages = [_passage(SENTENCE.replace("yang disimpan di gudang, dan", "dan")), _passage(LIST)]
    index = Bm25Index.build("chars4", [lexical_form(p) for p in passages])
    scores = dict(index.search("apa saja perlengkapan taman?", 2))
    assert scores[1] > scores[0]
