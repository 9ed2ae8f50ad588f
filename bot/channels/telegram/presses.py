"""What a press of a button does."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from telegram import CallbackQuery, InlineKeyboardMarkup, Update
from telegram.constants import ChatMemberStatus
from telegram.ext import ContextTypes

from tanyapasal.bot.channels.telegram.desk import Desk
from tanyapasal.bot.channels.telegram.panels import buttons
from tanyapasal.bot.channels.telegram.panels.buttons import ERASE_OF_CHAT, Panel, Press, press_from
from tanyapasal.bot.channels.telegram.panels.marking import marked
from tanyapasal.bot.channels.telegram.panels.menu import address_of, menu_panel
from tanyapasal.bot.channels.telegram.panels.pages import more_panel, receipt_panel, source_panel
from tanyapasal.bot.channels.telegram.place import Place, chat_as_person, person_of, place_of_button
from tanyapasal.bot.channels.wire import ReplyModel
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.conversation.catalogue import digest
from tanyapasal.bot.errors import NotReadyError
from tanyapasal.bot.storage import StoredReply, Vote
from tanyapasal.bot.storage.records import VoteValue

log = logging.getLogger(__name__)

Context = ContextTypes.DEFAULT_TYPE


class Presses:
    """Handlers of buttons."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def pressed(self, update: Update, context: Context) -> None:
        """Any button: finds out what it means, or says that it means nothing any more."""
        query = update.callback_query
        if query is None:
            return
        place, press = place_of_button(query), press_from(query.data or "")
        if place is None:
            await self._desk.talk.acknowledge(query, texts.BUTTON_EXPIRED, alert=True)
            return
        match press.verb:
            case "e":
                known = await self._example(context, query, place, press)
            case "m" | "h":
                known = await self._browse(query, press)
            case "x":
                known = await self._erase(context, query, place, press)
            case _:
                known = await self._of_reply(context, query, place, press)
        if not known:
            await self._desk.talk.acknowledge(query, texts.BUTTON_EXPIRED, alert=True)
            await self._desk.talk.edit(query, None, None)

    async def _of_reply(self, context: Context, query: CallbackQuery, place: Place, press: Press) -> bool:
        found = await self._desk.keeper.reply(press.text(0), place.conversation_id(self._desk.names))
        if found is None:
            return False
        kept, reply = found
        match press.verb:
            case "o":
                return await self._option(context, query, place, reply, press.number(1))
            case "s":
                return await self._source(query, reply, press)
            case "l" if reply.details is not None:
                await self._show(query, more_panel(kept, reply, press.number(1)))
            case "r":
                seal = await asyncio.to_thread(self._desk.seal, reply.id)
                await self._show(query, receipt_panel(kept, reply, seal, press.number(1)))
            case "b":
                await self._back(query, place, kept, reply, only_buttons=press.text(1) == "k")
            case "u" | "d" | "w":
                return await self._judged(query, place, kept, reply, press)
            case _:
                return False
        return True

    async def _judged(
        self, query: CallbackQuery, place: Place, kept: StoredReply, reply: ReplyModel, press: Press
    ) -> bool:
        """A vote, or its reason. In a group everybody votes, but only whoever asked is asked for a reason."""
        person = person_of(query.from_user, self._desk.names)
        asks = not place.is_group or kept.person in ("", person)
        if press.verb == "w":
            if not 0 <= press.number(1) < len(texts.REASONS):
                return False
            if not asks:
                await self._desk.talk.acknowledge(query, texts.ONLY_WHO_ASKED, alert=True)
                return True
            vote = Vote(reply.id, "down", person, texts.REASONS[press.number(1)])
            await self._vote(query, reply, vote, mark=not place.is_group)
        elif press.verb == "d" and asks:
            await self._desk.talk.acknowledge(query, texts.WHY)
            await self._desk.talk.edit(query, None, buttons.reasons(reply.id))
            # Counted at once: who is asked for a reason may well not give one.
            await self._desk.keeper.ask(lambda store: store.vote(Vote(reply.id, "down", person)), False)
        elif place.is_group:  # the buttons are everybody's, the vote is not
            vote = Vote(reply.id, "up" if press.verb == "u" else "down", person)
            kept_vote = await self._desk.keeper.ask(lambda store: store.vote(vote), False)
            await self._desk.talk.acknowledge(query, texts.THANKS if kept_vote else texts.BUTTON_EXPIRED)
        else:
            await self._vote(query, reply, Vote(reply.id, "up", person), mark=True)
        return True

    async def _option(
        self, context: Context, query: CallbackQuery, place: Place, reply: ReplyModel, number: int
    ) -> bool:
        if not 0 <= number < len(reply.options):
            return False
        await self._ask(context, query, place, reply.options[number].question)
        return True

    async def _example(self, context: Context, query: CallbackQuery, place: Place, press: Press) -> bool:
        if self._desk.loading.state != "ready":
            return False
        examples = await asyncio.to_thread(self._desk.loading.get().examples)
        question = next((e.question for e in examples if digest(e.question) == press.text(0)), None)
        if question is None:
            return False
        await self._ask(context, query, place, question)
        return True

    async def _ask(self, context: Context, query: CallbackQuery, place: Place, question: str) -> None:
        await self._desk.talk.acknowledge(query)
        person = person_of(query.from_user, self._desk.names)
        await self._desk.answer(
            context.bot, place, person, question, heading=f"<i>{marked(question)}</i>\n\n"
        )

    async def _source(self, query: CallbackQuery, reply: ReplyModel, press: Press) -> bool:
        try:
            assistant = self._desk.loading.get()
        except NotReadyError:
            await self._desk.talk.acknowledge(query, texts.STILL_PREPARING, alert=True)
            return True
        numbers = press.number(1), press.number(2), press.number(3)
        panel = await asyncio.to_thread(source_panel, assistant, reply, *numbers, query.get_bot().username)
        if panel is None:
            await self._desk.talk.acknowledge(query, texts.SOURCE_GONE, alert=True)
        else:
            await self._show(query, panel)
        return True

    async def _browse(self, query: CallbackQuery, press: Press) -> bool:
        try:
            assistant = self._desk.loading.get()
        except NotReadyError:
            await self._desk.talk.acknowledge(query, texts.STILL_PREPARING, alert=True)
            return True
        menu = await self._desk.menu(assistant)
        panel = await asyncio.to_thread(menu_panel, menu, address_of(press))
        if panel is None:
            return False
        await self._show(query, panel)
        return True

    async def _erase(self, context: Context, query: CallbackQuery, place: Place, press: Press) -> bool:
        of_chat = press.text(1) == ERASE_OF_CHAT
        if of_chat and not await self._administers(context, query, place):
            await self._desk.talk.acknowledge(query, texts.ONLY_ADMINISTRATORS, alert=True)
            return True
        await self._desk.talk.acknowledge(query)
        if press.text(0) != "1":
            await self._desk.talk.edit(query, texts.ERASE_LEFT, None)
            return True
        names = self._desk.names
        person = chat_as_person(place.chat_id, names) if of_chat else person_of(query.from_user, names)
        conversation = place.conversation_id(names)
        what = await self._desk.keeper.ask(lambda store: store.erase(person), None)
        turns = await self._desk.keeper.ask(lambda store: store.forget(conversation), None)
        if what is None or turns is None:
            await self._desk.talk.edit(query, texts.ERASE_FAILED, None)
            return True
        gone = replace(what, turns=what.turns + turns)
        await self._desk.talk.edit(query, texts.erased(gone), None)
        return True

    async def _administers(self, context: Context, query: CallbackQuery, place: Place) -> bool:
        """True if whoever pressed is an administrator of the group: what they wrote in its name is all of theirs."""
        member = await context.bot.get_chat_member(place.chat_id, query.from_user.id)
        return member.status in (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)

    async def _vote(self, query: CallbackQuery, reply: ReplyModel, vote: Vote, mark: bool) -> None:
        kept = await self._desk.keeper.ask(lambda store: store.vote(vote), False)
        await self._desk.talk.acknowledge(query, texts.THANKS if kept else texts.BUTTON_EXPIRED)
        await self._desk.talk.edit(query, None, buttons.below(reply, vote.value if kept and mark else None))

    async def _back(
        self, query: CallbackQuery, place: Place, kept: StoredReply, reply: ReplyModel, only_buttons: bool
    ) -> None:
        await self._desk.talk.acknowledge(query)
        none: tuple[Vote, ...] = ()
        votes = await self._desk.keeper.ask(lambda store: store.votes(reply.id), none)
        person = "" if place.is_group else person_of(query.from_user, self._desk.names)
        mine: VoteValue | None = next((v.value for v in votes if person and v.person == person), None)
        keyboard: InlineKeyboardMarkup | None = buttons.below(reply, mine)
        await self._desk.talk.edit(query, None if only_buttons else kept.shown, keyboard)

    async def _show(self, query: CallbackQuery, panel: Panel) -> None:
        await self._desk.talk.acknowledge(query)
        await self._desk.talk.edit(query, panel.html, panel.keyboard)
