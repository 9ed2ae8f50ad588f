"""Numbering that closes on itself: inserted articles, roman ones, items without their dot, signs around headings."""

from __future__ import annotations

import pytest

from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.regulation import Regulation
from tanyapasal.index.parsing import parse

KINDS = Kinds.of(
    (
        Kind(
            "uu", "Undang-Undang", "UU", 20, ("Undang-Undang Republik Indonesia",), "UU 1/2020", "uu-1-2020"
        ),
        Kind("pp", "Peraturan Pemerintah", "PP", 30, (), "PP 1/2020", "pp-1-2020"),
    )
)
HEAD = (
    "PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 94 TAHUN 2031\nTENTANG\nKEBUN RAYA\nMenimbang: bahwa perlu;\n"
    "MEMUTUSKAN:\nMenetapkan: PERATURAN PEMERINTAH TENTANG KEBUN RAYA.\n"
)
AMENDING = HEAD.replace("KEBUN RAYA", "PERUBAHAN ATAS UNDANG-UNDANG NOMOR 7 TAHUN 2019 TENTANG KEBUN")
FIRST = "Pasal I\nBeberapa ketentuan dalam Undang-Undang Nomor 7 Tahun 2019 tentang Kebun diubah sebagai berikut:\n"
LAST = "Pasal II\nPeraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.\n"


def _texts(regulation: Regulation) -> dict[str, str]:
    return {str(p.ref).partition("/")[2]: p.text for p in regulation.provisions if p.ref.locator.pasal}


def _codes(regulation: Regulation) -> list[str]:
    return [problem.code for problem in regulation.problems]


def _operations(regulation: Regulation) -> list[str]:
    return [f"{o.kind} {o.target.locator.names}" for o in regulation.operations]


@pytest.mark.parametrize("heading", ["Pasal 4{}", "PASAL 4{}", "Pasal 4 {}", "Pasal 4{} **)", "Pasal 4{}.", "- Pasal 4{} -", "Pasal\n4{}"])  # fmt: skip
def test_letters_go_on_to_the_end_of_the_alphabet(heading: str) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    inserted = "".join(f"{heading.format(c)}\nBangku nomor {ord(c)} dicat.\n" for c in letters)
    text = f"{HEAD}Pasal 4\nBangku dicat.\n{inserted}Pasal 5\nPagar dicat.\n"
    regulation = parse(
        text.replace("Pasal 4\n", "Pasal 1\n", 1).replace("4", "1").replace("Pasal 5", "Pasal 2"), KINDS
    )
    assert list(_texts(regulation)) == ["pasal-1", *(f"pasal-1{c.lower()}" for c in letters), "pasal-2"]
    assert _codes(regulation) == []


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (["1", "1 bis", "1 ter", "2"], ["1", "1-bis", "1-ter", "2"]),
        (["1", "1bis", "2", "2 Bis", "2 quater"], ["1", "1-bis", "2", "2-bis", "2-quater"]),
        (["1", "1A", "1 BIS", "2"], ["1", "1a", "1-bis", "2"]),
        (["1 ", "1 bis.", "2", "3"], ["1", "1-bis", "2", "3"]),
    ],
)
def test_articles_are_counted_in_latin_too(printed: list[str], names: list[str]) -> None:
    body = "".join(f"Pasal {p}\nKebun {n} dibuka.\n" for n, p in enumerate(printed))
    regulation = parse(HEAD + body, KINDS)
    assert list(_texts(regulation)) == [f"pasal-{name}" for name in names]
    headings = [h.number for h in regulation.headings if h.kind == "pasal"]
    assert "1 bis" in headings or "2 bis" in headings


def test_an_article_that_is_referred_to_by_a_latin_number_opens_none() -> None:
    body = "Pasal 1\nKebun dibuka.\nPasal 1 bis\nKebun ditutup.\nPasal 2\nLarangan sebagaimana dimaksud dalam\nPasal 1 bis\nayat (1) berlaku.\n"
    assert list(_texts(parse(HEAD + body, KINDS))) == ["pasal-1", "pasal-1-bis", "pasal-2"]


