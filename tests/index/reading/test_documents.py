"""Word, HTML, Markdown and plain text files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from tanyapasal.index.errors import ReadingError
from tanyapasal.index.reading import read_bytes, read_file
from tanyapasal.index.reading.list_numbers import letters, repeated_letters, roman
from tests.index.reading.papers import saved, word_file


def test_word_draws_numbers_that_become_text() -> None:
    read = read_bytes(
        word_file(
            [
                ("Pasal 3", "", 0),
                ("Petugas wajib:", "ayat", 0),
                ("menyiram; dan", "ayat", 1),
                ("memupuk:", "ayat", 1),
                ("setiap bulan", "ayat", 2),
                ("Petugas dilarang:", "ayat", 0),
                ("merokok", "ayat", 1),
                ("Pasal 4", "", 0),
                ("Kepala dinas mengawasi.", "ayat2", 0),
            ]
        )
    )
    assert read.format == "docx"
    assert read.text.split("\n") == [
        "Pasal 3",
        "(1) Petugas wajib:",
        "a. menyiram; dan",
        "b. memupuk:",
        "b.1) setiap bulan",
        "(2) Petugas dilarang:",
        "a. merokok",
        "Pasal 4",
        "(1) Kepala dinas mengawasi.",
        "",
    ]


def test_cells_that_label_are_joined_by_a_blank_and_others_by_a_bar() -> None:
    rows = [("Menimbang", ":", "a. bahwa taman indah;"), ("Nama", "Kelas", "Letak")]
    assert read_bytes(word_file([], rows)).text == (
        "Menimbang : a. bahwa taman indah;\nNama | Kelas | Letak\n"
    )


def test_text_that_a_tracked_change_took_away_is_left_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Petugas ")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>dapat</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>wajib hadir</w:t></w:r></w:ins>"))
    assert read_bytes(saved(document)).text == "Petugas wajib hadir\n"


def test_a_browser_draws_numbers_that_become_text() -> None:
    page = """<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><!-- c --><script>a()</script>
      <h1>PERATURAN&nbsp;WALI KOTA</h1><p style="display: none">tersembunyi</p>
      <p>Pasal 5</p><ol start=2><li>dua <ol type=a><li>huruf <b>satu</b><li>huruf dua</ol> penutup<li value=7>tujuh</ol>
      baris<br>baru <table><tr><td>Nama</td><td>R&eacute;mi</td><td>&#x201C;x&#x201D;</td></tr></table></body></html>"""
    assert read_bytes(page.encode()).text.split("\n") == [
        "PERATURAN WALI KOTA",
        "Pasal 5",
        "2. dua",
        "a. huruf satu",
        "b. huruf dua",
        "penutup",
        "7. tujuh",
        "baris",
        "baru",
        "Nama | Rémi | “x”",
        "",
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_every_usual_encoding_is_read(encoding: str) -> None:
    text = "Pasal 1\nPetugas “taman” wajib hadir – tepat waktu.\n"
    assert read_bytes(text.encode(encoding)).text == text


def test_an_html_head_names_its_encoding() -> None:
    page = '<html><head><meta charset="windows-1252"></head><body><p>caf\u00e9 “x”</p></body></html>'
    assert read_bytes(page.encode("cp1252")).text == "café “x”\n"


def test_plain_text_keeps_every_position(tmp_path: Path) -> None:
    text = "Pasal\u200b 1\r\n\x0cKetentuan cafe\u0301.\r\n"
    path = tmp_path / "a.md"
    path.write_bytes(text.encode())
    read = read_file(path)
    assert read.format == "markdown"
    assert read.text == "Pasal  1\n Ketentuan cafe\u0301.\n"
    assert len(read.text) == len(text.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "kosong"),
        (b" \n\n ", "kosong"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), r"\.doc"),
        (b"{\\rtf1 abc}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "gambar"),
        (bytes(range(256)) * 20, "bukan teks"),
        (b"PK\x03\x04 broken", "rusak"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(ReadingError, match=said):
        read_bytes(data)


def test_an_archive_that_swells_is_not_opened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        block = b"0" * 2**20
        with archive.open("word/document.xml", "w") as part:
            for _ in range(310):
                part.write(block)
    with pytest.raises(ReadingError, match="mengembang"):
        read_bytes(stream.getvalue())


def test_another_office_file_is_named() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(ReadingError, match="lembar kerja"):
        read_bytes(stream.getvalue())


def test_a_word_file_with_a_broken_part_says_so() -> None:
    source = word_file([("Pasal 1", "", 0)])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<broken" if name == "word/document.xml" else old.read(name))
    with pytest.raises(ReadingError, match="utuh"):
        read_bytes(stream.getvalue())


def test_files_that_are_not_there_say_so(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="tidak ada"):
        read_file(tmp_path / "hilang.pdf")
    with pytest.raises(ReadingError, match="folder"):
        read_file(tmp_path)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_one_sentence(data: bytes) -> None:
    for start in (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe"):
        assert _outcome(start + data)


def _outcome(data: bytes) -> bool:
    try:
        read_bytes(data).text.encode("utf-8")
    except ReadingError as error:
        return "\n" not in str(error)
    return True


def test_numerals_go_on_as_programs_draw_them() -> None:
    assert [letters(n) for n in (1, 26, 27, 53)] == ["a", "z", "aa", "ba"]
    assert [repeated_letters(n) for n in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    assert [roman(n) for n in (1, 4, 9, 49, 0)] == ["i", "iv", "ix", "xlix", "0"]
