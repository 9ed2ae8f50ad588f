"""Questions about a person's own records."""

from __future__ import annotations

import pytest

from tanyapasal.bot.answering.understanding.personal import FORMS, asks_for_records


@pytest.mark.parametrize("example", [example for form in FORMS for example in form.examples])
def test_a_question_for_a_record_is_recognised(example: str) -> None:
    assert asks_for_records(example)


@pytest.mark.parametrize("other", [other for form in FORMS for other in form.others])
def test_a_question_about_the_rule_is_none(other: str) -> None:
    assert not asks_for_records(other)


def test_a_number_that_names_a_person_makes_it_one() -> None:
    assert asks_for_records("saya 198701012010011001 lulus tidak?")