@pytest.mark.parametrize(
    ("printed", "missing"),
    [
        (["1", "1A", "1D", "2"], ["1B", "1C"]),
        (["1", "1B", "2"], ["1A"]),
        (["1", "3A", "4"], ["2", "3"]),
        (["1", "1 ter", "2"], ["1 bis"]),
    ],
)
def test_inserted_articles_that_are_missing_are_told(printed: list[str], missing: list[str]) -> None:
    regulation = parse(HEAD + "".join(f"Pasal {p}\nKebun dibuka.\n" for p in printed), KINDS)
    told = [p.message for p in regulation.problems if p.code == "missing_pasal"]
    assert told == [f"Pasal {number} tidak ditemukan menurut urutan nomornya." for number in missing]


@pytest.mark.parametrize("title", ["PENCABUTAN PERATURAN PEMERINTAH NOMOR 3 TAHUN 2000", "KEBUN LAMA", "PERUBAHAN NAMA KOTA"])  # fmt: skip
@pytest.mark.parametrize("numbers", [["I", "II"], ["I", "II", "III", "IV", "V", "VI"]])
def test_any_regulation_may_count_in_roman(title: str, numbers: list[str]) -> None:
    body = "".join(f"Pasal {n}\nKebun {n} dibuka kembali.\n" for n in numbers)
    regulation = parse(HEAD.replace("KEBUN RAYA", title) + body, KINDS)
    assert list(_texts(regulation)) == [f"pasal-{n.lower()}" for n in numbers]
    assert regulation.operations == ()


@pytest.mark.parametrize(
    ("title", "first"),
    [
        (
            "TAMBAHAN DAN PERUBAHAN ATAS ANGGARAN KEBUN",
            "(1) Anggaran bertambah.\n(2) Perubahan dimuat dalam Lampiran.",
        ),
        ("PERUBAHAN NAMA KEBUN", "Nama kebun diubah menjadi Kebun Raya."),
        ("PERUBAHAN BATAS KEBUN", "Batas kebun ditetapkan sebagai berikut:\na. utara; dan\nb. selatan."),
    ],
)
def test_a_title_that_speaks_of_change_amends_nothing_by_itself(title: str, first: str) -> None:
    body = f"Pasal 1\n{first}\nPasal 2\nKebun dijaga.\nPasal 3\nBerlaku.\n"
    texts = _texts(parse(HEAD.replace("KEBUN RAYA", title) + body, KINDS))
    assert [name for name in texts if "/" not in name] == ["pasal-1", "pasal-2", "pasal-3"]


def test_a_first_article_misread_as_arabic_is_roman_where_the_second_is() -> None:
    body = f"{FIRST.replace('Pasal I', 'Pasal 1')}1. Pasal 4 dihapus.\n{LAST.replace('II', '11')}"
    assert set(_texts(parse(AMENDING + body, KINDS))) == {"pasal-i", "pasal-i/angka-1", "pasal-ii"}


@pytest.mark.parametrize("marker", ["{}", "{} .", "{},", "{} -", "{})", "{};", "{}\n"])
def test_items_are_found_without_their_dot(marker: str) -> None:
    items = (
        "Ketentuan Pasal 3 diubah sehingga berbunyi:\nPasal 3\nKebun dibuka:\n1 pagi;\n2 sore.\n",
        "Di antara Pasal 9 dan Pasal 10 disisipkan 1 (satu) pasal, yakni Pasal 9A yang berbunyi:\nPasal 9A\nPagar dicat.\n",
        "Ketentuan Pasal 12 dihapus.\n",
    )
    body = "".join(f"{marker.format(n)} {item}" for n, item in enumerate(items, 1))
    regulation = parse(AMENDING + FIRST + body + LAST, KINDS)
    assert _operations(regulation) == [
        "ubah ('pasal-3',)", "sisip ('pasal-9a',)", "hapus ('pasal-12',)"
    ]  # fmt: skip


def test_an_instruction_that_lost_its_number_is_no_text_of_the_one_above() -> None:
    body = "1. Ketentuan Pasal 3 diubah sehingga berbunyi:\nPasal 3\nKebun dibuka.\nKetentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:\nPasal 5\nKebun ditutup.\n3. Pasal 7 dihapus.\n"
    regulation = parse(AMENDING + FIRST + body + LAST, KINDS)
    assert _operations(regulation) == ["ubah ('pasal-3',)", "ubah ('pasal-5',)", "hapus ('pasal-7',)"]
    assert _codes(regulation) == ["angka_inferred"]


