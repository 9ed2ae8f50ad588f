"""What a person names, file by file: files, folders with all below them, patterns, addresses."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.index.reading.read_text import SUFFIXES

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_NUMBER = re.compile(r"(\d+)")
# What programs leave beside files: "~$naskah.docx", "._naskah.pdf", ".DS_Store", "Thumbs.db".
_LEAVINGS = re.compile(r"[.~].*|thumbs\.db|desktop\.ini", re.I)


@dataclass(frozen=True, slots=True)
class Listing:
    """``named``: paths and addresses (``str``), each once, in the order given, within a folder by name.

    ``left_out``: files of folders that are of no kind that can be read. ``absent``: what names no file.
    """

    named: tuple[Path | str, ...]
    left_out: tuple[Path, ...]
    absent: tuple[str, ...]


def is_address(text: str) -> bool:
    """True for an address of the network, also of a form that is not opened."""
    return _ADDRESS.match(text) is not None


def listed(arguments: Sequence[str]) -> Listing:
    """Everything that the arguments name. Never raises: what cannot be found is told."""
    named: dict[Path | str, Path | str] = {}
    left_out: dict[Path, None] = {}
    absent: list[str] = []
    for argument in arguments:
        if is_address(argument):
            named.setdefault(argument, argument)
            continue
        files = [file for path in _found(argument) for file in (_below(path) if path.is_dir() else (path,))]
        if not files:
            absent.append(argument)
        for file in files:
            # A file that is named is read whatever it is called: its content decides.
            if file.suffix.lower() in SUFFIXES or str(file) == argument:
                named.setdefault(file.resolve(), file)
            else:
                left_out[file] = None
    return Listing(tuple(named.values()), tuple(left_out), tuple(absent))


def _found(argument: str) -> list[Path]:
    """The path of this name, or else those that the pattern fits."""
    path = Path(argument)
    if path.exists():
        return [path]
    # Path.glob takes no pattern that begins at the root.
    return sorted(map(Path, glob.glob(argument, recursive=True)), key=_by_name)  # noqa: PTH207


def _below(folder: Path) -> Iterator[Path]:
    """The files of a folder and of those in it, without what programs leave beside them; links to folders are not followed."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(where) / name for name in files if not _LEAVINGS.fullmatch(name))
        yield from sorted(paths, key=_by_name)


def _by_name(path: Path) -> list[tuple[int, str]]:
    """Names in the order of people: "pasal 9" before "pasal 10"."""
    return [
        (int(piece), "") if piece.isdigit() and piece.isascii() else (-1, piece.lower())
        for piece in _NUMBER.split(str(path))
    ]
