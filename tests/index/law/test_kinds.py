"""Kinds of regulations: labels that people are shown, and the table in corpus/kinds.yaml."""

from pathlib import Path

import pytest

from tanyapasal.index.corpus import known_kinds
from tanyapasal.index.law.kinds import Kind, Kinds, is_roman
from tanyapasal.index.law.places import Reference, RegulationId, parse_reference
from tanyapasal.index.references.find import find_references

UU = Kind("uu", "Undang-Undang", "UU", 20, ("UU RI",), "UU 20/2023", "uu-20-2023")
PERLAN = Kind(
    "perlan",
    "Peraturan Lembaga Administrasi Negara",
    "Peraturan LAN",
    60,
    ("PerLAN",),
    "PerLAN 5/2022",
    "perlan-5-2022",
)
KINDS = Kinds.of((UU, PERLAN))


def table() -> Kinds:
    return known_kinds(Path(__file__).parents[3] / "corpus")


def test_a_regulation_has_a_label() -> None:
    regulation = RegulationId("uu", "20", 2023)
    assert KINDS.label(regulation) == "UU Nomor 20 Tahun 2023"


def test_a_kind_that_is_not_known_is_shown_by_its_id_and_ranks_last() -> None:
    regulation = RegulationId("perbpom", "3", 2020)
    assert KINDS.label(regulation) == "PERBPOM Nomor 3 Tahun 2020"
    assert (
        KINDS.rank(regulation)
        > KINDS.rank(RegulationId("perlan", "1", 2020))
        > KINDS.rank(RegulationId("uu", "1", 2020))
    )


def test_the_constitution_is_shown_by_its_year_alone() -> None:
    assert table().label(RegulationId("uud", "", 1945)) == "UUD 1945"


def test_two_kinds_with_one_id_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="uu"):
        Kinds.of((UU, UU))


@pytest.mark.parametrize(
    ("reference", "label"),
    [
        ("uu-20-2023", "UU Nomor 20 Tahun 2023"),
        ("uu-20-2023/pasal-47/ayat-2", "Pasal 47 ayat (2) UU Nomor 20 Tahun 2023"),
        ("perlan-5-2022/pasal-1/angka-3", "Pasal 1 angka 3 Peraturan LAN Nomor 5 Tahun 2022"),
        (
            "perlan-5-2022/pasal-15/ayat-1/huruf-b/angka-2",
            "Pasal 15 ayat (1) huruf b angka 2 Peraturan LAN Nomor 5 Tahun 2022",
        ),
        ("uu-20-2023/penjelasan/pasal-49", "Penjelasan Pasal 49 UU Nomor 20 Tahun 2023"),
        ("uu-20-2023/penjelasan", "Penjelasan atas UU Nomor 20 Tahun 2023"),
        ("perlan-5-2022/lampiran", "Lampiran Peraturan LAN Nomor 5 Tahun 2022"),
        ("perlan-5-2022/lampiran/pasal-1", "Pasal 1 Lampiran Peraturan LAN Nomor 5 Tahun 2022"),
        (
            "perlan-5-2022/lampiran-ii/pasal-3/ayat-1",
            "Pasal 3 ayat (1) Lampiran II Peraturan LAN Nomor 5 Tahun 2022",
        ),
        ("perlan-5-2022/lampiran-ii/angka-3", "Angka 3 Lampiran II Peraturan LAN Nomor 5 Tahun 2022"),
        (
            "perlan-5-2022/lampiran/bab-ii/huruf-a/angka-1/huruf-b",
            "BAB II huruf A angka 1 huruf b Lampiran Peraturan LAN Nomor 5 Tahun 2022",
        ),
        ("perlan-5-2022/huruf-c/angka-2/huruf-b", "Huruf C angka 2 huruf b Peraturan LAN Nomor 5 Tahun 2022"),
        ("perlan-5-2022/angka-iii/angka-2", "Angka III angka 2 Peraturan LAN Nomor 5 Tahun 2022"),
        (
            "perlan-5-2022/angka-iii/angka-2/huruf-a",
            "Angka III angka 2 huruf a Peraturan LAN Nomor 5 Tahun 2022",
        ),
        ("perlan-5-2022/angka-ii/huruf-a", "Angka II huruf A Peraturan LAN Nomor 5 Tahun 2022"),
        ("perlan-5-2022/angka-2/huruf-a", "Angka 2 huruf a Peraturan LAN Nomor 5 Tahun 2022"),
        ("perlan-5-2022/kesatu", "Diktum KESATU Peraturan LAN Nomor 5 Tahun 2022"),
        ("perlan-5-2022/pembukaan/huruf-a", "Pembukaan huruf a Peraturan LAN Nomor 5 Tahun 2022"),
        ("uu-20-2023/pasal-1-bis/ayat-2", "Pasal 1 bis ayat (2) UU Nomor 20 Tahun 2023"),
        ("uu-20-2023/pasal-7a/ayat-2a", "Pasal 7A ayat (2a) UU Nomor 20 Tahun 2023"),
        ("uu-20-2023/pasal-i", "Pasal I UU Nomor 20 Tahun 2023"),
        ("uu-5a-2020", "UU Nomor 5A Tahun 2020"),
    ],
)
def test_a_place_is_named_as_lawyers_name_it(reference: str, label: str) -> None:
    parsed = parse_reference(reference)
    assert isinstance(parsed, Reference)
    assert KINDS.label_of(parsed) == label


def test_roman_numbers_are_told_from_words() -> None:
    assert all(map(is_roman, ("i", "ii", "iv", "ix", "xiv")))
    assert not any(map(is_roman, ("", "di", "iiii", "vv", "a", "1")))


@pytest.mark.parametrize("kind", table().kinds, ids=lambda kind: kind.id)
def test_every_way_of_writing_a_kind_is_found(kind: Kind) -> None:
    """The example has its id, and each way of writing the kind names it in any case and manner."""
    kinds = table()
    assert [str(m) for m in find_references(kind.example_text, kinds)] == [kind.example_id]
    if not RegulationId.parse(kind.example_id).number:
        return  # "UUD 1945", "KUHP": the name is enough
    for name in (kind.name, kind.label, *kind.written):
        for text in (
            f"{name} Nomor 5 Tahun 2020",
            f"{name} 5/2020".lower(),
            f"{name.upper()} NO. 5 TH. 2020",
        ):
            assert [str(m) for m in find_references(text, kinds)] == [f"{kind.id}-5-2020"], text


@pytest.mark.parametrize(
    ("named", "own", "meant"),
    [
        ("perda-5-2019", "perda-kab-bogor-7-2031", "perda-kab-bogor-5-2019"),
        ("perbup-5-2019", "perda-kab-bogor-7-2031", "perbup-kab-bogor-5-2019"),
        ("pergub-5-2019", "perda-bali-7-2031", "pergub-bali-5-2019"),
        # a kabupaten has no gubernur, and a region that is said stays
        ("pergub-5-2019", "perda-kab-bogor-7-2031", "pergub-5-2019"),
        ("perda-kota-bandung-5-2019", "perda-kab-bogor-7-2031", "perda-kota-bandung-5-2019"),
        ("perda-5-2019", "uu-7-2031", "perda-5-2019"),
        ("uu-5-2014", "perda-kab-bogor-7-2031", "uu-5-2014"),
    ],
)
def test_a_regulation_of_a_region_names_its_own_without_it(named: str, own: str, meant: str) -> None:
    kinds = table()
    assert kinds.in_region_of(RegulationId.parse(named), RegulationId.parse(own)) == RegulationId.parse(meant)
