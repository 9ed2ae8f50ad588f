"""Links that open a place in a conversation with the bot, to be shared: ``t.me/BOT?start=uu-20-2023__pasal-47``."""

from __future__ import annotations

from urllib.parse import urlencode

from telegram import InlineKeyboardButton

from tanyapasal.bot.conversation import texts
from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.places import AnyReference, parse_reference

# Telegram takes 64 letters, digits, "_" and "-".
_CHARACTERS = 64
_LEVEL = "__"


def share_button(bot: str, ref: AnyReference, label: str) -> InlineKeyboardButton | None:
    """Offers the link to a place to any chat; None if the place is too long for one. ``bot``: the bot's user name."""
    payload = str(ref).replace("/", _LEVEL)
    if len(payload) > _CHARACTERS or not payload.replace("_", "").replace("-", "").isalnum():
        return None
    link = urlencode({"url": f"https://t.me/{bot}?start={payload}", "text": label})
    return InlineKeyboardButton(texts.SHARE, url=f"https://t.me/share/url?{link}")


def linked_place(payload: str) -> AnyReference | None:
    """The place that a link leads to, or None."""
    try:
        return parse_reference(payload.replace(_LEVEL, "/"))
    except ReferenceSyntaxError:
        return None
