"""Annexes, circulars, decrees: every place that people cite is one."""

from __future__ import annotations

import pytest

from tanyapasal.index.corpus.official.file import OfficialFile
from tanyapasal.index.corpus.official.read import read_official
from tanyapasal.index.corpus.official.write import official_markdown
from tanyapasal.index.errors import CorpusMistake
from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.passages import Source
from tanyapasal.index.law.places import parse_reference
from tanyapasal.index.law.regulation import Regulation
from tanyapasal.index.parsing import parse
from tanyapasal.index.passages.of_official import official_passages

KINDS = Kinds.of(
    (
        Kind("pp", "Peraturan Pemerintah", "PP", 30, (), "PP 1/2020", "pp-1-2020"),
        Kind("keplc", "Keputusan Kepala Lembaga Contoh", "Kep. LC", 70, (), "", ""),
        Kind("selc", "Surat Edaran Kepala Lembaga Contoh", "SE LC", 80, (), "", ""),
    )
)
NAME = "PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 94 TAHUN 2031\n"
ABOUT = "TENTANG\nPEDOMAN KEBUN\n"
BODY = (
    f"{NAME}{ABOUT}Menimbang: bahwa perlu;\nMEMUTUSKAN:\nMenetapkan: PERATURAN PEMERINTAH TENTANG PEDOMAN KEBUN.\nPasal 1\n"
    "Pedoman tercantum dalam Lampiran.\nPasal 2\nBerlaku.\nDitetapkan di Jakarta\npada tanggal 3 Mei 2031\nPRESIDEN REPUBLIK INDONESIA,\nttd.\n"
)
SIGNED = "PRESIDEN REPUBLIK INDONESIA,\nttd.\nNAMA PRESIDEN\n"
CIRCULAR = "SURAT EDARAN KEPALA LEMBAGA CONTOH\nNOMOR 97 TAHUN 2031\nTENTANG\nJAM KERJA\n"
CLOSING = "Ditetapkan di Jakarta\npada tanggal 11 Mei 2031\nKEPALA LEMBAGA CONTOH,\n"


def _texts(regulation: Regulation) -> dict[str, str]:
    return {str(p.ref).partition("/")[2]: " ".join(p.text.split()) for p in regulation.provisions}


def _annexed(regulation: Regulation) -> dict[str, str]:
    return {place: text for place, text in _texts(regulation).items() if place.startswith("lampiran")}


def _filed(regulation: Regulation) -> OfficialFile:
    assert regulation.id is not None
    source = Source("official", str(regulation.id))
    return OfficialFile(regulation.id, regulation.title, "berlaku", (), source, "", regulation)


STATUTES = "BAB I\nNAMA\nPasal 1\nKebun bernama Melati.\nPasal 2\n(1) Iuran dua ribu.\n(2) Iuran lunas.\nPasal 3\nSelesai.\n"
ARTICLES = {
    "pasal-1": "Kebun bernama Melati.",
    "pasal-2": "",
    "pasal-2/ayat-1": "Iuran dua ribu.",
    "pasal-2/ayat-2": "Iuran lunas.",
    "pasal-3": "Selesai.",
}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        (f"LAMPIRAN\n{NAME}{ABOUT}", "lampiran"),
        (f"LAMPIRAN :\n{NAME}ANGGARAN DASAR\n", "lampiran"),
        ("LAMPIRAN PERATURAN PEMERINTAH\nNOMOR : 94 TAHUN 2031\nTANGGAL : 3 Mei 2031\n", "lampiran"),
        ("Lampiran Peraturan Pemerintah Republik Indonesia\nNomor 94 Tahun 2031\n", "lampiran"),
        (f"LAMPIRAN I\n{NAME}{ABOUT}", "lampiran-i"),
        (f"LAMPIRAN II.\n{NAME}", "lampiran-ii"),
        (f"LAMPIRAN 3\n{NAME}", "lampiran-3"),
        (f"LAMPIRAN A\n{NAME}", "lampiran-a"),
    ],
)
def test_an_annex_has_articles_of_its_own(heading: str, name: str) -> None:
    regulation = parse(f"{BODY}{heading}{STATUTES}{SIGNED}", KINDS)
    found = _annexed(regulation)
    assert {place: text for place, text in found.items() if "/pasal" in place} == {
        f"{name}/{place}": text for place, text in ARTICLES.items()
    }
    assert found[name].endswith("ttd. NAMA PRESIDEN")
    assert _texts(regulation)["pasal-2"] == "Berlaku."
    assert regulation.problems == ()


