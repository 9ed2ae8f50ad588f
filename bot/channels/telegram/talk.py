"""Messages out: cut to size, attached, counted, edited in place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, TelegramError

from tanyapasal.bot.channels.telegram.cutting import split
from tanyapasal.bot.channels.telegram.keeping import counted, progress
from tanyapasal.bot.channels.telegram.panels.buttons import in_topic
from tanyapasal.bot.channels.telegram.place import Place, place_of_button
from tanyapasal.bot.channels.telegram.updates.pace import Pace

_SIGNS = 30
_UNCHANGED = "message is not modified"


class Talk:
    """Speaks for the bot."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._signs = 0

    async def say(
        self,
        bot: Bot,
        place: Place,
        html: str | Sequence[str],
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        aside: bool = False,
        instead: Sequence[int] = (),
    ) -> list[int]:
        """Send ``html`` in as many messages as it needs (or as it was cut into); buttons stand below the last.

        ``instead``: messages that these replace, as far as they can be edited still; of which one too many is deleted.
        The ids of the messages. ``aside``: something said before the answer, which is no part of it and need not be said each time.

        Messages that went out for the same update before the program was interrupted are not sent again.
        """
        pieces = split(html) if isinstance(html, str) else html
        keyboard, given = in_topic(keyboard, place.thread_id), []
        for number, piece in enumerate(pieces):
            here = None if aside else progress.get()
            if here is not None and here.sent < here.before:
                here.sent += 1
                continue
            below = keyboard if number == len(pieces) - 1 else None
            if number < len(instead) and await self._changed(bot, place, instead[number], piece, below):
                given.append(instead[number])
                continue
            with counted(here):
                sent = await self._send(bot, place, piece, below, first=number == 0)
            given.append(sent.message_id)
        for left in instead[len(pieces) :]:
            with suppress(BadRequest):
                await bot.delete_message(place.chat_id, left)
        return given

    async def _send(
        self, bot: Bot, place: Place, html: str, keyboard: InlineKeyboardMarkup | None, first: bool
    ) -> Message:
        attached = _attached(place) if first else None
        try:
            return await bot.send_message(
                place.chat_id,
                html,
                message_thread_id=place.thread_id,
                reply_parameters=attached,
                reply_markup=keyboard,
            )
        except ChatMigrated as moved:  # the group became a supergroup between question and answer
            return await bot.send_message(moved.new_chat_id, html, reply_markup=keyboard)

    async def edit(
        self, query: CallbackQuery, html: str | None, keyboard: InlineKeyboardMarkup | None
    ) -> None:
        """Change the message below which a button was pressed; only its buttons if ``html`` is None.

        Where it cannot be changed any more (deleted, too old) ``html`` is sent as a new message.
        """
        place, message = place_of_button(query), query.message
        if place is None or message is None:
            return
        bot, keyboard = query.get_bot(), in_topic(keyboard, place.thread_id)
        if html is not None:
            if not await self._changed(bot, place, message.message_id, html, keyboard):
                await self.say(bot, place, html, keyboard)
            return
        with suppress(BadRequest):
            await bot.edit_message_reply_markup(place.chat_id, message.message_id, reply_markup=keyboard)

    async def _changed(
        self, bot: Bot, place: Place, message_id: int, html: str, keyboard: InlineKeyboardMarkup | None
    ) -> bool:
        """Edit a message; False if it cannot be edited. One that is so already is changed."""
        try:
            await bot.edit_message_text(html, place.chat_id, message_id, reply_markup=keyboard)
        except BadRequest as error:
            return _UNCHANGED in str(error).lower()
        return True

    async def acknowledge(self, query: CallbackQuery, text: str | None = None, alert: bool = False) -> None:
        """End the waiting sign on a button. A query that is too old cannot be: nobody waits for it any more."""
        with suppress(TelegramError):
            await query.answer(text, show_alert=alert)

    @asynccontextmanager
    async def typing(self, bot: Bot, place: Place) -> AsyncIterator[None]:
        """Show that an answer is being written, until the body is left; not for what is ready at once.

        When many wait the signs would take the time of the answers; then those who come last see none.
        """
        if self._signs >= _SIGNS:
            yield
            return
        self._signs += 1
        sign = asyncio.create_task(self._show_typing(bot, place))
        try:
            yield
        finally:
            self._signs -= 1
            sign.cancel()
            await asyncio.wait([sign])

    async def _show_typing(self, bot: Bot, place: Place) -> None:
        await asyncio.sleep(self._pace.typing_after)
        while True:
            with suppress(TelegramError):  # only a courtesy
                await bot.send_chat_action(
                    place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id
                )
            await asyncio.sleep(self._pace.typing)


def _attached(place: Place) -> ReplyParameters | None:
    if place.reply_to is None:
        return None
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True)  # it may have been deleted since
