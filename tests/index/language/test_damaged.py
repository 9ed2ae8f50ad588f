"""Damaged abbreviations, lines and marks of a copy are put right where they are shown, and nothing else is."""

from __future__ import annotations

import pytest

from tanyapasal.index.language.words.damaged import displayed, readable, repairs_of

SOUND = "Pegawai negeri sipil yang bersangkutan mengajukan permohonan kepada pejabat, PNS itu menunggu. " * 9
REPAIRS = repairs_of([SOUND, "pNS yang bersangkutaa diberhentikan setelah pennohonan ditolak."])


def test_an_abbreviation_with_small_letters_is_the_one_in_capitals() -> None:
    assert REPAIRS["pNS"] == "PNS"


def test_words_are_left_as_they_were_filed() -> None:
    assert set(REPAIRS) == {"pNS"}


def test_what_is_shown_keeps_capitals_numbers_and_marks() -> None:
    assert displayed("Bersangkutaa, pNS (41) 2O23.", REPAIRS) == "Bersangkutaa, PNS (41) 2O23."


def test_lines_that_break_within_a_sentence_are_joined_and_items_keep_theirs() -> None:
    assert displayed("cuti  diberikan\nsecara tertulis:\na. sakit;\nb. besar.", {}) == (
        "cuti diberikan secara tertulis:\na. sakit;\nb. besar."
    )


@pytest.mark.parametrize(
    "title", ["cuti tahunan", "hak jam pelajaran PNS per tahun", "penggajian dan tunjangan"]
)
def test_titles_of_words_can_be_read(title: str) -> None:
    assert readable(title)


@pytest.mark.parametrize(
    "title",
    ["(l)", "pengem bangan ko m pe-tensi", "masa pedanjian keda", "uang t\\rnggu", "", "i tata cara cuti"],
)
def test_what_is_left_of_a_title_cannot(title: str) -> None:
    assert not readable(title)


def test_the_word_of_the_next_page_is_left_out() -> None:
    text = "(2) Permintaan (3) Permintaan berhenti dapat ditunda. (4) Permintaan lain ditolak."
    assert displayed(text, {}) == "(3) Permintaan berhenti dapat ditunda. (4) Permintaan lain ditolak."


def test_stray_marks_are_left_out() -> None:
    assert displayed("Pengembangan ^kompetensi ^dilakukan", {}) == "Pengembangan kompetensi dilakukan"
