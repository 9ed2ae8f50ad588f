"""Text recognition of page pictures by the program ``tesseract``, which the agency installs itself.

It runs as a program of its own, page by page, with a time limit: a page that hangs costs that page only.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tanyapasal.index.reading.legible import legibility
from tanyapasal.index.reading.rows import WIDE_GAP, Piece

LANGUAGE = "ind"
_SECONDS_A_PAGE = 60
# Of 100, how sure tesseract is of a word; of letters that it doubts more than half must be in words, and some letters.
# The boxes of two words of one line may overlap, by less than this part of their height.
_OVERLAP = -0.8
_DOUBTED, _LEAST_KNOWN, _MOSTLY = 45.0, 4, 0.5
_ROTATE = re.compile(r"^Rotate: (\d+)", re.MULTILINE)
_INSTALL = (
    "pasang pengenal teks tesseract dengan bahasa Indonesia "
    "(Debian/Ubuntu: apt install tesseract-ocr tesseract-ocr-ind), lalu ulangi"
)


@dataclass(frozen=True, slots=True)
class _Word:
    piece: Piece
    sure: float


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A tesseract that is installed and knows Indonesian; ``turns``: it can also tell which way up a page is."""

    program: str
    turns: bool = False

    def pieces(self, picture: bytes, dpi: int) -> list[Piece] | None:
        """What stands in a picture (PNM, PNG), in its pixels; None if tesseract failed or took too long."""
        # psm 6: one block of text. The page segmentation that tesseract does by itself takes numbers that hang
        # beside the text ("2.", "(1)") for noise or for a column of their own; columns are told apart before.
        table = self._run(picture, dpi, "-l", LANGUAGE, "--psm", "6", "tsv")
        return None if table is None else _pieces(table)

    def turn(self, picture: bytes, dpi: int) -> int:
        """By how many quarters, clockwise, a picture must be turned to stand upright; 0 if that cannot be told."""
        found = _ROTATE.search(self._run(picture, dpi, "--psm", "0") or "") if self.turns else None
        return int(found[1]) // 90 % 4 if found else 0

    def _run(self, picture: bytes, dpi: int, *options: str) -> str | None:
        command = [self.program, "stdin", "stdout", "--dpi", str(dpi), *options]
        try:
            done = subprocess.run(
                command, input=picture, capture_output=True, timeout=_SECONDS_A_PAGE, check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )  # fmt: skip
        except (subprocess.SubprocessError, OSError):
            return None
        return done.stdout.decode("utf-8", "replace")


@lru_cache(maxsize=1)
def recogniser() -> tuple[Recogniser | None, str]:
    """The tesseract of this machine, or None and what to install."""
    program = shutil.which("tesseract")
    if program is None:
        return None, _INSTALL
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=30, check=True)
    except (subprocess.SubprocessError, OSError):
        return None, _INSTALL
    known = done.stdout.decode("utf-8", "replace").split()
    return (Recogniser(program, "osd" in known), "") if LANGUAGE in known else (None, _INSTALL)


def _pieces(table: str) -> list[Piece]:
    """Words of tesseract's table to runs: words of one recognised line, parted where the gap is wide."""
    runs: list[list[_Word]] = []
    last_line: list[str] = []
    for row in table.split("\n")[1:]:
        fields = row.split("\t")
        if len(fields) != 12 or fields[0] != "5" or not fields[11].strip():
            continue
        left, top, width, height, sure = map(float, fields[6:11])
        word = _Word(Piece(fields[11].strip(), left, left + width, top, top + height), sure)
        last = runs[-1][-1].piece if runs else None
        if (
            last is not None
            and fields[1:5] == last_line
            and _OVERLAP < (word.piece.left - last.right) / max(p.piece.height for p in runs[-1]) < WIDE_GAP
        ):
            runs[-1].append(word)
        else:
            runs.append([word])
        last_line = fields[1:5]
    return [_joined(run) for run in runs if not _is_noise(run)]


def _joined(run: Sequence[_Word]) -> Piece:
    pieces = [word.piece for word in run]
    return Piece(
        " ".join(piece.text for piece in pieces),
        pieces[0].left,
        max(piece.right for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.bottom for piece in pieces),
    )


def _is_noise(run: Sequence[_Word]) -> bool:
    """What tesseract itself doubts and is no word: stains, lines, coats of arms."""
    if sum(word.sure for word in run) >= _DOUBTED * len(run):
        return False
    found = legibility([word.piece.text for word in run])
    return found.known < _LEAST_KNOWN or found.known_share < _MOSTLY
