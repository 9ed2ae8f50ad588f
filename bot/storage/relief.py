"""A store that a sick database does not hold up.

All writing is done in one thread, in its order. Who writes waits for it, but not long: what takes longer (the
database is locked, or away) stays in memory and is written once the database is back, and meanwhile nobody waits.
What is not written yet is found all the same.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.storage.desk import DeskStore
from tanyapasal.bot.storage.records import (
    Erased,
    LoggedKind,
    LoggedQuestion,
    QuestionFilter,
    StoredReply,
    StoredTurn,
    Vote,
)
from tanyapasal.bot.storage.store import Store
from tanyapasal.bot.storage.updates import Claim, ParkedUpdate, SeenUpdate, Updates

log = logging.getLogger(__name__)

T = TypeVar("T")

_SICK = "Basis data sedang tidak dapat ditulisi."
_AGAIN_SECONDS = 0.5
# More than this is not held in memory: 100 MB at most.
_HELD = 20_000


@dataclass(slots=True)
class _Write:
    """``lasting``: tried again until it is written. ``holds``: what is read of it meanwhile."""

    act: Callable[[], Any]
    lasting: bool
    holds: object = None
    done: Future[Any] = field(default_factory=Future)


class Writer:
    """One thread that writes. ``patience``: seconds that a caller waits for it."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._queue: deque[_Write] = deque()
        self._changed = threading.Condition()
        self._sick_until = 0.0
        self._count = 0  # of writes that were done
        self._thread: threading.Thread | None = None
        self._closing = False

    def keep(self, act: Callable[[], Any], holds: object = None, *, first: bool = False) -> None:
        """Write, now or once it can be done; raises StorageError if too much waits already.

        ``first``: before all that waits, as it is when it is written late that harm is done.
        """
        if len(self._queue) >= _HELD:
            raise StorageError(_SICK)
        write = self._put(_Write(act, True, holds), first)
        if not self.sick:
            self._wait(write)

    def ask(self, act: Callable[[], T]) -> T:
        """What writing gives; raises StorageError if it cannot be done now."""
        if self.sick:
            raise StorageError(_SICK)
        write = self._put(_Write(act, False))
        if not self._wait(write):
            raise StorageError(_SICK)
        found: T = write.done.result()
        return found

    @property
    def sick(self) -> bool:
        """True while nobody shall wait for the database."""
        return time.monotonic() < self._sick_until

    def held(self, kind: type[T]) -> list[T]:
        """What is of this kind among all that is not written yet, oldest first."""
        with self._changed:
            return [write.holds for write in self._queue if isinstance(write.holds, kind)]

    def close(self, patience: float) -> None:
        """Write what is held, within ``patience`` seconds."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(patience)
        if self._queue:
            log.error("%d catatan tidak sempat ditulis ke basis data", len(self._queue))

    def _put(self, write: _Write, first: bool = False) -> _Write:
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
                self._thread.start()
            # The head is being written.
            self._queue.insert(1 if first and self._queue else len(self._queue), write)
            self._changed.notify_all()
        return write

    def _wait(self, write: _Write) -> bool:
        """False if nothing at all was written for as long as one waits: a database that is slow is not sick."""
        while True:
            before = self._count
            try:
                write.done.exception(self._patience)
            except Late:
                if self._count == before:
                    self._is_sick()
                    return False
            else:
                return True

    def _is_sick(self) -> None:
        if not self.sick:
            log.error("%s Yang perlu disimpan ditulis setelah basis data pulih.", _SICK)
        self._sick_until = time.monotonic() + max(self._patience, _AGAIN_SECONDS) * 4

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._queue or self._closing)
                if not self._queue:
                    return
                write = self._queue[0]
            if self._written(write):
                with self._changed:
                    self._queue.popleft()
            else:
                self._is_sick()
                with self._changed:
                    self._changed.wait_for(lambda: self._closing, _AGAIN_SECONDS)

    def _written(self, write: _Write) -> bool:
        """False if it must be tried again."""
        try:
            result = write.act()
        except StorageError as error:
            if write.lasting and not self._closing:
                return False
            write.done.set_exception(error)
        except Exception as error:
            log.exception("catatan tidak dapat ditulis")
            write.done.set_exception(error)
        else:
            write.done.set_result(result)
            self._sick_until = 0.0
            self._count += 1
        return True


class RelievedStore:
    """See ``Store``, on top of another one. ``patience``: seconds that a caller waits for a write."""

    def __init__(self, store: Store, patience: float = 1.0) -> None:
        self._store, self._patience = store, patience
        self._writer = Writer(patience)
        self.updates: Updates = RelievedUpdates(store, self._writer)

    @property
    def desk(self) -> DeskStore:
        return self._store.desk

    def keep_reply(self, reply: StoredReply) -> None:
        self._writer.keep(lambda: self._store.keep_reply(reply), reply)

    def reply(self, reply_id: str) -> StoredReply | None:
        held = next((r for r in self._writer.held(StoredReply) if r.id == reply_id), None)
        return self._store.reply(reply_id) if held is None else held

    def last_reply(self, conversation_id: str, kind: LoggedKind | None = None) -> StoredReply | None:
        theirs = [r for r in self._writer.held(StoredReply) if r.conversation_id == conversation_id]
        held = [r for r in theirs if kind in (None, r.kind)]
        return held[-1] if held else self._store.last_reply(conversation_id, kind)

    def log_question(self, question: LoggedQuestion) -> None:
        self._writer.keep(lambda: self._store.log_question(question))

    def questions(self, wanted: QuestionFilter = QuestionFilter()) -> tuple[LoggedQuestion, ...]:  # noqa: B008 (frozen)
        return self._store.questions(wanted)

    def count_questions(self, wanted: QuestionFilter = QuestionFilter()) -> int:  # noqa: B008 (frozen)
        return self._store.count_questions(wanted)

    def vote(self, vote: Vote) -> bool:
        if self.reply(vote.reply_id) is None:
            return False
        self._writer.keep(lambda: self._store.vote(vote), vote)
        return True

    def votes(self, reply_id: str) -> tuple[Vote, ...]:
        held = {v.person: v for v in self._writer.held(Vote) if v.reply_id == reply_id}
        written = [v for v in self._store.votes(reply_id) if v.person not in held]
        return (*written, *held.values())

    def add_turn(self, conversation_id: str, turn: StoredTurn) -> None:
        self._writer.keep(lambda: self._store.add_turn(conversation_id, turn), (conversation_id, turn))

    def turns(self, conversation_id: str, last: int = 10) -> tuple[StoredTurn, ...]:
        held = [turn for of, turn in self._writer.held(tuple) if of == conversation_id]
        return (*self._store.turns(conversation_id, last), *held)[-last:]

    def forget(self, conversation_id: str) -> int:
        return self._writer.ask(lambda: self._store.forget(conversation_id))

    def erase(self, person: str) -> Erased:
        return self._writer.ask(lambda: self._store.erase(person))

    def expire(self) -> Erased:
        return self._writer.ask(self._store.expire)

    def close(self) -> None:
        self._writer.close(10 * self._patience)
        self._store.close()


class RelievedUpdates:
    """See ``Updates``, on top of those of another store."""

    def __init__(self, store: Store, writer: Writer) -> None:
        self._store, self._writer = store, writer

    def seen(self, update_id: int) -> SeenUpdate | None:
        held = [u for u in self._writer.held(SeenUpdate) if u.update_id == update_id]
        return held[-1] if held else self._store.updates.seen(update_id)

    def note(self, update: SeenUpdate) -> None:
        # What went out is noted at once: whatever is not is sent twice after a kill.
        self._writer.keep(lambda: self._store.updates.note(update), update, first=not update.done)

    def claim(self, update_id: int, chat: str, holder: str, lease: float) -> Claim:
        if any(u.update_id == update_id and u.done for u in self._writer.held(SeenUpdate)):
            return Claim("done")
        return self._writer.ask(lambda: self._store.updates.claim(update_id, chat, holder, lease))

    def park(self, update: ParkedUpdate, holder: str, lease: float = 0, due: float = 0) -> None:
        self._writer.ask(lambda: self._store.updates.park(update, holder, lease, due))

    def due(self, holder: str, lease: float, limit: int) -> tuple[ParkedUpdate, ...]:
        return self._writer.ask(lambda: self._store.updates.due(holder, lease, limit))

    def renew(self, update_ids: Iterable[int], holder: str, lease: float) -> None:
        self._writer.ask(lambda: self._store.updates.renew(update_ids, holder, lease))

    def release(self, holder: str) -> None:
        self._writer.ask(lambda: self._store.updates.release(holder))

    def parked(self) -> int:
        return self._store.updates.parked()
