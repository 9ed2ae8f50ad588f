"""The commands."""

from __future__ import annotations

import asyncio
import re
from html import escape

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.channels.rendering import split
from tanyapasal.bot.channels.telegram.desk import Desk
from tanyapasal.bot.channels.telegram.panels import buttons
from tanyapasal.bot.channels.telegram.panels.buttons import ERASE, MENU, button
from tanyapasal.bot.channels.telegram.panels.menu import View
from tanyapasal.bot.channels.telegram.panels.pages import source_view
from tanyapasal.bot.channels.telegram.panels.sources import at_pasal
from tanyapasal.bot.channels.telegram.place import Place, is_meant_for, person_of, place_of
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.conversation.catalogue import digest
from tanyapasal.bot.errors import NotReadyError
from tanyapasal.index.errors import TanyaPasalError
from tanyapasal.index.law.passages import Hit
from tanyapasal.index.law.places import Reference
from tanyapasal.index.text import one_line

Context = ContextTypes.DEFAULT_TYPE

_FOUND = 6
_SNIPPET_CHARACTERS = 140
_PASAL = re.compile(r"^(?:pasal|psl\.?|ps\.?)\b", re.IGNORECASE)


class Commands:
    """Handlers of commands."""

    def __init__(self, desk: Desk, memory_hours: float) -> None:
        self._desk, self._memory_hours = desk, memory_hours

    async def start(self, update: Update, context: Context) -> None:
        """/start"""
        await self._introduce(update, context, texts.WELCOME)

    async def help(self, update: Update, context: Context) -> None:
        """/help"""
        await self._introduce(update, context, texts.HELP)

    async def search(self, update: Update, context: Context) -> None:
        """/cari words: ranked places, without any decision whether they answer."""
        message = update.message
        if message is None:
            return
        place, asked = place_of(message), _argument(message)
        if not asked:
            await self._desk.talk.say(context.bot, place, texts.SEARCH_HOW)
            return
        if not await self._admitted(message, context):
            return
        assistant = await self._assistant(context, place)
        if assistant is None:
            return
        try:
            async with self._desk.talk.typing(context.bot, place):
                hits = await self._desk.working(lambda: assistant.search(asked, _FOUND))
        except TimeoutError:
            await self._desk.talk.say(context.bot, place, texts.TOO_SLOW)
            return
        except TanyaPasalError as error:
            await self._desk.talk.say(context.bot, place, texts.sentence(str(error)))
            return
        found = _found(hits)
        await self._show(context, place, found or View(texts.NOTHING_FOUND, InlineKeyboardMarkup([])))

    async def pasal(self, update: Update, context: Context) -> None:
        """/pasal 47 ayat 2 UU 20/2023: asked as a question, so that an unclear place is asked back."""
        message = update.message
        if message is None:
            return
        asked = _argument(message)
        if not asked:
            await self._desk.talk.say(context.bot, place_of(message), texts.PASAL_HOW)
            return
        question = asked if _PASAL.match(asked) else f"Pasal {asked}"
        person = person_of(message.from_user, self._desk.names)
        await self._desk.answer(context.bot, place_of(message), person, question)

    async def regulations(self, update: Update, context: Context) -> None:
        """/regulasi"""
        await self._browse(update, context, "r")

    async def programs(self, update: Update, context: Context) -> None:
        """/program"""
        await self._browse(update, context, "a")

    async def source(self, update: Update, context: Context) -> None:
        """/sumber: the full text behind the last answer of this conversation."""
        message = update.message
        if message is None:
            return
        place = place_of(message)
        found = await self._desk.keeper.last_reply(place.conversation_id(self._desk.names))
        if found is None or not found[1].citations:
            await self._desk.talk.say(context.bot, place, texts.NO_ANSWER_YET)
            return
        assistant = await self._assistant(context, place)
        if assistant is None:
            return
        view = await asyncio.to_thread(source_view, assistant, found[1], 0, 0, 0)
        await self._show(context, place, view)

    async def erase(self, update: Update, context: Context) -> None:
        """/hapus_data: asks once before it deletes."""
        message = update.message
        if message is None:
            return
        rows = [[button(texts.ERASE_YES, ERASE, 1), button(texts.ERASE_NO, ERASE, 0)]]
        await self._show(context, place_of(message), View(texts.ERASE_ASK, InlineKeyboardMarkup(rows)))

    async def about(self, update: Update, context: Context) -> None:
        """/tentang"""
        message = update.message
        if message is None:
            return
        snapshot: str | None = None
        documents: tuple[str, ...] = ()
        if self._desk.loading.state == "ready":
            assistant = self._desk.loading.get()
            snapshot, documents = assistant.snapshot, await asyncio.to_thread(_documents, assistant)
        text = texts.about(snapshot, documents, self._memory_hours)
        await self._desk.talk.say(context.bot, place_of(message), text)

    async def unknown(self, update: Update, context: Context) -> None:
        """A command that no handler took; in groups it is likely meant for another bot."""
        message = update.message
        if message is not None and is_meant_for(message, context.bot):
            await self._desk.talk.say(context.bot, place_of(message), texts.UNKNOWN_COMMAND)

    async def _introduce(self, update: Update, context: Context, text: str) -> None:
        message = update.message
        if message is None:
            return
        keyboard = None
        if self._desk.loading.state == "ready":
            examples = await asyncio.to_thread(self._desk.loading.get().examples)
            text = texts.with_examples(text, examples)
            shown = buttons.examples(examples)
            rows = list(shown.inline_keyboard) if shown is not None else []
            keyboard = InlineKeyboardMarkup([*rows, [button(texts.BROWSE, MENU, "")]])
        await self._desk.talk.say(context.bot, place_of(message), text, keyboard)

    async def _browse(self, update: Update, context: Context, what: str) -> None:
        message = update.message
        if message is None:
            return
        place = place_of(message)
        assistant = await self._assistant(context, place)
        if assistant is not None:
            menu = await self._desk.menu(assistant)
            await self._show(context, place, menu.view(buttons.Press(MENU, (what, "0"))))

    async def _assistant(self, context: Context, place: Place) -> Assistant | None:
        """The assistant, or None after saying why there is none."""
        try:
            return await self._desk.assistant(context.bot, place)
        except NotReadyError:
            if self._desk.left_for_later():
                return None
            failed = self._desk.loading.state == "failed"
            await self._desk.talk.say(
                context.bot, place, texts.UNAVAILABLE if failed else texts.STILL_PREPARING
            )
            return None

    async def _admitted(self, message: Message, context: Context) -> bool:
        person = person_of(message.from_user, self._desk.names)
        return await self._desk.admitted(context.bot, place_of(message), person)

    async def _show(self, context: Context, place: Place, view: View | None) -> None:
        if view is None:
            await self._desk.talk.say(context.bot, place, texts.SOURCE_GONE)
        else:
            keyboard = view.keyboard if view.keyboard.inline_keyboard else None
            await self._desk.talk.say(context.bot, place, view.html, keyboard)


