"""Regulation and program files: front matter, and statements under ``##`` headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tanyapasal.index.corpus.front_matter import front_matter, identity_of, source_of
from tanyapasal.index.corpus.lines import unwrapped
from tanyapasal.index.errors import CorpusMistake
from tanyapasal.index.law.passages import Source
from tanyapasal.index.law.places import (
    AnyReference,
    Locator,
    Part,
    Reference,
    RegulationId,
    RegulationStatus,
    Step,
    Unit,
    parse_reference,
)

_HEADING = re.compile(r"##\s++(?P<title>.*\S)\s*")
_ANCHOR = re.compile(r"(?P<title>.*\S)\s*\{#(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\}")
_NOTE = re.compile(r">\s*+(?P<name>[^:]+?)(?<!\s)\s*+:\s*+(?P<value>.*\S)?\s*")
_PLACE = re.compile(
    r"(?:(?P<part>Penjelasan|Lampiran)(?:\s*+(?=Pasal|\Z))?)?"
    r"(?P<pasal>Pasal\s+(?:\d+[A-Z]*|[IVXL]+))?"
    r"(?P<rest>(?:\s+(?:ayat\s+\(\d+[a-z]?\)|huruf\s+[a-z]+|angka\s+\d+[a-z]?))*)"
)
_UNDER = re.compile(r"(ayat|huruf|angka)\s+\(?([0-9a-z]+)\)?")
_NOTES = {
    "letak": "Letak",
    "topik": "Topik",
    "kata kunci": "Kata kunci",
    "dasar": "Dasar",
    "catatan": "Catatan",
}
_TRACKING = re.compile(r"https?://\S{0,300}?[?&](?:utm_\w+|fbclid|gclid)=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """One statement of a file: the place it speaks about, its verbatim text and its notes."""

    ref: AnyReference
    title: str
    text: str
    letak: str
    topik: str
    kata_kunci: tuple[str, ...]
    dasar: tuple[AnyReference, ...]
    line: int


@dataclass(frozen=True, slots=True)
class RegulationFile:
    """One regulation: its front matter and its statements in file order."""

    id: RegulationId
    title: str
    status: RegulationStatus
    amends: tuple[RegulationId, ...]
    aliases: tuple[str, ...]
    deviations: tuple[str, ...]
    source: Source
    statements: tuple[StatementEntry, ...]


@dataclass(frozen=True, slots=True)
class ProgramFile:
    """One program description and its sections in file order."""

    id: str
    title: str
    aliases: tuple[str, ...]
    source: Source
    sections: tuple[StatementEntry, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    line: int
    lines: tuple[str, ...]


def parse_place(heading: str) -> Locator:
    """``Pasal 15 ayat (1) huruf a`` as a Locator; strict, raises ValueError with an example."""
    if heading == "Peraturan":
        return Locator()
    match = _PLACE.fullmatch(heading)
    if match is None or not (match["pasal"] or match["part"]) or (match["rest"] and not match["pasal"]):
        raise ValueError(
            f"judul '{heading}' bukan tempat dalam peraturan; tulis misalnya 'Pasal 15 ayat (1) huruf a' atau 'Peraturan'"
        )
    parts: dict[str | None, Part] = {None: "batang_tubuh", "Penjelasan": "penjelasan", "Lampiran": "lampiran"}
    steps: list[Step] = []
    if match["pasal"]:
        steps.append(Step("pasal", match["pasal"].split()[1].lower()))
    units: dict[str, Unit] = {"ayat": "ayat", "huruf": "huruf", "angka": "angka"}
    for unit, number in _UNDER.findall(match["rest"] or ""):
        if any(step.unit == unit for step in steps):
            raise ValueError(f"judul '{heading}' menyebut {unit} dua kali; sebut sekali saja")
        steps.append(Step(units[unit], number))
    return Locator(tuple(steps), parts[match["part"]])


def read_regulation(text: str, path: str, stem: str, mistakes: list[CorpusMistake]) -> RegulationFile | None:
    """Read one regulation file; mistakes are added to ``mistakes`` (then None may be returned)."""
    front, body, body_line = front_matter(text, path, mistakes)
    fields = front.mapping(
        "kepala berkas", ("id", "title", "status", "source"), ("amends", "aliases", "deviations")
    )
    regulation, status = identity_of(fields, stem)
    source = source_of(fields, ("official", "secondary"))
    statements: list[StatementEntry] = []
    for section in _sections(body, path, body_line, mistakes):
        try:
            locator = parse_place(section.title)
        except ValueError as error:
            mistakes.append(CorpusMistake(path, section.line, str(error)))
            continue
        if regulation is not None:
            secondary = source is not None and source.kind == "secondary"
            ref = Reference(regulation, locator)
            entry = _statement(section, ref, section.title, path, secondary, mistakes)
            statements.extend([entry] if entry else [])
    if regulation is None or status is None or source is None:
        return None
    return RegulationFile(
        id=regulation,
        title=fields.text("title"),
        status=status,
        amends=fields.parsed_all("amends", RegulationId.parse),
        aliases=fields.texts("aliases"),
        deviations=fields.texts("deviations"),
        source=source,
        statements=tuple(statements),
    )


def read_program(text: str, path: str, stem: str, mistakes: list[CorpusMistake]) -> ProgramFile | None:
    """Read one program file; mistakes are added to ``mistakes`` (then None may be returned)."""
    front, body, body_line = front_matter(text, path, mistakes)
    fields = front.mapping("kepala berkas", ("id", "title", "source"), ("aliases",))
    if fields.text("id") and fields.text("id") != stem:
        fields.found["id"].mistake(f"id '{fields.text('id')}' harus sama dengan nama berkas '{stem}'")
    try:
        parse_reference(f"program/{stem}")
    except ValueError as error:
        mistakes.append(CorpusMistake(path, 1, str(error)))
        return None
    source = source_of(fields, ("program",))
    sections: list[StatementEntry] = []
    seen: dict[str, int] = {}
    for section in _sections(body, path, body_line, mistakes):
        anchor = _ANCHOR.fullmatch(section.title)
        if anchor is None:
            mistakes.append(
                CorpusMistake(
                    path,
                    section.line,
                    f"judul '{section.title}' belum beranchor; tulis misalnya '## Tujuan {{#tujuan}}'",
                )
            )
            continue
        if anchor["slug"] in seen:
            mistakes.append(
                CorpusMistake(
                    path,
                    section.line,
                    f"anchor '{anchor['slug']}' sudah dipakai di baris {seen[anchor['slug']]}; pilih yang lain",
                )
            )
        seen[anchor["slug"]] = section.line
        ref = parse_reference(f"program/{stem}#{anchor['slug']}")
        entry = _statement(section, ref, anchor["title"], path, False, mistakes)
        sections.extend([entry] if entry else [])
    if source is None:
        return None
    return ProgramFile(stem, fields.text("title"), fields.texts("aliases"), source, tuple(sections))


def _sections(body: str, path: str, first_line: int, mistakes: list[CorpusMistake]) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    for number, line in enumerate(body.split("\n"), first_line):
        heading = _HEADING.fullmatch(line)
        if heading:
            sections.append(_Section(heading["title"], number, ()))
        elif sections:
            last = sections[-1]
            sections[-1] = _Section(last.title, last.line, (*last.lines, line))
        elif line.strip() and not line.startswith(("# ", "<!--")):
            mistakes.append(
                CorpusMistake(path, number, "teks sebelum judul '##' pertama; beri judul atau hapus")
            )
    return tuple(sections)


def _text_and_notes(
    section: _Section, path: str, mistakes: list[CorpusMistake]
) -> tuple[list[str], dict[str, tuple[str, int]]]:
    """The lines of the statement, and the notes below it with the lines that they stand on."""
    text_lines: list[str] = []
    notes: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(section.lines, section.line + 1):
        if not line.startswith(">"):
            if line.strip() and notes:
                mistakes.append(
                    CorpusMistake(path, number, "teks sesudah catatan '>'; pindahkan ke atas catatan")
                )
            text_lines.append(line.rstrip())
            if _TRACKING.search(line):
                mistakes.append(
                    CorpusMistake(path, number, "tautan memuat parameter pelacak; hapus mulai '?utm_…'")
                )
            continue
        note = _NOTE.fullmatch(line)
        name = note["name"].lower() if note else ""
        if note is None or name not in _NOTES:
            known = ", ".join(_NOTES.values())
            mistakes.append(CorpusMistake(path, number, f"catatan harus '> Nama: isi' dengan nama: {known}"))
        elif name in notes:
            mistakes.append(CorpusMistake(path, number, f"catatan '{_NOTES[name]}' tertulis dua kali"))
        else:
            notes[name] = (note["value"] or "", number)
    return text_lines, notes


def _basis(written: str, line: int, path: str, mistakes: list[CorpusMistake]) -> tuple[AnyReference, ...]:
    """The articles that a statement rests on, by commas."""
    found: list[AnyReference] = []
    for part in filter(None, (p.strip() for p in written.split(","))):
        try:
            found.append(parse_reference(part))
        except ValueError as error:
            mistakes.append(CorpusMistake(path, line, str(error)))
    return tuple(found)


def _statement(
    section: _Section,
    ref: AnyReference,
    title: str,
    path: str,
    secondary: bool,
    mistakes: list[CorpusMistake],
) -> StatementEntry | None:
    text_lines, notes = _text_and_notes(section, path, mistakes)
    text = unwrapped(text_lines)
    for required in ("topik", "letak") if secondary else ("topik",):
        if not notes.get(required, ("", 0))[0]:
            mistakes.append(CorpusMistake(path, section.line, f"belum ada catatan '> {_NOTES[required]}: …'"))
    if not text:
        mistakes.append(
            CorpusMistake(path, section.line, "judul tanpa teks; tulis pernyataannya di bawah judul")
        )
        return None
    dasar = _basis(*notes.get("dasar", ("", 0)), path, mistakes)
    return StatementEntry(
        ref=ref,
        title=title,
        text=text,
        letak=notes.get("letak", ("", 0))[0],
        topik=notes.get("topik", ("", 0))[0],
        kata_kunci=tuple(filter(None, (k.strip() for k in notes.get("kata kunci", ("", 0))[0].split(",")))),
        dasar=dasar,
        line=section.line,
    )
