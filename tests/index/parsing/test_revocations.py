"""What is revoked as a whole, what in part, and what is only named beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.parsing.amendments.revocations import read_revocations

KINDS = Kinds.of(
    (
        Kind("uu", "Undang-Undang", "UU", 20, (), "UU 1/2020", "uu-1-2020"),
        Kind("pp", "Peraturan Pemerintah", "PP", 30, (), "PP 1/2020", "pp-1-2020"),
    )
)
OPEN = "Pada saat Undang-Undang ini mulai berlaku"
LAW = "Undang-Undang Nomor 8 Tahun 2010 tentang Taman Bacaan (Lembaran Negara Republik Indonesia Tahun 2010 Nomor 4)"
OTHER = (
    "Undang-Undang Nomor 9 Tahun 2011 tentang Buku (Lembaran Negara Republik Indonesia Tahun 2011 Nomor 7)"
)


@pytest.mark.parametrize(
    ("text", "whole", "places"),
    [
        (f"{OPEN}, {LAW} dicabut dan dinyatakan tidak berlaku.", ["uu-8-2010"], []),
        (f"{OPEN}, {LAW} dinyatakan tidak berlaku lagi.", ["uu-8-2010"], []),
        (
            f"{OPEN}:\na. {LAW}; dan\nb. {OTHER},\ndicabut dan dinyatakan tidak berlaku.",
            ["uu-8-2010", "uu-9-2011"],
            [],
        ),
        (
            f"{OPEN}:\na. {LAW} dicabut dan dinyatakan tidak berlaku; dan\nb. semua peraturan pelaksanaan {OTHER} "
            "dinyatakan masih tetap berlaku sepanjang tidak bertentangan.",
            ["uu-8-2010"],
            [],
        ),
        (
            f"{OPEN}, {LAW} sebagaimana telah diubah dengan {OTHER}, dicabut dan dinyatakan tidak berlaku.",
            ["uu-8-2010"],
            [],
        ),
        (
            f"{OPEN}, Pasal 20 sampai dengan Pasal 22 {LAW} dicabut dan dinyatakan tidak berlaku.",
            [],
            ["uu-8-2010/pasal-20", "uu-8-2010/pasal-21", "uu-8-2010/pasal-22"],
        ),
        (
            f"{OPEN}:\na. Ketentuan Pasal 4 dan Pasal 5 {LAW} dicabut dan dinyatakan tidak berlaku;\n"
            f"b. Peraturan pelaksanaan dari {LAW} dinyatakan masih berlaku.",
            [],
            ["uu-8-2010/pasal-4", "uu-8-2010/pasal-5"],
        ),
        (
            f"{OPEN}, ketentuan mengenai denda yang diatur dalam Bab V {LAW} dan peraturan pelaksanaannya, dicabut.",
            [],
            [],
        ),
        (
            f"{OPEN}, ketentuan mengenai pailit sebagaimana diatur dalam Pasal 2 ayat (5) {LAW} dinyatakan tidak berlaku "
            "bagi perpustakaan.",
            [],
            [],
        ),
        (f"{OPEN}, matriks dalam lampiran {LAW} dicabut dan dinyatakan tidak berlaku.", [], []),
        (
            f"{OPEN}:\n1. {LAW} sepanjang mengenai pegawai;\n2. {OTHER} sebagaimana telah diubah dengan Undang-Undang Nomor 3 "
            "Tahun 2015; Undang-Undang Nomor 4 Tahun 2012 tentang Majalah,\ndicabut dan dinyatakan tidak berlaku.",
            ["uu-9-2011", "uu-4-2012"],
            [],
        ),
        (f"Peraturan pelaksanaan {LAW} tetap berlaku.", [], []),
        (
            f"Dengan berlakunya Undang-Undang ini, {LAW}, dan {OTHER} dinyatakan dicabut.",
            ["uu-8-2010", "uu-9-2011"],
            [],
        ),
        (f"{LAW} dicabut dan dinyatakan tidak berlaku.", ["uu-8-2010"], []),
        ("Izin dicabut apabila pemegangnya melanggar Undang-Undang Nomor 8 Tahun 2010.", [], []),
    ],
)
def test_only_what_is_revoked_without_a_condition_counts(
    text: str, whole: list[str], places: list[str]
) -> None:
    found = read_revocations(text, KINDS, None)
    assert [str(id_) for id_ in found.regulations] == whole
    assert [str(place) for place in found.places] == places


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_taken(before: str, after: str) -> None:
    read_revocations(f"{before} {LAW} dicabut {after}", KINDS, None)


def test_rights_of_people_and_what_stands_above_are_not_revoked() -> None:
    kinds = Kinds.of(
        (
            Kind("uud", "Undang-Undang Dasar", "UUD", 10, (), "", ""),
            Kind("uu", "Undang-Undang", "UU", 20, (), "", ""),
            Kind("pp", "Peraturan Pemerintah", "PP", 30, (), "", ""),
        )
    )
    own = RegulationId("pp", "9", 2031)
    right = "a. setia kepada Undang-Undang Nomor 5 Tahun 2020;\nb. tidak sedang dicabut hak pilihnya."
    assert read_revocations(right, kinds, own).regulations == ()
    above = "Undang-Undang Nomor 5 Tahun 2020 dicabut dan dinyatakan tidak berlaku."
    assert read_revocations(above, kinds, own).regulations == ()
    beside = "Peraturan Pemerintah Nomor 5 Tahun 2020 dicabut dan dinyatakan tidak berlaku."
    assert read_revocations(beside, kinds, own).regulations == (RegulationId("pp", "5", 2020),)
