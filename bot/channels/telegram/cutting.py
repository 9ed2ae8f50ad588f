"""Cutting long HTML into messages that Telegram accepts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LIMIT = 4096

_ATOM = re.compile(r"</?[a-z][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]+);|.", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*+)[^<>]*+>", re.IGNORECASE)
_SENTENCE_ENDS = frozenset(".!?;:")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place to cut: before atom ``at``, with these start tags open, after ``kept`` atoms of the piece."""

    at: int
    open_tags: tuple[str, ...] = ()
    kept: int = 0


def split(text_html: str, limit: int = LIMIT) -> list[str]:
    """Cut Telegram HTML into messages of at most ``limit`` UTF-16 code units, markup included.

    Cuts at the border of a paragraph, else of a sentence or line, else of a word, else between characters;
    never inside a tag or an entity. Tags that are open at a cut are closed there and opened again in the next
    piece. Only white space at borders and elements that show nothing are lost.
    """
    atoms = _ATOM.findall(text_html)
    pieces: list[str] = []
    cut = _Cut(0)
    while cut.at < len(atoms):
        cut, piece = _next_piece(atoms, cut, limit)
        if piece:
            pieces.append(piece)
    return pieces


def _next_piece(atoms: list[str], start: _Cut, limit: int) -> tuple[_Cut, str]:
    """The best piece from ``start`` on and where it ends; at least one character, however small the limit."""
    tags, kept = list(start.open_tags), list(start.open_tags)
    half, size = limit // 2, _units("".join(kept))
    best: dict[str, _Cut] = {}
    for at in range(start.at, len(atoms)):
        atom = atoms[at]
        tag = _TAG.fullmatch(atom)
        if tag is not None and tag["end"]:
            if not tags:
                continue
            if kept[-1] == tags.pop():  # nothing stands between the two
                size -= _units(kept.pop())
                continue
        elif tag is not None:
            tags.append(atom)
        elif atom.isspace() and not best:
            continue
        kept.append(atom)
        size += _units(atom)
        if size + _units(_closing(tuple(tags))) > limit and best:
            # A border in the first half would leave a stump; then a smaller border is the better one.
            cut = next(best[rank] for rank in ("paragraph", "sentence", "word", "any") if rank in best)
            return cut, "".join(kept[: cut.kept]).rstrip() + _closing(cut.open_tags)
        if tag is None:
            here = _Cut(at + 1, tuple(tags), len(kept))
            best["any"] = here
            best.update((rank, here) for rank in _borders(atoms, at) if rank == "word" or size >= half)
    return _Cut(len(atoms)), "".join(kept).rstrip() + _closing(tuple(tags)) if best else ""


def _borders(atoms: list[str], at: int) -> Iterator[str]:
    """The kinds of border that lie right after atom ``at``."""
    atom = atoms[at]
    if not atom.isspace():
        return
    before = atoms[at - 1] if at else ""
    if atom == "\n":
        yield "sentence"
        if before == "\n":
            yield "paragraph"
    elif before in _SENTENCE_ENDS and not _goes_on(atoms[at + 1 : at + 2]):
        yield "sentence"
    yield "word"


def _goes_on(following: list[str]) -> bool:
    """True in ``No. 10`` and ``dst. atau``: the point before belongs to an abbreviation."""
    return bool(following) and (following[0].isdigit() or following[0].islower())


def _closing(open_tags: tuple[str, ...]) -> str:
    names = [match["name"] for tag in reversed(open_tags) if (match := _TAG.fullmatch(tag)) is not None]
    return "".join(f"</{name}>" for name in names)


def _units(text: str) -> int:
    """Length as Telegram counts it: characters beyond U+FFFF are two."""
    return len(text) + sum(ord(c) > 0xFFFF for c in text)
