"""Questions about a person's own records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.bot.answering.understanding.personal import FORMS, PersonalRecords
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.law.domain import Domain, Group, Records

GARDENS = Domain(
    groups=(Group("tukang kebun", ("tukang kebun",), "tukang kebun"),),
    records=Records(kept=("sertifikat",), own=("poin",), go_to="Tanyakan kepada mandor."),
)
SHIPPED = read_corpus(Path(__file__).parents[3] / "corpus").domain


@pytest.mark.parametrize("example", [example for form in FORMS for example in form.examples])
def test_a_question_for_a_record_is_recognised(example: str) -> None:
    assert PersonalRecords(GARDENS).asked(example)


@pytest.mark.parametrize("other", [other for form in FORMS for other in form.others])
def test_a_question_about_the_rule_is_none(other: str) -> None:
    assert not PersonalRecords(GARDENS).asked(other)


@pytest.mark.parametrize("example", SHIPPED.records.examples)
def test_the_records_of_the_field_are_recognised(example: str) -> None:
    assert PersonalRecords(SHIPPED).asked(example)


@pytest.mark.parametrize("rule", SHIPPED.records.rules)
def test_a_question_about_a_rule_of_the_field_is_none(rule: str) -> None:
    assert not PersonalRecords(SHIPPED).asked(rule)


def test_words_of_one_field_name_no_record_in_another() -> None:
    assert not PersonalRecords(Domain()).asked("cek poin saya")
    assert PersonalRecords(Domain()).asked("cek riwayat saya")


def test_the_field_says_whom_to_ask() -> None:
    assert "Tanyakan kepada mandor." in PersonalRecords(GARDENS).message
    assert "instansi yang menyimpannya" in PersonalRecords(Domain()).message


def test_a_number_that_names_a_person_makes_it_one() -> None:
    assert PersonalRecords(Domain()).asked("saya 198701012010011001 lulus tidak?")
