"""Places about which sources disagree, on a handful of passages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tanyapasal.index.law.passages import Passage, RegulationCard, Source, SourceKind, Verification
from tanyapasal.index.law.places import RegulationId, parse_reference
from tanyapasal.index.passages.conflicts import KIND_LABELS, Conflict, find_conflicts
from tests.index.law.law_samples import KINDS
from tests.index.passages.read import FIELD


def passage(
    ref: str, text: str, kind: SourceKind = "official", context: str = "", topic: str = ""
) -> Passage:
    return Passage(ref, parse_reference(ref), ref, "", text, Source(kind, "naskah"), context, topic=topic)


LAW = passage(
    "uu-7-2021/pasal-4",
    "Setiap pegawai berhak mengikuti pembelajaran paling sedikit 30 (tiga puluh) jam pelajaran dalam 1 (satu) tahun.",
)
FAQ = passage("program/hak#belajar", "Pegawai mengikuti pembelajaran minimal 20 JP per tahun.", "program")
CIVIL = passage(
    "pp-8-2022/pasal-2", "Setiap PNS mengikuti pembelajaran paling sedikit 40 jam pelajaran per tahun."
)
CONTRACT = passage("pp-9-2022/pasal-2", "PPPK mengikuti pembelajaran paling lama 12 jam pelajaran per tahun.")


def kinds_of(*passages: Passage, cards: tuple[RegulationCard, ...] = ()) -> list[str]:
    return [c.kind for c in find_conflicts(passages, cards, KINDS, FIELD)]


def test_another_number_for_the_same_thing_is_shown_with_both_quotes() -> None:
    (conflict,) = find_conflicts((LAW, FAQ), (), KINDS, FIELD)
    assert conflict.kind == "angka"
    assert (conflict.left.quote, conflict.right.quote) == (LAW.text, FAQ.text)
    assert [m.of(FAQ.text) for m in conflict.right.marks] == ["minimal 20 JP per tahun"]


def test_the_same_number_is_no_conflict() -> None:
    assert (
        kinds_of(LAW, replace(FAQ, text="Pegawai mengikuti pembelajaran minimal 30 JP setiap tahun.")) == []
    )


def test_the_opposite_bound_is_one() -> None:
    assert kinds_of(LAW, replace(FAQ, text="Pegawai mengikuti pembelajaran maksimal 30 JP per tahun.")) == [
        "batas"
    ]


def test_rules_for_pns_and_pppk_are_a_kind_of_their_own() -> None:
    assert kinds_of(CIVIL, CONTRACT) == ["audiens"]


def test_quantities_about_other_things_are_left_alone() -> None:
    fee = passage(
        "program/biaya#uang",
        "Biaya konsumsi peserta rapat paling banyak 50 (lima puluh) ribu rupiah per hari.",
        "program",
    )
    module = passage("program/modul#modul", "Modul singkat terdiri atas 3 JP.", "program")
    assert kinds_of(LAW, fee, module) == []


def test_two_places_of_one_regulation_do_not_disagree() -> None:
    assert (
        kinds_of(
            LAW,
            passage(
                "uu-7-2021/pasal-9",
                "Pegawai baru mengikuti pembelajaran paling sedikit 10 jam pelajaran per tahun.",
            ),
        )
        == []
    )


def test_several_statements_about_one_place_and_deviating_titles_are_listed() -> None:
    first = passage("uu-7-2021/pasal-6", "Biaya ditanggung instansi.", "secondary")
    second = replace(first, id="2", text="Sertifikat dicatat dalam sistem.")
    card = RegulationCard(
        RegulationId.parse("uu-7-2021"),
        "Pembelajaran Pegawai",
        "UU Nomor 7 Tahun 2021",
        "berlaku",
        deviations=('Judul "Diklat"',),
    )
    assert kinds_of(first, second, cards=(card,)) == ["judul", "ganda"]


def test_a_statement_that_the_law_contradicts_stands_beside_the_law() -> None:
    told = passage("uu-7-2021/pasal-4", "Dewan pengawas diangkat Presiden.", "secondary")
    told = replace(told, id="told", verification=Verification("wrong_article", "Mengatur hal lain."))
    (conflict,) = find_conflicts((LAW, told), (), KINDS, FIELD)
    assert (conflict.kind, conflict.right.quote) == ("resmi", LAW.text)


@pytest.mark.parametrize("order", [(LAW, FAQ, CIVIL, CONTRACT), (CONTRACT, CIVIL, FAQ, LAW)])
def test_the_same_corpus_gives_the_same_list(order: tuple[Passage, ...]) -> None:
    first, second = find_conflicts(order, (), KINDS, FIELD), find_conflicts(order, (), KINDS, FIELD)
    assert first == second
    ranks = [list(KIND_LABELS).index(c.kind) for c in first]
    assert ranks == sorted(ranks)
    assert all(isinstance(c, Conflict) for c in first)
