"""Text recognition of page pictures by the program ``tesseract``, which the agency installs itself.

It runs as a program of its own, page by page, with a time limit: a page that hangs costs that page only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache

from tanyapasal.index.reading.rows import WIDE_GAP, Piece, lines_of

LANGUAGE = "ind"
_SECONDS_A_PAGE = 120
_INSTALL = (
    "pasang pengenal teks tesseract dengan bahasa Indonesia "
    "(Debian/Ubuntu: apt install tesseract-ocr tesseract-ocr-ind), lalu ulangi"
)


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A tesseract that is installed and knows Indonesian."""

    program: str

    def lines(self, picture: bytes, dpi: int) -> list[str] | None:
        """The lines of a picture (PNM, PNG) in reading order; None if tesseract failed or took too long."""
        # psm 6: one block of text. The page segmentation that tesseract does by itself takes numbers that hang
        # beside the text ("2.", "(1)") for noise or for a column of their own; columns are told apart in rows.
        command = [self.program, "stdin", "stdout", "-l", LANGUAGE, "--psm", "6", "--dpi", str(dpi), "tsv"]
        try:
            done = subprocess.run(
                command, input=picture, capture_output=True, timeout=_SECONDS_A_PAGE, check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )  # fmt: skip
        except (subprocess.SubprocessError, OSError):
            return None
        return lines_of(_pieces(done.stdout.decode("utf-8", "replace")))


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
    return (Recogniser(program), "") if LANGUAGE in known else (None, _INSTALL)


def _pieces(table: str) -> list[Piece]:
    """Words of tesseract's table to runs: words of one recognised line, parted where the gap is wide."""
    pieces: list[Piece] = []
    last_line: list[str] = []
    for row in table.split("\n")[1:]:
        fields = row.split("\t")
        if len(fields) != 12 or fields[0] != "5" or not fields[11].strip():
            continue
        left, top, width, height = map(float, fields[6:10])
        word = Piece(fields[11].strip(), left, left + width, top, top + height)
        last = pieces[-1] if pieces else None
        if (
            last is not None
            and fields[1:5] == last_line
            and 0 <= word.left - last.right < WIDE_GAP * last.height
        ):
            pieces[-1] = Piece(
                f"{last.text} {word.text}",
                last.left,
                word.right,
                min(last.top, word.top),
                max(last.bottom, word.bottom),
            )
        else:
            pieces.append(word)
        last_line = fields[1:5]
    return pieces
