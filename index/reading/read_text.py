"""What a file gives when it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tanyapasal.index.law.regulation import Problem
from tanyapasal.index.text import Span

FileFormat = Literal["pdf", "docx", "html", "markdown", "plain"]

# What people call a kind of file, and how the names of its files end.
FORMATS: dict[FileFormat, tuple[str, tuple[str, ...]]] = {
    "pdf": ("PDF", (".pdf",)),
    "docx": ("Word (.docx)", (".docx",)),
    "html": ("HTML", (".html", ".htm")),
    "markdown": ("Markdown", (".md",)),
    "plain": ("teks", (".txt",)),
}
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