@pytest.mark.parametrize(
    ("instruction", "quoted", "codes"),
    [
        ("disisipkan 3 (tiga) pasal, yakni Pasal 3A dan Pasal 3B", "Pasal 3A\nSatu.\nPasal 3B\nDua.\n", ["amendment_count"]),
        ("disisipkan 2 (dua) pasal, yakni Pasal 3A dan Pasal 3B", "Pasal 3A\nSatu.\n", ["missing_new_text"]),
        ("disisipkan 1 (satu) pasal, yakni Pasal 3A", "Pasal 3A\nSatu.\nPasal 3B\nDua.\n", ["unnamed_quote"]),
        ("ditambah 2 (dua) pasal baru", "Pasal 3A\nSatu.\n", ["amendment_count"]),
        ("disisipkan 2 (dua) pasal, yakni Pasal 3A dan Pasal 3B", "Pasal 3A\nSatu.\nPasal 3B\nDua.\n", []),
    ],
)  # fmt: skip
def test_what_is_printed_is_counted_against_what_was_read(
    instruction: str, quoted: str, codes: list[str]
) -> None:
    body = f"1. Di antara Pasal 3 dan Pasal 4 {instruction} yang berbunyi:\n{quoted}"
    assert _codes(parse(AMENDING + FIRST + body + LAST, KINDS)) == codes


@pytest.mark.parametrize(
    "page",
    [
        "\n- {n} -\n{n}. Ketentuan Pasal {m} diubah sehingga berbunyi sebagai\nberikut:\nPasal {m}\n{text}",
        "\n-{n}-\n{n}. Di antara Pasal {m} dan Pasal {m}0 disisipkan\n1 (satu) pasal, yakni Pasal {m}A yang berbunyi:\nPasal {m}A\n{text}",
        "\nwww.peraturan.go.id\n{n}.\nKetentuan Pasal {m} diubah sehingga\nberbunyi sebagai berikut:\nPasal {m}\n{text}",
        "\nSK No 12345{n} A\n{n}) Ketentuan Pasal {m} diubah sehingga berbunyi:\nPasal {m}\n{text}",
    ],
)  # fmt: skip
def test_instructions_at_the_heads_of_pages_are_no_furniture(page: str) -> None:
    text = "(1) Kebun dibuka tiap pagi dan sore hari.\n(2) Ketentuan lebih lanjut diatur dengan Peraturan Menteri.\n"
    body = "".join(page.format(n=n, m=2 * n, text=text) for n in range(1, 10))
    regulation = parse(AMENDING + FIRST + body + LAST, KINDS)
    assert len(regulation.operations) == 9
    assert all(o.provisions[-1].text.endswith("Peraturan Menteri.") for o in regulation.operations)


@pytest.mark.parametrize(
    "glued", ["0B", "12C", "_Toc123456", "_Toc77 ", "[_Ref3]", "_bookmark4", "¶", "#7 ", "0B_Toc5"]
)
def test_marks_of_writing_programs_before_headings_are_furniture(glued: str) -> None:
    body = f"{glued}BAB I\nKETENTUAN UMUM\n{glued}Pasal 1\nKebun dibuka.\nPasal 2\nSebagaimana dimaksud dalam\nPasal 1.\n{glued}Pasal 3\nKebun dijaga.\n"
    regulation = parse(HEAD + body, KINDS)
    assert _texts(regulation) == {
        "pasal-1": "Kebun dibuka.",
        "pasal-2": "Sebagaimana dimaksud dalam Pasal 1.",
        "pasal-3": "Kebun dijaga.",
    }
    assert [u.text for u in regulation.unplaced] == [glued.strip()] * 3
    assert [h.title for h in regulation.headings if h.kind == "bab"] == ["KETENTUAN UMUM"]


