"""The reader of official texts: ``official/ID.md`` to a regulation, every mistake with its line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from tanyapasal.index.corpus.front_matter import front_matter, identity_of, source_of
from tanyapasal.index.corpus.official.file import OfficialFile
from tanyapasal.index.corpus.official.form import (
    ENDS_ITEM,
    HeadingLine,
    PartLine,
    SectionLine,
    heading_of,
    item_of,
    label,
    number_of,
    unescaped,
)
from tanyapasal.index.errors import CorpusMistake
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.places import Locator, Part, Reference, RegulationId, Step
from tanyapasal.index.law.regulation import Heading, HeadingKind, Provision, Regulation
from tanyapasal.index.parsing.amendments.read import amendments_of
from tanyapasal.index.text import Span, one_line


@dataclass(slots=True)
class _Node:
    """A provision while it is read. ``parts``: its own lines and the nodes below it, in order."""

    ref: Reference
    start: int
    end: int
    headings: tuple[str | None, str | None, str | None]
    parts: list[str | _Node] = field(default_factory=list)

    def texts(self) -> list[str]:
        return [part for part in self.parts if isinstance(part, str)]

    def full(self) -> str:
        return "\n".join(part if isinstance(part, str) else part.marked() for part in self.parts)

    def marked(self) -> str:
        return f"{label(self.ref.locator)}{self.full()}".strip()

    def provisions(self) -> list[Provision]:
        bab, bagian, paragraf = self.headings
        below = [p for part in self.parts if isinstance(part, _Node) for p in part.provisions()]
        end = max([self.end, *(p.span.end for p in below)])
        own = Provision(
            self.ref, "\n".join(self.texts()), self.full(), Span(self.start, end), bab, bagian, paragraf
        )
        return [own, *below]


def read_official(text: str, path: str, stem: str, mistakes: list[CorpusMistake]) -> OfficialFile | None:
    """Read one official text; mistakes are added to ``mistakes`` (then None may be returned).

    Its operations are added by ``with_operations``, once the kinds of regulations are known.
    """
    front, body, first_line = front_matter(text, path, mistakes)
    fields = front.mapping(
        "kepala berkas",
        ("id", "title", "status", "source"),
        ("amends", "revokes", "enacted", "promulgated", "aliases", "note"),
    )
    regulation, status = identity_of(fields, stem)
    source = source_of(fields, ("official",))
    if regulation is None:
        return None
    reading = _Reading(regulation, path, mistakes)
    reading.read(body, first_line, len(text) - len(body))
    read = Regulation(
        id=regulation,
        title=fields.text("title"),
        amends=fields.parsed_all("amends", RegulationId.parse),
        revokes=fields.parsed_all("revokes", RegulationId.parse),
        provisions=tuple(p for root in reading.roots for p in root.provisions()),
        headings=tuple(reading.headings),
        unplaced=(),
        problems=(),
        enacted=fields.parsed("enacted", _date),
        promulgated=fields.parsed("promulgated", _date),
    )
    if status is None or source is None:
        return None
    return OfficialFile(
        regulation, fields.text("title"), status, fields.texts("aliases"), source, fields.text("note"), read
    )


def with_operations(file: OfficialFile, kinds: Kinds) -> OfficialFile:
    """The file with what its regulation changes in others, read from its own texts.

    A regulation that amends none by its title may still delete articles of others at its end.
    """

    def read(regulation: Regulation) -> Regulation:
        return replace(regulation, operations=amendments_of(regulation, kinds).operations)

    return replace(file, regulation=read(file.regulation), copied=read(file.copied) if file.copied else None)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"'{text}' bukan tanggal; tulis tahun-bulan-hari, misalnya 2023-10-31") from error


class _Reading:
    """One pass over the lines of one file."""

    def __init__(self, regulation: RegulationId, path: str, mistakes: list[CorpusMistake]) -> None:
        self.roots: list[_Node] = []
        self.headings: list[Heading] = []
        self._regulation = regulation
        self._path = path
        self._mistakes = mistakes
        self._part: Part | None = None
        self._annex: tuple[Step, ...] = ()
        self._under: tuple[str | None, str | None, str | None] = (None, None, None)
        self._part_roots: dict[tuple[Part, tuple[Step, ...]], _Node] = {}
        self._pasal: _Node | None = None
        self._items: list[tuple[int, _Node]] = []
        self._places: dict[Reference, int] = {}
        # The node that a line without an empty line before it goes on, if there is one.
        self._open: _Node | None = None

    def read(self, body: str, first_line: int, offset: int) -> None:
        for number, line in enumerate(body.split("\n"), first_line):
            self._line(line, number, offset)
            offset += len(line) + 1

    def _line(self, line: str, number: int, offset: int) -> None:
        bare = line.strip()
        start, end = offset + len(line) - len(line.lstrip()), offset + len(line.rstrip())
        indent = len(line[: len(line) - len(line.lstrip())].expandtabs(4))
        if not bare:
            self._open = None
        elif bare.startswith("#"):
            self._open = None
            self._heading(bare, number, Span(start, end))
        elif self._part is None:
            self._mistake(
                number, "teks sebelum judul bagian; mulai dengan '# Pembukaan' atau '# Batang Tubuh'"
            )
            self._part = "batang_tubuh"
        elif bare.startswith(">"):
            quoted = one_line(bare[1:])
            if quoted:
                owner = self._owner(indent, start)
                owner.parts.append(quoted)
                owner.end = end
            self._open = None
        elif (item := item_of(bare)) and (
            self._open is None or ENDS_ITEM.fullmatch(self._last_line(self._open))
        ):
            self._item(*item, indent, number, Span(start, end))
        elif self._open is not None:
            last = self._open.parts[-1] if self._open.parts else ""
            joined = f"{last} {one_line(bare)}" if isinstance(last, str) else one_line(bare)
            self._open.parts[-1:] = [joined.strip()]
            self._open.end = end
        else:
            owner = self._owner(indent, start)
            owner.parts.append(one_line(unescaped(bare)))
            owner.end = end
            self._open = owner

    def _last_line(self, node: _Node) -> str:
        last = node.parts[-1] if node.parts else ""
        return last if isinstance(last, str) and last else ":"

    def _heading(self, line: str, number: int, span: Span) -> None:
        heading = heading_of(line)
        match heading:
            case str():
                self._mistake(number, heading)
            case PartLine(part, annex):
                if (part, annex) != (self._part, self._annex):
                    self._under = (None, None, None)
                self._part, self._annex, self._pasal, self._items = part, annex, None, []
            case SectionLine(step):
                self._open_section(step, number, span)
            case HeadingLine(kind, name, title):
                self.headings.append(Heading(kind, name, title, span))
                if kind == "pasal":
                    self._open_pasal(number_of(name or ""), number, span)
                else:
                    self._divide(kind, name)
                self._items = []

    def _divide(self, kind: HeadingKind, name: str | None) -> None:
        """A heading above articles: it closes the pasal, and the divisions below its own."""
        if kind in ("bab", "bagian", "paragraf"):
            self._pasal, self._items = None, []
            if self._part is None:
                self._part = "batang_tubuh"
        bab, bagian, paragraf = self._under
        levels: dict[HeadingKind, tuple[str | None, str | None, str | None]] = {
            "bab": (name, None, None),
            "bagian": (bab, name, None),
            "paragraf": (bab, bagian, name),
            "bagian_teks": (None, None, None),
        }
        self._under = levels.get(kind, (bab, bagian, paragraf))

    def _open_pasal(self, name: str, number: int, span: Span) -> None:
        if self._part is None:
            self._part = "batang_tubuh"
        ref = Reference(self._regulation, Locator((*self._annex, Step("pasal", name)), self._part))
        self._note(ref, number)
        self._pasal = _Node(ref, span.start, span.end, self._under)
        self.roots.append(self._pasal)

    def _open_section(self, step: Step, number: int, span: Span) -> None:
        """A section of a circular or of an annex: what the part as a whole is divided into."""
        self._pasal, self._items = None, []
        whole = self._owner(0, span.start)
        ref = Reference(self._regulation, Locator((*whole.ref.locator.steps, step), whole.ref.locator.part))
        self._note(ref, number)
        self._pasal = _Node(ref, span.start, span.end, self._under)
        whole.parts.append(self._pasal)

    def _item(self, step: Step, text: str, indent: int, number: int, span: Span) -> None:
        owner = self._owner(indent, span.start)
        steps = owner.ref.locator.steps
        if any(above.unit == step.unit for above in steps) and not owner.ref.locator.in_sections:
            self._mistake(
                number,
                f"{step.unit} di dalam {step.unit}; samakan jorokannya dengan {step.unit} sebelumnya, "
                f"atau tulis '\\' di depannya bila bagian dari teks",
            )
            return
        ref = Reference(self._regulation, Locator((*steps, step), owner.ref.locator.part))
        self._note(ref, number)
        node = _Node(ref, span.start, span.end, self._under)
        if text:
            node.parts.append(one_line(text))
        owner.parts.append(node)
        self._items.append((indent, node))
        self._open = node

    def _owner(self, indent: int, start: int) -> _Node:
        """The innermost open item that is less indented, or else the pasal, or else the part as a whole."""
        while self._items and self._items[-1][0] >= indent:
            self._items.pop()
        if self._items:
            return self._items[-1][1]
        if self._pasal is not None:
            return self._pasal
        part: Part = self._part or "batang_tubuh"
        key = part, self._annex
        if key not in self._part_roots:
            ref = Reference(self._regulation, Locator(self._annex, part))
            self._part_roots[key] = _Node(ref, start, start, (None, None, None))
            self.roots.append(self._part_roots[key])
        return self._part_roots[key]

    def _note(self, ref: Reference, number: int) -> None:
        if ref in self._places:
            self._mistake(
                number,
                f"tempat '{ref}' sudah ada di baris {self._places[ref]}; perbaiki nomornya atau gabungkan teksnya",
            )
        self._places.setdefault(ref, number)

    def _mistake(self, line: int, message: str) -> None:
        self._mistakes.append(CorpusMistake(self._path, line, message))
