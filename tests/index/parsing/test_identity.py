"""Which regulation a text is: read from headings as offices and scans write them, and not where nothing says it."""

from pathlib import Path

import pytest

from tanyapasal.index.corpus import known_kinds
from tanyapasal.index.law.regulation import Regulation
from tanyapasal.index.parsing import parse

KINDS = known_kinds(Path(__file__).parents[3] / "corpus")
BODY = """Menimbang : bahwa perpustakaan keliling perlu diatur;
Mengingat : 1. Undang-Undang Nomor 43 Tahun 2007 tentang Perpustakaan (Lembaran Negara Tahun 2007 Nomor 129);
MEMUTUSKAN:
Menetapkan : {decree}.
Pasal 1
Mobil perpustakaan berhenti di tiap desa.
Pasal 2
Peraturan ini mulai berlaku pada tanggal diundangkan.
"""


def read(head: str, decree: str = "PERATURAN TENTANG PERPUSTAKAAN KELILING", closing: str = "") -> Regulation:
    return parse(f"{head}\n{BODY.format(decree=decree)}{closing}", KINDS)


def id_of(regulation: Regulation) -> str | None:
    return str(regulation.id) if regulation.id else None


def codes(regulation: Regulation) -> set[str]:
    return {p.code for p in regulation.problems if p.code.startswith(("identity", "region"))}