def test_several_annexes_are_told_from_each_other_and_their_heads_come_again() -> None:
    first = f"LAMPIRAN I\n{NAME}{ABOUT}Pasal 1\nSatu.\nPasal 2\nDua kalimat\nLAMPIRAN I\n{NAME}yang panjang.\n{SIGNED}"
    second = f"LAMPIRAN II\n{NAME}{ABOUT}DAFTAR TARIF\n1. Los pasar Rp 2.000\n2. Kios Rp 5.000\n"
    third = "LAMPIRAN III\nFORMULIR\nNama : ....\n"
    assert _annexed(parse(BODY + first + second + third, KINDS)) == {
        "lampiran-i": SIGNED.replace("\n", " ").strip(),
        "lampiran-i/pasal-1": "Satu.",
        "lampiran-i/pasal-2": "Dua kalimat yang panjang.",
        "lampiran-ii": "DAFTAR TARIF",
        "lampiran-ii/angka-1": "Los pasar Rp 2.000",
        "lampiran-ii/angka-2": "Kios Rp 5.000",
        "lampiran-iii": "FORMULIR Nama : ....",
    }


@pytest.mark.parametrize(
    "table",
    [
        "No. | Jenis | Tarif\n1. | Los pasar | Rp 2.000\n2. | Kios | Rp 5.000\n",
        "No. | Jenis | Tarif\n1 | Los pasar | Rp 2.000\n2 | Kios | Rp 5.000\n",
        "No.   Jenis       Tarif\n1     Los pasar   Rp 2.000\n2     Kios        Rp 5.000\n",
        "No.\tJenis\tTarif\n1.\tLos pasar\tRp 2.000\n2.\tKios\tRp 5.000\n",
    ],
)
def test_the_rows_of_a_table_are_places_and_keep_their_columns(table: str) -> None:
    assert _annexed(parse(f"{BODY}LAMPIRAN\n{NAME}{table}", KINDS)) == {
        "lampiran": "No. | Jenis | Tarif",
        "lampiran/angka-1": "Los pasar | Rp 2.000",
        "lampiran/angka-2": "Kios | Rp 5.000",
    }


def test_a_guideline_is_cited_by_its_chapters() -> None:
    text = (
        "BAB I\nPENDAHULUAN\nA. Latar Belakang\nKebun perlu dijaga, dan kebun yang dijaga\nakan hijau.\nB. Tujuan\n1. Tujuan umum:\n"
        "a. hijau; dan\nb. subur.\n2. Tujuan khusus.\nBAB II\nPELAKSANAAN\nA. Persiapan\nSiapkan alat.\nB. Pelaksanaan\nLaksanakan.\n"
    )
    assert _annexed(parse(f"{BODY}LAMPIRAN\n{NAME}{text}", KINDS)) == {
        "lampiran": "",
        "lampiran/bab-i": "PENDAHULUAN",
        "lampiran/bab-i/huruf-a": "Latar Belakang Kebun perlu dijaga, dan kebun yang dijaga akan hijau.",
        "lampiran/bab-i/huruf-b": "Tujuan",
        "lampiran/bab-i/huruf-b/angka-1": "Tujuan umum:",
        "lampiran/bab-i/huruf-b/angka-1/huruf-a": "hijau; dan",
        "lampiran/bab-i/huruf-b/angka-1/huruf-b": "subur.",
        "lampiran/bab-i/huruf-b/angka-2": "Tujuan khusus.",
        "lampiran/bab-ii": "PELAKSANAAN",
        "lampiran/bab-ii/huruf-a": "Persiapan Siapkan alat.",
        "lampiran/bab-ii/huruf-b": "Pelaksanaan Laksanakan.",
    }


