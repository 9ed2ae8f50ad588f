"""The writer of official texts: a regulation to the Markdown that ``official`` reads back to the same tree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.corpus.official import OfficialFile
from index.corpus.official_form import (
    CLOSING_TITLE,
    ENDS_ITEM,
    INDENT,
    PART_TITLES,
    HeadingLine,
    escaped,
    heading_line,
    item_text,
    label,
    marker,
)
from index.kinds import is_roman
from index.law import Part, Reference
from index.regulation import Heading, Provision, Regulation
from index.text import one_line

_PLAIN = re.compile(r"[A-Za-z][\w ()/.,-]*[\w).]")
_EMPTY = {"null", "true", "false", "yes", "no", "on", "off"}


@dataclass(slots=True)
class _Node:
    provision: Provision
    below: list[_Node] = field(default_factory=list)


def official_markdown(file: OfficialFile) -> str:
    """The canonical Markdown of an official text."""
    regulation = file.regulation
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
        self._part: Part | None = None
        self._inside_pasal = False
        for node in _forest(regulation.provisions):
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

    def _write(self, node: _Node) -> None:
        """A pasal, or a part as a whole, with everything below it."""
        ref = node.provision.ref
        pasal = bool(ref.locator.steps) and ref.locator.steps[0].unit == "pasal"
        self._headings_before(node.provision, pasal)
        self._enter(ref.locator.part)
        if not pasal and self._inside_pasal:
            title = CLOSING_TITLE if ref.locator.part == "batang_tubuh" else PART_TITLES[ref.locator.part]
            self._add(f"# {title}")
        self._inside_pasal = pasal
        if ref.locator.steps and not pasal:
            self._item(node, 0)
            return
        # "Pasal I" is how a regulation that amends numbers its articles; what it holds is another one's text.
        quoting = ref in self._quoting or is_roman(ref.locator.pasal or "")
        parts = _interleaved(node)
        self._content(parts[:1], 0, False)
        self._content(parts[1:], 0, quoting)

    def _item(self, node: _Node, depth: int) -> None:
        step = node.provision.ref.locator.steps[-1]
        parts = _interleaved(node)
        first = str(parts.pop(0)) if parts and isinstance(parts[0], str) else ""
        line = f"{marker(step)} {item_text(first)}".rstrip()
        self._add(" " * (INDENT * depth) + line, close=self._may_follow(depth))
        self._content(parts, depth + 1, node.provision.ref in self._quoting)

    def _content(self, parts: Sequence[str | _Node], depth: int, quoting: bool) -> None:
        for part in parts:
            if isinstance(part, _Node):
                self._item(part, depth)
            else:
                self._add(" " * (INDENT * depth) + (f"> {part}" if quoting else escaped(part)))

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

    def _enter(self, part: Part) -> None:
        if part != self._part:
            self._part, self._inside_pasal = part, False
            self._add(f"# {PART_TITLES[part]}")

    def _headings_before(self, provision: Provision, pasal: bool) -> None:
        """The headings that stand above a provision; those of another part belong below its title."""
        part = provision.ref.locator.part
        taken = 0
        for heading in self._headings:
            if heading.span.start > provision.span.start:
                break
            taken += 1
        above, self._headings = self._headings[:taken], self._headings[taken:]
        for heading in above:
            if heading.kind != "judul":
                self._enter(part)
            self._heading(heading)
        if pasal and not any(h.kind == "pasal" for h in above[-1:]):
            self._enter(part)
            number = provision.ref.locator.steps[0].number.upper()
            self._heading(Heading("pasal", number, "", provision.span))

    def _heading(self, heading: Heading) -> None:
        title = one_line(heading.title)
        self._add(heading_line(HeadingLine(heading.kind, heading.number, title)))


def _forest(provisions: Sequence[Provision]) -> list[_Node]:
    """Provisions in reading order to trees: each below the last one before it whose place contains its own.

    A pasal is a tree of its own, also where its part has text as a whole.
    """
    roots: list[_Node] = []
    path: list[_Node] = []
    for provision in provisions:
        ref = provision.ref
        pasal = ref.locator.steps[-1:] and ref.locator.steps[-1].unit == "pasal"
        while path and (pasal or not _above(path[-1].provision.ref, ref)):
            path.pop()
        node = _Node(provision)
        (path[-1].below if path else roots).append(node)
        path.append(node)
    return roots


def _above(upper: Reference, lower: Reference) -> bool:
    return upper != lower and upper.contains(lower)


def _interleaved(node: _Node) -> list[str | _Node]:
    """A node's own lines and the nodes below it, in the order of its full text."""
    own = _lines(node.provision.text)
    if not node.below:
        return list(own)
    full = _lines(node.provision.full_text)
    parts: list[str | _Node] = []
    waiting = list(node.below)
    at = 0
    while at < len(full) and (own or waiting):
        lines = _marked_lines(waiting[0].provision) if waiting else []
        if waiting and full[at : at + len(lines)] == lines:
            parts.append(waiting.pop(0))
            at += len(lines)
            continue
        if own and full[at] == own[0]:
            parts.append(own.pop(0))
        at += 1
    # What the full text does not place: an introduction first, then the nodes, then the rest.
    if waiting and not parts and own:
        parts.append(own.pop(0))
    return [*parts, *waiting, *own]


def _marked_lines(provision: Provision) -> list[str]:
    locator = provision.ref.locator
    return _lines(label(locator.steps[-1], locator.part) + provision.full_text)


def _lines(text: str) -> list[str]:
    return [line for line in map(one_line, text.split("\n")) if line]
