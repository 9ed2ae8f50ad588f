"""Layouts beyond those of the golden texts, each in a few lines."""

from __future__ import annotations

import pytest

from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.regulation import Regulation, explanation_of
from tanyapasal.index.parsing import parse

KINDS = Kinds.of(
    (
        Kind("pp", "Peraturan Pemerintah", "PP", 30, (), "PP 1/2020", "pp-1-2020"),
        Kind("sekebun", "Surat Edaran Menteri Kebun", "SE Menteri Kebun", 80, (), "", ""),
    )
)
HEAD = "PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 94 TAHUN 2031\nTENTANG\nKEBUN\nMenimbang: bahwa perlu;\nMEMUTUSKAN:\n"


def _texts(regulation: Regulation) -> dict[str, str]:
    return {str(p.ref).partition("/")[2]: p.text for p in regulation.provisions if p.ref.locator.pasal}


@pytest.mark.parametrize(
    "heading",
    [
        "PASAL 2", "Pasal 2.", "Pasal 2 :", "Ps. 2", "P a s a l 2", "Pasal-2", "Pasal Dua", "Pasal dua", "- Pasal 2 -", "(Pasal 2)",
        "> Pasal 2", "**Pasal 2**", "__Pasal 2__", "Rasal 2", "Posal 2", "Pasal' 2", "Pasal Z", "Pasal\n2", "Pasal\t 2", "Pasal ?",
        "Pasal", "·Pasal 2", "Pasal 2 ,", "| Pasal 2",
    ],
)  # fmt: skip
def test_a_heading_of_its_own_line_is_known_however_it_is_written(heading: str) -> None:
    regulation = parse(
        f"{HEAD}Pasal 1\nKebun dibuka.\n{heading}\nKebun ditutup.\nPasal 3\nKebun dijaga.\n", KINDS
    )
    assert _texts(regulation) == {
        "pasal-1": "Kebun dibuka.",
        "pasal-2": "Kebun ditutup.",
        "pasal-3": "Kebun dijaga.",
    }


@pytest.mark.parametrize(
    "line", ["Pasar 2", "Asal 2", "Pasal ini", "Pasal 2 dan kode etik", "sebagaimana Pasal 2"]
)
def test_other_lines_are_no_headings(line: str) -> None:
    regulation = parse(
        f"{HEAD}Pasal 1\nKebun dibuka menurut\n{line}\nyang berlaku.\nPasal 3\nKebun dijaga.\n", KINDS
    )
    assert set(_texts(regulation)) == {"pasal-1", "pasal-3"}
    assert [p.code for p in regulation.problems] == ["missing_pasal"]


@pytest.mark.parametrize(("first", "second"), [("1.", "2."), ("1)", "2)"), ("1 )", "2 )"), ("Ayat (1)", "Ayat (2)"), ("(1", "(2"), ("( 1 )", "( 2 )"), ("(lJ", "(2J")])  # fmt: skip
def test_ayat_are_known_without_their_brackets(first: str, second: str) -> None:
    text = f"{HEAD}Pasal 1\n{first} Kebun dibuka:\na. pagi; dan\nb. sore.\n{second} Kebun ditutup.\nPasal 2\nKebun dijaga.\n"
    assert _texts(parse(text, KINDS)) == {
        "pasal-1": "",
        "pasal-1/ayat-1": "Kebun dibuka:",
        "pasal-1/ayat-1/huruf-a": "pagi; dan",
        "pasal-1/ayat-1/huruf-b": "sore.",
        "pasal-1/ayat-2": "Kebun ditutup.",
        "pasal-2": "Kebun dijaga.",
    }


def test_a_list_that_words_open_stays_a_list() -> None:
    text = f"{HEAD}Pasal 1\nKebun terdiri atas:\n1. kebun kota; dan\n2. kebun desa.\nPasal 2\nKebun dijaga.\n"
    assert "pasal-1/angka-2" in _texts(parse(text, KINDS))


@pytest.mark.parametrize("written", ["BAB KEDUA", "BAB 2", "Bab II", "BAB lI", "8AB II", "BAB - II", "BABII"])
def test_bab_are_known_in_words_figures_and_misread(written: str) -> None:
    text = f"{HEAD}BAB I\nUMUM\nPasal 1\nKebun dibuka.\n{written}\nPENUTUP\nPasal 2\nKebun ditutup.\n"
    regulation = parse(text, KINDS)
    assert [(p.ref.locator.pasal, p.bab, p.text) for p in regulation.provisions if p.ref.locator.pasal] == [
        ("1", "I", "Kebun dibuka."),
        ("2", "II", "Kebun ditutup."),
    ]


@pytest.mark.parametrize("written", ["Pasal 2 s/d Pasal 4", "Pasal 2 sampai dengan Pasal 4", "Pasal 2 s.d. 4", "Pasal 2 - Pasal 4", "Pasal 2, Pasal 3, dan Pasal 4"])  # fmt: skip
def test_one_explanation_of_several_pasal_is_that_of_each(written: str) -> None:
    body = "".join(f"Pasal {n}\nKebun nomor {n} dibuka.\n" for n in range(1, 6))
    explained = f"Pasal 1\nYang dimaksud dengan kebun adalah lahan.\n{written}\nCukup jelas.\nPasal 5\nYang dimaksud dengan lahan adalah tanah.\n"
    title = "PENJELASAN\nATAS\nPERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 94 TAHUN 2031\nTENTANG\nKEBUN\nI. UMUM\nKebun itu penting.\nII. PASAL DEMI PASAL\n"
    regulation = parse(
        f"{HEAD}{body}Ditetapkan di Jakarta\npada tanggal 1 Mei 2031\n{title}{explained}", KINDS
    )
    found = {n: explanation_of(regulation, str(n)) for n in range(1, 7)}
    texts = {n: p.text if p else None for n, p in found.items()}
    assert texts[2] == texts[3] == texts[4] == "Cukup jelas."
    assert str(texts[1]).startswith("Yang dimaksud dengan kebun")
    assert str(texts[5]).startswith("Yang dimaksud dengan lahan")
    assert texts[6] is None
    assert not regulation.problems