def _argument(message: Message) -> str:
    """What follows the command."""
    _, _, rest = (message.text or "").partition(" ")
    return one_line(rest)


def _found(hits: tuple[Hit, ...]) -> View | None:
    """Places that were found, each once, with the beginning of its words and a button that opens it."""
    places: dict[str, Hit] = {}
    for hit in hits:
        places.setdefault(str(hit.passage.ref), hit)
    if not places:
        return None
    lines, rows = [], []
    for number, hit in enumerate(places.values(), 1):
        text = one_line(hit.passage.text)
        snippet = text if len(text) <= _SNIPPET_CHARACTERS else f"{text[:_SNIPPET_CHARACTERS].rstrip()}…"
        lines.append(
            f"<b>{number}. {escape(hit.passage.label, quote=False)}</b>\n{escape(snippet, quote=False)}"
        )
        place = at_pasal(hit.passage.ref)
        rows.append([button(f"{number}. {hit.passage.label}", buttons.HELD, digest(str(place)), 0)])
    return View(split("\n\n".join(lines))[0], InlineKeyboardMarkup(rows))


def _documents(assistant: Assistant) -> tuple[str, ...]:
    """The documents that the corpus was taken from."""
    held = [p for card in assistant.regulations() for p in assistant.passages_at(Reference(card.id))]
    held += [p for program in assistant.programs() for p in assistant.passages_at(program)]
    return tuple(dict.fromkeys(p.source.document for p in held))