TITLE = "TENTANG\nPERPUSTAKAAN KELILING"
HEADINGS = [
    # every kind in its usual form
    (f"UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 4 TAHUN 2031\n{TITLE}", "uu-4-2031"),
    (f"PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 61 TAHUN 2031\n{TITLE}", "pp-61-2031"),
    (f"PERATURAN PEMERINTAH PENGGANTI UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 1 TAHUN 2031\n{TITLE}", "perppu-1-2031"),
    (f"SALINAN\n\nPRESIDEN\nREPUBLIK INDONESIA\nPERATURAN PRESIDEN REPUBLIK INDONESIA\nNOMOR 8 TAHUN 2031\n{TITLE}", "perpres-8-2031"),
    (f"KEPUTUSAN PRESIDEN REPUBLIK INDONESIA\nNOMOR : 68 TAHUN 1995\n{TITLE}", "keppres-68-1995"),
    (f"PERATURAN MENTERI DALAM NEGERI REPUBLIK INDONESIA\nNOMOR 7 TAHUN 2031\n{TITLE}", "permendagri-7-2031"),
    (f"MENTERI KEUANGAN\nREPUBLIK INDONESIA\nSALINAN\nPERATURAN MENTERI KEUANGAN REPUBLIK INDONESIA\nNOMOR 113 /PMK.05/2012\n{TITLE}", "permenkeu-113-2012"),
    (f"PERATURAN MENTERI KEUANGAN\nNOMOR: 60/PMK. 05/2021\n{TITLE}", "permenkeu-60-2021"),
    (f"PERATURAN OTORITAS JASA KEUANGAN\nNOMOR 14 /POJK.05/2014\n{TITLE}", "perojk-14-2014"),
    (f"OTORITAS JASA KEUANGAN\nREPUBLIK INDONESIA\n\nPERATURAN OTORITAS JASA KEUANGAN REPUBLIK INDONESIA\nNOMOR 6/POJK.07/2022\n{TITLE}", "perojk-6-2022"),
    (f"PERATURAN BANK INDONESIA\nNOMOR 9/15/PBI/2007\n{TITLE}", "perbi-9-15-2007"),
    (f"PERATURAN BANK INDONESIA\nNOMOR : 12/ 20 /PBI/2010\n{TITLE}", "perbi-12-20-2010"),
    (f"PERATURAN BANK INDONESIA NOMOR 2 TAHUN 2023 {TITLE}", "perbi-2-2023"),
    (f"PERATURAN MENTERI PERHUBUNGAN\nNOMOR PM. 12 TAHUN 2019\n{TITLE}", "permenhub-12-2019"),
    (f"KEPUTUSAN MENTERI PERHUBUNGAN\nNOMOR : KM. 4 TAHUN 2001\n{TITLE}", "kepmenhub-4-2001"),
    (f"KEPUTUSAN MENTERI KESEHATAN REPUBLIK INDONESIA\nNOMOR HK.01.07/MENKES/413/2020\n{TITLE}", "kepmenkes-413-2020"),
    (f"PERATURAN MENTERI PERDAGANGAN\nNOMOR 35/M-DAG/PER/7/2013\n{TITLE}", "permendag-35-2013"),
    (f"PERATURAN MENTERI TENAGA KERJA DAN TRANSMIGRASI\nNOMOR PER.12/MEN/VI/2007\n{TITLE}", "permennakertrans-12-2007"),
    (f"KETETAPAN MAJELIS PERMUSYAWARATAN RAKYAT REPUBLIK INDONESIA\nNOMOR VI/MPR/2000\n{TITLE}", "tapmpr-vi-2000"),
    (f"SURAT EDARAN OTORITAS JASA KEUANGAN\nNOMOR 14/SEOJK.07/2014\n{TITLE}", "seojk-14-2014"),
    (f"BADAN KEPEGAWAIAN NEGARA\nPERATURAN BADAN KEPEGAWAIAN NEGARA\nNOMOR 5 TAHUN 2031\n{TITLE}", "perbkn-5-2031"),
    # regions
    (f"PERATURAN DAERAH KABUPATEN BOGOR\nNOMOR 5 TAHUN 2021\n{TITLE}", "perda-kab-bogor-5-2021"),
    (f"PERATURAN WALI KOTA BANDUNG\nNOMOR 3 TAHUN 2020\n{TITLE}", "perwali-kota-bandung-3-2020"),
    (f"PERATURAN WALIKOTA\nBANDUNG\nNOMOR 3 TAHUN 2020\n{TITLE}", "perwali-kota-bandung-3-2020"),
    (f"GUBERNUR KALIMANTAN BARAT\n\nPERATURAN GUBERNUR KALIMANTAN BARAT\nNOMOR 124 TAHUN 2021\n{TITLE}", "pergub-kalimantan-barat-124-2021"),
    (f"GUBERNUR DAERAH KHUSUS IBUKOTA JAKARTA\n\nPERATURAN GUBERNUR DAERAH KHUSUS IBUKOTA JAKARTA\nNOMOR 10 TAHUN 2020\n{TITLE}", "pergub-dki-jakarta-10-2020"),
    (f"BUPATI MAJUSARI\nPROVINSI JAWA BARAT\nPERATURAN BUPATI MAJUSARI\nNOMOR 21 TAHUN 2031\n{TITLE}", "perbup-kab-majusari-21-2031"),
    (f"PERATURAN DAERAH KABUPATEN DAERAH TINGKAT II MAJUSARI\nNOMOR 2 TAHUN 1991\n{TITLE}", "perda-kab-majusari-2-1991"),
    (f"QANUN ACEH\nNOMOR 6 TAHUN 2014\n{TITLE}", "perda-aceh-6-2014"),
    (f"KEPUTUSAN BUPATI MAJUSARI\nNOMOR 188.45/123/Kpts/2021\n{TITLE}", "kepbup-kab-majusari-188-45-123-2021"),
    (f"KEPUTUSAN GUBERNUR JAWA BARAT\nNOMOR : 561/Kep.732-Kesra/2021\n{TITLE}", "kepgub-jawa-barat-561-2021"),
    # misread letters and digits
    (f"UNDANG.UNDANG REPUBLIK INDONESI.A\nNOMOR 4 TAHUN 2031\n{TITLE}", "uu-4-2031"),
    (f"PRES!DEN\nREPUBUK INDONES!A\nUNDANG-UNDANG REPUBUK INDONES!A\nNOMOR 4 TAHUN 2031\n{TITLE}", "uu-4-2031"),
    (f"PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 61 TAHUN 20O8\n{TITLE}", "pp-61-2008"),
    (f"PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 6l TAHUN 20l4\n{TITLE}", "pp-61-2014"),
    (f"PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 61 TAHUN 2O 08\n{TITLE}", "pp-61-2008"),
    (f"PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 1 1 TAHUN 2031\n{TITLE}", "pp-11-2031"),
    (f"PERATURAN PEMER1NTAH REPUBLIK INDONESIA\nN0M0R 61 TAHIJN 2031\n{TITLE}", "pp-61-2031"),
    (f"PERATURAN PEMERTNTAH REPUBLIK INDONESIA\nNOMOR 61 TAHTIN 2031\n{TITLE}", "pp-61-2031"),
    ("PERATUMN PEMERINTAH REPUBUK INDONESTA\nNOMOR 61 TAHUN 2031\nTENTAI{G\nPERPUSTAKAAN KELILING", "pp-61-2031"),
    (f"PERATURAN MENTERI KEUANOAN\nNOMOR 6O/PMK.05/2O21\n{TITLE}", "permenkeu-60-2021"),
    ("UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 4 TAHUN 2031\nT E N T A N G\nPERPUSTAKAAN KELILING", "uu-4-2031"),
    (f"LINDANG-LINDANG REPUBLIK INDONESIA\nNOMOR 4 TAHUN 2031\n{TITLE}", "uu-4-2031"),
    (f"UI{{DANG-UNDAI{{G REPUBLIK INDONESIA\nNOMOR 4 TAHUN 2031\n{TITLE}", "uu-4-2031"),
    (f"PERATURAN PRESIDEN REPUBLIK INDONESIA\nNOMOR lO TAHUN 2O3I\n{TITLE}", "perpres-10-2031"),
    (f"PERATURAN DAERAH KABUPATENMAJUSARI\nNOMOR 5 TAHUN 2031\n{TITLE}", "perda-kab-majusari-5-2031"),
    (f"PERATURAN BADAN KEPEGAWAIA N NEGARA\nMOMOR 5 TAHUN 2031\n{TITLE}", "perbkn-5-2031"),
    (f"PERATURAN OTORITAS JASA KEUANGAN\nNOMOR: 44 / POJK .05/ 2O31\n{TITLE}", "perojk-44-2031"),
    (f"PERATURAN MENTERI KEUANGAN REPUBLIK INDONESIA\nNOMOR l13 /PMK. 05/2012\n{TITLE}", "permenkeu-113-2012"),
    (f"PERATURAN BANK INDONESIA\nNO. 10/ 15 /PBI/ 2008\n{TITLE}", "perbi-10-15-2008"),
    # heads of the gazette
    (f"LEMBARAN DAERAH KABUPATEN MAJUSARI\nNOMOR 5 TAHUN 2031 SERI E\nPERATURAN DAERAH KABUPATEN MAJUSARI\nNOMOR 3 TAHUN 2031\n{TITLE}", "perda-kab-majusari-3-2031"),
    (f"BERITA NEGARA\nREPUBLIK INDONESIA\nNo.1033, 2031 KEMENDAGRI. Perpustakaan.\nPERATURAN MENTERI DALAM NEGERI\nREPUBLIK INDONESIA\nNOMOR 30 TAHUN 2031\n{TITLE}", "permendagri-30-2031"),
    (f"No. 317, 2031 PERPUSTAKAAN. Keliling. (Penjelasan dalam Tambahan Lembaran Negara Nomor 6176) PERATURAN PEMERINTAH REPUBLIK INDONESIA NOMOR 66 TAHUN 2031 {TITLE}", "pp-66-2031"),
    # small letters, one line, Markdown, covers and abstracts
    ("Peraturan Bupati Majusari\nNomor 21 Tahun 2031\ntentang\nPerpustakaan Keliling\n", "perbup-kab-majusari-21-2031"),
    ("Undang-Undang Nomor 4 Tahun 2031 tentang Perpustakaan Keliling\n", "uu-4-2031"),
    ("UU No. 4 Tahun 2031 tentang Perpustakaan Keliling\n", "uu-4-2031"),
    (f"PERDA KABUPATEN MAJUSARI NO. 5 TAHUN 2031\n{TITLE}", "perda-kab-majusari-5-2031"),
    ("# UNDANG-UNDANG NOMOR 4 TAHUN 2031 TENTANG PERPUSTAKAAN KELILING\n", "uu-4-2031"),
    ("UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 4 TAHUN 2031 TENTANG PERPUSTAKAAN KELILING DENGAN RAHMAT TUHAN YANG MAHA ESA", "uu-4-2031"),
    (f"PERATURAN PEMERINTAH REPUBLIK INDONESIA PERATURAN PEMERINTAH REPUBLIK INDONESIA NOMOR 61 TAHUN 2031 {TITLE}", "pp-61-2031"),
    (
        "PERATURAN PEMERINTAH NOMOR 61 TAHUN 2031\nTENTANG\nPERPUSTAKAAN KELILING\n\n"
        f"PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 61 TAHUN 2031\n{TITLE}\n\nDENGAN RAHMAT TUHAN YANG MAHA ESA",
        "pp-61-2031",
    ),
    (
        "ABSTRAK PERATURAN\n\nPERPUSTAKAAN - MOBIL\n2031\nPERATURAN MENTERI DALAM NEGERI NOMOR 7 TAHUN 2031, BN 2031/NO. 45, 12 HLM.\n"
        "PERATURAN MENTERI DALAM NEGERI TENTANG PERPUSTAKAAN KELILING\n\nABSTRAK:\n- bahwa untuk melaksanakan ketentuan Pasal 5 Undang-Undang Nomor 43 Tahun 2007;\n"
        "- Dasar hukum Peraturan Menteri ini adalah UU No. 43 Tahun 2007, PP No. 24 Tahun 2014, Permendagri No. 80 Tahun 2015.\n"
        "CATATAN:\n- Peraturan Menteri ini mulai berlaku pada tanggal 4 Mei 2031.\n\n"
        f"PERATURAN MENTERI DALAM NEGERI REPUBLIK INDONESIA\nNOMOR 7 TAHUN 2031\n{TITLE}\nDENGAN RAHMAT TUHAN YANG MAHA ESA",
        "permendagri-7-2031",
    ),
    (
        "RINGKASAN\nPeraturan ini menggantikan Peraturan Menteri Dalam Negeri Nomor 3 Tahun 2020 tentang Mobil Baca dan\n"
        "mencabut Peraturan Menteri Dalam Negeri Nomor 4 Tahun 2021 tentang Taman Baca.\n\n"
        f"SALINAN\nPERATURAN MENTERI DALAM NEGERI REPUBLIK INDONESIA\nNOMOR 7 TAHUN 2031\n{TITLE}",
        "permendagri-7-2031",
    ),
    (
        "Judul : Peraturan Menteri Dalam Negeri tentang Perpustakaan Keliling\nNomor : 7\nTahun : 2031\nMencabut : PERMENDAGRI NOMOR 3 TAHUN 2020\n"
        f"Status : Berlaku\n\nPERATURAN MENTERI DALAM NEGERI\nNOMOR 7 TAHUN 2031\n{TITLE}",
        "permendagri-7-2031",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), HEADINGS, ids=[f"{n}-{h[1]}" for n, h in enumerate(HEADINGS)])
