"""What a button opens in place of the message that it stands below."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.channels.telegram.panels.buttons import (
    BACK,
    MORE,
    RECEIPT,
    SOURCE,
    Panel,
    Row,
    button,
    turning,
)
from tanyapasal.bot.channels.telegram.panels.links import share_button
from tanyapasal.bot.channels.telegram.panels.more import more_pages
from tanyapasal.bot.channels.telegram.panels.receipt import receipt_pages
from tanyapasal.bot.channels.telegram.panels.sources import sheet_pages, within
from tanyapasal.bot.channels.wire import ReplyModel
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.conversation.sheets import at_pasal, sheet
from tanyapasal.bot.storage import StoredReply
from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.places import parse_reference

# More places than this make a keyboard that hides the text.
_OTHERS = 4


def source_panel(
    assistant: Assistant, reply: ReplyModel, citation: int, steps: int, page: int, bot: str
) -> Panel | None:
    """The full text of a citation's place, or of the one ``steps`` after it; None if it is not held.

    ``bot``: the user name to which a shared link leads.
    """
    if not 0 <= citation < len(reply.citations):
        return None
    try:
        ref = parse_reference(reply.citations[citation].ref)
    except ReferenceSyntaxError:
        return None
    found = sheet(assistant, ref, steps)
    if found is None:
        return None
    pages = sheet_pages(found)
    page = within(page, pages)
    rows = turning(SOURCE, (reply.id, citation, steps), page, len(pages))
    neighbours: Row = []
    if found.before is not None:
        neighbours.append(button(f"◀ {found.before}", SOURCE, reply.id, citation, steps - 1, 0))
    if found.after is not None:
        neighbours.append(button(f"{found.after} ▶", SOURCE, reply.id, citation, steps + 1, 0))
    others = [
        [button(reply.citations[n].label, SOURCE, reply.id, n, 0, 0)]
        for n in _places(reply)
        if str(at_pasal(parse_reference(reply.citations[n].ref))) != str(found.ref)
    ]
    rows += [neighbours] if neighbours else []
    share = share_button(bot, found.ref, found.name)
    back = [*([share] if share is not None else []), button(texts.BACK_TO_REPLY, BACK, reply.id)]
    rows += [*others[:_OTHERS], back]
    return Panel(pages[page], InlineKeyboardMarkup(rows))


def more_panel(kept: StoredReply, reply: ReplyModel, page: int) -> Panel:
    """The reply with all that stands behind it."""
    return _paged(MORE, reply, more_pages(kept, reply), page)


def receipt_panel(kept: StoredReply, reply: ReplyModel, seal: str | None, page: int) -> Panel:
    """What the reply rests on. ``seal``: the hash of its evidence receipt."""
    return _paged(RECEIPT, reply, receipt_pages(kept, reply, seal), page)


def _paged(verb: str, reply: ReplyModel, pages: tuple[str, ...], page: int) -> Panel:
    """One of the pages, with the way to the others and back to the reply."""
    page = within(page, pages)
    rows = [
        *turning(verb, (reply.id,), page, len(pages)),
        [button(texts.BACK_TO_REPLY, BACK, reply.id)],
    ]
    return Panel(pages[page], InlineKeyboardMarkup(rows))


def _places(reply: ReplyModel) -> list[int]:
    """The first citation of each pasal or section."""
    found: dict[str, int] = {}
    for number, citation in enumerate(reply.citations):
        try:
            found.setdefault(str(at_pasal(parse_reference(citation.ref))), number)
        except ReferenceSyntaxError:
            continue
    return list(found.values())
