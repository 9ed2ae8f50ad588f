"""Files for the tests, written by the programs that write such files: PDF, scanned PDF, Word."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pypdfium2
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF

Placed = tuple[float, float, str]


def pdf_of(pages: Sequence[Sequence[Placed]], password: str | None = None) -> bytes:
    """A PDF with text layer; each text at (x, y) in millimetres, drawn in the order given."""
    document = FPDF(format="A4")
    document.set_auto_page_break(False)
    for page in pages:
        document.add_page()
        document.set_font("Helvetica", size=11)
        for x, y, text in page:
            document.set_xy(x, y)
            document.cell(text=text)
    if password:
        document.set_encryption(owner_password=password + "2", user_password=password)
    return bytes(document.output())


def scan_of(pdf: bytes) -> bytes:
    """The same pages as pictures, as a scanner gives them."""
    source = pypdfium2.PdfDocument(pdf)
    document = FPDF(format="A4")
    for index in range(len(source)):
        page = source[index]
        picture = page.render(scale=200 / 72).to_pil()
        page.close()
        document.add_page()
        document.image(picture, 0, 0, 210, 297)
    source.close()
    return bytes(document.output())


def _level(number: int, kind: str, pattern: str) -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'


def word_file(paragraphs: Sequence[tuple[str, str, int]], rows: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word file; each paragraph (text, list, level). Lists: "ayat" (1) a. 1), "ayat2" the same begun anew."""
    document = docx.Document()
    root = document.part.numbering_part.element
    levels = _level(0, "decimal", "(%1)") + _level(1, "lowerLetter", "%2.") + _level(2, "decimal", "%2.%3)")
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    for number, start in (("77", ""), ("78", '<w:startOverride w:val="1"/>')):
        override = f'<w:lvlOverride w:ilvl="0">{start}</w:lvlOverride>' if start else ""
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="77"/>{override}</w:num>'
            )
        )
    for text, name, level in paragraphs:
        paragraph = document.add_paragraph(text)
        if name:
            number = {"ayat": 77, "ayat2": 78}[name]
            paragraph._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
                )
            )
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                table.cell(i, j).text = text
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def draft_file() -> docx.document.Document:
    """A Word draft of a law as drafters make it: BAB, Bagian, Pasal, ayat and huruf exist as list numbers alone.

    The header, footer, a footnote, a text box, tracked changes and hidden text are there too.
    """
    document = docx.Document()
    root = document.part.numbering_part.element
    shapes = (
        ("71", _level(0, "upperRoman", "BAB %1") + _level(1, "ordinalText", "Bagian %2")),
        ("72", _level(0, "decimal", "Pasal %1")),
        ("73", _level(0, "decimal", "(%1)") + _level(1, "lowerLetter", "%2.") + _level(2, "decimal", "%3.")),
    )
    for i, (key, levels) in enumerate(shapes):
        abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{levels}</w:abstractNum>'
        root.insert(i, parse_xml(abstract))
    for number, key, start in (
        ("71", "71", ""),
        ("72", "72", ""),
        ("73", "73", ""),
        ("74", "73", "1"),
        ("75", "73", "1"),
    ):
        override = (
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
        )
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{key}"/>{override}</w:num>'
            )
        )

    def add(text: str, number: int = 0, level: int = 0) -> docx.text.paragraph.Paragraph:
        paragraph = document.add_paragraph(text)
        if number:
            place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(place))
        return paragraph

    document.sections[0].header.paragraphs[0].text = "RANCANGAN 12 MEI 2031"
    document.sections[0].footer.paragraphs[0].text = "Biro Hukum"
    for line in (
        "PERATURAN PEMERINTAH REPUBLIK INDONESIA",
        "NOMOR 95 TAHUN 2031",
        "TENTANG",
        "KEBUN KOTA",
        "Menimbang: bahwa kebun perlu diatur;",
    ):
        add(line)
    add("MEMUTUSKAN:")
    add("", 71)
    add("KETENTUAN UMUM")
    add("", 72)
    add("Dalam Peraturan Pemerintah ini yang dimaksud dengan kebun adalah lahan bertanaman.")
    add("", 71)
    add("PEMELIHARAAN")
    add("", 71, 1)
    add("Penyiraman")
    add("", 72)
    add("Kebun dipelihara oleh:", 73)
    add("petugas; dan", 73, 1)
    warga = add("warga ", 73, 1)
    warga._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>lama</w:delText></w:r></w:del>"))
    warga._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>sekitar.</w:t></w:r></w:ins>"))
    gone = add("", 73, 0)
    gone._p.get_or_add_pPr().append(
        parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="x"/></w:rPr>')
    )
    gone._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>Ayat yang dihapus.</w:delText></w:r></w:del>")
    )
    add("Pemeliharaan dilakukan setiap hari.", 73)
    hidden = add("")
    hidden._p.append(
        parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>catatan penyusun</w:t></w:r>")
    )
    add("", 72)
    add("Warga boleh memetik buah.", 74)
    add("Buah dibagi rata.", 74)
    add("", 72)
    add("Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.")
    return document
