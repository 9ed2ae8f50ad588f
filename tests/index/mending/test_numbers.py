"""Digits beside the same number in words: mended where the words prove them, doubted where they disagree."""

from __future__ import annotations

import pytest

from tanyapasal.index.mending.numbers import numbers
from tanyapasal.index.mending.proposals import Doubt, Proposal


def mended(text: str) -> str:
    for proposal in sorted(
        (p for p in numbers(text) if isinstance(p, Proposal)), key=lambda p: -p.span.start
    ):
        text = text[: proposal.span.start] + proposal.mended + text[proposal.span.end :]
    return text


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("paling lama 2O (dua puluh) hari", "paling lama 20 (dua puluh) hari"),
        ("usia 1l (sebelas) tahun", "usia 11 (sebelas) tahun"),
        ("selama lO (sepuluh) hari kerja", "selama 10 (sepuluh) hari kerja"),
        ("t4 (empat belas) hari", "14 (empat belas) hari"),
        ("paling banyak S0% (lima puluh persen) dari", "paling banyak 50% (lima puluh persen) dari"),
        ("denda Rp1.OOO.000,00 (satu juta rupiah)", "denda Rp1.000.000,00 (satu juta rupiah)"),
        ("denda Rp5O0.000.000,OO (lima ratus juta rupiah)", "denda Rp500.000.000,00 (lima ratus juta rupiah)"),
        ("dalam I (satu) tahun", "dalam 1 (satu) tahun"),
        ("tiga puluh (3O) hari sejak", "tiga puluh (30) hari sejak"),
        ("paling sedikit 9 (sembitan) orang", "paling sedikit 9 (sembilan) orang"),
        ("24 (dua puIuh empat) jam", "24 (dua puluh empat) jam"),
        ("2O (dua pu1uh) hari", "20 (dua puluh) hari"),
        ("terdiri atas:\na. l2 (dua belas) orang;\nb. B (delapan) orang", "terdiri atas:\na. 12 (dua belas) orang;\nb. 8 (delapan) orang"),
    ],
)  # fmt: skip
def test_what_the_words_prove_is_mended(read: str, printed: str) -> None:
    assert mended(read) == printed
    assert not list(numbers(printed))


@pytest.mark.parametrize(
    "text",
    [
        "paling lama 20 (dua puluh) hari",
        "golongan ruang I (satu) dan golongan II (dua)",
        "sebagaimana dimaksud pada huruf l (satu)",
        "2,5% (dua koma lima persen) dan 1/2 (satu per dua)",
        "Yayasan ISO (Indonesia) dan SOS (Senin)",
        "pada ayat (2) dan ayat (3)",
        "Nomor 5 Tahun 2O14 tentang Aparatur",
        "seharga Rp2O.000,00 tiap lembar",
        "tipe B (delapan lantai)",
        "B (delapan) dan C (sembilan)",
    ],
)
def test_what_nothing_proves_stays(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "paling lama 3 (dua puluh) hari",
        "2l (dua puluh) hari",
        "denda Rp5.000.000,00 (lima ratus juta rupiah)",
    ],
)
def test_a_pair_that_disagrees_is_a_doubt_and_stays(text: str) -> None:
    assert mended(text) == text
    assert [type(p) for p in numbers(text)] == [Doubt]
