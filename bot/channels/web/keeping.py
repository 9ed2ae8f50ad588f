"""What the web channel keeps in the store: every reply, every question, every vote. Never at the price of an answer."""

from __future__ import annotations

import logging
from typing import Protocol

from tanyapasal.bot.channels.masking import masked
from tanyapasal.bot.channels.web.feedback import Vote
from tanyapasal.bot.channels.wire import ReplyModel
from tanyapasal.bot.errors import StorageError, UnknownReplyError
from tanyapasal.bot.storage import LoggedQuestion, Store, StoredReply
from tanyapasal.bot.storage import Vote as StoredVote

log = logging.getLogger(__name__)

CHANNEL = "web"


class Keeping(Protocol):
    """Keeps what was asked and replied. Thread-safe."""

    def keep(
        self, question: str, reply: ReplyModel, latency_ms: float, conversation: str = "", person: str = ""
    ) -> None:
        """Keep one reply; ``latency_ms`` from the arrival of the question.

        ``conversation``: the id under which it is remembered, where the client knows it by another.
        """


class NothingKept:
    """For a service that runs without a database."""

    def keep(
        self, question: str, reply: ReplyModel, latency_ms: float, conversation: str = "", person: str = ""
    ) -> None:
        """Nothing."""


class StoreKeeping:
    """See ``Keeping``. A database that fails costs the record, which is logged, not the answer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(
        self, question: str, reply: ReplyModel, latency_ms: float, conversation: str = "", person: str = ""
    ) -> None:
        refs = tuple(citation.ref for citation in reply.citations)
        try:
            self._store.keep_reply(
                StoredReply(
                    id=reply.id,
                    conversation_id=conversation or reply.conversation_id,
                    kind=reply.kind,
                    json=masked(reply).model_dump_json(),
                    channel=CHANNEL,
                    person=person,
                    snapshot=reply.snapshot,
                )
            )
            self._store.log_question(
                LoggedQuestion(
                    reply.id,
                    question,
                    reply.kind,
                    reply.confidence,
                    CHANNEL,
                    refs,
                    round(latency_ms, 1),
                    person,
                )
            )
        except StorageError as error:
            log.error("balasan %s tidak tersimpan: %s", reply.id, error)


class StoreFeedback:
    """Votes in the store (see ``tanyapasal.bot.channels.web.feedback.Feedback``).

    Nobody is known on the web: a reply has one vote, the last. Only what this channel replied can be voted on
    here, so that nobody changes votes of another channel.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def accept(self, reply_id: str, value: Vote, reason: str | None) -> None:
        reply = self._store.reply(reply_id)
        known = reply is not None and reply.channel == CHANNEL
        if not known or not self._store.vote(StoredVote(reply_id, value, reason=reason)):
            raise UnknownReplyError("Balasan itu tidak dikenal atau tidak disimpan lagi.")
