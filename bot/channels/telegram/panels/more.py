"""What stands behind a short reply, marked up as the reply itself is."""

from __future__ import annotations

from tanyapasal.bot.channels.rendering import NOTED
from tanyapasal.bot.channels.telegram.cutting import split
from tanyapasal.bot.channels.telegram.panels.marking import marked, quote
from tanyapasal.bot.channels.telegram.panels.sources import PAGE_UNITS
from tanyapasal.bot.channels.wire import ReplyModel, shown
from tanyapasal.bot.storage import StoredReply


def more_pages(kept: StoredReply, reply: ReplyModel) -> tuple[str, ...]:
    """The reply as it was shown, and everything behind it, in pages of Telegram HTML; at least one."""
    return tuple(split("\n\n".join([kept.shown, details_html(reply)]), PAGE_UNITS))


def details_html(reply: ReplyModel) -> str:
    """``details`` of the stored reply: statements as quotations, notes in italics, what heads a list in bold."""
    text = reply.details or ""
    parts, end = [], 0
    for statement in reply.statements[shown(reply) :]:
        at = text.find(statement.text, end)
        if at >= 0:
            parts += [marked(text[end:at]), quote(statement.text, fold=True)]
            end = at + len(statement.text)
    return "".join([*parts, "\n\n".join(map(_paragraph, text[end:].split("\n\n")))])


def _paragraph(text: str) -> str:
    if text.startswith(NOTED):
        return f"<i>{marked(text)}</i>"
    title, *listed = text.split("\n- ")
    return "\n• ".join([f"<b>{marked(title)}</b>" if listed else marked(title), *map(marked, listed)])
