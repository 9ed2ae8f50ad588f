"""Plain text and Markdown: the characters as they stand."""

from __future__ import annotations

import re

from tanyapasal.index.reading.encoding import decoded, visible
from tanyapasal.index.reading.read_text import FileFormat, ReadText

_MARKDOWN = re.compile(r"^(?:#{1,6} |---\n|\*\*\S)", re.MULTILINE)


def read_plain(data: bytes, suffix: str) -> ReadText:
    """The text of a plain or Markdown file; nothing is added, moved or left out."""
    text, _ = decoded(data)
    text = visible(text)
    markdown = suffix in (".md", ".markdown") or (suffix != ".txt" and _MARKDOWN.search(text) is not None)
    kind: FileFormat = "markdown" if markdown else "plain"
    return ReadText(text, kind)
