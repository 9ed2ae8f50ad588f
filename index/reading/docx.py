"""Word files: paragraphs with the numbers Word draws, tables, text boxes; without deleted and hidden text.

Headers, footers, footnotes and endnotes stand behind the text, each once, and are told from it by their spans.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from tanyapasal.index.errors import ReadingError
from tanyapasal.index.reading.docx_numbering import Numbering, W
from tanyapasal.index.reading.encoding import SPLITTING
from tanyapasal.index.reading.read_text import ReadText, unread
from tanyapasal.index.reading.tables import row_lines
from tanyapasal.index.text import Span, clean, one_line

# A regulation of a thousand pages unpacks to some 30 MB of XML; pictures are not unpacked at all.
_MOST_UNPACKED = 300 * 1024 * 1024
_MOST_PARTS = 10_000
# Beginnings and ends of elements; such a regulation has a third of it. Each element takes a hundred bytes and more.
_MOST_TAGS = 4_000_000
_BLOCK = 1024 * 1024
_NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)
_FURNITURE = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = f"{W}txbxContent"
_CHOICES = tuple(
    f"{{http://schemas.openxmlformats.org/markup-compatibility/2006}}{name}"
    for name in ("AlternateContent", "Choice")
)
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# Signs of the font Symbol, which has codes of its own; what is not known is shown as a box.
_SIGNS = {0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB0: "°", 0xD7: "·", 0xB9: "≠"}
_PRIVATE = range(0xF000, 0xF100)
# w:del and w:moveFrom hold what a tracked change took away; field instructions ("PAGE") are not shown.
_UNREAD = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", _FALLBACK, _TEXT_BOX, f"{W}pPr"}
)
_SYMBOLS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def read_docx(data: bytes) -> ReadText:
    """The text of a Word file, one line for each paragraph, line break or table row."""
    _check_size(data)
    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        body = list(reader.block_lines(document.element.body))
        notes = list(_part_lines(document, reader, _NOTES))
        furniture = list(dict.fromkeys(_part_lines(document, reader, _FURNITURE)))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError, OSError,
            AttributeError, EOFError, NotImplementedError, RuntimeError, zipfile.error) as error:  # fmt: skip
        # python-docx lets whatever a broken part leads to come through
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise ReadingError(
                "isinya bersarang terlalu dalam atau terlalu besar; simpan naskahnya sebagai PDF"
            ) from error
        raise ReadingError(
            "bukan berkas Word (.docx) yang utuh; buka dengan Word lalu simpan ulang"
        ) from error
    text, spans = "", []
    for lines in (body, notes, furniture):
        start = len(text)
        text += "".join(f"{clean(line.translate(SPLITTING))}\n" for line in lines)
        spans.append((Span(start, len(text) - 1),) if lines else ())
    left = tuple(unread(_hidden(document), _pictures(document), _embedded(document)))
    return ReadText(text or "\n", "docx", left, furniture=spans[2], notes=spans[1])


def _hidden(document: Document) -> str:
    runs = (run for run in document.element.body.iter(f"{W}r") if _is_hidden(run))
    return " ".join("".join(text.text or "" for text in run.iter(f"{W}t")) for run in runs)


def _pictures(document: Document) -> int:
    """Pictures of the text; those of its head, as a coat of arms, are none."""
    return sum(1 for _ in document.element.body.iter(_PICTURE, _OLD_PICTURE))


def _embedded(document: Document) -> list[str]:
    """Files that the text takes in when Word opens it."""
    chunks = document.element.body.iter(f"{W}altChunk", f"{W}subDoc")
    return [str(chunk.get(_RELATION) or "") for chunk in chunks]


def _check_size(data: bytes) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadingError("berkas rusak; unduh atau salin ulang") from error
    names = {part.filename for part in parts}
    swollen = len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED
    if swollen or not _few_tags(archive, parts):
        raise ReadingError("isinya mengembang terlalu besar bila dibuka; berkas ini tidak dibaca")
    if any(part.flag_bits & 1 for part in parts):
        raise ReadingError("berkas terkunci kata sandi; simpan salinan tanpa kata sandi")
    if "word/document.xml" not in names and not any(name.startswith("word/") for name in names):
        kind = "lembar kerja atau salindia" if "[Content_Types].xml" in names else "arsip atau dokumen lain"
        raise ReadingError(f"{kind}, bukan Word; simpan naskahnya sebagai .docx atau PDF")


def _few_tags(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether the parts that are read have as many elements as a document may have; nothing of them is kept."""
    tags = 0
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")) or part.flag_bits & 1:
            continue
        try:
            with archive.open(part) as content:
                while block := content.read(_BLOCK):
                    tags += block.count(b"<")
                    if tags > _MOST_TAGS:
                        return False
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error):
            continue  # what is broken is told when it is read
    return True


def _part_lines(document: Document, reader: _Reader, kinds: tuple[str, ...]) -> Iterator[str]:
    """The lines of the parts of these kinds that the document names, each part once."""
    seen: set[str] = set()
    for relation in document.part.rels.values():
        if relation.reltype not in kinds or relation.is_external or relation.target_ref in seen:
            continue
        seen.add(relation.target_ref)
        root = _parsed(relation.target_part.blob)
        if relation.reltype in _FURNITURE:
            yield from reader.block_lines(root)
            continue
        for note in root:
            if note.get(f"{W}type") in (None, "normal"):
                yield from reader.block_lines(note)


