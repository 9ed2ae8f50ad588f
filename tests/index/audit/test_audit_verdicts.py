"""What the audit says of claims about three small regulations."""

from __future__ import annotations

import pytest

from tanyapasal.index.audit.amounts import compare
from tanyapasal.index.audit.findings import Claim, Finding
from tanyapasal.index.audit.remarks import remark_on
from tanyapasal.index.audit.topics import Topics
from tanyapasal.index.audit.verdicts import Auditor
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.law.passages import Verdict
from tanyapasal.index.law.places import Reference, RegulationId, parse_reference
from tests.index.law.law_samples import DOMAIN, KINDS, official

TEXTS = official()
AUDITORS = {
    "words": Auditor(TEXTS, Topics(TEXTS), KINDS, DOMAIN),
    "words and meaning": Auditor(TEXTS, Topics(TEXTS, HashingEmbedder()), KINDS, DOMAIN),
}


def find(ref: str, text: str, context: str = "", auditor: str = "words") -> Finding:
    place = parse_reference(ref)
    assert isinstance(place, Reference)
    return AUDITORS[auditor].verdict(Claim(place, text, context))


@pytest.mark.parametrize("auditor", AUDITORS)
@pytest.mark.parametrize(
    ("ref", "text", "verdict"),
    [
        ("uu-7-2021/pasal-4/ayat-1", "Pegawai berhak ikut pembelajaran minimal 30 JP setahun", "match"),
        ("uu-7-2021/pasal-4", "Pegawai berhak ikut pembelajaran minimal 30 JP setahun", "match"),
        ("uu-7-2021/pasal-4/ayat-1", "Pegawai berhak ikut pembelajaran minimal 20 JP setahun", "number_mismatch"),
        ("uu-7-2021/pasal-4/ayat-1", "Pegawai berhak ikut pembelajaran maksimal 30 JP setahun", "operator_mismatch"),
        ("uu-7-2021/pasal-4/ayat-3", "Sertifikat diterima peserta selambat-lambatnya 14 hari kerja sesudah pembelajaran", "match"),
        ("uu-7-2021/pasal-4/ayat-3", "Sertifikat diterima peserta selambat-lambatnya 14 hari kalender sesudah pembelajaran", "number_mismatch"),
        ("uu-7-2021/pasal-4/ayat-2", "Sertifikat diterima peserta dalam 14 hari kerja sesudah pembelajaran berakhir", "wrong_article"),
        ("uu-7-2021/pasal-5", "Anggota dewan pengawas ada lima orang dan menjabat empat tahun", "match"),
        ("uu-7-2021/pasal-5", "Anggota dewan pengawas ada tujuh orang dan menjabat empat tahun", "number_mismatch"),
        ("uu-7-2021/pasal-6", "Anggota dewan pengawas ada lima orang dan menjabat empat tahun", "wrong_article"),
        ("uu-7-2021/pasal-6", "Biaya perjalanan peserta ditanggung instansi asal hingga 5 juta rupiah", "match"),
        ("uu-7-2021/pasal-7", "Pemalsu sertifikat dipotong tunjangannya seperempat selama setengah tahun", "match"),
        ("uu-7-2021/pasal-7", "Pemalsu sertifikat dipotong tunjangannya sepertiga selama 6 bulan", "number_mismatch"),
        ("uu-7-2021/pasal-44", "Pegawai berhak ikut pembelajaran", "not_found"),
        ("uu-7-2021/pasal-4/ayat-4", "Pegawai berhak ikut pembelajaran minimal 30 JP setahun", "not_found"),
        ("uu-7-2021/pasal-5/ayat-1", "Dewan pengawas terdiri atas lima orang", "not_found"),
        ("uu-7-2021/pasal-1/ayat-2", "Peserta adalah pegawai yang mengikuti pembelajaran", "match"),
        ("uu-3-2001/pasal-4", "Pegawai berhak ikut pembelajaran", "revoked"),
        ("uu-99-2020/pasal-4", "Pegawai berhak ikut pembelajaran", "unverified"),
    ],
)  # fmt: skip
def test_a_claim_gets_the_verdict_that_a_lawyer_would_give(
    ref: str, text: str, verdict: Verdict, auditor: str
) -> None:
    finding = find(ref, text, auditor=auditor)
    assert finding.verdict == verdict, finding.note
    assert 0 <= finding.confidence <= 1


def test_a_claim_at_the_wrong_place_is_told_where_it_stands() -> None:
    finding = find("uu-7-2021/pasal-6", "Anggota dewan pengawas ada lima orang dan menjabat empat tahun")
    assert [str(ref) for ref in finding.see] == ["uu-7-2021/pasal-5"]
    assert "Pasal 5 UU Nomor 7 Tahun 2021" in finding.note


def test_a_rule_for_pns_is_not_one_for_pppk() -> None:
    finding = find(
        "pp-8-2022/pasal-2", "PPPK mengikuti pembelajaran kepemimpinan paling sedikit 40 jam pelajaran"
    )
    assert finding.verdict == "wrong_article"
    assert "PNS" in finding.note


