"""Citations that stand apart from what they are cited for: below it, above it, in notes, or for nothing."""

from __future__ import annotations

import pytest

from tanyapasal.index.audit.citations.claims import Extraction, extract_claims
from tanyapasal.index.audit.citations.decisions import FORMS, CourtForm, find_decisions
from tanyapasal.index.law.places import RegulationId
from tests.index.law.law_samples import KINDS

UU, PP = RegulationId.parse("uu-7-2021"), RegulationId.parse("pp-9-2022")
ALIASES = {"UU Pembelajaran": UU, "Undang-Undang Pembelajaran Pegawai": UU}
HOURS = "Setiap pegawai berhak mengikuti pembelajaran paling sedikit 30 jam pelajaran."
BOARD = "Dewan pengawas beranggotakan lima orang."


def read(text: str) -> Extraction:
    return extract_claims(text, KINDS, ALIASES, {UU: "Pembelajaran Pegawai", PP: "Pelatihan"})


def claims(text: str) -> dict[str, str]:
    return {str(c.ref): c.text for c in read(text).claims if c.ref.locator.steps}


@pytest.mark.parametrize(
    "text",
    [
        f"Tanya: Berapa jam?\nJawab: {HOURS}\nKutipan: Pasal 4 UU 7/2021\n\nTanya: Siapa?\nJawab: {BOARD}\nKutipan: Pasal 5 UU 7/2021",
        f"**Berapa jam?**\n{HOURS}\n> Pasal 4 UU 7/2021\n\n**Siapa?**\n{BOARD}\n> Pasal 5 UU 7/2021",
        f"Berapa jam?\n\n{HOURS}\n\nDasar: Pasal 4 UU 7/2021.\n\nSiapa?\n\n{BOARD}\n\nDasar: Pasal 5 UU 7/2021.",
        f"{HOURS}\n(Lihat: Pasal 4 UU Pembelajaran)\n\n{BOARD}\n(Lihat: Pasal 5 UU Pembelajaran)",
        f"# UU Nomor 7 Tahun 2021 tentang Pembelajaran Pegawai\n\n## BAB I\n\n### Pasal 4\n{HOURS}\n\n### Pasal 5\n{BOARD}",
        f"Ringkasan UU 7/2021\n\nPasal 4 - Hak belajar\n{HOURS} PP 9/2022 merincinya.\n\nPasal 5 - Pengawasan\n{BOARD}",
        f"Ringkasan UU 7/2021\n\n**Pasal 4**\n{HOURS}\n\n**Pasal 5**\n{BOARD}",
        f"{HOURS}[1] {BOARD}[2]\n\n[1] Pasal 4 UU 7/2021.\n[2] Pasal 5 UU 7/2021.",
        f"{HOURS[:-1]}¹. {BOARD[:-1]}².\n\n¹Pasal 4 UU 7/2021\n²Pasal 5 UU 7/2021",
        f"{HOURS[:-1]} (1). {BOARD[:-1]} (2).\n\nKeterangan:\n(1) UU 7/2021, Pasal 4\n(2) UU 7/2021, Pasal 5",
    ],
)
def test_each_citation_finds_its_own_statement_above_or_below(text: str) -> None:
    found = claims(text)
    assert HOURS[:-1] in found["uu-7-2021/pasal-4"]
    assert "Dewan" not in found["uu-7-2021/pasal-4"]
    assert BOARD[:-1] in found["uu-7-2021/pasal-5"]
    assert "pegawai" not in found["uu-7-2021/pasal-5"]


@pytest.mark.parametrize(
    "text",
    [
        "MENGINGAT\nPasal 4, Pasal 5 ayat (1), dan Pasal 6 UU Nomor 7 Tahun 2021;",
        "Mengingat : 1. Pasal 4 dan Pasal 6 UU Nomor 7 Tahun 2021 sebagaimana telah diubah dengan UU Nomor 8 Tahun 2023;\n"
        "2. Pasal 2 PP Nomor 9 Tahun 2022 tentang Pelatihan (Lembaran Negara Republik Indonesia Tahun 2022 Nomor 4);",
        "Surat edaran ini mengatur jam belajar.\n\nB. Dasar Hukum\n1. UU 7/2021, Pasal 4 dan Pasal 5.\n2. PP 9/2022, Pasal 2.\n\nC. Isi\nSemua belajar.",
        "Landasan hukum kegiatan ini sebagai berikut.\n- UU 7/2021, khususnya Pasal 4, 5, dan 6;\n- PP 9/2022, khususnya Pasal 2.",
        f"{HOURS} Lihat juga Pasal 6 UU 7/2021.",
    ],
)
def test_a_place_that_is_only_named_claims_nothing(text: str) -> None:
    found = claims(text)
    assert found
    assert set(found.values()) == {""}


