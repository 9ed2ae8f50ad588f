"""The commands."""

from __future__ import annotations

import asyncio
import re

from telegram import InlineKeyboardMarkup, InputFile, Message, Update
from telegram.ext import ContextTypes

from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.channels.telegram.cutting import split
from tanyapasal.bot.channels.telegram.desk import Desk
from tanyapasal.bot.channels.telegram.panels import buttons
from tanyapasal.bot.channels.telegram.panels.buttons import ERASE, ERASE_OF_CHAT, Panel, button, reply_in
from tanyapasal.bot.channels.telegram.panels.links import linked_place
from tanyapasal.bot.channels.telegram.panels.marking import marked, sections
from tanyapasal.bot.channels.telegram.panels.menu import menu_panel, to_menu
from tanyapasal.bot.channels.telegram.panels.pages import source_panel
from tanyapasal.bot.channels.telegram.place import (
    Place,
    is_meant_for,
    is_private,
    person_of,
    place_of,
    sender_of,
)
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.conversation.catalogue import digest, documents
from tanyapasal.bot.conversation.menu import Address, Choice
from tanyapasal.bot.conversation.sheets import at_pasal
from tanyapasal.bot.errors import NotReadyError
from tanyapasal.bot.storage import Held
from tanyapasal.bot.storage.rights.export import FILE, exported
from tanyapasal.index.errors import TanyaPasalError
from tanyapasal.index.law.passages import Hit
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
        """/start, also from a link: ``?start=pasal_203``, ``?start=uu-20-2023__pasal-47`` (a place, as it is cited)."""
        message = update.message
        linked = "" if message is None else _argument(message)
        if message is not None and linked and await self._followed(message, context, linked):
            return
        await self._introduce(update, context, marked(texts.WELCOME, bold=texts.NAME))

    async def help(self, update: Update, context: Context) -> None:
        """/help"""
        await self._introduce(update, context, sections(texts.HELP))

    async def search(self, update: Update, context: Context) -> None:
        """/cari words: ranked places, without any decision whether they answer."""
        message = update.message
        if message is None:
            return
        place, asked = place_of(message), _argument(message)
        if not asked:
            await self._desk.talk.say(context.bot, place, marked(texts.SEARCH_HOW, code=texts.SEARCH_EXAMPLE))
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
            await self._desk.talk.say(context.bot, place, marked(str(error)))
            return
        found = _found(hits)
        await self._show(context, place, found or Panel(texts.NOTHING_FOUND, InlineKeyboardMarkup([])))

    async def pasal(self, update: Update, context: Context) -> None:
        """/pasal 47 ayat 2 UU 20/2023: asked as a question, so that an unclear place is asked back."""
        message = update.message
        if message is None:
            return
        asked = _argument(message)
        if not asked:
            how = marked(texts.PASAL_HOW, code=texts.PASAL_EXAMPLE)
            await self._desk.talk.say(context.bot, place_of(message), how)
            return
        question = asked if _PASAL.match(asked) else f"Pasal {asked}"
        person = sender_of(message, self._desk.names)
        await self._desk.answer(context.bot, place_of(message), person, question)

    async def regulations(self, update: Update, context: Context) -> None:
        """/regulasi"""
        await self._browse(update, context, Address("regulations"))

    async def programs(self, update: Update, context: Context) -> None:
        """/program"""
        await self._browse(update, context, Address("programs"))

    async def source(self, update: Update, context: Context) -> None:
        """/sumber: the full text behind the answer that it replies to, else the last one of this conversation."""
        message = update.message
        if message is None:
            return
        place = place_of(message)
        conversation, replied = place.conversation_id(self._desk.names), message.reply_to_message
        named = reply_in(replied.reply_markup) if replied is not None else ""
        found = await self._desk.keeper.reply(named, conversation) if named else None
        found = found or await self._desk.keeper.last_reply(conversation, "answer")
        if found is None or not found[1].citations:
            await self._desk.talk.say(context.bot, place, texts.NO_ANSWER_YET)
            return
        assistant = await self._assistant(context, place)
        if assistant is None:
            return
        panel = await asyncio.to_thread(source_panel, assistant, found[1], 0, 0, 0, context.bot.username)
        await self._show(context, place, panel)

    async def erase(self, update: Update, context: Context) -> None:
        """/hapus_data: asks once before it deletes."""
        message = update.message
        if message is None:
            return
        whose = (ERASE_OF_CHAT,) if message.sender_chat is not None else ()
        rows = [[button(texts.ERASE_YES, ERASE, 1, *whose), button(texts.ERASE_NO, ERASE, 0, *whose)]]
        await self._show(context, place_of(message), Panel(texts.ERASE_ASK, InlineKeyboardMarkup(rows)))

    async def export(self, update: Update, context: Context) -> None:
        """/data_saya: all that is kept of the person, as a file, to them alone."""
        message = update.message
        if message is None:
            return
        place, person = place_of(message), person_of(message.from_user, self._desk.names)
        if not is_private(message):
            await self._desk.talk.say(context.bot, place, texts.EXPORT_PRIVATELY)
            return
        held = await self._desk.keeper.ask(lambda store: store.held(person), None)
        if held is None or held == Held():
            said = texts.EXPORT_FAILED if held is None else texts.EXPORT_NONE
            await self._desk.talk.say(context.bot, place, said)
            return
        file = InputFile(exported(held).encode(), filename=FILE)
        await context.bot.send_document(place.chat_id, file, caption=texts.EXPORT_CAPTION)

    async def about(self, update: Update, context: Context) -> None:
        """/tentang"""
        message = update.message
        if message is None:
            return
        snapshot: str | None = None
        held: tuple[str, ...] = ()
        if self._desk.loading.state == "ready":
            assistant = self._desk.loading.get()
            snapshot, held = assistant.snapshot, await asyncio.to_thread(documents, assistant)
        text = sections(texts.about(snapshot, held, self._memory_hours), code=snapshot or "")
        await self._desk.talk.say(context.bot, place_of(message), text)

    async def unknown(self, update: Update, context: Context) -> None:
        """A command that no handler took; in groups it is likely meant for another bot."""
        message = update.message
        if message is not None and is_meant_for(message, context.bot):
            await self._desk.talk.say(context.bot, place_of(message), texts.UNKNOWN_COMMAND)

    async def _followed(self, message: Message, context: Context, linked: str) -> bool:
        """Show where a link leads; False if that is nowhere."""
        place = place_of(message)
        asked = linked.replace("_", " ")
        if _PASAL.match(asked):
            await self._desk.answer(context.bot, place, sender_of(message, self._desk.names), asked)
            return True
        ref = linked_place(linked)
        if ref is None:
            return False
        assistant = await self._assistant(context, place)
        if assistant is None:
            return True
        menu = await self._desk.menu(assistant)
        address = Address("place", digest(str(at_pasal(ref))))
        await self._show(context, place, await asyncio.to_thread(menu_panel, menu, address))
        return True

    async def _introduce(self, update: Update, context: Context, html: str) -> None:
        message = update.message
        if message is None:
            return
        keyboard = None
        if self._desk.loading.state == "ready":
            examples = await asyncio.to_thread(self._desk.loading.get().examples)
            if examples:
                html += f"\n\n{sections([texts.examples(examples)])}"
            browse = to_menu(Choice(texts.BROWSE, Address("topics")))
            keyboard = InlineKeyboardMarkup([*buttons.examples(examples), [browse]])
        await self._desk.talk.say(context.bot, place_of(message), html, keyboard)

    async def _browse(self, update: Update, context: Context, address: Address) -> None:
        message = update.message
        if message is None:
            return
        place = place_of(message)
        assistant = await self._assistant(context, place)
        if assistant is not None:
            menu = await self._desk.menu(assistant)
            await self._show(context, place, await asyncio.to_thread(menu_panel, menu, address))

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
        person = sender_of(message, self._desk.names)
        return await self._desk.admitted(context.bot, place_of(message), person)

    async def _show(self, context: Context, place: Place, panel: Panel | None) -> None:
        if panel is None:
            await self._desk.talk.say(context.bot, place, texts.SOURCE_GONE)
        else:
            keyboard = panel.keyboard if panel.keyboard.inline_keyboard else None
            await self._desk.talk.say(context.bot, place, panel.html, keyboard)


def _argument(message: Message) -> str:
    """What follows the command."""
    _, *rest = (message.text or "").split(None, 1)
    return one_line("".join(rest))


def _found(hits: tuple[Hit, ...]) -> Panel | None:
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
        lines.append(f"<b>{number}. {marked(hit.passage.label)}</b>\n{marked(snippet)}")
        place = Address("place", digest(str(at_pasal(hit.passage.ref))))
        rows.append([to_menu(Choice(f"{number}. {hit.passage.label}", place))])
    return Panel(split("\n\n".join(lines))[0], InlineKeyboardMarkup(rows))
