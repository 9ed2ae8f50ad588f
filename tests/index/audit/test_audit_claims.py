"""Citations of a document and the claims that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanyapasal.index.audit.citations.blocks import read_blocks
from tanyapasal.index.audit.citations.claims import Extraction, extract_claims
from tanyapasal.index.language.statements import FORMS, MarkerForm, sentences
from tanyapasal.index.law.places import RegulationId
from tests.index.law.law_samples import KINDS

UU = RegulationId.parse("uu-7-2021")


def read(text: str) -> Extraction:
    return extract_claims(text, KINDS, {"UU Pembelajaran": UU}, {UU: "Pembelajaran Pegawai"})


def pairs(text: str) -> list[tuple[str, str]]:
    return [(str(claim.ref), claim.text) for claim in read(text).claims]


HOURS = "setiap pegawai berhak mengikuti pembelajaran paling sedikit 30 jam pelajaran"


@pytest.mark.parametrize(
    "text",
    [
        f"Menurut Pasal 4 ayat (1) UU Nomor 7 Tahun 2021, {HOURS}.",
        f"{HOURS} (Pasal 4 ayat (1) UU 7/2021).",
        f"UU 7/2021 Pasal 4 ayat (1): {HOURS}",
        f"{HOURS}, sebagaimana diatur dalam Pasal 4 ayat (1) UU Pembelajaran.",
        f"{HOURS}. Hal ini diatur dalam Pasal 4 ayat (1) UU 7/2021.",
        f"Dasar hukum: UU Nomor 7 Tahun 2021 tentang Pembelajaran Pegawai\na. Pasal 4 ayat (1) bahwa {HOURS}",
        f"Dasar hukum: UU 7/2021\n- Pasal 4 ayat (1): {HOURS}\n",
        f"## Pasal 4 ayat (1) UU 7/2021\n\n{HOURS}.",
        f"| {HOURS} | Pasal 4 ayat (1) UU 7/2021 |",
        f"1️⃣ Hak belajar\nUU 7/2021 Pasal 4 ayat (1) menyatakan bahwa {HOURS}.",
        f"Pasal 4 ayat (1) UU 7/2021 mengatur bahwa {HOURS.replace('paling', 'paling')}.",
        f"Pasal 4 ayat (1) UU 7/2021 mengatur bahwa\n{HOURS}.",
    ],
)
def test_the_claim_is_found_however_the_citation_hangs_on_it(text: str) -> None:
    ((ref, said),) = pairs(text)
    assert ref == "uu-7-2021/pasal-4/ayat-1"
    assert HOURS in said
    assert "Pasal" not in said


def test_every_place_of_an_enumeration_counts_and_shares_its_lead() -> None:
    text = "Ketentuan mengenai hak belajar pegawai diatur di:\na. UU 7/2021 → Pasal 4, 5, 6 dan 7.\nb. PP 9/2022 → Pasal 2 ayat (1), (2)."
    claims = read(text).claims
    assert [str(c.ref) for c in claims] == [
        "uu-7-2021/pasal-4", "uu-7-2021/pasal-5", "uu-7-2021/pasal-6", "uu-7-2021/pasal-7",
        "pp-9-2022/pasal-2/ayat-1", "pp-9-2022/pasal-2/ayat-2",
    ]  # fmt: skip
    assert {c.text for c in claims} == {"Ketentuan mengenai hak belajar pegawai"}
    assert len(claims[0].together) == 4


def test_a_list_below_a_citation_is_its_claim() -> None:
    ((_, said),) = pairs(
        "Syarat peserta diatur dalam Pasal 8 UU 7/2021, yaitu:\na. sehat jasmani;\nb. lulus seleksi."
    )
    assert "sehat jasmani" in said
    assert "lulus seleksi" in said


def test_two_citations_of_one_sentence_have_a_claim_each() -> None:
    found = pairs(
        "Hak belajar diberikan kepada pegawai (Pasal 4 UU 7/2021) dan dewan pengawas beranggotakan lima orang (Pasal 5 UU 7/2021)."
    )
    assert [ref for ref, _ in found] == ["uu-7-2021/pasal-4", "uu-7-2021/pasal-5"]
    assert "dewan" not in found[0][1]
    assert "dewan" in found[1][1]


def test_ayat_named_first_and_explained_after_are_counted_once() -> None:
    found = pairs(
        "Pasal 4 ayat (1) dan (3) UU 7/2021: ayat (1) menyatakan pegawai berhak belajar, dan ayat (3) bahwa peserta menerima sertifikat."
    )
    assert [ref for ref, _ in found] == ["uu-7-2021/pasal-4/ayat-1", "uu-7-2021/pasal-4/ayat-3"]
    assert "sertifikat" not in found[0][1]
    assert "sertifikat" in found[1][1]


def test_a_cross_reference_within_a_quoted_rule_is_no_citation() -> None:
    assert (
        len(
            read(
                "UU 7/2021 Pasal 4 ayat (2): pembelajaran sebagaimana dimaksud pada ayat (1) diselenggarakan PBN."
            ).claims
        )
        == 1
    )


@pytest.mark.parametrize(
    "text",
    [
        "Dasar Hukum: UU 7/2021\n1. Memuat identitas peserta di Pasal 4 ayat (1).\n2. Memuat jumlah jam di Pasal 5.",
        "UU 7/2021 mengatur pembelajaran. Dewan pengawas diatur dalam Pasal 5.",
        "Menurut UU 7/2021 pegawai berhak belajar. Dewan pengawas beranggotakan lima orang (Pasal 5 UU tersebut).",
        "UU Pembelajaran Pegawai berlaku. Dewan pengawas beranggotakan lima orang (Pasal 5 UU Pembelajaran).",
    ],
)
def test_the_regulation_is_taken_from_what_was_named_before(text: str) -> None:
    assert read(text).claims[-1].ref.regulation == UU
    assert read(text).unparsed == ()


def test_a_place_of_no_regulation_is_counted_as_unparsed() -> None:
    found = read("Hak pegawai diatur dalam Pasal 4 ayat (1).")
    assert found.claims == ()
    assert [s.of("Hak pegawai diatur dalam Pasal 4 ayat (1).") for s in found.unparsed] == [
        "Pasal 4 ayat (1)"
    ]


def test_headings_above_are_the_context() -> None:
    (claim,) = read(
        "HAK BELAJAR\n2️⃣ Pegawai dengan Perjanjian Kerja (PPPK)\nPasal 4 UU 7/2021 bahwa pegawai berhak belajar tiap tahun."
    ).claims
    assert "PPPK" in claim.context


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.style)
def test_every_marker_is_read_in_its_examples(form: MarkerForm) -> None:
    for example in form.examples:
        assert read_blocks(f"Lead:\n{example}")[1].style == form.style


def test_lists_within_lists_know_what_they_hang_on() -> None:
    blocks = read_blocks("Dasar:\n1. UU\na. satu\nb. dua\n2. PP\na. tiga")
    assert [b.parent for b in blocks] == [None, 0, 1, 1, 0, 4]


def test_abbreviations_end_no_sentence() -> None:
    text = "Lihat UU No. 7 Tahun 2021 dll. yang berlaku. Selesai."
    assert len(sentences(text)) == 2


@given(st.text(alphabet="Pasal ayat(1)UU7/2021 .:\n-a1|•️⃣dan,;", max_size=120))
def test_any_document_is_taken_and_spans_point_into_it(text: str) -> None:
    found = read(text)
    for claim in found.claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text)
    for block in read_blocks(text):
        assert block.span.of(text).strip()
