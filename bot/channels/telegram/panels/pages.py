"""What a button opens in place of the message that it stands below."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.channels.telegram.panels.buttons import BACK, RECEIPT, SOURCE, Row, button, turning
from tanyapasal.bot.channels.telegram.panels.menu import View
from tanyapasal.bot.channels.telegram.panels.receipt import receipt_pages
from tanyapasal.bot.channels.telegram.panels.sources import at_pasal, sheet
from tanyapasal.bot.channels.wire import ReplyModel
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.storage import StoredReply
from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.places import parse_reference

# More places than this make a keyboard that hides the text.
_OTHERS = 4


def source_view(assistant: Assistant, reply: ReplyModel, citation: int, steps: int, page: int) -> View | None:
    """The full text of a citation's place, or of the one ``steps`` after it; None if it is not held."""
    if not 0 <= citation < len(reply.citations):
        return None
    try:
        ref = parse_reference(reply.citations[citation].ref)
    except ReferenceSyntaxError:
        return None
    found = sheet(assistant, ref, steps)
    if found is None:
        return None
    page = found.page(page)
    rows = turning(SOURCE, (reply.id, citation, steps), page, len(found.pages))
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
    rows += [*others[:_OTHERS], [button(texts.BACK_TO_REPLY, BACK, reply.id)]]
    return View(found.pages[page], InlineKeyboardMarkup(rows))


def receipt_view(kept: StoredReply, reply: ReplyModel, seal: str | None, page: int) -> View:
    """What the reply rests on. ``seal``: the hash of its evidence receipt."""
    pages = receipt_pages(kept, reply, seal)
    page = min(max(page, 0), len(pages) - 1)
    rows = [
        *turning(RECEIPT, (reply.id,), page, len(pages)),
        [button(texts.BACK_TO_REPLY, BACK, reply.id)],
    ]
    return View(pages[page], InlineKeyboardMarkup(rows))


def _places(reply: ReplyModel) -> list[int]:
    """The first citation of each pasal or section."""
    found: dict[str, int] = {}
    for number, citation in enumerate(reply.citations):
        try:
            found.setdefault(str(at_pasal(parse_reference(citation.ref))), number)
        except ReferenceSyntaxError:
            continue
    return list(found.values())
