"""A document as blocks: paragraphs, headings, list items and table rows, each knowing what it hangs on.

Everything points back into the text: ``text[block.span]`` is the block as written, marker included.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from tanyapasal.index.language.statements import Marker, marker_at
from tanyapasal.index.language.statements import Style as MarkerStyle
from tanyapasal.index.text import Span

Style = MarkerStyle | Literal["plain"]

_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"#{1,6}\s+")
_ENDS = re.compile(r"[.?!:;]\s*+(?:[\"\u201d)\]*_]++\s*+)?$")
# Rows of a table; only the first of them heads the others
_ROW = re.compile(r"\||\S\t+\S")
# A turn of a conversation: "Bu Ratna: …", "[08.14] ~Pak Joko: …"
_TURN = re.compile(
    r"^[^\S\n]*(?:\[[\d.:/, -]{3,20}\][^\S\n]*)?~?[^\S\n]?(?P<name>[^\W\d_][\w.'\u2019-]*(?: [\w.'\u2019()-]+){0,3}):(?=\s)",
    re.MULTILINE,
)
_SHORT = 90
_NARROW, _BROAD = 50, 130


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, item or row. ``parent`` is the index of the block it hangs on, or None.

    ``level``: of a heading that is marked as one ("## …": 2), else 0; ``apart``: a blank line stands before it.
    """

    span: Span
    start: int
    style: Style
    parent: int | None
    heading: bool = False
    level: int = 0
    apart: bool = False


def read_blocks(text: str) -> tuple[Block, ...]:
    """Every non-blank line in a block; lines that only wrap a sentence belong to the block before them."""
    blocks: list[Block] = []
    stack: list[int] = []  # open blocks, outermost first
    counted: dict[
        Style, tuple[int, int | None]
    ] = {}  # of each style the last number, and what its list hangs on
    last_end = 0
    in_table = False
    width = _width(text)
    spoken = {turn.start for turn in turns(text)}
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip():
            continue
        begin = match.start() + len(line) - len(line.lstrip())
        hashes = _HEADING.match(text, begin)
        content = hashes.end() if hashes else begin
        marker = _marker(text, content, match.end())
        style: Style = "plain" if marker is None else marker.style
        content = content if marker is None else marker.span.end
        blank_before = text.count("\n", last_end, match.start()) > 1
        last_end = match.end()
        if (
            style == "plain"
            and not hashes
            and blocks
            and not blank_before
            and _wraps(text, blocks[-1], line, width, match.start() in spoken)
        ):
            old = blocks[-1]
            blocks[-1] = replace(old, span=Span(old.span.start, match.end()), heading=False)
            continue
        row = _ROW.search(line) is not None
        heading = bool(hashes) or (
            _is_heading(line) and not (row and in_table) and match.start() not in spoken
        )
        in_table = row
        level = hashes.group().count("#") if hashes else 0
        parent = _open_for(blocks, stack, counted, style, marker.number if marker else None, level)
        span = Span(begin, match.end())
        blocks.append(Block(span, content, style, parent, heading, level, blank_before))
        stack.append(len(blocks) - 1)
    return tuple(blocks)


def turns(text: str) -> tuple[Span, ...]:
    """What stands before the turns of a conversation: the time, and a name before a colon at the start of several lines."""
    found = list(_TURN.finditer(text))
    counts = Counter(turn["name"] for turn in found)
    return tuple(Span(*turn.span()) for turn in found if counts[turn["name"]] > 1)


def _open_for(
    blocks: list[Block],
    stack: list[int],
    counted: dict[Style, tuple[int, int | None]],
    style: Style,
    number: int | None,
    level: int,
) -> int | None:
    """What a new block hangs on; closes in ``stack`` what ends where it begins."""
    if style == "plain":
        # A line below an item that is a heading ("2. Taman") belongs to the item; any other begins anew.
        under_item = bool(blocks) and not level and blocks[-1].style != "plain" and blocks[-1].heading
        if not under_item:
            stack.clear()
            return _heading_above(blocks, level)
        return stack[-1]
    last = counted.get(style)
    if last is not None and number is not None and number == last[0] + 1:
        parent = last[1]
        stack[:] = _path(blocks, parent)
    else:
        while any(blocks[n].style == style for n in stack):
            stack.pop()
        parent = stack[-1] if stack else None
    for inner in ("letter", "bullet") if style in ("keycap", "digit") else ():
        counted.pop(inner, None)
    if number is not None:
        counted[style] = (number, parent)
    return parent


def _path(blocks: list[Block], index: int | None) -> list[int]:
    path: list[int] = []
    while index is not None:
        path.append(index)
        index = blocks[index].parent
    return path[::-1]


def _marker(text: str, begin: int, end: int) -> Marker | None:
    """The marker of a line; None if nothing stands behind it."""
    marker = marker_at(text, begin, end)
    return marker if marker is not None and marker.span.end < end else None


def _width(text: str) -> int:
    """The width to which the lines of a text were broken; 0 if a line is a paragraph."""
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    broad = lengths[int(len(lengths) * 0.9)] if lengths else 0
    return broad if _NARROW < broad <= _BROAD else 0


def _wraps(text: str, before: Block, line: str, width: int, before_turn: bool) -> bool:
    """True if ``line`` goes on with the sentence of the block before it."""
    said = before.span.of(text).rstrip()
    first = line.lstrip()[:1]
    if said.endswith((":", "?")) or "|" in line or "\t" in line or before_turn:
        return False
    if first.islower() or first in ",;":
        return True
    full_line = width and len(said.rsplit("\n", 1)[-1]) >= 0.75 * width
    return bool(full_line) and not _ENDS.search(said)


def _is_heading(line: str) -> bool:
    said = line.strip()
    return len(said) < _SHORT and not said.endswith((".", ";"))


def _heading_above(blocks: list[Block], level: int) -> int | None:
    """The heading that a paragraph hangs on; of a heading that is marked as one of ``level``, the one it belongs below."""
    return next(
        (
            n
            for n in range(len(blocks) - 1, -1, -1)
            if (0 < blocks[n].level < level if level else blocks[n].style == "plain" and blocks[n].heading)
        ),
        None,
    )
