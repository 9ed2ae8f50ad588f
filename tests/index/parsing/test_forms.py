"""Every form of a heading or marker matches its own examples, and nothing that it must not."""

from __future__ import annotations

import pytest

from tanyapasal.index.parsing.forms import FORMS
from tanyapasal.index.parsing.numerals import readings, roman
from tanyapasal.index.reading import list_numbers


@pytest.mark.parametrize("name", FORMS)
def test_each_form_matches_its_examples(name: str) -> None:
    form = FORMS[name]
    assert form.examples
    for example in form.examples:
        assert form.pattern.match(example), example
    for counterexample in form.counterexamples:
        assert not form.pattern.match(counterexample), counterexample


@pytest.mark.parametrize(
    ("raw", "key"),
    [("47", (47, "")), ("7A", (7, "a")), ("4 1", (41, "")), ("3O", (30, "")), ("L2", (12, "")), ("T2", (72, "")),
     ("I 1", (11, "")), ("2 I 1", (211, "")), ("10O", (100, ""))],
)  # fmt: skip
def test_a_misread_number_has_the_meant_one_among_its_readings(raw: str, key: tuple[int, str]) -> None:
    assert key in dict(readings(raw))


def test_an_exact_number_is_read_without_doubt() -> None:
    assert readings("47")[0] == ((47, ""), 0.0)
    assert readings("abc") == ()


def test_roman_numbers_go_both_ways() -> None:
    assert all(roman(list_numbers.roman(n).upper()) == n for n in range(1, 60))