def test_the_heading_tells_the_audience_and_the_note_what_differs_there() -> None:
    finding = find(
        "uu-7-2021/pasal-6",
        "Pegawai mengikuti pembelajaran paling sedikit 30 JP dalam masa kontrak",
        "2. PPPK",
    )
    assert [str(ref) for ref in finding.see] == ["pp-9-2022/pasal-2"]
    assert "angka dan batas berbeda" in finding.note


def test_the_differing_words_are_marked_in_both_texts() -> None:
    finding = find("uu-7-2021/pasal-4/ayat-1", "Pegawai berhak ikut pembelajaran minimal 20 JP setahun")
    assert finding.law_text is not None
    assert [m.of(finding.claim.text) for m in finding.claim_marks] == ["minimal 20 JP setahun"]
    assert [m.of(finding.law_text) for m in finding.law_marks] == [
        "paling sedikit 30 (tiga puluh) jam pelajaran dalam 1 (satu) tahun"
    ]


def test_who_says_that_a_law_is_revoked_is_not_accused_of_citing_it() -> None:
    assert find("uu-3-2001/pasal-4", "Undang-Undang ini telah dicabut").verdict == "unverified"


@pytest.mark.parametrize(
    ("ref", "text", "verdict"),
    [
        ("uu-7-2021", "Dewan pengawas PBN terdiri atas lima anggota dan menjabat empat tahun", "match"),
        ("uu-7-2021", "Kapal penumpang wajib memiliki sekoci", "unverified"),
        ("uu-7-2021", "", "unverified"),
        ("uu-3-2001", "Pegawai berhak ikut pembelajaran", "revoked"),
        ("uu-99-2020", "Pegawai berhak ikut pembelajaran", "unverified"),
        ("uu-7-2021/penjelasan", "Cukup jelas", "unverified"),
        ("uu-7-2021/penjelasan/pasal-4", "Pegawai berhak ikut pembelajaran minimal 30 JP setahun", "match"),
    ],
)
def test_a_regulation_may_be_cited_without_a_place(ref: str, text: str, verdict: Verdict) -> None:
    assert find(ref, text).verdict == verdict


def test_a_pasal_missing_between_others_is_called_unreadable_not_absent() -> None:
    assert find("uu-7-2021/pasal-3", "Pegawai berhak ikut pembelajaran").verdict == "unverified"


@pytest.mark.parametrize("text", ["", "   ", "\x00", "20", "(((((", "😀" * 50, "a" * 5000, "Rp Rp Rp % ½"])
def test_any_text_gets_a_finding(text: str) -> None:
    assert find("uu-7-2021/pasal-4/ayat-1", text).verdict


def test_a_place_that_is_only_named_is_never_accused() -> None:
    assert find("uu-7-2021/pasal-4/ayat-1", "").verdict == "unverified"
    assert find("uu-7-2021/pasal-44", "").verdict == "not_found"
    assert find("uu-3-2001/pasal-4", "").verdict == "revoked"


def test_of_several_sentences_the_one_that_the_place_speaks_of_counts() -> None:
    place = parse_reference("uu-7-2021/pasal-5")
    assert isinstance(place, Reference)
    hours, board = (
        "Pegawai berhak belajar tiap tahun.",
        "Anggota dewan pengawas ada lima orang dan menjabat empat tahun.",
    )
    right = Claim(place, f"{hours} {board}", others=(hours, board))
    assert AUDITORS["words"].verdict(right).verdict == "match"
    seven = board.replace("lima", "tujuh")
    wrong = Claim(place, f"{hours} {seven}", others=(hours, seven))
    assert AUDITORS["words"].verdict(wrong).verdict == "number_mismatch"


def test_a_statement_that_hangs_on_a_citation_by_its_place_alone_accuses_nobody() -> None:
    place = parse_reference("uu-7-2021/pasal-6")
    assert isinstance(place, Reference)
    board = "Anggota dewan pengawas ada lima orang dan menjabat empat tahun"
    assert AUDITORS["words"].verdict(Claim(place, board)).verdict == "wrong_article"
    assert AUDITORS["words"].verdict(Claim(place, board, loose=True)).verdict == "unverified"


def test_what_one_denies_and_the_other_states_is_remarked_on() -> None:
    law = "PNS yang menjalankan cuti tetap menerima penghasilan."
    assert remark_on("Selama cuti PNS tidak menerima penghasilan", law) is not None
    assert remark_on("Selama cuti PNS menerima penghasilan", law) is None
    assert (
        remark_on("Pernyataan itu dapat ditarik kembali", "Pernyataan tidak dapat ditarik kembali.")
        is not None
    )
    assert remark_on("Peserta yang tidak hadir diganti", "Peserta yang hadir diganti.") is None


def test_a_decision_of_a_court_is_named_as_not_checked() -> None:
    decision = Reference(RegulationId("putusanmk", "41-puu-xii", 2014))
    finding = AUDITORS["words"].verdict(Claim(decision, ""))
    assert finding.verdict == "unverified"
    assert "Putusan MK Nomor 41/PUU-XII/2014 adalah putusan pengadilan" in finding.note


def test_a_quantity_that_the_place_bears_out_is_no_rival_of_a_label() -> None:
    found = compare(
        QuantityReader(()),
        "Sisa cuti satu tahun: paling lama 18 hari",
        "Cuti paling lama 18 (delapan belas) hari.",
    )
    assert [a.state for a in found] == ["supported"]
