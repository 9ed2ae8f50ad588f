"""What a file gives when it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.text import Span, one_line

FileFormat = Literal["pdf", "docx", "html", "markdown", "plain"]

# What people call a kind of file, and how the names of its files end.
FORMATS: dict[FileFormat, tuple[str, tuple[str, ...]]] = {
    "pdf": ("PDF", (".pdf",)),
    "docx": ("Word (.docx)", (".docx",)),
    "html": ("HTML", (".html", ".htm")),
    "markdown": ("Markdown", (".md",)),
    "plain": ("teks", (".txt",)),
}
# Words of what is left out that are shown.
_SHOWN = 12
SUFFIXES = tuple(suffix for _, suffixes in FORMATS.values() for suffix in suffixes)


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of one file, and what a person should know about the way it was read.

    All spans of what is made from it are ranges of characters of ``text``. For plain text and Markdown this is
    the file's own text character by character (line ends as ``\\n``), so spans hold in the file too.
    ``recognised`` is true if any of it was read from pictures of pages. ``furniture``: heads and feet of pages, where the
    file says that they are; ``notes``: footnotes and endnotes.
    """

    text: str
    format: FileFormat
    problems: tuple[Problem, ...] = ()
    recognised: bool = False
    furniture: tuple[Span, ...] = ()
    notes: tuple[Span, ...] = ()


def unread(hidden: str, pictures: int, embedded: Sequence[str]) -> Iterator[Problem]:
    """What a file holds besides its text: text that it hides, pictures, and other documents within it (their names)."""
    start = Span(0, 0)
    words = one_line(hidden).split()
    if words:
        shown = " ".join(words[:_SHOWN])
        yield Problem(
            "unread_hidden", f"Teks tersembunyi tidak dibaca ({len(words)} kata): “{shown} …”.", start
        )
    if pictures:
        told = (
            f"Berkas ini memuat {pictures} gambar yang tidak dibaca; bila isinya naskah, simpan sebagai PDF."
        )
        yield Problem("unread_picture", told, start)
    for name in embedded:
        told = f"Dokumen di dalam berkas ini tidak dibaca ({name}); bila isinya naskah, berikan berkasnya sendiri."
        yield Problem("unread_document", told, start)
