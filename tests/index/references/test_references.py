"""References in prose: found in every way people write them, bound to their regulation, resolved or not."""

import pytest

from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.references import forms, regulation_forms
from tanyapasal.index.references.find import find_references
from tanyapasal.index.references.forms import Example
from tanyapasal.index.references.mentions import Mention


def kind(id_: str, name: str, label: str, *written: str) -> Kind:
    return Kind(id_, name, label, 1, written, "", "")


KINDS = Kinds.of(
    (
        Kind("uud", "Undang-Undang Dasar", "UUD", 1, (), "UUD 1945", "uud-1945"),
        kind("uu", "Undang-Undang", "UU", "Law"),
        kind("pp", "Peraturan Pemerintah", "PP"),
        kind("perpres", "Peraturan Presiden", "Perpres"),
        kind(
            "permenpanrb",
            "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
            "Peraturan Menteri PANRB",
            "Permen PANRB",
            "PermenPAN RB",
        ),
        kind("permendag", "Peraturan Menteri Perdagangan", "Permendag", "Permen Dag RI"),
        kind("permendagri", "Peraturan Menteri Dalam Negeri", "Permendagri", "Permen Dagri"),
        kind("perlan", "Peraturan Lembaga Administrasi Negara", "Peraturan LAN", "PerLAN", "Perka LAN"),
        Kind("perda", "Peraturan Daerah", "Perda", 1, (), "", "", level="daerah"),
        kind("se", "Surat Edaran", "SE"),
    )
)
UU_ASN = RegulationId("uu", "20", 2023)
ALIASES = (("UU ASN", UU_ASN), ("Perlan Latsar", RegulationId("perlan", "10", 2021)))


def find(text: str) -> tuple[Mention, ...]:
    return find_references(text, KINDS, ALIASES)


def found(text: str) -> list[str]:
    return [str(mention) for mention in find(text)]


EXAMPLES = [
    (form.name, example) for form in (*forms.FORMS, *regulation_forms.FORMS) for example in form.examples
]


@pytest.mark.parametrize("example", [e for _, e in EXAMPLES], ids=[f"{n}: {e.text}" for n, e in EXAMPLES])
def test_each_form_reads_its_examples(example: Example) -> None:
    assert tuple(found(example.text)) == example.found


