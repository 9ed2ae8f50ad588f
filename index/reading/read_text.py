"""What a file gives when it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.regulation import Problem

FileFormat = Literal["pdf", "docx", "html", "markdown", "plain"]


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of one file, and what a person should know about the way it was read.

    All spans of what is made from it are ranges of characters of ``text``. For plain text and Markdown this is
    the file's own text character by character (line ends as ``\\n``), so spans hold in the file too.
    ``recognised`` is true if any of it was read from pictures of pages.
    """

    text: str
    format: FileFormat
    problems: tuple[Problem, ...] = ()
    recognised: bool = False
