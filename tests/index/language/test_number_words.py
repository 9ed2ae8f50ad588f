"""Numbers in Indonesian words."""

from __future__ import annotations

import pytest

from tanyapasal.index.language.quantities.number_words import cardinal, ordinal, read_cardinal, read_ordinal


def test_a_number_is_read_as_it_is_written() -> None:
    for number in range(1, 1000):
        words = cardinal(number).split()
        assert read_cardinal(words) == read_cardinal(words, apart=True) == (number, len(words))


def test_an_ordinal_is_read_as_it_is_written_with_blanks_or_without() -> None:
    for number in range(1, 100):
        written = ordinal(number)
        assert read_ordinal(written) == read_ordinal(written.title().replace(" ", "")) == number


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("dua ribu dua puluh tiga", (2023, 5)),
        ("seribu sembilan ratus empat puluh lima", (1945, 6)),
        ("dua belas ribu", (12_000, 3)),
        ("dua ratus lima puluh juta rupiah", (250_000_000, 5)),
        ("lima ayat dua", (5, 1)),
        ("puluh", (0, 0)),
        ("ayat", (0, 0)),
    ],
)
def test_a_number_ends_where_its_words_end(words: str, read: tuple[int, int]) -> None:
    assert read_cardinal(words.split()) == read


@pytest.mark.parametrize(("words", "first"), [("satu dua", 1), ("sebelas dua", 11), ("dua belas tiga", 12)])
def test_numbers_side_by_side_are_several_where_they_are_read_apart(words: str, first: int) -> None:
    value, taken = read_cardinal(words.split(), apart=True)
    assert (value, taken) == (first, len(words.split()) - 1)


@pytest.mark.parametrize("written", ["Kepala", "Ketua", "Ke", "Kebelas", "Dua", "Kesatu Dua", ""])
def test_a_word_that_only_looks_like_an_ordinal_is_none(written: str) -> None:
    assert read_ordinal(written) is None


def test_pertama_is_the_first() -> None:
    assert read_ordinal("Pertama") == read_ordinal("KESATU") == 1


def test_what_cannot_be_written_in_words_stays_digits() -> None:
    assert (cardinal(1000), ordinal(0), ordinal(1000)) == ("1000", "ke-0", "ke-1000")
