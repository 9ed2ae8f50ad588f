"""What people write: questions, pictures, things that fail."""

from __future__ import annotations

import logging
import secrets
from collections import deque
from typing import TypeGuard

from telegram import InlineQueryResultsButton, Message, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ContextTypes

from tanyapasal.bot.channels.telegram.desk import Desk
from tanyapasal.bot.channels.telegram.keeping import progress
from tanyapasal.bot.channels.telegram.panels.inline import cards
from tanyapasal.bot.channels.telegram.panels.marking import marked
from tanyapasal.bot.channels.telegram.place import (
    is_meant_for,
    person_of,
    place_of,
    place_of_button,
    question_in,
)
from tanyapasal.bot.channels.telegram.updates.rates import seconds
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.errors import NotReadyError

log = logging.getLogger(__name__)

Context = ContextTypes.DEFAULT_TYPE

_ALBUMS_REMEMBERED = 200
_INLINE_CACHE_SECONDS = 60


class Conversation:
    """Handlers of messages and inline queries, and of what goes wrong in any handler."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._albums: deque[str] = deque(maxlen=_ALBUMS_REMEMBERED)

    async def text(self, update: Update, context: Context) -> None:
        """A question."""
        message = update.message
        if message is None or not is_meant_for(message, context.bot):
            return
        place, question = place_of(message), question_in(message, context.bot)
        if question:
            person = person_of(message.from_user, self._desk.names)
            await self._desk.answer(context.bot, place, person, question)
        else:
            await self._desk.talk.say(context.bot, place, texts.NO_QUESTION)

    async def attachment(self, update: Update, context: Context) -> None:
        """A picture, sticker, voice message, file. An album is many messages and gets one sentence."""
        message = update.message
        if message is None or not is_meant_for(message, context.bot) or self._seen(message):
            return
        await self._desk.talk.say(context.bot, place_of(message), texts.TEXT_ONLY)

    async def inline(self, update: Update, context: Context) -> None:
        """``@bot words`` in any chat. Nothing of it is kept: the person asks in a chat of their own."""
        query = update.inline_query
        if query is None:
            return
        found = []
        asked = query.query.strip()
        try:
            if asked and self._desk.may_look_up(person_of(query.from_user, self._desk.names)):
                assistant = self._desk.loading.get()
                found = await self._desk.working(lambda: cards(assistant, asked))
        except (NotReadyError, TimeoutError):
            log.info("Telegram: pencarian sebaris belum dapat dilayani")
        try:
            await context.bot.answer_inline_query(
                query.id,
                found,
                cache_time=_INLINE_CACHE_SECONDS if found else 0,
                button=None
                if found
                else InlineQueryResultsButton(texts.INLINE_BUTTON, start_parameter="sebaris"),
            )
        except BadRequest as error:  # the person has typed on meanwhile, and this query is too old
            log.info("Telegram: %s", error)

    async def failed(self, update: object, context: Context) -> None:
        """An exception in a handler: logged under a short id, which the person is told.

        After a network that failed for all tries, nothing is told: the update will be taken up again.
        """
        error = context.error
        here = progress.get()
        if isinstance(error, InvalidToken):  # said once, by whoever notices the end of the bot
            if here is not None:
                here.left = True
            return
        if isinstance(error, Forbidden):
            log.info("Telegram: percakapan ditutup oleh penggunanya (%s)", error)
            return
        if _passes(error) and here is not None:
            log.warning("Telegram: pesan akan diambil lagi (%s)", error)
            here.unfinished, here.wait = True, seconds(error)
            return
        code = secrets.token_hex(4)
        log.error("Telegram: pesan gagal diproses [%s]", code, exc_info=error)
        if not isinstance(update, Update):
            return
        place = None
        if update.message is not None:
            place = place_of(update.message)
            person = person_of(update.message.from_user, self._desk.names)
            await self._desk.keeper.log_failure(code, update.message.text or "", person)
        elif update.callback_query is not None:
            place = place_of_button(update.callback_query)
        if place is not None:
            try:
                await self._desk.talk.say(context.bot, place, marked(texts.failure(code), code=code))
            except TelegramError as second:
                log.warning("Telegram: pemberitahuan [%s] tidak terkirim: %s", code, second)

    def _seen(self, message: Message) -> bool:
        """True from the second message of an album on."""
        album = message.media_group_id
        if album is None:
            return False
        seen = album in self._albums
        self._albums.append(album)
        return seen


def _passes(error: BaseException | None) -> TypeGuard[TelegramError]:
    """True for trouble of the network, which ends by itself; a refused request (BadRequest) does not."""
    return isinstance(error, (NetworkError, RetryAfter)) and not isinstance(error, BadRequest)
