"""The form of official texts in Markdown: how headings and numbers are written, and how they are read.

Both ``official`` (reading) and ``official_writing`` take every rule of the form from here; corpus/README.md
describes it for editors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tanyapasal.index.law.places import Part, Step, Unit
from tanyapasal.index.law.regulation import HeadingKind

PART_TITLES: dict[Part, str] = {
    "pembukaan": "Pembukaan",
    "batang_tubuh": "Batang Tubuh",
    "penjelasan": "Penjelasan",
    "lampiran": "Lampiran",
}
# The text after the last pasal ("Agar setiap orang mengetahuinya …") belongs to the body as a whole.
CLOSING_TITLE = "Penutup"
_PARTS: dict[str, Part] = {
    **{title.lower(): part for part, title in PART_TITLES.items()},
    CLOSING_TITLE.lower(): "batang_tubuh",
}
INDENT = 4

_LEVELS: dict[HeadingKind, int] = {
    "judul": 1,
    "bab": 2,
    "bagian": 3,
    "paragraf": 4,
    "pasal": 5,
    "bagian_teks": 6,
}
_NAMES: dict[HeadingKind, str] = {"bab": "BAB", "bagian": "Bagian", "paragraf": "Paragraf", "pasal": "Pasal"}
_NAMED = re.compile(
    r"(?P<name>BAB|Bagian|Paragraf|Pasal)(?: +(?P<number>[^\s:][^:]*?))?(?:\s*:\s*(?P<title>.*))?",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<rest>.*\S)\s*")
_NUMBERED = re.compile(r"\((?P<number>[^()]+)\)(?: +(?P<title>.*))?")
# The diktum of a decision: KESATU, KEDUA BELAS, KETIGA PULUH
_DIKTUM = re.compile(r"(?:PERTAMA|KE[A-Z]{2,})(?: (?:BELAS|PULUH(?: [A-Z]+)?))?")
ITEM = re.compile(
    r"(?:\((?P<ayat>\d+[a-z]?)\)|(?P<angka>\d+[a-z]?)\.|(?P<huruf>[a-z]{1,2})\.)(?:\s+(?P<text>\S.*))?"
)
# A line that ends like this ends its item, so the next item may follow without an empty line between.
ENDS_ITEM = re.compile(r".*(?:[;:.,]|[;,] *(?:dan|atau|dan/atau|serta))")
_UNITS: tuple[Unit, ...] = ("ayat", "huruf", "angka")


@dataclass(frozen=True, slots=True)
class PartLine:
    """``# Penjelasan``: everything up to the next such line belongs to this part."""

    part: Part


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """Any other heading."""

    kind: HeadingKind
    number: str | None
    title: str


def heading_of(line: str) -> PartLine | HeadingLine | str:
    """A line that begins with ``#``; a text is what to write instead (in Indonesian)."""
    match = _HEADING.fullmatch(line)
    if match is None:
        return "judul tanpa isi; tulis misalnya '##### Pasal 7' atau hapus tanda '#'"
    level, rest = len(match["marks"]), match["rest"]
    if level == 1:
        part = _PARTS.get(rest.lower())
        return PartLine(part) if part else HeadingLine("judul", None, unescaped(rest))
    if level == 6:
        numbered = _NUMBERED.fullmatch(rest)
        if numbered:
            return HeadingLine("bagian_teks", numbered["number"], numbered["title"] or "")
        return HeadingLine("bagian_teks", None, unescaped(rest))
    if level == 5 and _DIKTUM.fullmatch(rest):
        return HeadingLine("pasal", rest, "")
    kind = next(kind for kind, depth in _LEVELS.items() if depth == level)
    named = _NAMED.fullmatch(rest)
    if named is None or named["name"].lower() != _NAMES[kind].lower():
        return f"judul dengan {level} tanda '#' harus berupa '{'#' * level} {_NAMES[kind]} …', atau pakai '######' untuk judul lain"
    if kind == "pasal" and not re.fullmatch(r"\d+[A-Za-z]*|[IVXLCivxlc]+", named["number"] or ""):
        return "nomor pasal tidak terbaca; tulis misalnya '##### Pasal 7' atau '##### Pasal 7A'"
    return HeadingLine(kind, named["number"], named["title"] or "")


def heading_line(heading: HeadingLine) -> str:
    """The line that ``heading_of`` reads back as ``heading``."""
    marks, title, number = "#" * _LEVELS[heading.kind], heading.title, heading.number
    if heading.kind == "judul":
        return f"{marks} {_escaped_title(title, title.lower() in _PARTS)}"
    if heading.kind == "bagian_teks":
        if number is None:
            return f"{marks} {_escaped_title(title, title.startswith('('))}"
        return f"{marks} ({number}) {title}".rstrip()
    if heading.kind == "pasal" and number and _DIKTUM.fullmatch(number) and not title:
        return f"{marks} {number}"
    return f"{marks} {_NAMES[heading.kind]}{f' {number}' if number else ''}{f': {title}' if title else ''}"


def marker(step: Step) -> str:
    """How the number of an item is written: ``(2)``, ``a.``, ``3.``."""
    return f"({step.number})" if step.unit == "ayat" else f"{step.number}."


def label(step: Step, part: Part) -> str:
    """What stands before an item in a full text: ``(2) ``; ``Ayat (2)`` on a line of its own in penjelasan."""
    if part != "penjelasan":
        return f"{marker(step)} "
    return f"Ayat ({step.number})\n" if step.unit == "ayat" else f"{step.unit.capitalize()} {step.number}\n"


def item_of(line: str) -> tuple[Step, str] | None:
    """The step and the text of a line that begins an item, or None."""
    match = ITEM.fullmatch(line)
    if match is None:
        return None
    unit = next(unit for unit in _UNITS if match[unit])
    return Step(unit, match[unit]), unescaped(match["text"] or "")


def escaped(line: str) -> str:
    """A line of text, with a ``\\`` before it if it would be taken for something else."""
    return f"\\{line}" if line.startswith(("#", ">", "\\")) or ITEM.fullmatch(line) else line


def item_text(text: str) -> str:
    """The text of an item as it stands behind its marker."""
    return f"\\{text}" if text.startswith("\\") else text


def unescaped(line: str) -> str:
    return line.removeprefix("\\")


def _escaped_title(title: str, taken: bool) -> str:
    return f"\\{title}" if taken or title.startswith("\\") else title
