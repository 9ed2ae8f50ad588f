"""What a text denies and supposes, and what only looks like a denial."""

from __future__ import annotations

import pytest

from tanyapasal.index.language.negation import polarity


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Pemilik kios yang tidak memenuhi syarat ditegur.", {"penuh", "syarat"}),
        ("Peserta yang belum pernah ikut ujian dapat mendaftar.", {"ikut", "uji"}),
        ("Petugas tidak dapat menunjukkan surat tugas.", {"tunjuk", "surat", "tugas"}),
        ("bekerja tanpa izin atasan", {"izin", "atas"}),
        ("diberhentikan tidak dengan hormat", {"hormat"}),
        ("Peserta tidak wajib menginap.", {"wajib"}),
        ("calon petugas tidak lolos syarat jadi petugas", {"lolos", "syarat"}),
        ("Pegawai yang tidak hadir dikenai teguran.", {"hadir"}),
    ],
)
def test_a_text_denies_what_stands_behind_a_negation(text: str, denied: set[str]) -> None:
    assert polarity(text).denied == denied


@pytest.mark.parametrize(
    "text",
    [
        "boleh tidak cuti dua kali?",
        "pedagang harus lapor atau tidak?",
        "wajib ikut rapat tidak?",
        "tidak lebih dari dua bulan berapa dendanya?",
        "kalau tidak salah sewanya dua tahun?",
        "saya tidak tahu, berapa tarif parkir?",
        "sudah apa belum?",
    ],
)
def test_a_question_may_end_in_a_negation_or_speak_in_one_and_deny_nothing(text: str) -> None:
    assert polarity(text, asking=True).denied == frozenset()


def test_what_is_supposed_stands_in_a_clause_of_its_own() -> None:
    told = polarity("Pedagang yang telah membayar retribusi dapat berjualan setelah lulus uji.")
    assert told.supposed == {"bayar", "retribusi", "lulus", "uji"}


def test_who_has_to_fulfil_a_requirement_is_supposed_to() -> None:
    assert polarity("Pedagang harus memenuhi persyaratan: a. sehat.").supposed == {"penuh", "syarat"}
    assert polarity("Pedagang harus membayar retribusi.").supposed == frozenset()


def test_what_is_denied_in_a_clause_is_not_supposed() -> None:
    assert polarity("Pedagang yang tidak membayar retribusi ditegur.").supposed == frozenset()


@pytest.mark.parametrize("text", ["apa yang harus dibawa?", "siapa yang menerbitkan izin?"])
def test_what_a_question_asks_for_is_not_supposed(text: str) -> None:
    assert polarity(text, asking=True).supposed == frozenset()


def test_those_who_are_left_out_are_told() -> None:
    text = "pegawai selain PNS dan yang bukan PPPK"
    assert [span.of(text) for span in polarity(text).excluded] == ["PNS", "PPPK"]
