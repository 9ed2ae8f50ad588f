"""Answering a question in a chat: from what was asked to the message with its buttons."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from telegram import Bot, InlineKeyboardMarkup

from tanyapasal.bot.assistant import Assistant, Loading
from tanyapasal.bot.channels.rendering import telegram_html
from tanyapasal.bot.channels.telegram.cutting import split
from tanyapasal.bot.channels.telegram.keeping import Keeper, progress
from tanyapasal.bot.channels.telegram.panels import buttons
from tanyapasal.bot.channels.telegram.panels.marking import marked
from tanyapasal.bot.channels.telegram.place import Place
from tanyapasal.bot.channels.telegram.talk import Talk
from tanyapasal.bot.channels.telegram.updates.pace import Pace
from tanyapasal.bot.channels.wire import ReplyModel, reply_model
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.conversation.limits import Limits
from tanyapasal.bot.conversation.menu import Menu
from tanyapasal.bot.conversation.windows import Windows
from tanyapasal.bot.errors import NotReadyError
from tanyapasal.bot.privacy import Pseudonyms
from tanyapasal.bot.reply import Reply
from tanyapasal.index.errors import TanyaPasalError

log = logging.getLogger(__name__)

T = TypeVar("T")


class Desk:
    """The assistant, the store and the voice of one bot, and the way from a question to its answer."""

    def __init__(
        self,
        loading: Loading,
        keeper: Keeper,
        names: Pseudonyms,
        pace: Pace,
        seal: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        """``seal``: the hash of the evidence receipt of a reply by its id, or None; may read files."""
        self.loading, self.keeper, self.names, self.pace = loading, keeper, names, pace
        self.seal = seal
        self.talk = Talk(pace)
        self.stopping = False
        self._limits = Limits(pace.questions, pace.question_window, pace.everyone, pace.patience)
        self._inline = Windows(pace.inline, pace.question_window)
        self._workers = asyncio.Semaphore(pace.workers)
        self._menu: tuple[str, Menu] | None = None

    async def answer(
        self,
        bot: Bot,
        place: Place,
        person: str,
        question: str,
        heading: str = "",
        instead: Sequence[int] = (),
    ) -> list[int]:
        """Answer ``question``; ``heading``: HTML above it; ``instead``: messages that the answer replaces.

        The ids of its messages. Says so where it is too much, too early or too slow.
        """
        started = time.monotonic()
        if not await self.admitted(bot, place, person):
            return []
        keyboard: InlineKeyboardMarkup | None = None
        model = None
        try:
            assistant = await self.assistant(bot, place)
            reply = await self._reply(bot, place, assistant, question)
            model = reply_model(reply)
            body: str | list[str] = split(heading + telegram_html(reply))
            keyboard = await self._below(model)
            spent = (time.monotonic() - started) * 1000
            await self.keeper.keep(model, body[-1], person)
        except NotReadyError:
            if self.left_for_later():
                return []
            # The reason may name files of this machine; it is in the log since loading failed.
            body = texts.UNAVAILABLE if self.loading.state == "failed" else texts.STILL_PREPARING
        except TimeoutError:
            log.warning("Telegram: jawaban tidak selesai dalam %.0f detik", self.pace.reply)
            body = texts.TOO_SLOW
        except TanyaPasalError as error:
            body = marked(str(error))
        given = await self.talk.say(bot, place, body, keyboard, instead=instead)
        if model is not None:
            log.info("Telegram: %s %.0f ms", model.kind, spent)
            await self.keeper.log(model, question, person, spent)
        return given

    async def _below(self, reply: ReplyModel) -> InlineKeyboardMarkup | None:
        """The buttons of a reply. Whoever asked before knows how to: a thank-you gets no questions to start from."""
        if reply.kind == "chat" and await self.keeper.last_reply(reply.conversation_id) is not None:
            return None
        return buttons.below(reply)

    async def admitted(self, bot: Bot, place: Place, person: str) -> bool:
        """True if the person may ask now; otherwise it was said (once per window)."""
        here = progress.get()
        if here is not None and here.again:
            return True  # admitted before
        match self._limits.of(person or place.conversation_id(self.names)):
            case "silent":
                return False
            case "tell":
                await self.talk.say(bot, place, texts.TOO_MANY)
                return False
            case _:
                wait = self._limits.turn()
        if wait is None:
            await self.talk.say(bot, place, texts.BUSY)
            return False
        await asyncio.sleep(wait)
        return True

    def may_look_up(self, person: str) -> bool:
        """True if the person may send one more inline query now."""
        return self._inline.take(person) is None

    async def assistant(self, bot: Bot, place: Place) -> Assistant:
        """The assistant, waiting for it within bounds; raises NotReadyError."""
        if self.loading.state == "loading":
            await self.talk.say(bot, place, texts.PREPARING, aside=True)
        until = time.monotonic() + self.pace.loading
        # Looked at now and then rather than waited for in a thread: many chats may wait at once.
        while self.loading.state == "loading" and time.monotonic() < until and not self.stopping:
            await asyncio.sleep(0.05)
        return self.loading.get()

    def left_for_later(self) -> bool:
        """True if the bot is stopping before the assistant was ever there: the update will come again."""
        here = progress.get()
        if here is None or not self.stopping or self.loading.state != "loading":
            return False
        here.left = True
        return True

    async def menu(self, assistant: Assistant) -> Menu:
        """The menu of this assistant's corpus, made once."""
        if self._menu is None or self._menu[0] != assistant.snapshot:
            self._menu = (assistant.snapshot, await asyncio.to_thread(Menu, assistant))
        return self._menu[1]

    async def working(self, work: Callable[[], T]) -> T:
        """Run ``work`` in a thread when one of the workers is free; TimeoutError after Pace.reply seconds of it."""
        async with self._workers:
            return await asyncio.wait_for(asyncio.to_thread(work), self.pace.reply)

    async def _reply(self, bot: Bot, place: Place, assistant: Assistant, question: str) -> Reply:
        conversation_id = place.conversation_id(self.names)
        async with self.talk.typing(bot, place):
            return await self.working(lambda: assistant.reply(question, conversation_id))
