"""Citations in conversations, tables, notes and lists: which place is meant, and what is said of it."""

from __future__ import annotations

import pytest

from tanyapasal.index.audit.citations.claims import extract_claims
from tanyapasal.index.law.places import RegulationId
from tests.index.law.law_samples import KINDS

UU, PP = RegulationId.parse("uu-7-2021"), RegulationId.parse("pp-9-2022")
TITLES = {UU: "Pembelajaran Pegawai", PP: "Pelatihan"}


def claims(text: str) -> dict[str, str]:
    found = extract_claims(text, KINDS, (), TITLES).claims
    return {str(c.ref): c.text for c in found if c.ref.locator.steps}


@pytest.mark.parametrize(
    "text",
    [
        "Menurut UU PP, belajar adalah hak (Pasal 4).",
        'Lihat UU 7/2021 tentang Pembelajaran Pegawai ("UUPP").\n\nBelajar adalah hak menurut Pasal 4 UUPP.',
        "Belajar adalah hak pegawai. (UU Belajar, Pasal 4)\n\nUU Belajar = UU 7/2021",
        "UU Nomor 7 Tahun 2021 tentang Pembelajaran Pegawai, selanjutnya disebut UU Belajar.\n\nBelajar itu hak, Pasal 4 UU Belajar.",
    ],
)
def test_a_regulation_goes_by_the_name_that_its_title_or_the_document_gives_it(text: str) -> None:
    assert "uu-7-2021/pasal-4" in claims(text)


@pytest.mark.parametrize(
    "turn", ["Bu Ratna: {}", "~Bu Ratna: {}", "[08.14] Bu Ratna: {}", "[12/05, 09.30] Bu Ratna: {}"]
)
def test_who_speaks_and_when_is_no_part_of_a_claim(turn: str) -> None:
    said = [
        "Halo semua, saya mau bertanya.",
        "Belajar itu hak setiap pegawai, pasal 4 UU 7/2021",
        "Terima kasih banyak ya.",
    ]
    found = claims("\n".join(turn.format(line) for line in said))
    assert found["uu-7-2021/pasal-4"].rstrip(",.") == "Belajar itu hak setiap pegawai"


def test_a_full_stop_behind_a_citation_ends_its_sentence() -> None:
    found = claims(
        "Pegawai dilarang membolos 60 hari, ps 5 huruf l UU 7/2021. Pimpinan dilarang membolos 30 hari, ps 6 huruf l."
    )
    assert "60" in found["uu-7-2021/pasal-5/huruf-l"]
    assert "60" not in found["uu-7-2021/pasal-6/huruf-l"]


def test_a_citation_in_brackets_behind_a_full_stop_is_of_the_sentence_before() -> None:
    found = claims(
        "Rencana belajar disusun setahun sekali. (Pasal 5 UU 7/2021) Hasilnya diumumkan kepada pegawai. (Pasal 6)"
    )
    assert found["uu-7-2021/pasal-5"].startswith("Rencana belajar")
    assert found["uu-7-2021/pasal-6"].startswith("Hasilnya")


def test_columns_of_a_table_have_their_regulations_and_their_words() -> None:
    found = claims(
        "| Hal | Belajar (UU 7/2021) | Latihan (PP 9/2022) |\n|---|---|---|\n"
        "| Lama | paling lama 12 hari kerja, Pasal 5 | paling lama 6 hari kerja, Pasal 5 |"
    )
    assert found["uu-7-2021/pasal-5"] == "Lama: paling lama 12 hari kerja"
    assert found["pp-9-2022/pasal-5"] == "Lama: paling lama 6 hari kerja"


@pytest.mark.parametrize("sign", ["\t", " | "])
def test_numbers_below_pasal_are_places(sign: str) -> None:
    rows = [
        ["No", "Perbuatan", "Pasal"],
        ["1", "Sengaja menghapus catatan belajar", "51"],
        ["2", "Memalsukan catatan", "54 ayat (2)"],
    ]
    found = claims("Sanksi menurut UU 7/2021\n\n" + "\n".join(sign.join(row) for row in rows))
    assert set(found) == {"uu-7-2021/pasal-51", "uu-7-2021/pasal-54/ayat-2"}


@pytest.mark.parametrize(
    "text",
    [
        "Wajib melapor kepada pimpinan (Pasal 26 ayat (4) huruf g UU 7/2021) dan memberi kabar kepada rekan (huruf p).",
        "- wajib melapor kepada pimpinan: Pasal 26 ayat (4) huruf g UU 7/2021\n- memberi kabar kepada rekan — huruf p",
    ],
)
def test_a_huruf_that_stands_apart_goes_on_with_the_ayat_named_last(text: str) -> None:
    assert "uu-7-2021/pasal-26/ayat-4/huruf-p" in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "Belajar itu hak pegawai (Pasal 4 UU 7/2021). Uraian ini agar dibaca bersama Pasal 9 dan Pasal 11.",
        "Belajar itu hak pegawai (Pasal 4 UU 7/2021). Bila perlu dapat pula dilihat Pasal 9 dan Pasal 11.",
        "Belajar itu hak pegawai (Pasal 4 UU 7/2021).\n\nBaca juga: Pasal 9 dan Pasal 11.",
        "Belajar itu hak pegawai (Pasal 4 UU 7/2021).\n\nModul 2 tentang ujian pegawai (bacaan: Pasal 9, Pasal 11)",
    ],
)
def test_further_reading_claims_nothing(text: str) -> None:
    found = claims(text)
    assert (found["uu-7-2021/pasal-9"], found["uu-7-2021/pasal-11"]) == ("", "")


def test_a_pasal_of_a_deed_is_no_citation() -> None:
    found = claims(
        "Hak itu diatur UU 7/2021.\n\nKami memeriksa Pasal 11 anggaran dasar, dan Pasal 3 perjanjian kerja ini."
    )
    assert found == {}


def test_a_place_without_a_regulation_may_be_of_any_named_before() -> None:
    text = "Dasar: UU 7/2021.\n\nLatihan diatur PP 9/2022. Lamanya enam hari (Pasal 5)."
    (claim,) = (c for c in extract_claims(text, KINDS, (), TITLES).claims if c.ref.locator.steps)
    assert (claim.ref.regulation, claim.or_else) == (PP, (UU,))