def test_each_form_has_an_example() -> None:
    assert [form.name for form in (*forms.FORMS, *regulation_forms.FORMS) if not form.examples] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a place, in every manner
        ("pasal empat puluh tujuh ayat dua", ["?/pasal-47/ayat-2"]),
        ("pasal 15 ayat 1 a", ["?/pasal-15/ayat-1/huruf-a"]),
        ("pasal47ayat(2)", ["?/pasal-47/ayat-2"]),
        ("PASAL 47 AYAT (2) UU NOMOR 20 TAHUN 2023", ["uu-20-2023/pasal-47/ayat-2"]),
        ("pasal ke-47 ayat kedua", ["?/pasal-47/ayat-2"]),
        ("Pasal 47 (empat puluh tujuh) ayat (2)", ["?/pasal-47/ayat-2"]),
        ("pasal 47,\nayat 2", ["?/pasal-47/ayat-2"]),
        ("pasal 15 a", ["?/pasal-15/huruf-a"]),
        ("Pasal 7 A", ["?/pasal-7a"]),
        ("Pasal II ayat (1)", ["?/pasal-ii/ayat-1"]),
        ("passal 47 ayta 2", ["?/pasal-47/ayat-2"]),
        ("pasal 047", ["?/pasal-47"]),
        # a regulation, in every manner
        ("UU No.20/2023 psl. 49 (3)", ["uu-20-2023/pasal-49/ayat-3"]),
        ("PerLAN 10 th 2021 ps 6 ayat dua", ["perlan-10-2021/pasal-6/ayat-2"]),
        ("uu asn pasal 63", ["uu-20-2023/pasal-63"]),
        ("UU tentang ASN pasal 63", ["uu-20-2023/pasal-63"]),
        ("pasal 1 angka 3 perlan no 5 tahun 2022", ["perlan-5-2022/pasal-1/angka-3"]),
        ("permenpan rb 40/2020 ps 5 ay 2 huruf a", ["permenpanrb-40-2020/pasal-5/ayat-2/huruf-a"]),
        ("perka lan 10/2021", ["perlan-10-2021"]),
        ("uu20/2023", ["uu-20-2023"]),
        ("undang2 no 20/2023", ["uu-20-2023"]),
        ("perturan pemerintah no 17/2020", ["pp-17-2020"]),
        ("Permen Dag RI 5/2020, Permen Dagri 5/2020", ["permendag-5-2020", "permendagri-5-2020"]),
        ("PP NOMOR 05 TAHUN 2020", ["pp-5-2020"]),
        ("UU nomor dua puluh tahun dua ribu dua puluh tiga", ["uu-20-2023"]),
        ("Peraturan Lembaga Administrasi Negara (LAN) No. 10 Tahun 2021", ["perlan-10-2021"]),
        ("Undang-Undang Republik Indonesia Nomor 20 Tahun 2023", ["uu-20-2023"]),
        ("Perda Provinsi Bali Nomor 5 Tahun 2019", ["perda-bali-5-2019"]),
        ("Perda 12/PD/2019", ["perda-12-2019"]),
        ("UUD 1945 pasal 31", ["uud-1945/pasal-31"]),
        ("UU ASN Nomor 5 Tahun 2014 pasal 70", ["uu-5-2014/pasal-70"]),
        ("Perlan 10", ["perlan-10-?"]),
        ("peraturan LAN", ["perlan-?-?"]),
        ("beda perlan 5/2022 dengan 6/2022", ["perlan-5-2022", "perlan-6-2022"]),
        ("uu-20-2023/pasal-47/ayat-2", ["uu-20-2023/pasal-47/ayat-2"]),
        ("lihat PERLAN-10-2021.", ["perlan-10-2021"]),
        # every place of an enumeration
        (
            "Pasal 44, 45, 46 dan 63 UU 20/2023",
            ["uu-20-2023/pasal-44", "uu-20-2023/pasal-45", "uu-20-2023/pasal-46", "uu-20-2023/pasal-63"],
        ),
        ("Pasal 1 ayat (2), (3)", ["?/pasal-1/ayat-2", "?/pasal-1/ayat-3"]),
        (
            "Pasal 33 ayat (1), (2), Pasal 34 ayat (1), (2)",
            ["?/pasal-33/ayat-1", "?/pasal-33/ayat-2", "?/pasal-34/ayat-1", "?/pasal-34/ayat-2"],
        ),
        ("pasal 33 (1) dan 34 (2)", ["?/pasal-33/ayat-1", "?/pasal-34/ayat-2"]),
        ("Pasal 63 ayat (3) dan ayat (4)", ["?/pasal-63/ayat-3", "?/pasal-63/ayat-4"]),
        (
            "Pasal 5 ayat (1) huruf a dan b, ayat (2) huruf c",
            ["?/pasal-5/ayat-1/huruf-a", "?/pasal-5/ayat-1/huruf-b", "?/pasal-5/ayat-2/huruf-c"],
        ),
        (
            "Pasal 5 angka 3 huruf a dan huruf b",
            ["?/pasal-5/angka-3/huruf-a", "?/pasal-5/angka-3/huruf-b"],
        ),
        ("pasal dua belas ribu", []),
        ("ayat 1 dan 2 pasal 47", ["?/pasal-47/ayat-1", "?/pasal-47/ayat-2"]),
        ("pasal 47/48", ["?/pasal-47", "?/pasal-48"]),
        ("pasal 5, pasal 5", ["?/pasal-5"]),
        ("Pasal 5–7", ["?/pasal-5", "?/pasal-6", "?/pasal-7"]),
        ("Pasal 1 sampai Pasal 900", ["?/pasal-1", "?/pasal-900"]),
        ("Pasal 47 - 2", ["?/pasal-47"]),
    ],
)
def test_a_reference_is_found_however_it_is_written(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Pasal 34 ayat (1) Peraturan LAN 6/2022 jo. Pasal 47 ayat (2) UU 20/2023",
            ["perlan-6-2022/pasal-34/ayat-1", "uu-20-2023/pasal-47/ayat-2"],
        ),
        (
            "UU 20/2023 Pasal 47 ayat (2) jo. Peraturan LAN 6/2022 di Pasal 34 ayat (1)",
            ["uu-20-2023/pasal-47/ayat-2", "perlan-6-2022/pasal-34/ayat-1"],
        ),
        ("Pasal 5 UU 20/2023 jo. Pasal 6", ["uu-20-2023/pasal-5", "uu-20-2023/pasal-6"]),
        ("UU 20/2023 pasal 5 dan pasal 6 PP 17/2020", ["uu-20-2023/pasal-5", "pp-17-2020/pasal-6"]),
        ("UU 20/2023, Pasal 5 PP 17/2020", ["uu-20-2023", "pp-17-2020/pasal-5"]),
        ("Pasal 5 UU 20/2023, Pasal 6 PP 17/2020", ["uu-20-2023/pasal-5", "pp-17-2020/pasal-6"]),
        ("pasal 47 uu asn ayat 2", ["uu-20-2023/pasal-47/ayat-2"]),
        ("pasal 47 ayat 2 itu dari uu asn", ["uu-20-2023/pasal-47/ayat-2"]),
        ("UU ASN (UU Nomor 20 Tahun 2023) Pasal 47", ["uu-20-2023/pasal-47"]),
        ("hak 20 JP (pasal 47 ayat 2, UU 20/2023)", ["uu-20-2023/pasal-47/ayat-2"]),
        (
            "UU 20/2023 tentang ASN terdapat di pasal:\na. Pasal 46 ayat (2)",
            ["uu-20-2023/pasal-46/ayat-2"],
        ),
        (
            "Peraturan Pemerintah Nomor 17 Tahun 2020 Tentang Perubahan atas Peraturan Pemerintah Nomor 11 "
            "Tahun 2017 Tentang Manajemen Pegawai Negeri Sipil→ Pasal 203 ayat (4)",
            ["pp-17-2020/pasal-203/ayat-4", "pp-11-2017"],
        ),
        (
            "Dasar: UU 20/2023 tentang ASN\na. Pasal 46 ayat (2) tentang ini.\nb. Pasal 48, Pasal 49 itu.\n"
            "c. lainnya, sesuai Pasal 3\nd. Pasal 63\n\na. Pasal 1",
            [
                "uu-20-2023/pasal-46/ayat-2",
                "uu-20-2023/pasal-48",
                "uu-20-2023/pasal-49",
                "?/pasal-3",
                "uu-20-2023/pasal-63",
                "?/pasal-1",
            ],
        ),
        ("menurut UU 20/2023\n3. Pasal 5", ["uu-20-2023", "?/pasal-5"]),
        # no regulation next to it: none is guessed
        ("UU 20/2023 mulai berlaku. Pasal 47 lain lagi", ["uu-20-2023", "?/pasal-47"]),
        ("UU 20/2023\n\nPasal 47", ["uu-20-2023", "?/pasal-47"]),
        ("UU 20/2023 dan pasal 47", ["uu-20-2023", "?/pasal-47"]),
        ("sebagaimana dimaksud pada ayat (1)", ["?/ayat-1"]),
        ("Pasal 63 ayat (4) UU 20/2023 ayat (3) menyatakan", ["uu-20-2023/pasal-63/ayat-4", "?/ayat-3"]),
        ("uu ketenagakerjaan pasal 5", ["uu-?-?/pasal-5"]),
    ],
)
def test_a_place_is_bound_to_the_regulation_next_to_it(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "20 JP",
        "pasal karet",
        "pasal berapa yang mengatur 20 JP",
        "di pasar 47",
        "5 tahun 2022",
        "telepon 0812-3456-7890 atau 081234567890",
        "tanggal 20/12/2023",
        "buuk",
        "ayat suci",
        "QS Al-Baqarah ayat 5",
        "ayah 2, ayam 3 ekor, angkat 4",
        "naik pp 3 hari",
        "se-Indonesia",
        "surat tugas nomor 123 tahun 2023",
        "covid-19-2020",
        "para pegawai, pas 20 orang",
        "huruf kapital, angka 20, poin 3",
        "https://uu.go.id/pp/2020",
        "5 tahun sekali per 2 orang",
        "",
    ],
)
def test_nothing_is_found_where_nothing_is_cited(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("apa isi pasal 47 ayat 2 uu asn?", ["pasal 47 ayat 2 uu asn"]),
        ("Pasal 5, 6 dan 7", ["Pasal 5", "6", "7"]),
        ("Pasal 49 ayat (1)–(3)", ["Pasal 49 ayat (1)–(3)"] * 3),
        ("menurut UU ASN, pasal 47", ["UU ASN, pasal 47"]),
        ("beda Perlan 5 dan 6 tahun 2022", ["Perlan 5", "6 tahun 2022"]),
    ],
)
def test_a_span_is_what_was_written(text: str, parts: list[str]) -> None:
    assert [mention.span.of(text) for mention in find(text)] == parts


