"""How often people write a word."""

from __future__ import annotations

from itertools import islice, pairwise

import pytest

from tanyapasal.index.language.words.frequent import frequencies, zipf


def test_the_most_frequent_words_come_first() -> None:
    assert list(islice(frequencies("id"), 3)) == ["yang", "dan", "di"]
    assert all(first >= second for first, second in pairwise(frequencies("id").values()))
    assert sum(frequencies("id").values()) < 1


@pytest.mark.parametrize(("word", "tongue", "least", "most"), [
    ("yang", "id", 7, 8),
    ("mutasi", "id", 2.5, 5),
    ("permenpanrb", "id", 0, 0),
    ("the", "en", 7, 8),
    ("sertifikasi", "en", 0, 0),
    ("2024", "id", 0, 0),
    ("", "id", 0, 0),
])  # fmt: skip
def test_a_word_has_a_frequency_in_its_tongue(word: str, tongue: str, least: float, most: float) -> None:
    assert least <= zipf(word, "en" if tongue == "en" else "id") <= most


def test_two_words_in_one_are_rarer_than_the_rarer_of_them() -> None:
    assert 0 < zipf("undang-undang", "id") < zipf("undang", "id")
    assert zipf("undang-qqqq", "id") == 0
