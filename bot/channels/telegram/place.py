"""Where a message came from, whether it is meant for the bot, and what it asks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import Bot, CallbackQuery, Message, MessageEntity, User
from telegram.constants import ChatType

from tanyapasal.bot.channels.telegram.panels.buttons import topic_of
from tanyapasal.bot.privacy import Pseudonyms


@dataclass(frozen=True, slots=True)
class Place:
    """The chat (and topic of a forum) to answer in.

    ``reply_to``: the message to attach the answer to. ``asked``: the message that asks, if one does.
    """

    chat_id: int
    thread_id: int | None
    reply_to: int | None
    asked: int | None = None

    @property
    def is_group(self) -> bool:
        return self.chat_id < 0

    def conversation_id(self, names: Pseudonyms) -> str:
        """One conversation per chat and topic. Keyed, so that the chat's id cannot be found from it."""
        return "tg-" + names.of("telegram-chat", self.chat_id, self.thread_id or 0)


def person_of(user: User | None, names: Pseudonyms) -> str:
    """The keyed hash of a person; empty if Telegram does not tell who it is."""
    return "" if user is None else names.of("telegram", user.id)


def sender_of(message: Message, names: Pseudonyms) -> str:
    """Who wrote: a person, or the chat in whose name it was written (anonymous administrators share one account)."""
    chat = message.sender_chat
    return person_of(message.from_user, names) if chat is None else chat_as_person(chat.id, names)


def chat_as_person(chat_id: int, names: Pseudonyms) -> str:
    """The keyed hash of all who write in the name of this chat."""
    return names.of("telegram", chat_id)


def place_of(message: Message) -> Place:
    """In groups the answer is attached to the question, because others write in between."""
    return Place(
        chat_id=message.chat.id,
        thread_id=message.message_thread_id if message.is_topic_message else None,
        reply_to=None if is_private(message) else message.message_id,
        asked=message.message_id,
    )


def place_of_button(query: CallbackQuery) -> Place | None:
    """The place of the message that carries the button; None if Telegram does not tell."""
    message = query.message
    if message is None:
        return None
    if isinstance(message, Message) and message.is_accessible:
        return replace(place_of(message), asked=None)
    return Place(message.chat.id, topic_of(query.data or ""), None)


def is_private(message: Message) -> bool:
    return message.chat.type == ChatType.PRIVATE


def is_meant_for(message: Message, bot: Bot) -> bool:
    """True in private chats; in groups if the bot is mentioned, replied to, or named in a command."""
    return is_private(message) or _answers(message, bot) or bool(_mentions(message, bot))


def question_in(message: Message, bot: Bot) -> str:
    """Text or caption without mentions of the bot; a bare mention below somebody's message asks that message."""
    text = message.text or message.caption or ""
    for mention in _mentions(message, bot):
        text = text.replace(mention, " ", 1)
    return text.strip() or (words_replied_to(message) if _replies_to_others(message, bot) else "")


def words_replied_to(message: Message) -> str:
    """The words that the message replies to: the quoted part, else all of them; empty if it replies to none."""
    if message.quote is not None:
        return message.quote.text.strip()
    asked = message.reply_to_message
    return "" if asked is None else (asked.text or asked.caption or "").strip()


def leans_on(message: Message, bot: Bot) -> bool:
    """True if what it replies to is more than a way to call the bot: it says what is spoken of."""
    said = message.text or message.caption or ""
    for mention in _mentions(message, bot):
        said = said.replace(mention, " ", 1)
    return bool(said.strip() and words_replied_to(message))


def _replies_to_others(message: Message, bot: Bot) -> bool:
    return message.reply_to_message is not None and not _answers(message, bot)


def _answers(message: Message, bot: Bot) -> bool:
    answered = message.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == bot.id


def _mentions(message: Message, bot: Bot) -> list[str]:
    """The parts of text or caption that name the bot: ``@bot``, ``/command@bot``, a link to its profile."""
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION, MessageEntity.BOT_COMMAND]
    if message.text:
        found = message.parse_entities(kinds)
    elif message.caption:
        found = message.parse_caption_entities(kinds)
    else:
        return []
    at_name = f"@{bot.username}".lower()
    return [
        part
        for entity, part in found.items()
        if (entity.user is not None and entity.user.id == bot.id) or part.lower().endswith(at_name)
    ]