def test_the_heading_says_which_regulation_it_is(head: str, expected: str) -> None:
    regulation = read(head)
    assert id_of(regulation) == expected
    assert regulation.title.upper() == "PERPUSTAKAAN KELILING"
    assert codes(regulation) <= {"identity_mended"}


@pytest.mark.parametrize(
    ("name", "decree", "expected"),
    [
        ("PERATURAN", "PERATURAN PRESIDEN", "perpres-61-2031"),
        ("PERATURAN PRESIDEN REPUBUK TNDONESIA", "PERATURAN PRESIDEN", "perpres-61-2031"),
        ("PERATURAN MENTERI", "PERATURAN MENTERI DALAM NEGERI", "permendagri-61-2031"),
        ("PERATURAN", "PERATURAN", None),
        ("PERATURAN", "UNDANG-UNDANG", None),
        ("PERATURAN MENTERI", "PERATURAN MENTERI", None),
    ],
)
def test_a_kind_that_lost_its_rest_is_told_by_what_is_decreed(
    name: str, decree: str, expected: str | None
) -> None:
    regulation = read(f"{name}\nNOMOR 61 TAHUN 2031\n{TITLE}", f"{decree} TENTANG PERPUSTAKAAN KELILING")
    assert id_of(regulation) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("BADAN PANGAN NASIONAL", "perbadanpangannasional"),
        ("MENTERI KEHUTANAN", "permenkehutanan"),
        ("MENTERI KEBUDAYAAN", "permenkebudayaan"),
        ("MENTERI PERTANAHAN", "permenpertanahan"),
        ("LEMBAGA PENJAMIN SIMPANAN", "perlembagapenjaminsimpanan"),
        ("BADAN PENYELENGGARA JAMINAN SOSIAL KESEHATAN", "perbadanpenyelenggarajaminansosialkesehatan"),
        ("MENTERI PERTAMBANGAN, ENERGI, DAN AIR", "permenpertambanganenergidanair"),
        ("MENTERI PENDIDIKAN TINGGI, SAINS, DAN TEKNOLOGI", "permendiktisaintek"),
    ],
)
@pytest.mark.parametrize("republic", ["", " REPUBLIK INDONESIA", "\nREPUBLIK INDONESIA"])
def test_a_kind_that_is_not_listed_is_never_taken_for_one_that_is(
    name: str, kind: str, republic: str
) -> None:
    regulation = read(
        f"PERATURAN {name}{republic}\nNOMOR 5 TAHUN 2021\n{TITLE}",
        f"PERATURAN {name} TENTANG PERPUSTAKAAN KELILING",
    )
    assert id_of(regulation) == f"{kind}-5-2021"
    assert codes(regulation) == set()