class _Reader:
    def __init__(self, document: Document) -> None:
        self._numbering = Numbering(_related(document, RELATIONSHIP_TYPE.NUMBERING))
        self._styles: dict[str, tuple[str, etree._Element]] = {}
        self._default_style = ""
        for style in document.styles.element.iterfind(f"{W}style"):
            key = style.get(f"{W}styleId") or ""
            based = style.find(f"{W}basedOn")
            self._styles[key] = ("" if based is None else based.get(f"{W}val") or "", style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default_style = key

    def block_lines(self, container: etree._Element) -> Iterator[str]:
        """The lines of the paragraphs and tables of a body, cell, text box or note."""
        for child in container.iterchildren(tag=etree.Element):
            if child.tag == f"{W}p":
                yield from self._paragraph_lines(child)
            elif child.tag == f"{W}tbl":
                for row in _rows(child):
                    yield from row_lines([list(self.block_lines(cell)) for cell in _cells(row)])
            elif child.tag in (
                f"{W}sdt",
                f"{W}sdtContent",
                f"{W}customXml",
                f"{W}ins",
                f"{W}moveTo",
                *_CHOICES,
            ):
                yield from self.block_lines(child)

    def _paragraph_lines(self, paragraph: etree._Element) -> Iterator[str]:
        lines = [one_line(line) for line in _text(paragraph).split("\n")]
        lines = [line for line in lines if line]
        number, level = self._list_place(paragraph)
        # Word draws a number before an empty paragraph too, and counts it; not before one that a tracked change took away.
        taken = not lines and paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
        marker = self._numbering.marker(number, level) if number and not taken else ""
        if lines:
            yield marker + lines[0]
            yield from lines[1:]
        elif marker.strip() not in ("", "-"):
            yield marker.strip()
        for box in _boxes(paragraph):
            yield from self.block_lines(box)

    def _list_place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and level of a paragraph, its own or its style's; ("", 0) outside of lists."""
        properties = paragraph.find(f"{W}pPr")
        style = self._default_style
        number, level = "", ""
        if properties is not None:
            number, level = _list_of(properties)
            named = properties.find(f"{W}pStyle")
            style = style if named is None else named.get(f"{W}val") or style
        seen: set[str] = set()
        while style in self._styles and style not in seen and not (number and level):
            seen.add(style)
            based, element = self._styles[style]
            own = element.find(f"{W}pPr")
            if own is not None:
                styled, styled_level = _list_of(own)
                number, level = number or styled, level or styled_level
            style = based
        if number in ("", "0"):  # 0 takes a paragraph out of its style's list
            return "", 0
        return number, int(level) if level.isdigit() else 0


def _list_of(properties: etree._Element) -> tuple[str, str]:
    place = properties.find(f"{W}numPr")
    if place is None:
        return "", ""
    found = {name: place.find(f"{W}{name}") for name in ("numId", "ilvl")}
    number, level = ("" if e is None else str(e.get(f"{W}val") or "") for e in found.values())
    return number, level


def _text(paragraph: etree._Element) -> str:
    parts: list[str] = []
    unread = 0
    for event, element in etree.iterwalk(paragraph, events=("start", "end")):
        if element.tag in _UNREAD or (element.tag == f"{W}r" and _is_hidden(element)):
            unread += 1 if event == "start" else -1
        elif event == "start" and not unread:
            if element.tag == f"{W}t":
                capitals = _is_on(element.getparent(), "caps")
                parts.append((element.text or "").upper() if capitals else element.text or "")
            elif element.tag == _MATH:
                parts.append(element.text or "")
            elif element.tag == f"{W}sym":
                parts.append(_sign(element.get(f"{W}char") or ""))
            elif element.tag in _SYMBOLS:
                parts.append(_SYMBOLS[element.tag])
    return "".join(parts)


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes that hang on a paragraph itself, but not what is shown in their stead, nor boxes within boxes: those
    hang on paragraphs of their own.
    """
    walk = etree.iterwalk(paragraph, events=("start",), tag=(_TEXT_BOX, _FALLBACK))
    for _, element in walk:
        walk.skip_subtree()
        if element.tag == _TEXT_BOX:
            yield element


def _sign(code: str) -> str:
    """The sign of a font that has one for each code, by its code in hexadecimal figures."""
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else 0
    if number in _PRIVATE:
        return _SIGNS.get(number - _PRIVATE.start, "□")
    return chr(number) if 0x20 <= number < 0xD800 else "□"


def _is_hidden(run: etree._Element) -> bool:
    return _is_on(run, "vanish")


def _is_on(run: etree._Element, name: str) -> bool:
    """True if a run has this property, as "capitals" or "hidden"."""
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and found.get(f"{W}val") not in ("0", "false", "off")


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return _within(table, f"{W}tr")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return _within(row, f"{W}tc")


def _within(container: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in container.iterchildren(tag=etree.Element):
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _within(child, tag)


def _related(document: Document, kind: str) -> etree._Element | None:
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            return _parsed(relation.target_part.blob)
    return None


def _parsed(blob: bytes) -> etree._Element:
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
