"""Word drafts whose numbers are list numbers alone, what stands beside the text, and turned text in a PDF."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from fpdf import FPDF

from tanyapasal.index.filing import regulation_of
from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.reading import read_bytes
from tests.index.reading.papers import draft_file, saved

KINDS = Kinds.of((Kind("pp", "Peraturan Pemerintah", "PP", 30, (), "PP 1/2020", "pp-1-2020"),))


def test_a_draft_numbered_by_word_alone_becomes_pasal_ayat_and_huruf() -> None:
    regulation = regulation_of(read_bytes(saved(draft_file())), KINDS)
    texts = {str(p.ref).removeprefix("pp-95-2031/"): p.text for p in regulation.provisions}
    assert texts == {
        "pembukaan": "Menimbang: bahwa kebun perlu diatur;\nMEMUTUSKAN:",
        "pasal-1": "Dalam Peraturan Pemerintah ini yang dimaksud dengan kebun adalah lahan bertanaman.",
        "pasal-2": "",
        "pasal-2/ayat-1": "Kebun dipelihara oleh:",
        "pasal-2/ayat-1/huruf-a": "petugas; dan",
        "pasal-2/ayat-1/huruf-b": "warga sekitar.",
        "pasal-2/ayat-2": "Pemeliharaan dilakukan setiap hari.",
        "pasal-3": "",
        "pasal-3/ayat-1": "Warga boleh memetik buah.",
        "pasal-3/ayat-2": "Buah dibagi rata.",
        "pasal-4": "Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.",
    }
    assert {(p.bab, p.bagian) for p in regulation.provisions} == {(None, None), ("I", None), ("II", "Kesatu")}


def test_heads_feet_and_footnotes_are_kept_apart_and_reported() -> None:
    document = draft_file()
    blank = f"<w:footnotes {nsdecls('w')}>"
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>Lihat lampiran.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, (blank + note).encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    read = read_bytes(saved(document))
    assert [span.of(read.text) for span in read.furniture] == ["RANCANGAN 12 MEI 2031\nBiro Hukum"]
    assert [span.of(read.text) for span in read.notes] == ["Lihat lampiran."]
    unplaced = {entry.text: entry.why for entry in regulation_of(read, KINDS).unplaced}
    assert unplaced == {"RANCANGAN 12 MEI 2031\nBiro Hukum": "page_furniture", "Lihat lampiran.": "unknown"}


def test_what_a_tracked_change_took_away_and_hidden_text_are_neither_read_nor_counted() -> None:
    text = read_bytes(saved(draft_file())).text
    assert "Ayat yang dihapus" not in text
    assert "catatan penyusun" not in text
    assert "(2) Pemeliharaan dilakukan setiap hari." in text.split("\n")


def test_lists_of_a_page_follow_its_style_sheet_and_words_are_whole() -> None:
    page = (
        "<html><head><style>ol.huruf { list-style-type: lower-alpha }</style></head><body><div><p>Pasal&nbsp;1</p></div>"
        "<ol class='huruf'><li><p>peng&shy;adaan barang;</p></li><li><div>jasa.</div></li></ol></body></html>"
    )
    assert read_bytes(page.encode()).text == "Pasal 1\na. pengadaan barang;\nb. jasa.\n"


def _turned(degrees: int, page_turned: int = 0) -> bytes:
    document = FPDF(format="A4")
    document.add_page()
    document.set_font("Helvetica", size=11)
    with document.rotation(degrees, 105, 148):
        for n, line in enumerate(("Pasal 1", "Kebun dibuka setiap hari.", "Pasal 2", "Kebun ditutup.")):
            document.set_xy(40, 100 + 7 * n)
            document.cell(text=line)
    source = pypdfium2.PdfDocument(bytes(document.output()))
    page = source[0]
    page.set_rotation(page_turned)
    page.close()
    stream = io.BytesIO()
    source.save(stream)
    source.close()
    return stream.getvalue()


@pytest.mark.parametrize(("degrees", "page"), [(0, 90), (90, 0), (90, 90), (180, 0), (270, 0), (270, 90)])
def test_a_turned_page_is_read_upright(degrees: int, page: int) -> None:
    read = read_bytes(_turned(degrees, page))
    assert read.text == "Pasal 1\nKebun dibuka setiap hari.\nPasal 2\nKebun ditutup.\n"
    assert read.furniture == ()


def test_stamps_across_a_page_are_furniture() -> None:
    document = FPDF(format="A4")
    document.add_page()
    document.set_font("Helvetica", size=11)
    for n, line in enumerate(("Pasal 1", "Kebun dibuka setiap hari kerja.")):
        document.set_xy(20, 30 + 7 * n)
        document.cell(text=line)
    for degrees, text in ((45, "SALINAN"), (90, "jdih.kota.go.id")):
        with document.rotation(degrees, 150, 150):
            document.set_xy(150, 150)
            document.cell(text=text)
    read = read_bytes(bytes(document.output()))
    assert read.text == "Pasal 1\nKebun dibuka setiap hari kerja.\nSALINAN\njdih.kota.go.id\n"
    assert [span.of(read.text) for span in read.furniture] == ["SALINAN\njdih.kota.go.id"]
