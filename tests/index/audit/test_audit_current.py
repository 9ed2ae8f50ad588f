"""The audit against regulations that others changed, and what it notes besides subject and number."""

from __future__ import annotations

import pytest

from tanyapasal.index.audit.findings import Claim, Finding
from tanyapasal.index.corpus import Corpus, read_corpus
from tanyapasal.index.language.modality import FORMS, modality_of
from tanyapasal.index.law.passages import Verdict
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.passages.holdings import auditor_of, official_texts
from tests.bot.answering.dated_corpus import write_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return read_corpus(write_corpus(tmp_path_factory.mktemp("current") / "corpus"))


def find(corpus: Corpus, ref: str, text: str) -> Finding:
    place = parse_reference(ref)
    assert isinstance(place, Reference)
    return auditor_of(corpus, None).verdict(Claim(place, text, together=(place,)))


@pytest.mark.parametrize(
    ("ref", "text", "verdict"),
    [
        ("pp-7-2011/pasal-1", "Petugas taman wajib ikut pelatihan berkebun minimal 24 JP setahun", "match"),
        ("pp-7-2011/pasal-1", "Petugas taman wajib ikut pelatihan berkebun minimal 10 JP setahun", "number_mismatch"),
        ("pp-9-2015/pasal-1", "Petugas taman wajib ikut pelatihan berkebun minimal 24 JP setahun", "match"),
        ("pp-7-2011/pasal-2a", "Kebun bibit dipagari bambu", "match"),
        ("pp-7-2011/pasal-3", "Sepatu bot dipinjamkan kepada petugas taman", "revoked"),
        ("pp-7-2011/pasal-2/ayat-1", "Pupuk kandang disimpan di gudang kompos", "revoked"),
        ("pp-3-2005/pasal-1", "Kolam ikan dikuras setiap 6 bulan", "revoked"),
        ("pp-7-2011/pasal-4", "Peraturan ini mulai berlaku pada tanggal diundangkan", "match"),
        ("pp-9-2015/pasal-90", "Pagar taman dicat", "not_found"),
    ],
)  # fmt: skip
def test_a_claim_is_held_against_the_law_as_it_reads_now(
    corpus: Corpus, ref: str, text: str, verdict: Verdict
) -> None:
    finding = find(corpus, ref, text)
    assert finding.verdict == verdict, finding.note


def test_an_old_figure_is_told_to_be_the_old_one(corpus: Corpus) -> None:
    note = find(
        corpus, "pp-7-2011/pasal-1", "Petugas taman wajib ikut pelatihan berkebun minimal 10 JP setahun"
    ).note
    assert "bunyi lama, sebelum diubah dengan PP Nomor 9 Tahun 2015" in note


def test_what_deleted_an_article_is_named(corpus: Corpus) -> None:
    assert "PP Nomor 9 Tahun 2015" in find(corpus, "pp-7-2011/pasal-3", "Sepatu bot dipinjamkan").note
    assert official_texts(corpus).status(parse_reference("pp-7-2011").regulation) == "berlaku"  # type: ignore[union-attr]


def test_another_modality_is_noted_and_not_accused(corpus: Corpus) -> None:
    finding = find(
        corpus, "pp-7-2011/pasal-1", "Petugas taman dapat ikut pelatihan berkebun minimal 24 JP setahun"
    )
    assert finding.verdict == "match"
    assert "pernyataan menulis “dapat”, pasal menulis “wajib”" in finding.note
    assert [mark.of(finding.claim.text) for mark in finding.claim_marks] == ["dapat"]
    same = find(
        corpus, "pp-7-2011/pasal-1", "Petugas taman harus ikut pelatihan berkebun minimal 24 JP setahun"
    )
    assert "Perhatikan" not in same.note


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.phrase)
def test_each_modal_phrase_has_its_example(form: object) -> None:
    found = modality_of(form.example)  # type: ignore[attr-defined]
    assert found is not None
    assert found.modality == form.modality  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "Pegawai wajib hadir dan dapat menginap.",
        "Pegawai yang dapat hadir diberi uang saku.",
        "Keputusan hanya dapat dicabut oleh Menteri.",
        "Advokat tidak dapat dituntut.",
        "Kolam ikan dikuras setiap bulan.",
        "",
    ],
)
def test_a_text_of_several_or_limited_modalities_has_none(text: str) -> None:
    assert modality_of(text) is None
