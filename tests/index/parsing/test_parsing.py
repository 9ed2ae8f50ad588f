"""What is read out of a clean text."""

from __future__ import annotations

from datetime import date

from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.regulation import Regulation
from tanyapasal.index.parsing import parse
from tanyapasal.index.parsing.wire import regulation_json

KINDS = Kinds.of(
    (
        Kind("uu", "Undang-Undang", "UU", 20, (), "UU 1/2020", "uu-1-2020"),
        Kind("pp", "Peraturan Pemerintah", "PP", 30, (), "PP 1/2020", "pp-1-2020"),
    )
)
TEXT = """PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 91 TAHUN 2031
TENTANG
KEBUN RAYA DAERAH
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa kebun raya daerah perlu dipelihara;
b. bahwa untuk itu perlu menetapkan Peraturan Pemerintah tentang Kebun Raya Daerah;
Mengingat:
1. Pasal 5 ayat (2) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;
2. Undang-Undang Nomor 90 Tahun 2030 tentang Taman;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG KEBUN RAYA DAERAH.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Pemerintah ini yang dimaksud dengan:
1. Kebun adalah tempat tanaman hidup.
2. Tanaman meliputi:
a. pohon; dan
b. semak.
BAB II
PEMELIHARAAN
Bagian Kesatu
Umum
Pasal 2
(1) Bupati memelihara kebun sebagaimana dimaksud dalam
Pasal 1 angka 1.
(2) Pemeliharaan sebagaimana dimaksud pada ayat
(1) meliputi:
a. penyiraman;
b. pemangkasan; dan
c. pemupukan,
yang dilakukan setiap hari oleh petugas kebun
sesuai dengan jadwal kerja.
(2a) Petugas kebun diberi seragam.
Pasal 2A
Pengunjung kebun tidak dipungut biaya.
Pasal 3
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Pemerintah ini.
Ditetapkan di Jakarta
pada tanggal 3 Maret 2031
PRESIDEN REPUBLIK INDONESIA,
ttd.
Diundangkan di Jakarta
pada tanggal 4 Maret 2031
PENJELASAN
ATAS
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 91 TAHUN 2031
TENTANG
KEBUN RAYA DAERAH
I. UMUM
Kebun raya adalah paru-paru kota.
II. PASAL DEMI PASAL
Pasal 1
Cukup jelas.
Pasal 2
Ayat (1)
Cukup jelas.
Ayat (2)
Huruf a
Yang dimaksud dengan "penyiraman" adalah pemberian air.
Huruf b
Cukup jelas.
Pasal 3
Cukup jelas.
TAMBAHAN LEMBARAN NEGARA REPUBLIK INDONESIA NOMOR 9999
"""


def _texts(regulation: Regulation) -> dict[str, str]:
    return {str(p.ref).removeprefix("pp-91-2031").lstrip("/"): p.text for p in regulation.provisions}


def test_kind_number_year_title_and_dates_are_read() -> None:
    regulation = parse(TEXT, KINDS)
    assert str(regulation.id) == "pp-91-2031"
    assert regulation.title == "KEBUN RAYA DAERAH"
    assert (regulation.enacted, regulation.promulgated) == (date(2031, 3, 3), date(2031, 3, 4))


def test_every_level_of_the_body_is_a_provision() -> None:
    texts = _texts(parse(TEXT, KINDS))
    assert texts["pasal-1/angka-1"] == "Kebun adalah tempat tanaman hidup."
    assert texts["pasal-1/angka-2/huruf-b"] == "semak."
    assert texts["pasal-2/ayat-1"].endswith("dimaksud dalam Pasal 1 angka 1.")
    assert texts["pasal-2/ayat-2/huruf-c"] == "pemupukan,"
    assert texts["pasal-2/ayat-2a"] == "Petugas kebun diberi seragam."
    assert texts["pasal-2a"] == "Pengunjung kebun tidak dipungut biaya."


def test_text_after_a_list_belongs_to_what_holds_the_list() -> None:
    assert _texts(parse(TEXT, KINDS))["pasal-2/ayat-2"] == (
        "Pemeliharaan sebagaimana dimaksud pada ayat (1) meliputi:\n"
        "yang dilakukan setiap hari oleh petugas kebun sesuai dengan jadwal kerja."
    )


