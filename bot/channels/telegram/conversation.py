"""The handlers: what the bot does with each message and each button."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot.assistant import Assistant, Loading
from bot.channels.rendering import split, telegram_html
from bot.channels.telegram import words
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.place import Place, is_meant_for, place_of, place_of_button, question_in
from bot.errors import NotReadyError
from bot.reply import Option, Reply
from index.errors import TanyaPasalError

log = logging.getLogger(__name__)

Context = ContextTypes.DEFAULT_TYPE

_LABEL_CHARACTERS = 60
_ALBUMS_REMEMBERED = 200


class Conversation:
    """Talks to the assistant on behalf of Telegram chats. One instance per application."""

    def __init__(self, loading: Loading, token: str, pace: Pace) -> None:
        self._loading, self._token, self._pace = loading, token, pace
        self._buttons = Buttons(pace.buttons, pace.button_life)
        self._workers = asyncio.Semaphore(pace.workers)
        self._albums: deque[str] = deque(maxlen=_ALBUMS_REMEMBERED)

    # --- handlers ---

    async def welcome(self, update: Update, context: Context) -> None:
        """/start"""
        await self._introduce(update, context, words.WELCOME)

    async def help(self, update: Update, context: Context) -> None:
        """/help"""
        await self._introduce(update, context, words.HELP)

    async def text(self, update: Update, context: Context) -> None:
        """A question."""
        message = update.message
        if message is None or not is_meant_for(message, context.bot):
            return
        place, question = place_of(message), question_in(message, context.bot)
        if question:
            await self._answer(context, place, question)
        else:
            await self._say(context.bot, place, words.NO_QUESTION)

    async def unknown_command(self, update: Update, context: Context) -> None:
        """A command that no handler took; in groups it is likely meant for another bot."""
        message = update.message
        if message is not None and is_meant_for(message, context.bot):
            await self._say(context.bot, place_of(message), words.UNKNOWN_COMMAND)

    async def attachment(self, update: Update, context: Context) -> None:
        """A picture, sticker, voice message, file. An album is many messages and gets one sentence."""
        message = update.message
        if message is None or not is_meant_for(message, context.bot) or self._seen(message):
            return
        await self._say(context.bot, place_of(message), words.TEXT_ONLY)

    async def button(self, update: Update, context: Context) -> None:
        """A button below an answer: asks its question."""
        query = update.callback_query
        if query is None:
            return
        place = place_of_button(query)
        question = None
        if place is not None:
            question = self._buttons.question(query.data or "", place.conversation_id(self._token))
        if place is None or question is None:
            # Too old to be acknowledged, or its keyboard is gone already: nothing the person would notice.
            with suppress(BadRequest):
                await query.answer(words.BUTTON_EXPIRED, show_alert=True)
            with suppress(BadRequest):
                await query.edit_message_reply_markup(None)
            return
        with suppress(BadRequest):
            await query.answer()
        await self._answer(context, place, question, heading=words.chosen(question))

    async def failed(self, update: object, context: Context) -> None:
        """An exception in a handler: logged under a short id, which the person is told."""
        error = context.error
        if isinstance(error, Forbidden):
            log.info("Telegram: percakapan ditutup oleh penggunanya (%s)", error)
            return
        code = secrets.token_hex(4)
        log.error("Telegram: pesan gagal diproses [%s]", code, exc_info=error)
        place = None
        if isinstance(update, Update) and update.message is not None:
            place = place_of(update.message)
        elif isinstance(update, Update) and update.callback_query is not None:
            place = place_of_button(update.callback_query)
        if place is not None:
            try:
                await self._say(context.bot, place, words.failure(code))
            except TelegramError as second:
                log.warning("Telegram: pemberitahuan [%s] tidak terkirim: %s", code, second)

    # --- parts ---

    async def _introduce(self, update: Update, context: Context, text: str) -> None:
        message = update.message
        if message is None:
            return
        examples: tuple[Option, ...] = ()
        if self._loading.state == "ready":
            examples = await asyncio.to_thread(self._loading.get().examples)
        await self._say(context.bot, place_of(message), words.with_examples(text, examples), examples)

    async def _answer(self, context: Context, place: Place, question: str, heading: str = "") -> None:
        started = time.monotonic()
        options: tuple[Option, ...] = ()
        try:
            assistant = await self._ready(context, place)
            reply = await self._reply(context.bot, place, assistant, question)
            body, options = telegram_html(reply), reply.options
            log.info("Telegram: %s %.0f ms", type(reply).__name__, (time.monotonic() - started) * 1000)
        except NotReadyError:
            # The reason may name files of this machine; it is in the log since loading failed.
            body = words.UNAVAILABLE if self._loading.state == "failed" else words.STILL_PREPARING
        except TimeoutError:
            log.warning("Telegram: jawaban tidak selesai dalam %.0f detik", self._pace.reply)
            body = words.TOO_SLOW
        except TanyaPasalError as error:
            body = words.sentence(str(error))
        await self._say(context.bot, place, heading + body, options)

    async def _ready(self, context: Context, place: Place) -> Assistant:
        """The assistant, waiting for it within bounds; raises NotReadyError."""
        if self._loading.state == "loading":
            await self._say(context.bot, place, words.PREPARING)
        until = time.monotonic() + self._pace.loading
        # Looked at now and then rather than waited for in a thread: many chats may wait at once.
        while self._loading.state == "loading" and time.monotonic() < until and context.application.running:
            await asyncio.sleep(0.05)
        return self._loading.get()

    async def _reply(self, bot: Bot, place: Place, assistant: Assistant, question: str) -> Reply:
        """Raises TimeoutError after Pace.reply seconds of work; waiting for a free worker does not count."""
        conversation_id = place.conversation_id(self._token)
        async with self._typing(bot, place), self._workers:
            work = asyncio.to_thread(assistant.reply, question, conversation_id)
            return await asyncio.wait_for(work, self._pace.reply)

    @asynccontextmanager
    async def _typing(self, bot: Bot, place: Place) -> AsyncIterator[None]:
        """Show that an answer is being written, until the body is left."""
        sign = asyncio.create_task(self._show_typing(bot, place))
        try:
            yield
        finally:
            sign.cancel()
            await asyncio.wait([sign])

    async def _show_typing(self, bot: Bot, place: Place) -> None:
        while True:
            with suppress(TelegramError):  # only a courtesy
                await bot.send_chat_action(
                    place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id
                )
            await asyncio.sleep(self._pace.typing)

    async def _say(self, bot: Bot, place: Place, html: str, options: tuple[Option, ...] = ()) -> None:
        """Send ``html`` in as many messages as it needs; buttons stand below the last."""
        pieces = split(html)
        keyboard = self._keyboard(place, options)
        for number, piece in enumerate(pieces):
            await bot.send_message(
                place.chat_id,
                piece,
                message_thread_id=place.thread_id,
                reply_parameters=_attached(place) if number == 0 else None,
                reply_markup=keyboard if number == len(pieces) - 1 else None,
            )

    def _keyboard(self, place: Place, options: tuple[Option, ...]) -> InlineKeyboardMarkup | None:
        if not options:
            return None
        conversation_id = place.conversation_id(self._token)
        rows = [
            [
                InlineKeyboardButton(
                    _shortened(option.label),
                    callback_data=self._buttons.add(conversation_id, option.question),
                )
            ]
            for option in options
        ]
        return InlineKeyboardMarkup(rows)

    def _seen(self, message: Message) -> bool:
        """True from the second message of an album on."""
        album = message.media_group_id
        if album is None:
            return False
        seen = album in self._albums
        self._albums.append(album)
        return seen


def _attached(place: Place) -> ReplyParameters | None:
    if place.reply_to is None:
        return None
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True)  # it may have been deleted since


def _shortened(label: str) -> str:
    """Telegram cuts longer labels at any place."""
    return label if len(label) <= _LABEL_CHARACTERS else label[: _LABEL_CHARACTERS - 1].rstrip() + "…"
