"""Plain text in the HTML that Telegram accepts."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from tanyapasal.bot.conversation.texts import Section

_LONG_QUOTE = 900


def marked(text: str, *, bold: str = "", code: str = "") -> str:
    """``text``; the words ``bold`` and ``code`` stand out where they are first in it."""
    found = escape(text, quote=False)
    for words, tag in ((escape(bold, quote=False), "b"), (escape(code, quote=False), "code")):
        if words:
            found = found.replace(words, f"<{tag}>{words}</{tag}>", 1)
    return found


def about(title: str) -> str:
    """What a regulation is about, below its name."""
    return f"<i>tentang {marked(title)}</i>"


def sections(found: Iterable[Section], code: str = "") -> str:
    """Sections below each other, headings in bold; ``code``: words that stand out (see ``marked``)."""
    blocks = []
    for section in found:
        heading = [f"<b>{marked(section.heading)}</b>"] if section.heading else []
        blocks.append("\n".join([*heading, *(marked(line, code=code) for line in section.lines)]))
    return "\n\n".join(blocks)


def quote(text: str, fold: bool = False) -> str:
    """``text`` as a quotation. ``fold``: a long one shows its beginning and is opened by a tap."""
    tag = "blockquote expandable" if fold and len(text) > _LONG_QUOTE else "blockquote"
    return f"<{tag}>{marked(text)}</blockquote>"