@pytest.mark.parametrize(
    ("treaty", "places"),
    [
        ("CONVENTION ON GARDENS\nThe Parties have agreed:\nArticle 1\nGreen.\nArticle 2\n1. Water.\n2. Plant.\n", ["1", "2"]),
        (f"LAMPIRAN\n{NAME}PROTOCOL\nARTICLE I\nGreen.\nARTICLE II\nFertile.\nARTICLE III\nEnd.\n", ["i", "ii", "iii"]),
        (f"LAMPIRAN\n{NAME}KONVENSI KEBUN\nPasal I\nHijau.\nPasal II\nSubur.\n", ["i", "ii"]),
        (f"LAMPIRAN\n{NAME}Article 1\nGreen.\nArticle 1 bis\nGreener.\nArticle 2\nEnd.\n", ["1", "1-bis", "2"]),
    ],
)  # fmt: skip
def test_a_treaty_in_an_annex_is_cited_by_its_articles(treaty: str, places: list[str]) -> None:
    found = _annexed(parse(BODY + treaty, KINDS))
    assert [p for p in found if p.count("/") == 1] == [f"lampiran/pasal-{n}" for n in places]


def test_a_second_language_is_told_and_not_swallowed_by_an_article() -> None:
    one = "Pasal 1\nHijau.\nPasal 2\nSubur.\nPasal 3\nAkhir.\n"
    regulation = parse(f"{BODY}LAMPIRAN\n{NAME}{one}{one.replace('Pasal', 'Article')}", KINDS)
    found = _annexed(regulation)
    assert found["lampiran/pasal-3"] == "Akhir."
    assert found["lampiran"].startswith("Article 1 Hijau. Article 2")
    assert [p.code for p in regulation.problems] == ["another_text"]


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (
            "A. Umum\nJam kerja perlu diatur.\nB. Isi\n1. Masuk pukul 08.00.\n2. Yang terlambat:\na. melapor; dan\nb. mengganti.\nC. Penutup\nSelesai.\n",
            {"huruf-a": "Umum Jam kerja perlu diatur.", "huruf-b/angka-2/huruf-b": "mengganti."},
        ),
        (
            "Yth.\n1. Para Kepala;\n2. Para Ketua.\ndi Tempat\nI. KETENTUAN UMUM\n1. Umum.\n2. Khusus:\na. pagi;\nb. sore.\nII. PENUTUP\nSelesai.\n",
            {"angka-i/angka-1": "Umum.", "angka-i/angka-2/huruf-a": "pagi;", "angka-ii": "PENUTUP Selesai."},
        ),
        (
            "1. Latar Belakang\nPerlu.\n2. Isi Edaran\na. Masuk:\n1) Senin; dan\n2) Selasa.\nb. Pulang.\n3. Penutup\nSelesai.\n",
            {"angka-1": "Latar Belakang Perlu.", "angka-2/huruf-a/angka-2": "Selasa.", "angka-2/huruf-b": "Pulang."},
        ),
        (
            "Disampaikan hal-hal sebagai berikut:\n1. Pegawai masuk.\n2. Pegawai pulang, a. tepat; b. rapi; dan c. sopan.\nHal itu berlaku umum.\n3. Selesai.\n",
            {"angka-1": "Pegawai masuk.", "angka-2/huruf-c": "sopan.", "angka-3": "Selesai."},
        ),
        (
            "A. UMUM\nPerlu.\nB. ISI\n1. Satu.\n3. Tiga.\n",
            {"huruf-b/angka-1": "Satu.", "huruf-b/angka-3": "Tiga."},
        ),
    ],
)  # fmt: skip
def test_sections_of_circulars_are_places(body: str, places: dict[str, str]) -> None:
    regulation = parse(CIRCULAR + body + CLOSING, KINDS)
    texts = _texts(regulation)
    assert {place: texts.get(place) for place in places} == places
    assert texts[""].endswith("KEPALA LEMBAGA CONTOH,")
    codes = [p.code for p in regulation.problems]
    assert codes == (["missing_angka"] if "3. Tiga" in body else [])