AMENDING = "PERUBAHAN {n}ATAS UNDANG-UNDANG NOMOR 7 TAHUN 2019 TENTANG TAMAN KOTA"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("UNDANG.UNDANG REPUBLIK INDONESI.A\nNOMOR 4 TAHUN 2031\nTENTANG\n", "uu-4-2031"),
        ("UNBANG-UNDANG REPUBLTK INDONESIA\nNOMOR 4 TAHUN 203l\nTENTANG\n", "uu-4-2031"),
        # kind from "Menetapkan", number from the heading
        ("U*D*G-U*D*NG R*P\nNOMOR 4 TAHUN 2031\nTENTANG\n", "uu-4-2031"),
        # nothing is left of the own name: never that of the amended law
        ("TENTANG\n", None),
        ("", None),
        ("PRESIDEN REPUBLIK INDONESIA\n", None),
        ("UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR   TAHUN 2031\nTENTANG\n", None),
        ("UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR ... TAHUN ...\nTENTANG\n", None),
    ],
)
@pytest.mark.parametrize(
    "title",
    [
        AMENDING.format(n=""),
        AMENDING.format(n="KEDUA "),
        "PERUBAHAN ATAS\nUNDANG-UNDANG NOMOR 7 TAHUN 2019\nTENTANG TAMAN KOTA",
        "PERUBAHAN KETIGA ATAS UNDANG-\nUNDANG NOMOR 7 TAHUN 2019 TENTANG\nTAMAN KOTA",
    ],
)
def test_a_regulation_never_amends_itself(head: str, expected: str | None, title: str) -> None:
    decree = f"UNDANG-UNDANG TENTANG {' '.join(title.split())}"
    text = (
        f"{head}{title}\nMenimbang : bahwa taman perlu diatur;\nMEMUTUSKAN:\nMenetapkan : {decree}.\nPasal I\n"
        "Beberapa ketentuan dalam Undang-Undang Nomor 7 Tahun 2019 tentang Taman Kota diubah sebagai berikut:\n"
        "1. Ketentuan Pasal 8 dihapus.\nPasal II\nUndang-Undang ini mulai berlaku pada tanggal diundangkan.\n"
    )
    regulation = parse(text, KINDS)
    assert id_of(regulation) == expected
    assert list(map(str, regulation.amends)) == ["uu-7-2019"]
    assert ("identity_unsure" in codes(regulation)) == (expected is None)


