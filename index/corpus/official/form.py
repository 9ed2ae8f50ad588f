"""The form of official texts in Markdown: how headings and numbers are written, and how they are read.

Both ``official`` (reading) and ``official_writing`` take every rule of the form from here; corpus/README.md
describes it for editors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tanyapasal.index.law.places import LATIN, UNITS, Locator, Part, Step, Unit
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
    r"(?P<name>BAB|Bagian|Paragraf|Pasal)(?: +(?P<number>[^\s:][^:]*?))?(?:(?<!\s)\s*+:\s*(?P<title>.*))?",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?P<marks>#{1,6})\s++(?P<rest>.*\S)\s*")
_NUMBERED = re.compile(r"\((?P<number>[^()]+)\)(?: ++(?P<title>.*))?")
# The diktum of a decision: KESATU, KEDUA BELAS, KETIGA PULUH
_DIKTUM = re.compile(r"(?:PERTAMA|KE[A-Z]{2,})(?: (?:BELAS|PULUH(?: [A-Z]+)?))?")
ITEM = re.compile(
    r"(?:\((?P<ayat>\d+[a-z]?)\)|(?P<angka>\d+[a-z]?)\.|(?P<huruf>[a-z]{1,2})\.)(?:\s+(?P<text>\S.*))?"
)
# A line that ends like this ends its item, so the next item may follow without an empty line between.
ENDS_ITEM = re.compile(r".*(?:[;:.,]|[;,] *(?:dan|atau|dan/atau|serta))")
_UNITS: tuple[Unit, ...] = ("ayat", "huruf", "angka")
_NUMBER = re.compile(rf"(?:\d+[A-Za-z]*(?: (?:{'|'.join(LATIN)}))?|[IVXLCivxlc]+)")
# "# Lampiran II", and "##### Huruf C": a section of a circular or of an annex that has no pasal
_ANNEX = re.compile(r"Lampiran (?P<number>\d+|[A-Z]+)", re.IGNORECASE)
_SECTION = re.compile(r"(?P<unit>Huruf|Angka|BAB) (?P<number>\d+[a-z]?|[A-Za-z]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartLine:
    """``# Penjelasan``: everything up to the next such line belongs to this part; ``annex``: that of ``# Lampiran II``."""

    part: Part
    annex: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionLine:
    """``##### Huruf C``: what stands below it belongs to this section."""

    step: Step


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """Any other heading."""

    kind: HeadingKind
    number: str | None
    title: str


def heading_of(line: str) -> PartLine | SectionLine | HeadingLine | str:
    """A line that begins with ``#``; a text is what to write instead (in Indonesian)."""
    match = _HEADING.fullmatch(line)
    if match is None:
        return "judul tanpa isi; tulis misalnya '##### Pasal 7' atau hapus tanda '#'"
    level, rest = len(match["marks"]), match["rest"]
    if level == 1:
        part, annex = _PARTS.get(rest.lower()), _ANNEX.fullmatch(rest)
        if annex:
            return PartLine("lampiran", (Step("lampiran", annex["number"].lower()),))
        return PartLine(part) if part else HeadingLine("judul", None, unescaped(rest))
    if level == 6:
        numbered = _NUMBERED.fullmatch(rest)
        if numbered:
            return HeadingLine("bagian_teks", numbered["number"], numbered["title"] or "")
        return HeadingLine("bagian_teks", None, unescaped(rest))
    if level == 5 and _DIKTUM.fullmatch(rest):
        return HeadingLine("pasal", rest, "")
    if level == 5 and (section := _SECTION.fullmatch(rest)):
        unit = next(u for u in UNITS if u == section["unit"].lower())
        return SectionLine(Step(unit, section["number"].lower()))
    kind = next(kind for kind, depth in _LEVELS.items() if depth == level)
    named = _NAMED.fullmatch(rest)
    if named is None or named["name"].lower() != _NAMES[kind].lower():
        return f"judul dengan {level} tanda '#' harus berupa '{'#' * level} {_NAMES[kind]} …', atau pakai '######' untuk judul lain"
    if kind == "pasal" and not _NUMBER.fullmatch(named["number"] or ""):
        return "nomor pasal tidak terbaca; tulis misalnya '##### Pasal 7' atau '##### Pasal 7A'"
    return HeadingLine(kind, named["number"], named["title"] or "")


def heading_line(heading: HeadingLine) -> str:
    """The line that ``heading_of`` reads back as ``heading``."""
    marks, title, number = "#" * _LEVELS[heading.kind], heading.title, heading.number
    if heading.kind == "judul":
        taken = title.lower() in _PARTS or _ANNEX.fullmatch(title) is not None
        return f"{marks} {_escaped_title(title, taken)}"
    if heading.kind == "bagian_teks":
        if number is None:
            return f"{marks} {_escaped_title(title, title.startswith('('))}"
        return f"{marks} ({number}) {title}".rstrip()
    if heading.kind == "pasal" and number and _DIKTUM.fullmatch(number) and not title:
        return f"{marks} {number}"
    return f"{marks} {_NAMES[heading.kind]}{f' {number}' if number else ''}{f': {title}' if title else ''}"


def number_of(name: str) -> str:
    """The number of a pasal or diktum as in references: ``7A`` → ``7a``, ``1 bis`` → ``1-bis``, ``KEDUA BELAS`` → ``keduabelas``."""
    words = name.lower().split()
    return f"{''.join(words[:-1])}-{words[-1]}" if words[-1:] and words[-1] in LATIN else "".join(words)


def part_line(part: Part, annex: tuple[Step, ...] = ()) -> str:
    """The line that begins a part, or one of several annexes."""
    number = "".join(f" {step.number.upper()}" for step in annex)
    return f"# {PART_TITLES[part]}{number}"


def section_line(step: Step, printed: str) -> str:
    """The line that begins a section: ``##### Huruf C``."""
    return f"##### {'BAB' if step.unit == 'bab' else step.unit.capitalize()} {printed}"


def marker(locator: Locator) -> str:
    """How the number of an item is printed: ``(2)``, ``a.``, ``3.``, ``C.``, ``BAB II``."""
    step, printed = locator.steps[-1], locator.printed[-1]
    if step.unit == "bab":
        return f"BAB {printed}"
    return f"({printed})" if step.unit == "ayat" else f"{printed}."


def label(locator: Locator) -> str:
    """What stands before an item in a full text: ``(2) ``; ``Ayat (2)`` on a line of its own in penjelasan."""
    step = locator.steps[-1]
    if step.unit == "bab":
        return f"{marker(locator)}\n"
    if locator.part != "penjelasan":
        return f"{marker(locator)} "
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
