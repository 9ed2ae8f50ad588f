"""The writer of official texts: a regulation to the Markdown that ``official`` reads back to the same tree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from tanyapasal.index.corpus.official.file import OfficialFile
from tanyapasal.index.corpus.official.form import (
    CLOSING_TITLE,
    ENDS_ITEM,
    INDENT,
    HeadingLine,
    escaped,
    heading_line,
    item_text,
    part_line,
    section_line,
)
from tanyapasal.index.corpus.official.tree import Branch, forest, interleaved
from tanyapasal.index.law.kinds import is_roman
from tanyapasal.index.law.places import Locator, Reference, Step
from tanyapasal.index.law.regulation import Heading, Provision, Regulation
from tanyapasal.index.text import one_line

_PLAIN = re.compile(r"[A-Za-z][\w ()/.,-]*[\w).]")
_EMPTY = {"null", "true", "false", "yes", "no", "on", "off"}


def official_markdown(file: OfficialFile) -> str:
    """The canonical Markdown of an official text, as the copy has it."""
    regulation = file.copied or file.regulation
    front = [
        "---",
        f"id: {file.id}",
        f"title: {_scalar(file.title)}",
        f"status: {file.status}",
        f"amends: {_list(map(str, regulation.amends))}",
        f"revokes: {_list(map(str, regulation.revokes))}",
        f"enacted: {regulation.enacted or ''}".rstrip(),
        f"promulgated: {regulation.promulgated or ''}".rstrip(),
        f"aliases: {_list(file.aliases)}",
        "source:",
        "  kind: official",
        f"  document: {_scalar(file.source.document)}",
        f"  url: {_scalar(file.source.url or '')}".rstrip(),
        f"note: {_scalar(file.note)}".rstrip(),
        "---",
        "",
    ]
    return "\n".join(front) + _Writing(regulation).text()


def _scalar(text: str) -> str:
    text = one_line(text)
    if not text or (_PLAIN.fullmatch(text) and text.lower() not in _EMPTY):
        return text
    return json.dumps(text, ensure_ascii=False)


def _list(values: Iterator[str] | Sequence[str]) -> str:
    return (
        "[" + ", ".join(json.dumps(v, ensure_ascii=False) if "," in v else _scalar(v) for v in values) + "]"
    )


class _Writing:
    """The body of one file, written once."""

    def __init__(self, regulation: Regulation) -> None:
        self._blocks: list[tuple[str, bool]] = []  # text, and whether it may follow the last one closely
        self._headings = sorted(regulation.headings, key=lambda h: h.span.start)
        self._quoting = {operation.by for operation in regulation.operations}
        self._part: Locator | None = None  # the part that was begun last, or the annex
        self._inside_pasal = False
        for node in forest(regulation.provisions):
            self._write(node)
        for heading in self._headings:
            self._heading(heading)

    def text(self) -> str:
        lines: list[str] = []
        for text, close in self._blocks:
            if not close:
                lines.append("")
            lines.append(text)
        return "\n".join(lines) + "\n"

    def _write(self, node: Branch) -> None:
        """A pasal, or a part as a whole, with everything below it."""
        ref = node.provision.ref
        pasal = bool(ref.locator.inner) and ref.locator.inner[0].unit == "pasal"
        self._headings_before(node.provision, pasal)
        self._enter(ref.locator)
        if not pasal and self._inside_pasal:
            self._again(ref.locator)
        self._inside_pasal = pasal
        if ref.locator.inner and not pasal:
            self._item(node, 0)
            return
        parts = interleaved(node)
        if any(isinstance(part, Branch) and part.provision.ref.locator.in_sections for part in parts):
            self._sections(parts)
            return
        self._content(parts[:1], 0, False)
        self._content(parts[1:], 0, self._quotes(ref))

    def _sections(self, parts: Sequence[str | Branch]) -> None:
        """A circular or an annex that is divided into sections; text between them is that of the whole."""
        inside = False
        for part in parts:
            if isinstance(part, Branch):
                locator = part.provision.ref.locator
                self._add(section_line(locator.steps[-1], locator.printed[-1]))
                self._content(interleaved(part), 0, False)
                inside = True
            else:
                if inside and self._part is not None:
                    self._again(self._part)
                inside = False
                self._add(escaped(part))

    def _again(self, whole: Locator) -> None:
        """Text of a part as a whole goes on behind what it is divided into."""
        body = whole.part == "batang_tubuh"
        self._add(f"# {CLOSING_TITLE}" if body else part_line(whole.part, _annex(whole)))

    def _item(self, node: Branch, depth: int) -> None:
        step = node.provision.ref.locator.steps[-1]
        parts = interleaved(node)
        first = str(parts.pop(0)) if parts and isinstance(parts[0], str) else ""
        line = (
            f"{f'({step.number})' if step.unit == 'ayat' else f'{step.number}.'} {item_text(first)}".rstrip()
        )
        self._add(" " * (INDENT * depth) + line, close=self._may_follow(depth))
        self._content(parts, depth + 1, self._quotes(node.provision.ref))

    def _quotes(self, ref: Reference) -> bool:
        """True if the lines after the first are new text of another regulation.

        "Pasal I" is how a regulation that amends numbers its own articles.
        """
        return ref in self._quoting or is_roman(ref.locator.pasal or "")

    def _content(self, parts: Sequence[str | Branch], depth: int, quoting: bool) -> None:
        for part in parts:
            if isinstance(part, Branch):
                self._item(part, depth)
            else:
                indent = " " * (INDENT * depth)
                close = quoting and bool(self._blocks) and self._blocks[-1][0].startswith(f"{indent}>")
                self._add(indent + (f"> {part}" if quoting else escaped(part)), close)

    def _may_follow(self, depth: int) -> bool:
        """True if the item may stand right below the last line, which ends an item of the same depth."""
        last = self._blocks[-1][0] if self._blocks else ""
        same = len(last) - len(last.lstrip()) == INDENT * depth
        return same and not last.startswith("#") and not last.lstrip().startswith(">") and self._is_item(last)

    @staticmethod
    def _is_item(line: str) -> bool:
        return re.match(r"\s*(?:\(\w+\)|\w+\.) ", line) is not None and ENDS_ITEM.fullmatch(line) is not None

    def _add(self, text: str, close: bool = False) -> None:
        self._blocks.append((text, close))

    def _enter(self, place: Locator) -> None:
        whole = Locator(_annex(place), place.part)
        if whole != self._part:
            self._part, self._inside_pasal = whole, False
            self._add(part_line(whole.part, whole.steps))

    def _headings_before(self, provision: Provision, pasal: bool) -> None:
        """The headings that stand above a provision; those of another part belong below its title."""
        place = provision.ref.locator
        taken = 0
        for heading in self._headings:
            if heading.span.start > provision.span.start:
                break
            taken += 1
        above, self._headings = self._headings[:taken], self._headings[taken:]
        for heading in above:
            if heading.kind != "judul":
                self._enter(place)
            self._heading(heading)
        if pasal and not any(h.kind == "pasal" for h in above[-1:]):
            self._enter(place)
            number = Locator(place.inner[:1]).printed[0]
            self._heading(Heading("pasal", number, "", provision.span))

    def _heading(self, heading: Heading) -> None:
        title = one_line(heading.title)
        self._add(heading_line(HeadingLine(heading.kind, heading.number, title)))


def _annex(place: Locator) -> tuple[Step, ...]:
    """The step that says which of several annexes a place is in."""
    return place.steps[:1] if place.inner != place.steps else ()