LOST = [
    # the first page is missing
    "jdih.majusari.go.id\n- 2 -\n3. Peraturan Pemerintah Nomor 54 Tahun 2012 tentang Keselamatan (Lembaran Negara Tahun 2012 Nomor 107);\nMEMUTUSKAN:\n",
    "- 2 -\nMengingat : 1. Undang-Undang Nomor 43 Tahun 2007 tentang Perpustakaan;\n2. PERATURAN PEMERINTAH NOMOR 24 TAHUN 2014 TENTANG PELAKSANAAN UNDANG-UNDANG NOMOR 43 TAHUN 2007;\nMEMUTUSKAN:\n",
    "sebagaimana telah diubah beberapa kali, terakhir dengan\nUndang-Undang Nomor 9 Tahun 2015 tentang Perubahan Kedua (Lembaran Negara Tahun 2015 Nomor 58);\nMEMUTUSKAN:\n",
    "Undang-Undang Nomor 43 Tahun 2007 tentang Perpustakaan (Lembaran Negara Republik Indonesia Tahun 2007 Nomor 129);\n5. Peraturan Pemerintah Nomor 24 Tahun 2014;\nMEMUTUSKAN:\n",
    "PERATURAN PEMERINTAH NOMOR 24 TAHUN 2014 TENTANG PELAKSANAAN UNDANG-UNDANG TENTANG ARSIP;\nMEMUTUSKAN:\n",
    # it begins with what it considers
    "Menimbang : bahwa berdasarkan Undang-Undang Nomor 43 Tahun 2007 tentang Perpustakaan perlu diatur;\nMEMUTUSKAN:\n",
    "Menimbang : a. bahwa untuk melaksanakan\nPERATURAN PEMERINTAH NOMOR 24 TAHUN 2014 TENTANG PELAKSANAAN UNDANG-UNDANG TENTANG ARSIP\nperlu diatur;\nMEMUTUSKAN:\n",
    "Ringkasan Undang-Undang Nomor 43 Tahun 2007 tentang Perpustakaan, dibaca bersama PP Nomor 24 Tahun 2014.\n\n",
]  # fmt: skip


