"""What the channel keeps in the store: never in the event loop, never at the price of an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from tanyapasal.bot.channels.masking import masked, quotes
from tanyapasal.bot.channels.wire import ReplyModel
from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.privacy import mask
from tanyapasal.bot.storage import LoggedQuestion, SeenUpdate, Store, StoredReply
from tanyapasal.bot.storage.records import LoggedKind

log = logging.getLogger(__name__)

T = TypeVar("T")

CHANNEL = "telegram"
_THREADS = 4


@dataclass(slots=True)
class Progress:
    """How far the update in hand is.

    ``before``: messages that were sent for it when it was handled before. ``counts``: what goes out now is one. ``again``: the network failed then.
    ``unfinished``: it shall be tried again, after ``wait`` seconds at least. ``left``: it shall stay where it is,
    for the next time that the program runs.
    """

    update_id: int
    before: int = 0
    sent: int = 0
    counts: bool = False
    unfinished: bool = False
    wait: float = 0.0
    left: bool = False
    again: bool = False


# The update that the running task handles; None outside of one.
progress: ContextVar[Progress | None] = ContextVar("progress", default=None)


@contextmanager
def counted(here: Progress | None) -> Iterator[None]:
    """The message that goes out in the body is one of the update's."""
    if here is not None:
        here.counts = True
    try:
        yield
    finally:
        if here is not None:
            here.counts = False


class Keeper:
    """The store, for the event loop."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # Threads of its own: what was sent is noted at once, however many answers are being worked on or kept.
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="telegram-store")
        self._noting = ThreadPoolExecutor(_THREADS, thread_name_prefix="telegram-sent")

    async def ask(self, question: Callable[[Store], T], otherwise: T, *, at_once: bool = False) -> T:
        """The store's answer; ``otherwise`` if the database cannot be used, which is logged.

        ``at_once``: not after the others that ask.
        """
        threads = self._noting if at_once else self._threads
        try:
            return await asyncio.get_running_loop().run_in_executor(threads, question, self._store)
        except StorageError as error:
            log.error("Telegram: %s", error)
            return otherwise

    def close(self) -> None:
        """Let go of the threads; the store itself belongs to whoever opened it."""
        self._threads.shutdown(wait=False)
        self._noting.shutdown(wait=False)

    async def reply(self, reply_id: str, conversation_id: str) -> tuple[StoredReply, ReplyModel] | None:
        """A reply of this conversation; None for others', unknown and expired ones."""
        found = await self.ask(lambda store: store.reply(reply_id), None)
        return None if found is None or found.conversation_id != conversation_id else opened(found)

    async def last_reply(
        self, conversation_id: str, kind: LoggedKind | None = None
    ) -> tuple[StoredReply, ReplyModel] | None:
        """The last reply of the conversation, or the last of this kind."""
        found = await self.ask(lambda store: store.last_reply(conversation_id, kind), None)
        return None if found is None else opened(found)

    async def keep(self, reply: ReplyModel, shown: str, person: str) -> None:
        """Keep a reply before it is sent, so that its buttons work as soon as it is seen."""
        kept = StoredReply(
            id=reply.id,
            conversation_id=reply.conversation_id,
            kind=reply.kind,
            json=masked(reply).model_dump_json(),
            channel=CHANNEL,
            person=person,
            snapshot=reply.snapshot,
            shown=mask(shown, quotes(reply)),
        )
        await self.ask(lambda store: store.keep_reply(kept), None)

    async def log(self, reply: ReplyModel, question: str, person: str, latency_ms: float) -> None:
        """Write a line of the question log."""
        line = LoggedQuestion(
            reply_id=reply.id,
            question=question,
            kind=reply.kind,
            confidence=reply.confidence,
            channel=CHANNEL,
            refs=tuple(citation.ref for citation in reply.citations),
            latency_ms=round(latency_ms, 1),
            person=person,
        )
        await self.ask(lambda store: store.log_question(line), None)

    async def log_failure(self, code: str, question: str, person: str) -> None:
        """A question that ended in an error is in the log too, under the id that the person was told."""
        line = LoggedQuestion(code, question, "error", 0.0, CHANNEL, person=person)
        await self.ask(lambda store: store.log_question(line), None)

    async def sent(self, here: Progress) -> None:
        """One more message of the update in hand went out."""
        update = SeenUpdate(here.update_id, here.sent, False)
        await self.ask(lambda store: store.updates.note(update), None, at_once=True)


def opened(kept: StoredReply) -> tuple[StoredReply, ReplyModel] | None:
    """The reply and its model; None if another version of the program wrote what this one cannot read."""
    try:
        return kept, ReplyModel.model_validate_json(kept.json)
    except ValueError:
        return None
