"""A provision while it is built, and its texts as they are written out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tanyapasal.index.law.places import Step
from tanyapasal.index.parsing.pages.hyphens import put_together


@dataclass(slots=True)
class Text:
    """A stretch of own text; ``breaks`` if it begins a line of its own, ``cells`` if it is the row of a table."""

    start: int
    end: int
    breaks: bool
    cells: bool = False


@dataclass(slots=True)
class Node:
    """A provision while it is built: its own text and the nodes below it, in reading order."""

    steps: tuple[Step, ...]
    label: str
    start: int
    end: int
    content: list[Text | Node] = field(default_factory=list)


def moved(content: list[Text | Node], steps: tuple[Step, ...]) -> list[Text | Node]:
    """The same content one step further down."""
    for child in content:
        if isinstance(child, Node):
            child.steps = (*steps, child.steps[-1])
            moved(child.content, child.steps)
    return content


# Between the columns of a table that a text file or a page keeps apart by blanks
_GAP = re.compile(r"(?:(?<! ) {3,}+|[ ]\t++[ ]?+|(?<!\t)\t++[ ]?+)(?=\S)")
_HYPHEN = re.compile(r"(?<=[a-z])-\s+(?!dan\b|atau\b|maupun\b|serta\b)(?=[a-z])")


def has_cells(masked: str, start: int, end: int) -> bool:
    """True for a line whose words stand in columns, parted by blanks."""
    return _GAP.search(masked, start, end) is not None and "\n" not in masked[start:end]


def own_text(masked: str, texts: Sequence[Text]) -> str:
    """Stretches of text as one, lines joined; a new line where one breaks."""
    written = ""
    for text in texts:
        words = " ".join(masked[text.start : text.end].split())
        if text.cells:
            words = " | ".join(" ".join(cell.split()) for cell in _GAP.split(masked[text.start : text.end]))
        if not words:
            continue
        written += ("\n" if text.breaks else " ") + words if written else words
    return _HYPHEN.sub("-", put_together(written))


def full_text(masked: str, node: Node) -> str:
    """The text of a node with all below it, each item on a line of its own behind its marker."""
    written: list[str] = []
    run: list[Text] = []
    for child in node.content:
        if isinstance(child, Text):
            run.append(child)
            continue
        if run:
            written.append(own_text(masked, run))
            run = []
        below = full_text(masked, child)
        written.append(
            child.label + ("" if child.label.endswith("\n") else " ") + below
            if below
            else child.label.strip()
        )
    if run:
        written.append(own_text(masked, run))
    return "\n".join(filter(None, written))


def last_end(node: Node) -> int:
    """Where the last text of a node or of one below it ends."""
    return max(
        [node.end, *(child.end if isinstance(child, Text) else last_end(child) for child in node.content)]
    )
