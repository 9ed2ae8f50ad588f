"""PDF files, with and without a text layer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tanyapasal.index.errors import ReadingError
from tanyapasal.index.reading import read_bytes, read_file
from tanyapasal.index.reading.columns import lines_of
from tanyapasal.index.reading.ocr import recogniser
from tanyapasal.index.reading.rows import Piece
from tests.index.reading.papers import pdf_of, scan_of

HEADER = ((90.0, 10.0, "PRESIDEN"), (80.0, 16.0, "REPUBLIK INDONESIA"), (97.0, 22.0, "- 2 -"))
PASAL = (
    (20.0, 280.0, "SK No 202801 A"),  # drawn first, stands last
    (90.0, 40.0, "Pasal 12"),
    (20.0, 50.0, "(1)"),
    (30.0, 50.0, "Setiap petugas taman menyiram tanaman."),
    (20.0, 57.0, "(2)"),
    (30.0, 57.0, "Penyiraman dilakukan pada pagi hari."),
)


def test_lines_come_in_the_order_of_reading_not_of_drawing() -> None:
    read = read_bytes(pdf_of([[*PASAL, *HEADER]]))
    assert read.format == "pdf"
    assert not read.recognised
    assert read.text.split("\n") == [
        "PRESIDEN",
        "REPUBLIK INDONESIA",
        "- 2 -",
        "Pasal 12",
        "(1) Setiap petugas taman menyiram tanaman.",
        "(2) Penyiraman dilakukan pada pagi hari.",
        "SK No 202801 A",
        "",
    ]


def test_a_label_beside_its_text_is_read_across() -> None:
    page = [
        (20.0, 40.0, "Menimbang"),
        (48.0, 40.0, ":"),
        (52.0, 40.0, "a."),
        (60.0, 40.0, "bahwa taman kota perlu dirawat;"),
        (52.0, 46.0, "b."),
        (60.0, 46.0, "bahwa perawatan taman perlu diatur;"),
    ]
    assert read_bytes(pdf_of([page])).text.split("\n")[:2] == [
        "Menimbang : a. bahwa taman kota perlu dirawat;",
        "b. bahwa perawatan taman perlu diatur;",
    ]


def test_a_list_set_in_two_columns_is_read_down_each_column() -> None:
    page = [(20.0, 40.0, "Tanaman terdiri atas:")]
    for i in range(3):
        page += [(20.0, 50.0 + 6 * i, "abc"[i] + "."), (28.0, 50.0 + 6 * i, f"tanaman {i + 1};")]
        page += [(110.0, 50.0 + 6 * i, "def"[i] + "."), (118.0, 50.0 + 6 * i, f"tanaman {i + 4};")]
    assert [line[:2] for line in read_bytes(pdf_of([page])).text.split("\n")[1:7]] == [
        f"{c}." for c in "abcdef"
    ]


def test_a_table_is_read_across_its_rows() -> None:
    page = [
        (x, 40.0 + 6 * i, f"{name} {i}") for i in range(6) for x, name in ((20.0, "Nama"), (110.0, "Kelas"))
    ]
    assert read_bytes(pdf_of([page])).text.split("\n")[0] == "Nama 0 Kelas 0"


def test_prose_in_two_columns_is_read_down_each_column() -> None:
    pieces = [
        Piece(f"{side} baris {i} yang penuh", 100.0 * s, 100.0 * s + 80, 12.0 * i, 12.0 * i + 10)
        for i in range(6)
        for s, side in enumerate(("kiri", "kanan"))
    ]
    lines = lines_of(pieces)
    assert [line.split()[0] for line in lines] == ["kiri"] * 6 + ["kanan"] * 6


@pytest.mark.skipif(
    recogniser()[0] is None, reason="tesseract dengan bahasa ind tidak terpasang di mesin ini"
)
def test_a_scanned_page_is_recognised() -> None:
    read = read_bytes(scan_of(pdf_of([[*PASAL, *HEADER]])))
    assert read.recognised
    lines = read.text.split("\n")
    assert "Pasal 12" in lines
    assert "(1) Setiap petugas taman menyiram tanaman." in lines
    assert lines.index("PRESIDEN") < lines.index("Pasal 12") < lines.index("SK No 202801 A")


def test_without_tesseract_a_scan_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    recogniser.cache_clear()
    scan = scan_of(pdf_of([PASAL]))
    with pytest.raises(ReadingError, match="tesseract-ocr-ind"):
        read_bytes(scan)
    mixed = pdf_of([PASAL])
    assert read_bytes(mixed).problems == ()
    recogniser.cache_clear()


def test_a_locked_and_a_broken_pdf_say_so(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="kata sandi"):
        read_bytes(pdf_of([PASAL], password="rahasia"))
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + b"\x00garbage" * 50)
    with pytest.raises(ReadingError, match=r"rusak\.pdf.*rusak; unduh"):
        read_file(broken)


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "peraturan.docx"
    path.write_bytes(pdf_of([PASAL]))
    assert read_file(path).format == "pdf"