@pytest.mark.parametrize("head", LOST)
@pytest.mark.parametrize("kind", ["PERATURAN BADAN TENAGA AIR", "PERATURAN BUPATI", "PERATURAN MENTERI"])
def test_a_law_that_is_cited_is_never_the_own_one(head: str, kind: str) -> None:
    text = f"{head}Menetapkan : {kind} TENTANG KOLAM PENDINGIN.\nBAB I\nKETENTUAN UMUM\nPasal 1\nKolam adalah wadah air.\nPasal 2\nKolam diperiksa.\n"
    regulation = parse(text, KINDS)
    assert id_of(regulation) is None
    assert "identity_unsure" in codes(regulation)
    if "Ringkasan" not in head:
        assert regulation.title == "KOLAM PENDINGIN"


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        (
            "PENJELASAN\nATAS\nPERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 61 TAHUN 2031\nTENTANG\nKOLAM PENDINGIN\nI. UMUM\nCukup jelas.\n",
            "pp-61-2031",
        ),
        ("LAMPIRAN\nPERATURAN PEMERINTAH\nNOMOR 61 TAHUN 2031\nTENTANG KOLAM PENDINGIN\nDAFTAR KOLAM\n", "pp-61-2031"),
        # an annex of another regulation
        ("LAMPIRAN\nPERATURAN PEMERINTAH\nNOMOR 61 TAHUN 2031\nTENTANG PENGAIRAN SAWAH DAN LADANG\nDAFTAR\n", None),
        # two that do not agree
        (
            "LAMPIRAN I\nPERATURAN PEMERINTAH\nNOMOR 61 TAHUN 2031\nTENTANG KOLAM PENDINGIN\nDAFTAR\n"
            "LAMPIRAN II\nPERATURAN PEMERINTAH\nNOMOR 67 TAHUN 2031\nTENTANG KOLAM PENDINGIN\nDAFTAR\n",
            None,
        ),
        # of another kind than what is decreed
        ("LAMPIRAN\nPERATURAN PRESIDEN\nNOMOR 61 TAHUN 2031\nTENTANG KOLAM PENDINGIN\nDAFTAR KOLAM\n", None),
    ],
)  # fmt: skip
def test_without_a_heading_penjelasan_and_lampiran_say_it(closing: str, expected: str | None) -> None:
    text = (
        "- 2 -\n3. Undang-Undang Nomor 54 Tahun 2012 tentang Air;\nMEMUTUSKAN:\n"
        "Menetapkan : PERATURAN PEMERINTAH TENTANG KOLAM PENDINGIN.\nPasal 1\nKolam adalah wadah air.\nPasal 2\nKolam diperiksa.\n"
        "Ditetapkan di Jakarta\npada tanggal 3 Mei 2031\nPRESIDEN REPUBLIK INDONESIA,\nttd\n" + closing
    )
    regulation = parse(text, KINDS)
    assert id_of(regulation) == expected
    assert codes(regulation) == {"identity_from_annex" if expected else "identity_unsure"}


PP = "PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 61 TAHUN 2031\nTENTANG\nPERPUSTAKAAN KELILING"
PP_TITLE = "PERATURAN PEMERINTAH TENTANG PERPUSTAKAAN KELILING"


@pytest.mark.parametrize(
    ("decree", "closing"),
    [
        # the year is another one
        (PP_TITLE, "Ditetapkan di Jakarta\npada tanggal 3 Mei 2021\n"),
        (PP_TITLE, "LEMBARAN NEGARA REPUBLIK INDONESIA TAHUN 2021 NOMOR 7\n"),
        # another kind, another title
        ("PERATURAN PRESIDEN TENTANG PERPUSTAKAAN KELILING", ""),
        ("PERATURAN PEMERINTAH TENTANG GARAM", ""),
        # penjelasan of another number
        (PP_TITLE, "PENJELASAN\nATAS\nPERATURAN PEMERINTAH\nNOMOR 67 TAHUN 2031\nTENTANG\nPERPUSTAKAAN KELILING\nI. UMUM\nCukup.\n"),
    ],
)  # fmt: skip
def test_what_contradicts_the_heading_leaves_it_open(decree: str, closing: str) -> None:
    regulation = read(PP, decree, closing)
    assert regulation.id is None
    assert codes(regulation) == {"identity_unsure"}
    assert any("--id" in p.message for p in regulation.problems)


@pytest.mark.parametrize(
    "closing",
    [
        "Ditetapkan di Jakarta\npada tanggal 3 Mei 2031\n",
        # numbered in December, gazetted in January
        "Ditetapkan di Jakarta\npada tanggal 30 Desember 2031\nLEMBARAN NEGARA REPUBLIK INDONESIA TAHUN 2032 NOMOR 1\n",
        "PENJELASAN\nATAS\nPERATURAN PEMERINTAH\nNOMOR 61 TAHUN 2031\nTENTANG\nPERPUSTAKAAN KELILING\nI. UMUM\nCukup.\n",
        # an annex that names a law it follows
        "LAMPIRAN\nUNDANG-UNDANG NOMOR 9 TAHUN 2004 TENTANG PENGAIRAN\nDAFTAR\n",
    ],
)
def test_what_agrees_or_speaks_of_others_leaves_the_heading_sure(closing: str) -> None:
    regulation = read(PP, PP_TITLE, closing)
    assert id_of(regulation) == "pp-61-2031"
    assert codes(regulation) == set()


