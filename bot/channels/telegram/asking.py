"""What a message asks, and what of."""

from __future__ import annotations

import re

from telegram import Bot, Message

from tanyapasal.bot.answering.dialogue import Turn
from tanyapasal.bot.channels.telegram.desk import Desk
from tanyapasal.bot.channels.telegram.panels.buttons import reply_in
from tanyapasal.bot.channels.telegram.place import leans_on, place_of, sender_of, words_replied_to
from tanyapasal.bot.channels.wire import ReplyModel
from tanyapasal.bot.reply import Option
from tanyapasal.bot.storage import LoggedQuestion, QuestionFilter, StoredTurn
from tanyapasal.bot.storage.conversations import written
from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.places import AnyReference, parse_reference
from tanyapasal.index.text import one_line

_LISTED = re.compile(r"\A\s*(?:\d{1,2}[.)]|[a-h][.)]|[-•*–])\s+(?=\S)")
_MOST = 5
_CONTEXT_CHARACTERS = 500


def questions_of(text: str) -> tuple[str, ...]:
    """The questions of a message that puts one on each line, as a list or each with its question mark; else ``text``.

    A line above them that ends in a colon introduces them. More than five are not taken apart.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and lines[0].rstrip().endswith(":"):
        lines = lines[1:]
    asked = [line for line in lines if _LISTED.match(line) or line.rstrip().endswith("?")]
    if len(asked) != len(lines) or not 2 <= len(asked) <= _MOST:
        return (text,)
    return tuple(_LISTED.sub("", line, count=1).strip() for line in asked)


async def take_up(desk: Desk, message: Message, bot: Bot) -> None:
    """What the message replies to is what is spoken of: it becomes the last turn of the conversation."""
    if not leans_on(message, bot):
        return
    replied, conversation = message.reply_to_message, place_of(message).conversation_id(desk.names)
    sender = sender_of(message, desk.names)
    if replied is None or replied.from_user is None or replied.from_user.id != bot.id:
        theirs = Turn(one_line(words_replied_to(message))[:_CONTEXT_CHARACTERS], answered=True)
        turn = StoredTurn(theirs.question, "", "answer", written(theirs), sender)
    else:
        found = await desk.keeper.reply(reply_in(replied.reply_markup), conversation)
        last = await desk.keeper.last_reply(conversation)
        if found is None or (message.quote is None and last is not None and last[0].id == found[0].id):
            return  # what was said last is remembered as it is, with more than a reply tells
        answer = await _turn_of(desk, found[1], message)
        turn = StoredTurn(answer.question, found[1].id, found[1].kind, written(answer), sender)
    await desk.keeper.ask(lambda store: store.add_turn(conversation, turn), None)


async def _turn_of(desk: Desk, reply: ReplyModel, message: Message) -> Turn:
    """The turn that the reply ended; of its places those that the quoted part is about, if it is about some."""
    none: tuple[LoggedQuestion, ...] = ()
    logged = await desk.keeper.ask(lambda store: store.questions(QuestionFilter(reply_id=reply.id)), none)
    question = logged[0].question if logged else reply.headline or reply.text
    part = one_line(message.quote.text) if message.quote is not None else ""
    about = [c for c in reply.citations if part and (part in one_line(c.quote) or c.label in part)]
    refs = [ref for c in about or reply.citations if (ref := _reference(c.ref)) is not None]
    options = tuple(Option(option.label, option.question) for option in reply.options)
    return Turn(question, reply.kind == "answer", tuple(dict.fromkeys(refs)), options)


def _reference(ref: str) -> AnyReference | None:
    try:
        return parse_reference(ref)
    except ReferenceSyntaxError:
        return None
