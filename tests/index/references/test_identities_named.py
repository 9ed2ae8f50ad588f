"""References to regulations of regions, and numbers in every form that offices give them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanyapasal.index.corpus import known_kinds
from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.places import RegulationId, parse_reference
from tanyapasal.index.references.find import find_references
from tanyapasal.index.references.resolve import (
    Ambiguous,
    Resolved,
    Unknown,
    numbered,
    regulation_meant,
    resolve,
)

KINDS = known_kinds(Path(__file__).parents[3] / "corpus")


def found(text: str) -> list[str]:
    return [str(mention) for mention in find_references(text, KINDS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Perda Kabupaten Bogor Nomor 5 Tahun 2021 Pasal 3", ["perda-kab-bogor-5-2021/pasal-3"]),
        ("Pasal 3 Perda Kab. Bogor No. 5/2021", ["perda-kab-bogor-5-2021/pasal-3"]),
        ("perbup bogor 6/2021", ["perbup-kab-bogor-6-2021"]),
        ("Pergub DKI 10/2020", ["pergub-dki-jakarta-10-2020"]),
        ("Pergub Kalbar 124 tahun 2021", ["pergub-kalimantan-barat-124-2021"]),
        ("Peraturan Wali Kota Bandung Nomor 3 Tahun 2020", ["perwali-kota-bandung-3-2020"]),
        ("Perwal Kota Bandung no 3 th 2020", ["perwali-kota-bandung-3-2020"]),
        (
            "PERATURAN DAERAH PROVINSI DAERAH KHUSUS IBUKOTA JAKARTA NOMOR 4 TAHUN 2019",
            ["perda-dki-jakarta-4-2019"],
        ),
        ("Perda Daerah Istimewa Yogyakarta Nomor 1 Tahun 2018", ["perda-di-yogyakarta-1-2018"]),
        ("Perda D.I. Yogyakarta Nomor 1 Tahun 2018", ["perda-di-yogyakarta-1-2018"]),
        ("Perda Kabupaten Daerah Tingkat II Bogor Nomor 5 Tahun 1991", ["perda-kab-bogor-5-1991"]),
        ("Qanun Aceh Nomor 6 Tahun 2014 Pasal 33", ["perda-aceh-6-2014/pasal-33"]),
        ("Qanun Kabupaten Aceh Besar Nomor 6 Tahun 2014", ["perda-kab-aceh-besar-6-2014"]),
        (
            "Perda Kabupaten Pangkajene dan Kepulauan 2/2020",
            ["perda-kab-pangkajene-dan-kepulauan-2-2020"],
        ),
        ("Perda Kabupaten Tojo Una-Una 2/2020", ["perda-kab-tojo-una-una-2-2020"]),
        # a region that no table knows
        ("Peraturan Bupati Majusari Nomor 21 Tahun 2031", ["perbup-kab-majusari-21-2031"]),
        # behind the number
        ("Perda 5/2021 Kota Bandung", ["perda-kota-bandung-5-2021"]),
        (
            "Perda Nomor 5 Tahun 2021 Kabupaten Bandung Barat pasal 7",
            ["perda-kab-bandung-barat-5-2021/pasal-7"],
        ),
        ("Pergub 10/2020 DKI Jakarta", ["pergub-dki-jakarta-10-2020"]),
        # several numbers of one region
        ("Perda Kota Bandung 5/2020 dan 6/2021", ["perda-kota-bandung-5-2020", "perda-kota-bandung-6-2021"]),
        # kabupaten or kota is not said
        ("Perda Bogor 5/2021", ["perda-bogor-5-2021"]),
        # no number
        ("apa isi perda kota bandung tentang sampah", ["perda-kota-bandung-?-?"]),
        # words that name no region
        ("Perda 5/2021 tentang Kota Layak Anak", ["perda-5-2021"]),
        ("Peraturan Bupati ini berlaku", ["perbup-?-?"]),
        ("gubernur Jawa Barat, menurut Pasal 5 Perda 3/2020", ["perda-3-2020/pasal-5"]),
        ("Keputusan Gubernur Jawa Barat Nomor 561/Kep.732-Kesra/2021", ["kepgub-jawa-barat-561-2021"]),
        (
            "Keputusan Bupati Bogor Nomor 188.45/123/Kpts/Per-UU/2021",
            ["kepbup-kab-bogor-188-45-123-2021"],
        ),
    ],
)
def test_the_region_is_part_of_what_is_named(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("POJK Nomor 14 /POJK.05/2014 Pasal 3", ["perojk-14-2014/pasal-3"]),
        ("POJK No. 14/ POJK.05 / 2014", ["perojk-14-2014"]),
        ("PMK 113 /PMK.05/2012", ["permenkeu-113-2012"]),
        ("PMK Nomor 113/PMK.05/2012 Tahun 2012", ["permenkeu-113-2012"]),
        ("Peraturan Bank Indonesia Nomor 12/20/PBI/2010", ["perbi-12-20-2010"]),
        ("PBI No. 9/15/PBI/2007 Pasal 2", ["perbi-9-15-2007/pasal-2"]),
        ("PBI Nomor 2 Tahun 2023", ["perbi-2-2023"]),
        ("SEOJK 14/SEOJK.07/2014", ["seojk-14-2014"]),
        ("SE Menpan No. SE/03/M.PAN/2007", ["semenpanrb-3-2007"]),
        ("TAP MPR Nomor VI/MPR/2000", ["tapmpr-vi-2000"]),
        ("Ketetapan MPR RI No. XI/MPR/1998 Pasal 4", ["tapmpr-xi-1998/pasal-4"]),
        ("Keputusan Menteri Perhubungan Nomor KM. 4 Tahun 2001", ["kepmenhub-4-2001"]),
        ("Permenhub Nomor PM 12 Tahun 2019", ["permenhub-12-2019"]),
        ("Kepmenaker Nomor KEP.100/MEN/VI/2004", ["kepmennaker-100-2004"]),
        ("Kepmenaker Nomor KEP-102/MEN/VI/2004 Pasal 3", ["kepmennaker-102-2004/pasal-3"]),
        ("Peraturan Menteri PAN Nomor PER/15/M.PAN/7/2008", ["permenpanrb-15-2008"]),
        ("Keputusan Menteri Kesehatan Nomor HK.01.07/MENKES/413/2020", ["kepmenkes-413-2020"]),
        ("Peraturan Menteri Kehutanan Nomor P.7/Menhut-II/2011", ["permenkehutanan-7-2011"]),
        ("Permendag Nomor 35/M-DAG/PER/7/2013", ["permendag-35-2013"]),
        # misread digits: never the "20" of a year that was not read
        ("Undang-Undang Nomor 11 Tahun 20O8", ["uu-11-2008"]),
        ("Undang-Undang Nomor 11 Tahun 20l4 Pasal 5", ["uu-11-2014/pasal-5"]),
        ("UU Nomor 2O Tahun 2O23", ["uu-20-2023"]),
        ("UU Nomor l1 Tahun 2008", ["uu-11-2008"]),
        # known by their names
        ("Pasal 5 KUHP", ["kuhp/pasal-5"]),
        ("Pasal 1365 KUH Perdata", ["kuhperdata/pasal-1365"]),
        ("Pasal 28F UUD NRI Tahun 1945", ["uud-1945/pasal-28f"]),
        ("UUD '45 Pasal 33", ["uud-1945/pasal-33"]),
        # dates and counts stay what they are
        ("UU 5/2014 dan Pasal 7", ["uu-5-2014", "?/pasal-7"]),
        ("PP 3 hari", ["pp-?-?"]),
    ],
)
def test_a_number_is_read_in_the_form_of_its_office(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "perda-kab-bogor-5-2021/pasal-3",
        "perwali-kota-bandung-3-2020",
        "pergub-kalimantan-barat-124-2021/pasal-1/ayat-2",
        "perda-5-2021",
        "perbi-9-15-2007/pasal-2",
        "kepbup-kab-bogor-188-45-123-2021",
        "putusanmk-41-puu-xii-2014",
        "tapmpr-vi-2000/pasal-4",
        "uud-1945/pasal-28f",
        "kuhp/pasal-5",
        "kuhperdata",
    ],
)
def test_a_canonical_reference_stays_what_it_is(text: str) -> None:
    reference = parse_reference(text)
    assert str(reference) == text
    assert parse_reference(str(reference)) == reference
    if "/" in text or not text.isalpha():
        known = KINDS.get(text.split("-")[0].split("/")[0]) or "/" in text
        assert found(f"lihat {text}.") == ([text] if known else [])


@given(
    kind=st.from_regex(r"[a-z]{2,8}", fullmatch=True),
    region=st.sampled_from(["", "kab-bogor", "kota-bandung", "di-yogyakarta", "i", "vi"]),
    number=st.from_regex(r"[1-9][0-9]{0,3}[a-z]?(-[1-9][0-9]{0,3}){0,2}", fullmatch=True),
    year=st.integers(1900, 2099),
)
def test_every_id_is_read_back(kind: str, region: str, number: str, year: int) -> None:
    id_ = RegulationId(kind, number, year, region)
    assert RegulationId.parse(str(id_)) == id_


@pytest.mark.parametrize(
    "text", ["kucing", "uud", "perda-kab-bogor", "perda--5-2021", "uud-1-2-", "pp-x", "UU-5-2014"]
)
def test_other_words_are_no_id(text: str) -> None:
    with pytest.raises(ReferenceSyntaxError):
        RegulationId.parse(text)


@pytest.mark.parametrize(
    ("id_", "label"),
    [
        ("perda-kab-bogor-5-2021", "Perda Kabupaten Bogor Nomor 5 Tahun 2021"),
        ("perda-kota-bandung-5-2021", "Perda Kota Bandung Nomor 5 Tahun 2021"),
        ("perda-dki-jakarta-4-2019", "Perda DKI Jakarta Nomor 4 Tahun 2019"),
        ("perbup-kab-bogor-6-2021", "Perbup Bogor Nomor 6 Tahun 2021"),
        ("perwali-kota-bandung-3-2020", "Perwali Bandung Nomor 3 Tahun 2020"),
        ("pergub-kalimantan-barat-124-2021", "Pergub Kalimantan Barat Nomor 124 Tahun 2021"),
        ("perda-5-2021", "Perda Nomor 5 Tahun 2021"),
        ("perbi-9-15-2007", "Peraturan BI Nomor 9/15/PBI/2007"),
        ("tapmpr-vi-2000", "TAP MPR Nomor VI/MPR/2000"),
        ("uud-1945", "UUD 1945"),
        ("kuhp", "KUHP"),
    ],
)
def test_a_label_says_the_region_and_is_read_back(id_: str, label: str) -> None:
    assert KINDS.label(RegulationId.parse(id_)) == label
    assert found(label) == [id_]


HELD = tuple(
    map(
        RegulationId.parse,
        ("perda-kab-bogor-5-2021", "perda-kota-bogor-5-2021", "perda-kab-majusari-3-2031", "perda-7-2031"),
    )
)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Pasal 3 Perda Kabupaten Bogor 5/2021", "perda-kab-bogor-5-2021/pasal-3"),
        ("Pasal 3 Perda 3/2031", "perda-kab-majusari-3-2031/pasal-3"),
        ("Pasal 3 Perda Majusari 3/2031", "perda-kab-majusari-3-2031/pasal-3"),
        ("Pasal 3 Perda 7/2031", "perda-7-2031/pasal-3"),
    ],
)
def test_what_only_one_held_regulation_can_be_is_bound(text: str, reference: str) -> None:
    (mention,) = find_references(text, KINDS)
    assert resolve(mention, HELD) == Resolved(parse_reference(reference))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["Pasal 3 Perda 5/2021", "Pasal 3 Perda Bogor Nomor 5 Tahun 2021"])
def test_a_region_that_is_left_open_is_asked_for(text: str) -> None:
    (mention,) = find_references(text, KINDS)
    resolution = resolve(mention, HELD)
    assert isinstance(resolution, Ambiguous)
    assert [str(c) for c in resolution.candidates] == [
        "perda-kab-bogor-5-2021/pasal-3",
        "perda-kota-bogor-5-2021/pasal-3",
    ]


@pytest.mark.parametrize(
    "text", ["Pasal 3 Perda Kota Majusari 3/2031", "Pasal 3 Perda Kabupaten Lain 7/2031"]
)
def test_another_region_is_never_bound(text: str) -> None:
    (mention,) = find_references(text, KINDS)
    assert isinstance(resolve(mention, HELD), Unknown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Perda 3/2031", "perda-kab-majusari-3-2031"),
        ("Perda 5/2021", None),
        ("Perda Kota Bogor 5/2021", "perda-kota-bogor-5-2021"),
        ("Perda 9/2031", "perda-9-2031"),
        ("UU 5/2014", "uu-5-2014"),
        ("Peraturan Daerah", None),
    ],
)
def test_a_regulation_alone_is_the_only_held_one_that_fits(text: str, expected: str | None) -> None:
    (mention,) = find_references(text, KINDS)
    assert mention.regulation is not None
    meant = regulation_meant(mention.regulation, numbered(HELD))
    assert (str(meant) if meant else None) == expected