@pytest.mark.parametrize(
    ("head", "official", "expected", "problem"),
    [
        ("PERATURAN DAERAH KABUPATEN MAJUSARI\nNOMOR 5 TAHUN 2031", "BUPATI MAJUSARI,", "perda-kab-majusari-5-2031", set()),
        ("PERATURAN DAERAH MAJUSARI\nNOMOR 5 TAHUN 2031", "BUPATI MAJUSARI,", "perda-kab-majusari-5-2031", set()),
        ("PERATURAN DAERAH\nNOMOR 5 TAHUN 2031", "WALI KOTA SUMBERWANGI,", "perda-kota-sumberwangi-5-2031", set()),
        ("PERATURAN DAERAH\nNOMOR 5 TAHUN 2031", "GUBERNUR BALI,", "perda-bali-5-2031", set()),
        ("PERATURAN BUPATI\nNOMOR 5 TAHUN 2031", "PENJABAT BUPATI MAJUSARI,", "perbup-kab-majusari-5-2031", set()),
        ("PERATURAN BUPATI MAJUSARl\nNOMOR 5 TAHUN 2031", "BUPATI MAJUSARI,", "perbup-kab-majusari-5-2031", {"identity_mended"}),
        ("PERATURAN DAERAH\nNOMOR 5 TAHUN 2031", "", "perda-5-2031", {"region_unknown"}),
        ("PERATURAN DAERAH KABUPATEN MAJUSARI\nNOMOR 5 TAHUN 2031", "BUPATI SUKARAME,", None, {"identity_unsure"}),
        ("PERATURAN DAERAH PROVINSI SUMATERA UTARA\nNOMOR 5 TAHUN 2031", "GUBERNUR SUMATERA BARAT,", None, {"identity_unsure"}),
        ("PERATURAN DAERAH KABUPATEN BANDUNG\nNOMOR 5 TAHUN 2031", "BUPATI BANDUNG BARAT,", None, {"identity_unsure"}),
        ("PERATURAN DAERAH KABUPATEN BOGOR\nNOMOR 5 TAHUN 2031", "WALI KOTA BOGOR,", None, {"identity_unsure"}),
    ],
)  # fmt: skip
def test_the_region_is_what_heading_and_officials_agree_on(
    head: str, official: str, expected: str | None, problem: set[str]
) -> None:
    signed = f"Ditetapkan di Majusari\npada tanggal 3 Mei 2031\n{official}\nttd\nNAMA\n"
    regulation = read(
        f"{head}\n{TITLE}",
        "PERATURAN DAERAH TENTANG PERPUSTAKAAN KELILING"
        if "DAERAH" in head
        else "PERATURAN BUPATI TENTANG PERPUSTAKAAN KELILING",
        signed,
    )
    assert id_of(regulation) == expected
    assert codes(regulation) == problem


@pytest.mark.parametrize(
    "title",
    [
        "PELAYANAN PASAR MELALUI APLIKASI e-LAPAK DI KABUPATEN MAJUSARI",
        "PENYELENGGARAAN e-GOVERNMENT dan SMART CITY",
        "PELAKSANAAN PASAL 5 ayat (2) UNDANG-UNDANG TENTANG DESA",
        "TATA CARA PENGADAAN BARANG/JASA di LINGKUNGAN SEKOLAH",
        "PEDOMAN PENULISAN pH TANAH PADA SAWAH",
        "RENCANA KERJA TAHUN 2031-2035",
    ],
)
@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize(
    "ends", ["", "\nDENGAN RAHMAT TUHAN YANG MAHA ESA\nBUPATI MAJUSARI,", "\n\nBUPATI MAJUSARI,"]
)
def test_a_title_is_neither_cut_nor_too_long(title: str, broken: bool, ends: str) -> None:
    words = title.split()
    shown = "\n".join((" ".join(words[:3]), " ".join(words[3:]))) if broken else title
    regulation = read(
        f"PERATURAN BUPATI MAJUSARI\nNOMOR 21 TAHUN 2031\nTENTANG\n{shown}{ends}",
        f"PERATURAN BUPATI TENTANG {title}",
    )
    assert regulation.title == title
    assert id_of(regulation) == "perbup-kab-majusari-21-2031"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNDANG-UNDANG DASAR NEGARA REPUBLIK INDONESIA TAHUN 1945\n\nBAB I\nBENTUK\nPasal 1\nNegara.\nPasal 2\nMajelis.\n", "uud-1945"),
        ("UNDANG-UNDANG DASAR\nNEGARA REPUBLIK INDONESIA\nTAHUN 1945\nPEMBUKAAN\nBAB I\nPasal 1\nNegara.\nPasal 2\nMajelis.\n", "uud-1945"),
        ("UNDANG-UNDANG DASAR REPUBLIK INDONESIA 1945\nBAB I\nPasal 1\nNegara.\nPasal 2\nMajelis.\n", "uud-1945"),
        ("Peraturan Menteri Kesehatan Nomor 24 Tahun 2022\n\nPasal 1\nA.\nPasal 2\nB.\n", "permenkes-24-2022"),
        ("Peraturan Menteri Kesehatan Nomor 24 Tahun 2022 dibahas di sini.\n\nPasal 1\nA.\nPasal 2\nB.\n", None),
        ("UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 1 TAHUN 2023\nTENTANG\nKITAB UNDANG-UNDANG HUKUM PIDANA\nPasal 1\nA.\nPasal 2\nB.\n", "uu-1-2023"),
        ("KITAB UNDANG-UNDANG HUKUM PIDANA\n\nBUKU KESATU\nBAB I\nPasal 1\nTiada.\nPasal 2\nAturan.\n", "kuhp"),
        ("KITAB UNDANG-UNDANG HUKUM PERDATA\nBAB I\nPasal 1\nHak.\nPasal 2\nAnak.\n", "kuhperdata"),
        ("KEMENTERIAN KESEHATAN\nREPUBLIK INDONESIA\n\nSURAT EDARAN\nNOMOR 5 TAHUN 2020\nTENTANG\nMASKER\n\n1. Pakailah masker.\n", "semenkes-5-2020"),
        ("Pemerintah menerbitkan UNDANG-UNDANG NOMOR 5 TAHUN 2014 minggu lalu.\nPasal 1\nA.\nPasal 2\nB.\n", None),
        ("Dasar hukum:\n1. Undang-Undang Nomor 5 Tahun 2014 tentang ASN\n2. PP 11/2017\nPasal 1\nA.\nPasal 2\nB.\n", None),
        ("RANCANGAN\nUNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR … TAHUN …\nTENTANG\nGARAM\nMenimbang : bahwa;\nPasal 1\nA.\nPasal 2\nB.\n", None),
        ("Pasal 1\nTaman dibuka.\nPasal 2\nTaman ditutup.\n", None),
    ],
)  # fmt: skip
def test_other_beginnings(text: str, expected: str | None) -> None:
    assert id_of(parse(text, KINDS)) == expected


