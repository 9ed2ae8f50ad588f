"""The provisions of a regulation as trees, and the order of lines and items within each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tanyapasal.index.corpus.official.form import INDENT, label, marker
from tanyapasal.index.law.places import Reference
from tanyapasal.index.law.regulation import Provision
from tanyapasal.index.text import one_line


@dataclass(slots=True)
class Branch:
    """A provision and the branches right below it, in order."""

    provision: Provision
    below: list[Branch] = field(default_factory=list)


def indented(branch: Branch, depth: int = 0) -> list[str]:
    """The lines of a provision with everything below it, as people read them: items indented under theirs."""
    lines: list[str] = []
    for part in interleaved(branch):
        if isinstance(part, str):
            lines.append(" " * (INDENT * depth) + part)
            continue
        inside = indented(part, depth + 1)
        head = " " * (INDENT * depth) + marker(part.provision.ref.locator)
        opens = bool(inside) and isinstance(next(iter(interleaved(part)), None), str)
        lines.append(f"{head} {inside.pop(0).strip()}" if opens else head)
        lines.extend(inside)
    return lines


def forest(provisions: Sequence[Provision]) -> list[Branch]:
    """Provisions in reading order to trees: each below the last one before it whose place contains its own.

    A pasal, and each of several annexes, is a tree of its own, also where its part has text as a whole.
    """
    roots: list[Branch] = []
    path: list[Branch] = []
    for provision in provisions:
        ref = provision.ref
        alone = bool(ref.locator.steps) and ref.locator.steps[-1].unit in ("pasal", "lampiran")
        while path and (alone or not _above(path[-1].provision.ref, ref)):
            path.pop()
        node = Branch(provision)
        (path[-1].below if path else roots).append(node)
        path.append(node)
    return roots


def _above(upper: Reference, lower: Reference) -> bool:
    return upper != lower and upper.contains(lower)


def interleaved(node: Branch) -> list[str | Branch]:
    """A node's own lines and the nodes below it, in the order of its full text."""
    own = _lines(node.provision.text)
    if not node.below:
        return list(own)
    full = _lines(node.provision.full_text)
    parts: list[str | Branch] = []
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
    return _lines(label(provision.ref.locator) + provision.full_text)


def _lines(text: str) -> list[str]:
    return [line for line in map(one_line, text.split("\n")) if line]
