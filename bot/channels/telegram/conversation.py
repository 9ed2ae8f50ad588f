"""What people write: questions, pictures, things that fail."""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import TypeGuard

from telegram import InlineQueryResultsButton, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ContextTypes

from tanyapasal.bot.channels.telegram.asking import questions_of, take_up
from tanyapasal.bot.channels.telegram.desk import Desk
from tanyapasal.bot.channels.telegram.keeping import progress
from tanyapasal.bot.channels.telegram.panels.inline import cards
from tanyapasal.bot.channels.telegram.panels.marking import marked
from tanyapasal.bot.channels.telegram.place import (
    Place,
    is_meant_for,
    person_of,
    place_of,
    place_of_button,
    question_in,
    sender_of,
)
from tanyapasal.bot.channels.telegram.updates.rates import seconds
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.errors import NotReadyError

log = logging.getLogger(__name__)

Context = ContextTypes.DEFAULT_TYPE

_ALBUMS_REMEMBERED = 200
_ANSWERS_REMEMBERED = 5000
_OUTSIDE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
_INLINE_CACHE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer: to what, and its messages."""

    question: str
    messages: tuple[int, ...]


class Conversation:
    """Handlers of messages and inline queries, and of what goes wrong in any handler."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._albums: deque[str] = deque(maxlen=_ALBUMS_REMEMBERED)
        # By chat and message: what was answered, in case it is changed. After a restart such an answer is a new one.
        self._given: OrderedDict[tuple[int, int], _Given] = OrderedDict()

    async def text(self, update: Update, context: Context) -> None:
        """A question, or several: written, below a picture or file, or changed after it was answered."""
        message = update.effective_message
        if message is None or not is_meant_for(message, context.bot):
            return
        question = question_in(message, context.bot)
        given = self._given.get((message.chat.id, message.message_id))
        if given is not None and given.question == question:
            return  # something else of the message was changed
        if not question:
            await self._desk.talk.say(context.bot, place_of(message), texts.NO_QUESTION)
            return
        await take_up(self._desk, message, context.bot)
        await self._answer(message, context, question, given.messages if given is not None else ())

    async def _answer(
        self, message: Message, context: Context, question: str, instead: tuple[int, ...]
    ) -> None:
        """Each question gets its answer; those of a message that was changed replace the ones before."""
        place, person = place_of(message), sender_of(message, self._desk.names)
        asked, messages = questions_of(question), list[int]()
        for number, one in enumerate(asked):
            heading = f"<i>{marked(one)}</i>\n\n" if len(asked) > 1 else ""
            # The last answer takes the place of all that is left of those before.
            replaced = instead[number : number + 1] if number < len(asked) - 1 else instead[number:]
            messages += await self._desk.answer(context.bot, place, person, one, heading, replaced)
        self._given[message.chat.id, message.message_id] = _Given(question, tuple(messages))
        while len(self._given) > _ANSWERS_REMEMBERED:
            self._given.popitem(last=False)

    async def attachment(self, update: Update, context: Context) -> None:
        """A picture, sticker, voice message, file: its caption is a question. An album gets one sentence."""
        message = update.message
        if message is None or not is_meant_for(message, context.bot):
            return
        if question_in(message, context.bot):
            await self.text(update, context)
        elif not self._seen(message):
            await self._desk.talk.say(context.bot, place_of(message), texts.TEXT_ONLY)

    async def joined(self, update: Update, context: Context) -> None:
        """The bot was added to a group: says once how it is asked."""
        change = update.my_chat_member
        if change is None or change.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
            return
        was, is_ = change.old_chat_member.status, change.new_chat_member.status
        if was in _OUTSIDE and is_ not in _OUTSIDE:
            said = texts.joined(f"@{context.bot.username}")
            await self._desk.talk.say(context.bot, Place(change.chat.id, None, None), marked(said))

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
        message = update.message or update.edited_message
        if message is not None:
            place = place_of(message)
            person = sender_of(message, self._desk.names)
            await self._desk.keeper.log_failure(code, message.text or message.caption or "", person)
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