@pytest.mark.parametrize(
    ("named", "amended"),
    [
        ("PERATURAN DAERAH NOMOR 5 TAHUN 2019", "perda-kab-majusari-5-2019"),
        ("PERATURAN DAERAH KABUPATEN MAJUSARI NOMOR 5 TAHUN 2019", "perda-kab-majusari-5-2019"),
        ("PERATURAN DAERAH PROVINSI BALI NOMOR 5 TAHUN 2019", "perda-bali-5-2019"),
    ],
)
def test_a_regulation_of_a_region_names_its_own_without_it(named: str, amended: str) -> None:
    title = f"PERUBAHAN ATAS {named} TENTANG RETRIBUSI PASAR"
    text = (
        f"PERATURAN DAERAH KABUPATEN MAJUSARI\nNOMOR 7 TAHUN 2031\nTENTANG\n{title}\nMenimbang : bahwa pasar perlu diatur;\n"
        f"MEMUTUSKAN:\nMenetapkan : PERATURAN DAERAH TENTANG {title}.\nPasal I\nBeberapa ketentuan dalam {named} diubah sebagai berikut:\n"
        "1. Ketentuan Pasal 8 diubah sehingga berbunyi sebagai berikut:\nPasal 8\nPasar dibuka pukul enam.\nPasal II\n"
        "Pada saat Peraturan Daerah ini mulai berlaku, Peraturan Daerah Nomor 3 Tahun 2010 tentang Parkir dicabut dan dinyatakan "
        "tidak berlaku.\nPeraturan Daerah ini mulai berlaku pada tanggal diundangkan.\n"
    )
    regulation = parse(text, KINDS)
    assert id_of(regulation) == "perda-kab-majusari-7-2031"
    assert list(map(str, regulation.amends)) == [amended]
    assert [str(o.target) for o in regulation.operations] == [f"{amended}/pasal-8"]
    assert list(map(str, regulation.revokes)) == ["perda-kab-majusari-3-2010"]


def test_a_regulation_of_a_region_never_amends_itself() -> None:
    title = "PERUBAHAN ATAS PERATURAN DAERAH NOMOR 5 TAHUN 2019 TENTANG RETRIBUSI PASAR"
    text = (
        f"PERATURAN DAERAH KABUPATEN MAJUSARI\nNOMOR 5 TAHUN 2019\nTENTANG\n{title}\nMenimbang : bahwa;\nMEMUTUSKAN:\n"
        f"Menetapkan : PERATURAN DAERAH TENTANG {title}.\nPasal I\n1. Ketentuan Pasal 8 dihapus.\nPasal II\nMulai berlaku.\n"
    )
    regulation = parse(text, KINDS)
    assert regulation.id is None
    assert codes(regulation) == {"identity_unsure"}
