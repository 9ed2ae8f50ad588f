"""What questions ask for, everyday speech, distinct terms: the data and its readers."""

from __future__ import annotations

import pytest

from tanyapasal.index.asking.reading import QueryReader
from tanyapasal.index.language.aspects import Aspect
from tanyapasal.index.language.glossary import Glossary, Term
from tanyapasal.index.language.words.everyday import Everyday, EverydayReader, Sense
from tests.index.passages.read import CORPUS, FIELD

READER = FIELD.aspects


@pytest.mark.parametrize("aspect", CORPUS.language.aspects, ids=lambda aspect: aspect.id)
def test_every_aspect_is_read_in_its_own_example(aspect: Aspect) -> None:
    assert aspect.id in READER.asked(aspect.question)
    assert aspect.id in READER.told(aspect.text)


def test_endings_do_not_matter_but_other_forms_do() -> None:
    assert "tujuan" in READER.asked("Tujuannya apa?")
    assert "pengajar" not in READER.asked("Pelatihan apa yang wajib?")
    assert "penghasilan" not in READER.asked("Apa yang dihasilkan peserta?")


def test_a_quantity_of_the_right_kind_tells_an_aspect() -> None:
    assert "biaya" in READER.told("Setiap peserta membayar Rp 500.000.")
    assert "biaya" not in READER.told("Pelatihan berlangsung 20 jam pelajaran.")


def test_only_some_aspects_are_required() -> None:
    assert READER.required(frozenset({"biaya", "tujuan"})) == {"biaya"}


def test_words_of_law_are_added_where_texts_use_them_more_than_what_was_said() -> None:
    entries = (Everyday(("dipecat",), ("diberhentikan",)), Everyday(("cuti",), ("istirahat",)))
    reader = EverydayReader(entries, {"henti": 9, "cuti": 5, "istirahat": 4})
    assert reader.senses("kapan pegawai dipecat?") == (Sense("dipecat", ("diberhentikan",)),)
    assert reader.senses("berapa hari cuti?") == ()


def test_function_words_do_not_hide_a_phrase_of_law() -> None:
    reader = EverydayReader(
        (Everyday(("cltn",), ("cuti di luar tanggungan negara",)),),
        dict.fromkeys(("cuti", "luar", "tanggung", "negara"), 4),
    )
    assert reader.senses("cltn berapa lama?") == (Sense("cltn", ("cuti di luar tanggungan negara",)),)


def test_words_of_law_that_no_text_has_are_not_added() -> None:
    reader = EverydayReader((Everyday(("dipecat",), ("diberhentikan",)),), {"pecat": 1})
    assert reader.senses("dipecat kenapa") == ()


def test_words_of_law_that_the_question_says_itself_are_not_repeated() -> None:
    reader = EverydayReader((Everyday(("dipecat",), ("diberhentikan",)),), {"henti": 9})
    assert reader.senses("dipecat atau diberhentikan") == ()


def test_distinct_terms_are_terms_of_the_glossary() -> None:
    names = {term.term for term in CORPUS.glossary.terms}
    assert CORPUS.glossary.distinct
    assert all(set(group) <= names for group in CORPUS.glossary.distinct)


def test_needed_terms_and_choices_are_terms_of_the_glossary() -> None:
    names = {term.term for term in CORPUS.glossary.terms}
    assert CORPUS.glossary.needed
    assert CORPUS.glossary.choices
    assert all(set(group) <= names for group in CORPUS.glossary.needed)
    assert all(set(choice.terms) <= names for choice in CORPUS.glossary.choices)


def test_everyday_phrases_of_several_words_are_read_as_a_whole() -> None:
    reader = QueryReader(FIELD, CORPUS.kinds)
    assert reader.read("gara gara apa, ga ada yg kasih tau").text == "karena apa, tidak ada yang beri tahu"


def test_an_abbreviation_that_a_text_defines_is_a_form_of_its_term() -> None:
    glossary = Glossary((Term("Dinas Taman", ("DT",)),)).with_defined(
        (
            ("Badan Taman Kota", "BTK"),
            ("Izin Tanam", "Izin"),
            ("Dana Tetap", "DT"),
            ("Kebun",),
            ("Dinas Taman", "DTK"),
        )
    )
    forms = {term.term: term.forms for term in glossary.terms}
    assert forms["Badan Taman Kota"] == ("Badan Taman Kota", "BTK")
    assert forms["Dinas Taman"] == ("Dinas Taman", "DT", "DTK")
    # A word in everyday letters means more than the text says, and a form of one term is none of another.
    assert "Izin Tanam" not in forms
    assert "Dana Tetap" not in forms
