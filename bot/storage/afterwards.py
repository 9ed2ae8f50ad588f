"""A store whose records are written after the reply, by a thread that waits for the database so that nobody else does.

What is not yet written is found by whoever looks for it in this process. What is kept of people is never written after they
had it deleted.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from tanyapasal.bot.errors import StorageAwayError, StorageError
from tanyapasal.bot.privacy import mask
from tanyapasal.bot.storage.desk import DeskStore
from tanyapasal.bot.storage.records import (
    Erased,
    Held,
    LoggedQuestion,
    QuestionFilter,
    SeenUpdate,
    StoredReply,
    StoredTurn,
    Vote,
)
from tanyapasal.bot.storage.store import Store

log = logging.getLogger(__name__)

# Three of them for an answer, some kilobytes each.
MOST_WAITING = 2000
# How long one who brings a record waits for a database that is slow, and one who reads for what was brought before.
_SLOW_SECONDS = 1.0
_AGAIN_SECONDS = 0.5
_LAST_SECONDS = 5.0
_TOLD_SECONDS = 60.0


class Observer(Protocol):
    """Is told of records."""

    def records(self, waiting: int, lost: int) -> None:
        """So many wait now; ``lost``: so many more will never be written."""


@dataclass(frozen=True, slots=True)
class _Record:
    """One thing to be written, and what it is of. ``conversation``: of a turn."""

    write: Callable[[Store], object]
    value: StoredReply | LoggedQuestion | StoredTurn | Vote
    conversation: str = ""


class Afterwards:
    """See ``Store``. Replies, lines of the log, turns and votes wait for their turn, at most ``most``.

    If the database is away longer than that lasts, the oldest are lost; their number is logged and told to the observer.
    """

    def __init__(self, store: Store, most: int = MOST_WAITING) -> None:
        self._store, self._most = store, most
        self._line: deque[_Record] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._writing: _Record | None = None
        self._away = self._closing = False
        self._lost, self._told_at = 0, -_TOLD_SECONDS
        self._observer: Observer | None = None

    def tell(self, observer: Observer) -> None:
        """From now on ``observer`` is told of records."""
        self._observer = observer

    @property
    def desk(self) -> DeskStore:
        return self._store.desk

    def keep_reply(self, reply: StoredReply) -> None:
        self._put(_Record(lambda store: store.keep_reply(reply), reply))

    def log_question(self, question: LoggedQuestion) -> None:
        self._put(_Record(lambda store: store.log_question(question), question))

    def add_turn(self, conversation_id: str, turn: StoredTurn) -> None:
        self._put(_Record(lambda store: store.add_turn(conversation_id, turn), turn, conversation_id))

    def vote(self, vote: Vote) -> bool:
        if self.reply(vote.reply_id) is None:
            return False
        self._put(_Record(lambda store: store.vote(vote), vote))
        return True

    def reply(self, reply_id: str) -> StoredReply | None:
        waiting = (reply for reply in self._replies() if reply.id == reply_id)
        return next(waiting, None) or self._store.reply(reply_id)

    def last_reply(self, conversation_id: str) -> StoredReply | None:
        waiting = [reply for reply in self._replies() if reply.conversation_id == conversation_id]
        return (
            max(waiting, key=lambda r: (r.at, r.id)) if waiting else self._store.last_reply(conversation_id)
        )

    def turns(self, conversation_id: str, last: int = 10) -> tuple[StoredTurn, ...]:
        waiting = [
            replace(record.value, question=mask(record.value.question), memory=mask(record.value.memory))
            for record in self._records()
            if isinstance(record.value, StoredTurn) and record.conversation == conversation_id
        ]
        try:
            written = self._store.turns(conversation_id, last) if len(waiting) < last else ()
        except StorageAwayError:
            if not waiting:
                raise
            written = ()
        # What was written between the two looks is in both.
        return (*(turn for turn in written if turn not in waiting), *waiting)[-last:]

    def questions(self, wanted: QuestionFilter = QuestionFilter()) -> tuple[LoggedQuestion, ...]:  # noqa: B008 (frozen)
        self.flush()
        return self._store.questions(wanted)

    def count_questions(self, wanted: QuestionFilter = QuestionFilter()) -> int:  # noqa: B008 (frozen)
        self.flush()
        return self._store.count_questions(wanted)

    def votes(self, reply_id: str) -> tuple[Vote, ...]:
        self.flush()
        return self._store.votes(reply_id)

    def forget(self, conversation_id: str) -> int:
        def theirs(record: _Record) -> bool:
            return isinstance(record.value, StoredTurn) and record.conversation == conversation_id

        return len(self._drop(theirs)) + self._store.forget(conversation_id)

    def seen_update(self, update_id: int) -> SeenUpdate | None:
        return self._store.seen_update(update_id)

    def note_update(self, update: SeenUpdate) -> None:
        self._store.note_update(update)

    def held(self, person: str) -> Held:
        self.flush()
        return self._store.held(person)

    def erase(self, person: str) -> Erased:
        self.flush()  # what is written is erased with its receipts
        dropped = self._drop(lambda record: bool(person) and record.value.person == person)
        kinds = [type(record.value) for record in dropped]
        gone = self._store.erase(person)
        return replace(
            gone,
            questions=gone.questions + kinds.count(LoggedQuestion),
            replies=gone.replies + kinds.count(StoredReply),
            votes=gone.votes + kinds.count(Vote),
            turns=gone.turns + kinds.count(StoredTurn),
        )

    def expire(self) -> Erased:
        return self._store.expire()

    def close(self) -> None:
        """Write what waits, for some seconds; then close the store."""
        with self._changed:
            self._changed.wait_for(lambda: not self._line, _LAST_SECONDS)
            self._closing = True
            self._lose(len(self._line))
            self._line.clear()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_LAST_SECONDS)
        self._store.close()

    def flush(self, seconds: float = _SLOW_SECONDS) -> bool:
        """Wait until what was brought so far is written, at most so long; False if the database is away or too slow."""
        with self._changed:
            last = self._line[-1] if self._line else None
            return self._changed.wait_for(
                lambda: self._away or last is None or last not in self._line, seconds
            ) and (last is None or last not in self._line)

    def _records(self) -> list[_Record]:
        with self._changed:
            return list(self._line)

    def _replies(self) -> Iterator[StoredReply]:
        """Those that wait, newest first."""
        return (r.value for r in reversed(self._records()) if isinstance(r.value, StoredReply))

    def _put(self, record: _Record) -> None:
        with self._changed:
            # A database that is slow slows those down who ask; one that is away does not.
            self._changed.wait_for(lambda: self._away or len(self._line) < self._most, _SLOW_SECONDS)
            while len(self._line) >= self._most:
                self._line.popleft()
                self._lose(1)
            self._line.append(record)
            if self._thread is None:
                self._thread = threading.Thread(target=self._write, name="records", daemon=True)
                self._thread.start()
            self._tell()
            self._changed.notify_all()

    def _drop(self, theirs: Callable[[_Record], bool]) -> list[_Record]:
        """Take out what waits and is ``theirs``; what is being written just now is waited for."""

        def idle() -> bool:
            return self._writing is None or not theirs(self._writing)

        with self._changed:
            if not self._changed.wait_for(idle, _LAST_SECONDS):
                raise StorageAwayError("Basis data sedang tidak dapat ditulisi.")
            dropped = [record for record in self._line if theirs(record)]
            for record in dropped:
                self._line.remove(record)
            self._tell()
            return dropped

    def _write(self) -> None:
        while (record := self._next()) is not None:
            written = self._written(record)
            with self._changed:
                self._away, self._writing = not written, None
                if written and self._line and self._line[0] is record:
                    self._line.popleft()
                    self._tell()
                self._changed.notify_all()
                if not written:
                    self._changed.wait_for(lambda: self._closing, _AGAIN_SECONDS)

    def _next(self) -> _Record | None:
        """The record that waits longest, when there is one; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._line) or self._closing)
            self._writing = self._line[0] if self._line else None
            return self._writing

    def _written(self, record: _Record) -> bool:
        """False if it must be tried again. What the database refuses for another reason is lost."""
        try:
            record.write(self._store)
        except StorageAwayError:
            return False
        except StorageError as error:
            log.error("catatan tidak tersimpan: %s", error)
            self._lose(1)
        except Exception:
            log.exception("catatan tidak tersimpan karena kesalahan di dalam program")
            self._lose(1)
        return True

    def _lose(self, number: int) -> None:
        if not number:
            return
        with self._changed:
            self._lost += number
            if self._observer is not None:
                self._observer.records(len(self._line), number)
            if time.monotonic() - self._told_at >= _TOLD_SECONDS:  # not once for each
                self._told_at = time.monotonic()
                log.error("%d catatan tidak tersimpan sejak layanan dimulai", self._lost)

    def _tell(self) -> None:
        if self._observer is not None:
            self._observer.records(len(self._line), 0)
