"""Word files and web pages of a small law, as drafters and web sites make them."""

from __future__ import annotations

import html
import io
import random
import re
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

from tanyapasal.eval.layouts.forms import Layout
from tanyapasal.eval.layouts.laws import SmallLaw

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_AYAT, _HURUF = re.compile(r"\(\d+\) "), re.compile(r"[a-z]\. ")
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>',
    "word/styles.xml": f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>',
}  # fmt: skip


def word_file(body: str, lists: int = 0) -> bytes:
    """A Word file of this body; lists 1 to ``lists`` each count (1), (2) and on the second level a., b. anew."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate((("decimal", "(%1)"), ("lowerLetter", "%2.")))
    )
    begun = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{begun}</w:num>' for n in range(1, lists + 1)
    )
    parts = {
        **_PARTS,
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{numbers}</w:numbering>',
    }
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return stream.getvalue()


def _paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{html.escape(text)}</w:t></w:r></w:p>"


def _typed(law: SmallLaw, _chance: random.Random) -> bytes:
    """Numbers typed by hand."""
    return word_file("".join(_blocks(law, _paragraph)))


def _numbered(law: SmallLaw, _chance: random.Random) -> bytes:
    """Numbers of ayat and huruf that only Word draws; every article begins a list of its own."""
    lists = 0

    def paragraph(text: str) -> str:
        nonlocal lists
        lists += text.startswith("(1) ")
        level = 0 if _AYAT.match(text) else 1 if _HURUF.match(text) else -1
        if level < 0:
            return _paragraph(text)
        place = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{lists}"/></w:numPr></w:pPr>'
        return _paragraph(text.split(" ", 1)[1], place)

    return word_file("".join(_blocks(law, paragraph)), lists)


def _in_cells(law: SmallLaw, _chance: random.Random) -> bytes:
    """Each ayat and huruf is a row of a table: its number in the first cell, its text in the second."""

    def paragraph(text: str) -> str:
        if not (_AYAT.match(text) or _HURUF.match(text)):
            return _paragraph(text)
        cells = "".join(f"<w:tc>{_paragraph(part)}</w:tc>" for part in text.split(" ", 1))
        return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"

    return word_file("".join(_blocks(law, paragraph)))


def _boxed(law: SmallLaw, _chance: random.Random) -> bytes:
    """Every second block stands in a content control, with symbols and breaks within runs."""
    blocks = list(_blocks(law, _paragraph))
    held = [f"<w:sdt><w:sdtContent>{b}</w:sdtContent></w:sdt>" if n % 2 else b for n, b in enumerate(blocks)]
    return word_file("".join(held))


def _blocks(law: SmallLaw, paragraph: Callable[[str], str]) -> list[str]:
    """The paragraphs of a law; rows of its table as one table."""
    found: list[str] = []
    for text in law.paragraphs:
        if "\t" not in text:
            found.append(paragraph(text))
            continue
        cells = "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in text.split("\t"))
        found.append(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    return found


def _page(body: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>Peraturan</title>{head}</head><body>{body}</body></html>".encode()
    )


def _paragraphs(law: SmallLaw, _chance: random.Random) -> bytes:
    """A paragraph each, in a page with a menu and a foot."""
    body = "".join(f"<p>{html.escape(text)}</p>" for text in law.paragraphs)
    return _page(
        f"<nav>Beranda Produk Hukum</nav><main>{body}</main><footer>jdih.banyusarikab.go.id</footer>"
    )


def _lists(law: SmallLaw, _chance: random.Random) -> bytes:
    """Ayat and huruf as lists that the browser numbers."""
    found: list[str] = []
    for text in law.paragraphs:
        bare = html.escape(text.split(" ", 1)[-1])
        if _AYAT.match(text):
            number = text[1 : text.index(")")]
            found.append(f"<table><tr><td>({number})</td><td>{bare}</td></tr></table>")
        elif _HURUF.match(text):
            start = ord(text[0]) - ord("a") + 1
            found.append(f'<ol type="a" start="{start}"><li>{bare}</li></ol>')
        else:
            found.append(f"<div><b>{html.escape(text)}</b></div>")
    return _page("".join(found))


def _broken_lines(law: SmallLaw, _chance: random.Random) -> bytes:
    """Lines parted by <br> in one block, as old sites have them, in Windows-1252."""
    body = "<br>".join(html.escape(text) for text in law.paragraphs)
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'
    return _page(f"<div><font face=Arial>{body}</font></div>", head)


def _tabled(law: SmallLaw, _chance: random.Random) -> bytes:
    """With a table of three columns."""
    found: list[str] = []
    for text in law.paragraphs:
        cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in text.split("\t"))
        found.append(f"<table><tr>{cells}</tr></table>" if "\t" in text else f"<p>{html.escape(text)}</p>")
    return _page("".join(found))


DOCUMENTS = (
    Layout("word", "Word, numbers typed", _typed, ".docx"),
    Layout("word-lists", "Word, numbers that only Word draws", _numbered, ".docx"),
    Layout("word-cells", "Word, ayat and huruf in cells", _in_cells, ".docx"),
    Layout("word-controls", "Word, content controls", _boxed, ".docx"),
    Layout("word-table", "Word, a table among the articles", _typed, ".docx", " | "),
    Layout("web", "a web page with menu and foot", _paragraphs, ".html"),
    Layout("web-lists", "a web page with lists and cells", _lists, ".html"),
    Layout("web-breaks", "a web page with <br> alone", _broken_lines, ".html"),
    Layout("web-table", "a web page with a table among the articles", _tabled, ".html", " | "),
)