def test_full_text_has_the_markers_and_all_that_is_below() -> None:
    regulation = parse(TEXT, KINDS)
    article = next(p for p in regulation.provisions if str(p.ref).endswith("/pasal-1"))
    assert article.full_text == (
        "Dalam Peraturan Pemerintah ini yang dimaksud dengan:\n1. Kebun adalah tempat tanaman hidup.\n"
        "2. Tanaman meliputi:\na. pohon; dan\nb. semak."
    )


def test_articles_know_the_headings_above_them() -> None:
    article = next(p for p in parse(TEXT, KINDS).provisions if str(p.ref) == "pp-91-2031/pasal-2")
    assert (article.bab, article.bagian, article.paragraf) == ("II", "Kesatu", None)
    titles = {(h.kind, h.number): h.title for h in parse(TEXT, KINDS).headings}
    assert titles["bab", "II"] == "PEMELIHARAAN"
    assert titles["bagian", "Kesatu"] == "Umum"


def test_pembukaan_and_penjelasan_are_parts_of_their_own() -> None:
    texts = _texts(parse(TEXT, KINDS))
    assert texts["pembukaan/huruf-a"] == "bahwa kebun raya daerah perlu dipelihara;"
    assert texts["pembukaan/angka-2"] == "Undang-Undang Nomor 90 Tahun 2030 tentang Taman;"
    assert texts["penjelasan"] == "Kebun raya adalah paru-paru kota."
    assert texts["penjelasan/pasal-2/ayat-2/huruf-a"].startswith("Yang dimaksud")
    assert texts["penjelasan/pasal-3"] == "Cukup jelas."


def test_a_clean_text_has_no_problems() -> None:
    assert parse(TEXT, KINDS).problems == ()


def test_the_json_has_the_fields_of_the_contract() -> None:
    written = regulation_json(parse(TEXT, KINDS))
    assert list(written) == ["regulation", "provisions", "headings", "unplaced", "problems", "operations"]
    provisions = written["provisions"]
    assert isinstance(provisions, list)
    assert {"ref", "part", "text", "full_text", "bab", "bagian", "paragraf", "span"} == set(provisions[0])  # type: ignore[arg-type]


def test_garbage_gives_no_provisions_and_says_so() -> None:
    for text in ("", "   \n", "halo dunia", "1 2 3 \x00 (( \ud800"):
        regulation = parse(text, KINDS)
        assert regulation.provisions == ()
        assert text.strip() == "" or regulation.problems


def test_a_text_may_begin_in_the_middle_of_a_regulation() -> None:
    regulation = parse("Pasal 47\n(1) Kebun dibuka.\n(2) Kebun ditutup.\n", KINDS)
    assert [p.text for p in regulation.provisions] == ["", "Kebun dibuka.", "Kebun ditutup."]


def test_floating_ayat_numbers_are_given_back_so_that_no_ayat_speaks_of_itself() -> None:
    """The last number was lost with the page it stood on; what the paragraphs refer to tells the others."""
    text = """PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 91 TAHUN 2031
TENTANG
KEBUN RAYA DAERAH
Pasal 7
(1) Perawatan kebun merupakan upaya menjaga tanaman.
(3) (4) (1) (2) Perawatan sebagaimana dimaksud pada ayat (1) dilakukan pada tingkat:
a. kebun; dan
b. daerah. Setiap penjaga memiliki hak yang sama untuk merawat kebun. Perawatan oleh penjaga sebagaimana dimaksud pada ayat (3) dilakukan paling sedikit 9 (sembilan) jam dalam 1 (satu) bulan. Untuk menyelenggarakan perawatan sebagaimana dimaksud pada ayat (1), kepala kebun wajib:
a. menetapkan kebutuhan; dan
b. melaksanakan perawatan.
Pasal 8
Kebun terbuka untuk umum.
"""
    regulation = parse(text, KINDS)
    ayat = {str(p.ref).split("/")[-1]: p.text for p in regulation.provisions if str(p.ref).count("/") == 2}
    assert ayat["ayat-4"].startswith("Perawatan oleh penjaga sebagaimana dimaksud pada ayat (3)")
    assert ayat["ayat-5"].startswith("Untuk menyelenggarakan")