def test_lists_of_a_preamble_are_no_sections() -> None:
    considered = "Menimbang : a. bahwa perlu;\nb. bahwa harus;\n"
    assert set(_texts(parse(CIRCULAR + considered, KINDS))) == {""}
    decided = f"{considered}MEMUTUSKAN:\n1. Masuk.\n2. Pulang.\n"
    assert {"pembukaan/huruf-a", "angka-1", "angka-2"} <= set(_texts(parse(CIRCULAR + decided, KINDS)))


def test_a_decree_is_cited_by_its_diktum() -> None:
    text = (
        "KEPUTUSAN KEPALA LEMBAGA CONTOH\nNOMOR 96 TAHUN 2031\nTENTANG\nTIM KEBUN\nMenimbang : bahwa perlu;\nMEMUTUSKAN:\n"
        "KESATU : Membentuk tim:\na. ketua; dan\nb. anggota.\nKEDUA : Tim bekerja.\nKETIGA BELAS : Tamat.\nKETIGA : Berlaku.\n"
    )
    texts = _texts(parse(text, KINDS))
    assert texts["kesatu/huruf-b"] == "anggota."
    assert "ketiga" in texts


DIVIDED = [
    f"{BODY}LAMPIRAN I\n{NAME}{STATUTES}{SIGNED}LAMPIRAN II\n{NAME}1. | Los | Rp 2.000\n2. | Kios | Rp 5.000\nCatatan.\n",
    f"{BODY}LAMPIRAN\n{NAME}BAB I\nUMUM\nA. Satu\n1. Dua.\n2. Tiga.\nB. Empat\nBAB II\nKHUSUS\nA. Lima\nB. Enam\n{SIGNED}",
    f"{CIRCULAR}Yth. Para Kepala\nA. Umum\nPerlu.\nB. Isi\n1. Masuk:\na. pagi;\nb. sore.\n2. Pulang.\n{CLOSING}",
    f"{CIRCULAR}I. UMUM\n1. Satu.\n2. Dua.\nII. PENUTUP\nSelesai.\n{CLOSING}",
]


@pytest.mark.parametrize("text", DIVIDED)
def test_all_places_are_filed_and_found_again(text: str) -> None:
    regulation = parse(text, KINDS)
    for provision in regulation.provisions:
        assert parse_reference(str(provision.ref)) == provision.ref
    mistakes: list[CorpusMistake] = []
    back = read_official(official_markdown(_filed(regulation)), "x.md", str(regulation.id), mistakes)
    assert mistakes == []
    assert back is not None
    assert {p.ref: p.full_text for p in back.regulation.provisions} == {
        p.ref: "\n".join(" ".join(line.split()) for line in p.full_text.split("\n"))
        for p in regulation.provisions
        if p.full_text or p.ref.locator.inner
    }


@pytest.mark.parametrize("text", DIVIDED)
def test_all_places_with_text_are_passages(text: str) -> None:
    regulation = parse(text, KINDS)
    passages = list(official_passages(_filed(regulation), KINDS))
    found = {str(p.ref).partition("/")[2] for p in passages}
    wanted = {
        str(p.ref).partition("/")[2]
        for p in regulation.provisions
        if p.text and p.ref.locator.inner and p.ref.locator.part != "pembukaan"
    }
    assert wanted <= found
    assert all(p.text for p in passages)


def test_a_long_chapter_is_cut_at_its_sections() -> None:
    items = "".join(f"{n}. Alat nomor {n} disiapkan {'dengan rapi ' * 20}.\n" for n in range(1, 30))
    regulation = parse(
        f"{BODY}LAMPIRAN\n{NAME}BAB I\nALAT\nA. Daftar\n{items}B. Lain\nBAB II\nTUTUP\n", KINDS
    )
    passages = [
        p for p in official_passages(_filed(regulation), KINDS) if p.ref.article.locator.part == "lampiran"
    ]  # type: ignore[union-attr]
    assert max(len(p.text) for p in passages) < 3000
    item = next(p for p in passages if str(p.ref).endswith("bab-i/huruf-a/angka-7"))
    assert "ALAT" in item.context
    assert "Daftar" in item.context
