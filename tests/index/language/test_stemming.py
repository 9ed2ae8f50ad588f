"""Active and passive, verb and noun of one root meet in one stem."""

from __future__ import annotations

import pytest

from tanyapasal.index.language.words.stemming import stem


@pytest.mark.parametrize(
    ("root", "forms"),
    [
        ("tetap", "menetapkan ditetapkan penetapan"),
        ("terima", "menerima diterima penerimaan"),
        ("tandatangan", "menandatangani ditandatangani"),
        ("tugas", "menugaskan ditugaskan penugasan"),
        ("kelola", "mengelola dikelola pengelola pengelolaan"),
        ("kembang", "mengembangkan dikembangkan pengembangan berkembang"),
        ("kecuali", "mengecualikan dikecualikan pengecualian"),
        ("milik", "memiliki dimiliki pemilik"),
        ("mohon", "memohon dimohonkan pemohon permohonan"),
        ("mula", "memulai dimulai"),
        ("pulang", "memulangkan dipulangkan pemulangan"),
        ("pakai", "pemakai"),
        ("susun", "menyusun disusun penyusunan"),
        ("atur", "mengatur diatur pengaturan"),
        ("angkat", "mengangkat diangkat pengangkatan"),
        ("didik", "mendidik dididik pendidikan"),
    ],
)
def test_the_forms_of_a_root_share_its_stem(root: str, forms: str) -> None:
    assert {stem(form) for form in forms.split()} == {root}


def test_words_that_have_no_such_prefix_stay_apart() -> None:
    assert stem("menit") == "menit"
    assert stem("menteri") != stem("tentara")
    assert stem("2023") == "2023"


def test_a_roman_numeral_is_no_other_one_with_an_ending() -> None:
    numerals = ["ii", "iii", "iv", "vi", "vii", "viii", "xi", "xii", "xiii", "xviii", "xx", "xxiii"]
    assert [stem(each) for each in numerals] == numerals