@pytest.mark.parametrize(
    "head",
    [
        "2031, No. 1033 -4-", "2031, No.1033\n-4-", "-4- 2031, No. 1033", "4 2031, No. 1033", "2031, No.1033 – 4 –", "No. 1033, 2031",
        "2031 No. 1033 -4-", "2031, Nomor 1033 -4-", "BERITA NEGARA REPUBLIK INDONESIA 2031, No. 1033",
    ],
)  # fmt: skip
def test_heads_of_the_gazettes_are_furniture(head: str) -> None:
    body = f"Pasal 1\nPusat bertugas:\na. menerima; dan\n{head}\nb. meneruskan.\nPasal 2\nMenurut Lembaran Negara Tahun 2030 Nomor 5.\n"
    assert _texts(parse(HEAD + body, KINDS)) == {
        "pasal-1": "Pusat bertugas:",
        "pasal-1/huruf-a": "menerima; dan",
        "pasal-1/huruf-b": "meneruskan.",
        "pasal-2": "Menurut Lembaran Negara Tahun 2030 Nomor 5.",
    }


def test_heads_of_the_gazettes_amid_a_line_are_furniture_and_citations_are_not() -> None:
    body = (
        "Pasal 1\nPusat menerima dan 2031, No. 1033 -4- meneruskan panggilan.\n2031, No. 1033\nPasal 2\nMenurut Lembaran Negara"
        " Republik Indonesia Tahun 2031, No. 1033 dan Berita Negara 2030, No. 7 berlaku 2031, No. 1033 6 selamanya.\n2031, No. 1033\n"
    )
    assert _texts(parse(HEAD + body, KINDS)) == {
        "pasal-1": "Pusat menerima dan meneruskan panggilan.",
        "pasal-2": "Menurut Lembaran Negara Republik Indonesia Tahun 2031, No. 1033 dan Berita Negara 2030, No. 7 berlaku selamanya.",
    }


@pytest.mark.parametrize(
    "inner",
    [
        "Anggaran ditetapkan sebagai berikut:\nBAB I (Pengeluaran).\nJawatan umum .... Rp. 1.519.300,-",
        "Belanja terdiri atas:\nBagian I : Sekretariat .... Rp 1.000.000,-\nBagian II : Dinas .... Rp 2.000.000,-",
        "Laporan disusun dengan sistematika:\nBAB I PENDAHULUAN\nBAB II ISI\nBAB III PENUTUP",
        "Naskah lama berbunyi:\n\"BAB I\nTENTANG KEBUN\nKebun itu hijau.\nBAB II\nTENTANG AIR\nAir itu biru.\"",
        "Laporan disusun.\nBAB I Pendahuluan\nBerisi latar belakang kebun.\nBAB II Isi\nBerisi isi laporan.",
    ],
)  # fmt: skip
def test_headings_inside_an_article_do_not_cut_it_off(inner: str) -> None:
    body = f"BAB I\nUMUM\nPasal 1\nKebun dibuka.\nBAB II\nISI\nPasal 2\n{inner}\nPasal 3\nKebun dijaga.\nBAB III\nPENUTUP\nPasal 4\nBerlaku.\n"
    regulation = parse(HEAD + body, KINDS)
    assert " ".join(_texts(regulation)["pasal-2"].split()) == " ".join(inner.split())
    assert [(h.number, h.title) for h in regulation.headings if h.kind == "bab"] == [
        ("I", "UMUM"),
        ("II", "ISI"),
        ("III", "PENUTUP"),
    ]
    assert _codes(regulation) == ["nested_heading"]


def test_a_constitution_goes_on_in_roman_and_what_begins_again_is_kept() -> None:
    body = "".join(f"Pasal {n}\nNegara {n} berdiri.\n" for n in range(1, 15))
    body += "ATURAN PERALIHAN\nPasal I\nPeraturan tetap berlaku.****)\nPasal II\nLembaga tetap.\nATURAN TAMBAHAN\nPasal I\nMajelis meninjau.\nPasal II\nTamat.\n"
    regulation = parse(HEAD + body, KINDS)
    texts = _texts(regulation)
    assert (texts["pasal-14"], texts["pasal-i"], texts["pasal-ii"]) == (
        "Negara 14 berdiri.",
        "Peraturan tetap berlaku.",
        "Lembaga tetap.",
    )
    assert [p.text for p in regulation.provisions if not p.ref.locator.names] == [
        "Pasal I\nMajelis meninjau.\nPasal II\nTamat."
    ]
    assert _codes(regulation) == ["duplicate_pasal", "duplicate_pasal"]