def test_one_statement_with_several_sources_is_held_against_each_by_its_clauses() -> None:
    text = f"{HOURS[:-1]}, dan dewan pengawas beranggotakan lima orang.\n\nSumber:\n- Pasal 4 UU 7/2021\n- Pasal 5 UU 7/2021"
    for claim in read(text).claims:
        assert len(claim.together) == 2
        assert any(said.startswith("dewan") for said in claim.others)


def test_an_item_shows_its_own_claim_and_not_what_introduces_the_list() -> None:
    text = "Edaran tentang belajar. Dasar hukum:\n1. Pasal 4 UU 7/2021 mengatur pembiayaan;\n2. Pasal 5 UU 7/2021 tentang dewan pengawas."
    assert claims(text) == {"uu-7-2021/pasal-4": "pembiayaan", "uu-7-2021/pasal-5": "dewan pengawas."}


@pytest.mark.parametrize(
    "text",
    [
        "Belajar diatur dalam UU 7/2021 sebagaimana telah diubah dengan UU 8/2023.\nHak belajar ada (Pasal 4).",
        "Sejak UU 7/2021 diubah terakhir dengan UU 8/2023 hak belajar ada.\n\nJumlahnya tertentu (Pasal 4).",
        "Mengacu pada UU 7/2021 yang menggantikan UU 3/2001, kami ingatkan:\na. pegawai berhak belajar (Pasal 4);",
        "UU 7/2021 sebagaimana telah diubah dengan UU 8/2023, Pasal 4: pegawai berhak belajar.",
    ],
)
def test_a_bare_pasal_is_of_the_law_that_was_amended(text: str) -> None:
    assert "uu-7-2021/pasal-4" in claims(text)


@pytest.mark.parametrize(
    "name", ["Undang-Undang Pembelajaran Pegawai", 'Undang-Undang "Pembelajaran Pegawai"']
)
def test_a_law_at_the_start_of_a_paragraph_is_not_the_decree_named_before(name: str) -> None:
    found = claims(
        f"Pelatihan berlangsung lama (Pasal 2 PP Nomor 9 Tahun 2022).\n\n{name} Pasal 5 menyebut dewan."
    )
    assert list(found) == ["pp-9-2022/pasal-2", "uu-7-2021/pasal-5"]


def test_a_regulation_cites_itself_and_its_headings_are_no_citations() -> None:
    text = (
        "UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 12 TAHUN 2024\nTENTANG\nTAMAN\n\nMengingat: Pasal 4 UU Nomor 7 Tahun 2021;\n\n"
        "MEMUTUSKAN:\nMenetapkan: UNDANG-UNDANG TENTANG TAMAN.\n\nPasal 1\nTaman adalah ruang terbuka.\n\n"
        "Pasal 2\nKetentuan Pasal 1 berlaku bagi semua taman menurut UU Nomor 7 Tahun 2021.\n"
    )
    assert list(claims(text)) == ["uu-7-2021/pasal-4", "uu-12-2024/pasal-1"]


def test_ayat_of_the_same_pasal_go_back_to_it_wherever_it_stands() -> None:
    text = "Pasal 4 ayat (1) UU 7/2021 memberi hak belajar.\n\nSertifikat diterima kemudian (ayat (3) pasal yang sama)."
    assert "uu-7-2021/pasal-4/ayat-3" in claims(text)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_decisions_of_courts_are_found_by_their_number(form: CourtForm) -> None:
    ((decision, span),) = find_decisions(f"Lihat {form.example}.")
    assert str(decision) == form.id
    assert span.of(f"Lihat {form.example}.").endswith(form.example.split()[-1])


def test_a_decision_is_counted_beside_places() -> None:
    found = read(f"{HOURS[:-1]} (Pasal 4 UU 7/2021). Lihat juga Putusan MK Nomor 41/PUU-XII/2014.")
    assert [str(c.ref) for c in found.claims] == ["uu-7-2021/pasal-4", "putusanmk-41-puu-xii-2014"]
    assert KINDS.label(found.claims[1].ref.regulation) == "Putusan MK Nomor 41/PUU-XII/2014"