def test_aliases_may_be_a_mapping_and_one_of_two_regulations_names_none() -> None:
    assert str(find_references("uu asn", KINDS, {"UU ASN": UU_ASN})[0]) == "uu-20-2023"
    two = (("UU ASN", UU_ASN), ("UU ASN", RegulationId("uu", "5", 2014)))
    assert str(find_references("uu asn pasal 5", KINDS, two)[0]) == "uu-?-?/pasal-5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("huruf C angka 2 huruf b SE Nomor 12 Tahun 2031", ["se-12-2031/huruf-c/angka-2/huruf-b"]),
        ("Surat Edaran Nomor 12 Tahun 2031 huruf C angka 2", ["se-12-2031/huruf-c/angka-2"]),
        ("angka 5 huruf a dan angka 6 SE 12/2031", ["se-12-2031/angka-5/huruf-a", "se-12-2031/angka-6"]),
        ("Romawi III angka 2 dalam SE 12/2031", ["se-12-2031/angka-iii/angka-2"]),
        ("huruf a UU 5/2014", ["uu-5-2014"]),
        ("huruf a dan angka 2 saja", []),
        ("Diktum KEDUA BELAS huruf a", ["?/keduabelas/huruf-a"]),
        ("Pasal 3 Lampiran PP 5/2031", ["pp-5-2031/lampiran/pasal-3"]),
        ("Pasal 3 ayat (1) dalam Lampiran II PP 5/2031", ["pp-5-2031/lampiran-ii/pasal-3/ayat-1"]),
        ("Lampiran I dan Lampiran II PP 5/2031", ["pp-5-2031/lampiran-i", "pp-5-2031/lampiran-ii"]),
        ("lampiran 3 lembar", []),
        ("pp-5-2031/lampiran-ii/pasal-3 dan uu-5-2031/pasal-1-bis", ["pp-5-2031/lampiran-ii/pasal-3", "uu-5-2031/pasal-1-bis"]),
        ("se-12-2031/huruf-c/angka-2 atau se-12-2031/kesatu", ["se-12-2031/huruf-c/angka-2", "se-12-2031/kesatu"]),
    ],
)  # fmt: skip
def test_places_without_a_pasal_of_the_body_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected
