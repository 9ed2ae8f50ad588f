"""Numbers and quantities of law; every pattern is tried on the example that it carries."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanyapasal.index.language.quantities.forms import (
    BEFORE,
    BEHIND,
    DEADLINES,
    UNITS,
    OperatorForm,
    UnitForm,
)
from tanyapasal.index.language.quantities.norms import short_form as short_form_of
from tanyapasal.index.language.quantities.numbers import find_numbers, read_words
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.law.domain import Measure

LESSON = Measure("jam pelajaran", "JP", ("jam pelajaran", "jp", "jampel"))
READER = QuantityReader((LESSON,))
find_amounts, find_norms = READER.amounts, READER.norms


def short_form(text: str) -> str | None:
    return short_form_of(text, find_norms(text))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("dua puluh lima", Fraction(25)),
        ("seratus dua belas", Fraction(112)),
        ("satu miliar", Fraction(10**9)),
        ("dua ratus lima puluh juta", Fraction(250_000_000)),
        ("seperempat", Fraction(1, 4)),
        ("dua pertiga", Fraction(2, 3)),
        ("satu per sepuluh", Fraction(1, 10)),
        ("setengah", Fraction(1, 2)),
        ("satu setengah", Fraction(3, 2)),
        ("puluh", None),
        ("dua rumah", None),
    ],
)
def test_numbers_in_words_are_read(words: str, value: Fraction | None) -> None:
    assert read_words(words) == value


def test_a_number_written_twice_is_one_and_keeps_both_readings_if_they_differ() -> None:
    (number,) = find_numbers("paling sedikit 20 (dua puluh) jam pelajaran")
    assert (number.value, number.other) == (20, None)
    (number,) = find_numbers("paling sedikit 20 (dua puluh lima) jam pelajaran")
    assert number.values == {20, 25}
    (number,) = find_numbers("paling lama 1 1/2 (satu setengah) bulan")
    assert number.values == {Fraction(3, 2)}
    (number,) = find_numbers("paling lambat 60 (enam) puluh hari")
    assert number.values == {60}


@pytest.mark.parametrize(
    "text",
    [
        "Pasal 46 ayat (1), (2), dan (3) UU Nomor 5 Tahun 2014",
        "PP 11/2017",
        "1. Dasar hukum\n2. Tujuan",
        "sebagaimana dimaksud pada ayat (2)",
        "1️⃣ Kompetensi",
    ],
)
def test_numbers_that_name_a_place_or_mark_an_item_count_nothing(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize("form", [*BEFORE, *BEHIND], ids=lambda f: f.phrase)
def test_every_operator_is_read_in_its_example(form: OperatorForm) -> None:
    (norm,) = find_amounts(form.example)
    assert norm.operator == form.operator


@pytest.mark.parametrize("form", DEADLINES, ids=lambda f: f.phrase)
def test_every_deadline_bounds_from_above_and_tells_from_when_it_runs(form: OperatorForm) -> None:
    (norm,) = find_amounts(f"{form.example} permohonan diterima")
    assert norm.bound == "maksimal"
    assert norm.trigger == "sejak permohonan diterima"


@pytest.mark.parametrize("form", UNITS, ids=lambda f: f.written)
def test_every_unit_is_read_in_its_example(form: UnitForm) -> None:
    (norm,) = find_amounts(form.example)
    assert (norm.unit, norm.base) == (form.short, form.base)


def test_a_year_equals_twelve_months_and_a_week_seven_days() -> None:
    year, months = find_amounts("1 tahun"), find_amounts("12 bulan")
    assert (year[0].base, year[0].values) == (months[0].base, months[0].values)
    assert find_amounts("2 minggu")[0].values == find_amounts("14 hari")[0].values


def test_ranges_have_two_bounds() -> None:
    for text in ("20 s.d. 30 hari", "20 sampai dengan 30 hari", "20-30 hari", "antara 20 dan 30 hari"):
        (norm,) = find_amounts(text)
        assert (norm.values, norm.upper_values) == ({20}, {30})


def test_the_ends_of_a_range_may_have_units_of_their_own() -> None:
    (norm,) = find_amounts("3 bulan hingga 6 tahun")
    assert (norm.values, norm.upper_values) == ({3}, {72})
    (norm,) = find_amounts("antara Rp300 juta dan Rp1 miliar")
    assert (norm.values, norm.upper_values) == ({300_000_000}, {10**9})


def test_the_headline_form_is_short() -> None:
    assert (
        short_form("paling sedikit 20 (dua puluh) jam pelajaran dalam 1 (satu) tahun")
        == "minimal 20 JP per tahun"
    )
    assert short_form("selama 511 JP (~51 hari kerja)") == "511 JP (~51 hari kerja)"
    assert short_form("denda paling banyak Rp5.000.000,00 (lima juta rupiah)") == "maksimal Rp5.000.000,00"
    assert short_form("Pasal 47 ayat (2)") is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("masa kerja lebih dari 5 (lima) tahun", "lebih dari 5 tahun"),
        ("sakit lebih dari 1 (satu) hari sampai dengan 14 (empat belas) hari", "lebih dari 1 s.d. 14 hari"),
        ("berusia di bawah 18 tahun", "kurang dari 18 tahun"),
        ("tidak lebih dari 2 (dua) kali", "maksimal 2 kali"),
        ("paling sedikit 20 s.d. 24 jam", "minimal 20–24 jam"),
    ],
)
def test_a_number_that_is_left_out_itself_is_no_bound_that_may_be_reached(text: str, shown: str) -> None:
    assert short_form(text) == shown


def test_counts_and_dates_are_amounts_but_no_norms() -> None:
    assert find_norms("7 (tujuh) anggota pada tahun 2025") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Lampiran II Keputusan Menteri Perhubungan Nomor KM. 4 Tahun 2001 tentang Penomoran",
        "sebagaimana diatur dalam SE. 12 Tahun 2020",
        "berdasarkan Peraturan Kepala Nomor SK 5 Tahun 2003 dan PM 7/2018",
    ],
)
def test_the_number_of_an_act_is_no_amount_of_years_whatever_code_stands_before_it(text: str) -> None:
    assert find_norms(text) == ()


def test_years_that_are_counted_are_read_beside_a_year() -> None:
    assert [str(norm) for norm in find_norms("selama 4 tahun 2 bulan sejak tahun 2001")] == [
        "4 tahun",
        "2 bulan",
    ]
    assert [a.kind for a in find_amounts("7 (tujuh) anggota pada tahun 2025")] == ["hitungan", "tanggal"]


@given(st.text(alphabet="0123456789 ().,/-%sdua puluhRpjhariatn\n", max_size=80))
def test_any_text_is_taken_and_spans_point_into_it(text: str) -> None:
    for norm in find_amounts(text):
        assert 0 <= norm.span.start < norm.span.end <= len(text)
        assert norm.values


def test_days_up_to_years_are_two_quantities_not_one_range() -> None:
    first, second = find_amounts(
        "melampaui 60 (enam puluh) hari sampai dengan 1 (satu) tahun sejak kelahiran"
    )
    assert (str(first), str(second)) == ("lebih dari 60 hari", "maksimal 1 tahun")
    (months,) = find_amounts("penjara 3 (tiga) bulan hingga 6 (enam) tahun")
    assert months.upper == "6"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("paling kurang I (satu) tahun", "minimal 1 tahun"),
        ("selama l (satu) bulan", "1 bulan"),
        ("6O (enam puluh) tahun", "60 tahun"),
        ("L2 (dua belas) hari kerja", "12 hari kerja"),
    ],
)
def test_where_a_copy_misread_the_digits_the_words_in_brackets_are_the_number(text: str, shown: str) -> None:
    assert [str(norm) for norm in find_norms(text)] == [shown]
