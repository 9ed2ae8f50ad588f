"""The buttons below messages, and what is written on them for the bot.

Telegram gives a button 64 bytes, less than a question. A button carries a verb and the id of the reply that it
belongs to; the rest is looked up in the store, so that buttons work after a restart as long as the reply is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from tanyapasal.bot.channels.wire import ReplyModel
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.conversation.catalogue import digest
from tanyapasal.bot.reply import Option
from tanyapasal.bot.storage.records import VoteValue

OPTION: Final = "o"  # reply, number of the option
EXAMPLE: Final = "e"  # digest of the question
MORE: Final = "l"  # reply, page: all that stands behind the short reply
SOURCE: Final = "s"  # reply, citation, steps from its pasal, page
RECEIPT: Final = "r"  # reply, page
BACK: Final = "b"  # reply
UP: Final = "u"  # reply
DOWN: Final = "d"  # reply: asks for the reason
REASON: Final = "w"  # reply, number of the reason
MENU: Final = "m"  # digests of the way down, page
HELD: Final = "h"  # digest of a place, page: its text
ERASE: Final = "x"  # "1": delete, "0": leave; whose
ERASE_OF_CHAT: Final = "g"  # what was written in the name of the group

Row = list[InlineKeyboardButton]

_LABEL_CHARACTERS = 60
_DATA_BYTES = 64
_TOPIC = "~"
_OF_REPLY = frozenset({OPTION, MORE, SOURCE, RECEIPT, BACK, UP, DOWN, REASON})


@dataclass(frozen=True, slots=True)
class Panel:
    """A message: Telegram HTML and the buttons below it."""

    html: str
    keyboard: InlineKeyboardMarkup


@dataclass(frozen=True, slots=True)
class Press:
    """A button as it comes back: the verb and what follows it."""

    verb: str
    arguments: tuple[str, ...]

    def text(self, at: int) -> str:
        """The argument at this position, empty if there is none."""
        return self.arguments[at] if at < len(self.arguments) else ""

    def number(self, at: int) -> int:
        """The argument as a number; 0 for what is none (an altered client can send anything)."""
        text = self.text(at)
        return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 6 else 0


def press_from(data: str) -> Press:
    verb, *arguments = data.partition(_TOPIC)[0].split(":")
    return Press(verb, tuple(arguments))


def topic_of(data: str) -> int | None:
    """The topic of a forum that the button stands in; None if it stands in none."""
    written = data.partition(_TOPIC)[2]
    return int(written, 36) if written.isascii() and written.isalnum() and len(written) < 8 else None


def in_topic(keyboard: InlineKeyboardMarkup | None, topic: int | None) -> InlineKeyboardMarkup | None:
    """The buttons with their topic written on them: of a message that has become old Telegram tells it no more."""
    if keyboard is None or topic is None:
        return keyboard
    suffix = f"{_TOPIC}{_base36(topic)}"
    return InlineKeyboardMarkup([[_with(one, suffix) for one in row] for row in keyboard.inline_keyboard])


def _with(one: InlineKeyboardButton, suffix: str) -> InlineKeyboardButton:
    data = one.callback_data
    if not isinstance(data, str) or len(data.encode()) + len(suffix) > _DATA_BYTES:
        return one
    return InlineKeyboardButton(one.text, callback_data=data + suffix)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


def reply_in(keyboard: InlineKeyboardMarkup | None) -> str:
    """The id of the reply that these buttons belong to; empty if there is none."""
    presses = [
        press_from(one.callback_data)
        for row in (keyboard.inline_keyboard if keyboard is not None else ())
        for one in row
        if isinstance(one.callback_data, str)
    ]
    return next((press.text(0) for press in presses if press.verb in _OF_REPLY), "")


def button(label: str, verb: str, *arguments: object) -> InlineKeyboardButton:
    return InlineKeyboardButton(shortened(label), callback_data=":".join([verb, *map(str, arguments)]))


def fits(reply_id: str) -> bool:
    """True if the id leaves room for the rest of the data; others' ids are of any length."""
    return ":" not in reply_id and len(reply_id.encode()) <= _DATA_BYTES - 16


def shortened(label: str) -> str:
    """Telegram cuts longer labels at any place."""
    return label if len(label) <= _LABEL_CHARACTERS else label[: _LABEL_CHARACTERS - 1].rstrip() + "…"


def below(reply: ReplyModel, vote: VoteValue | None = None) -> InlineKeyboardMarkup | None:
    """The buttons of a reply: what stands behind it, its sources and receipt, votes, ways on. ``vote``: the one that was given."""
    if not fits(reply.id):
        return None
    rows: list[Row] = []
    if reply.details is not None:
        rows.append([button(texts.MORE, MORE, reply.id, 0)])
    if reply.citations:
        rows.append(
            [button(texts.SOURCE, SOURCE, reply.id, 0, 0, 0), button(texts.RECEIPT, RECEIPT, reply.id, 0)]
        )
    if reply.kind in ("answer", "not_found"):
        rows.append(
            [
                button(texts.VOTED_UP if vote == "up" else texts.UP, UP, reply.id),
                button(texts.VOTED_DOWN if vote == "down" else texts.DOWN, DOWN, reply.id),
            ]
        )
    rows += [[button(option.label, OPTION, reply.id, number)] for number, option in enumerate(reply.options)]
    return InlineKeyboardMarkup(rows) if rows else None


def reasons(reply_id: str) -> InlineKeyboardMarkup:
    """What was wrong, in place of the buttons of the reply."""
    rows = [
        [button(reason, REASON, reply_id, number) for number, reason in pair]
        for pair in _pairs(list(enumerate(texts.REASONS)))
    ]
    return InlineKeyboardMarkup([*rows, [button(texts.BACK, BACK, reply_id, "k")]])


def examples(options: Sequence[Option]) -> list[Row]:
    """Questions to start from, one a row."""
    return [[button(option.label, EXAMPLE, digest(option.question))] for option in options]


def turning(verb: str, arguments: tuple[object, ...], page: int, pages: int) -> list[Row]:
    """The row that turns pages; none for a single page."""
    if pages < 2:
        return []
    before = button("‹", verb, *arguments, (page - 1) % pages)
    after = button("›", verb, *arguments, (page + 1) % pages)
    return [[before, button(f"{page + 1}/{pages}", verb, *arguments, page), after]]


def _pairs(items: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    return [items[at : at + 2] for at in range(0, len(items), 2)]