def test_a_second_regulation_behind_the_first_is_set_aside() -> None:
    first = f"{HEAD}Pasal 1\nKebun dibuka.\nPasal 2\nKebun ditutup.\nDitetapkan di Jakarta\npada tanggal 1 Mei 2031\n"
    second = first.replace("NOMOR 94", "NOMOR 95").replace("Kebun", "Taman")
    regulation = parse(first + second, KINDS)
    assert str(regulation.id) == "pp-94-2031"
    assert _texts(regulation) == {"pasal-1": "Kebun dibuka.", "pasal-2": "Kebun ditutup."}
    assert [p.code for p in regulation.problems] == ["another_regulation"]
    assert [u.text for u in regulation.unplaced] == [second.strip()]


def test_a_list_of_contents_is_no_law() -> None:
    contents = "".join(f"Pasal {n}\n" for n in range(1, 4))
    body = "".join(f"Pasal {n}\nKebun nomor {n} dibuka.\n" for n in range(1, 4))
    texts = _texts(parse(contents + HEAD + body, KINDS))
    assert texts == {f"pasal-{n}": f"Kebun nomor {n} dibuka." for n in range(1, 4)}


def test_words_parted_at_line_ends_are_put_together_and_others_keep_their_hyphen() -> None:
    text = f"{HEAD}Pasal 1\nDinas menyelenggarakan lomba dan me-\nnyiram kebun.\nPasal 2\nDinas menyeleng-\ngarakan lomba kupu-\nkupu.\n"
    texts = _texts(parse(text, KINDS))
    assert texts["pasal-2"] == "Dinas menyelenggarakan lomba kupu-kupu."
    assert texts["pasal-1"].endswith("me-nyiram kebun.")


def test_lines_of_law_that_come_again_are_law() -> None:
    """Only what stands beside page numbers, or names a page, is a running title."""
    body = "".join(
        f"Pasal {n}\n" + "".join(f"{letter}. hal nomor {n} {letter};\n" for letter in "abcdefgh")
        + "Pemeliharaan sebagaimana dimaksud dilakukan menurut petunjuk\npetugas kebun.\n" for n in range(1, 13)
    )  # fmt: skip
    regulation = parse(HEAD + body, KINDS)
    assert not regulation.unplaced
    lines = (HEAD + body).split("\n")
    paged = [
        line
        for i in range(0, len(lines), 20)
        for line in (*lines[i : i + 20], "PP Kebun Contoh", f"hlm. {i // 20 + 1}")
    ]
    regulation = parse("\n".join(paged), KINDS)
    assert {u.text.partition(".")[0] for u in regulation.unplaced} == {"PP Kebun Contoh", "hlm"}


@pytest.mark.parametrize(
    ("head", "identity"),
    [
        ("KEMENTERIAN KEBUN\nSURAT EDARAN\nNOMOR 16 TAHUN 2031\nTENTANG\nJAM BUKA\n", "sekebun-16-2031"),
        ("SURAT EDARAN MENTERI KEBUN\nNOMOR 16 TAHUN 2031\nTENTANG\nJAM BUKA\n", "sekebun-16-2031"),
        ("PERATURAN PEMERINTAH\nNOMOR 9S TAHUN 2O31\nTENTANG\nJAM BUKA\n", "pp-95-2031"),
    ],
)
def test_a_regulation_says_which_it_is(head: str, identity: str) -> None:
    regulation = parse(f"{head}A. Latar Belakang\n1. Kebun ramai.\nB. Isi\n1. Kebun dibuka pagi.\n", KINDS)
    assert (str(regulation.id), regulation.title) == (identity, "JAM BUKA")


def test_a_regulation_of_a_kind_that_is_not_known_is_kept_whole() -> None:
    regulation = parse(
        "SURAT EDARAN KETUA KLUB\nNOMOR 3 TAHUN 2031\nTENTANG\nIURAN\nIuran dibayar tiap bulan.\n", KINDS
    )
    assert (str(regulation.id), regulation.title) == ("seketuaklub-3-2031", "IURAN")
    assert [p.text for p in regulation.provisions] == ["Iuran dibayar tiap bulan."]


@pytest.mark.parametrize("catchword", ["Pasal2...", "Pasal 2 . . .", "Pasal 2", "Pasal Z..."])
def test_the_catchword_of_the_next_page_is_no_heading(catchword: str) -> None:
    page = "SK No 200001 A\nPRESTDEN\nREPUBLIK INDONESIA\n- 2 -\n"
    text = f"{HEAD}BAB I\nUMUM\nPasal 1\nKebun dibuka.\n{catchword}\n{page}Pasal 2\n(1) Kebun ditutup.\n(2) Pintu dikunci.\n"
    regulation = parse(text, KINDS)
    assert _texts(regulation) == {
        "pasal-1": "Kebun dibuka.",
        "pasal-2": "",
        "pasal-2/ayat-1": "Kebun ditutup.",
        "pasal-2/ayat-2": "Pintu dikunci.",
    }
    assert not any(p.code in ("empty_pasal", "stray_text") for p in regulation.problems)
