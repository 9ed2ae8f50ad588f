"""A store whose records are written after the reply, by a thread that waits for the database so that nobody else does.

What is not yet written is found by whoever looks for it in this process. What is kept of people is never written after they
had it deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tanyapasal.bot.errors import StorageAwayError
from tanyapasal.bot.privacy import mask
from tanyapasal.bot.storage.afterwards.line import SLOW_SECONDS, Line, Observer, Record
from tanyapasal.bot.storage.afterwards.updates import UpdatesAfterwards
from tanyapasal.bot.storage.desk import DeskStore
from tanyapasal.bot.storage.records import (
    Erased,
    Held,
    LoggedKind,
    LoggedQuestion,
    QuestionFilter,
    StoredReply,
    StoredTurn,
    Vote,
)
from tanyapasal.bot.storage.store import Store
from tanyapasal.bot.storage.updates import SeenUpdate, Updates

__all__ = ["MOST_WAITING", "Afterwards", "Observer"]

# Three of them for an answer, some kilobytes each.
MOST_WAITING = 2000


class Afterwards:
    """See ``Store``. Replies, lines of the log, turns and votes wait for their turn, at most ``most``.

    If the database is away longer than that lasts, the oldest are lost; their number is logged and told to the observer.
    """

    def __init__(self, store: Store, most: int = MOST_WAITING) -> None:
        self._store, self._line = store, Line(store, most)
        self.updates: Updates = UpdatesAfterwards(store, self._line)

    def tell(self, observer: Observer) -> None:
        """From now on ``observer`` is told of records."""
        self._line.observer = observer

    @property
    def desk(self) -> DeskStore:
        return self._store.desk

    def keep_reply(self, reply: StoredReply) -> None:
        self._put(Record(lambda store: store.keep_reply(reply), reply))

    def log_question(self, question: LoggedQuestion) -> None:
        self._put(Record(lambda store: store.log_question(question), question))

    def add_turn(self, conversation_id: str, turn: StoredTurn) -> None:
        self._put(Record(lambda store: store.add_turn(conversation_id, turn), turn, conversation_id))

    def vote(self, vote: Vote) -> bool:
        if self.reply(vote.reply_id) is None:
            return False
        self._put(Record(lambda store: store.vote(vote), vote))
        return True

    def reply(self, reply_id: str) -> StoredReply | None:
        waiting = (reply for reply in self._replies() if reply.id == reply_id)
        return next(waiting, None) or self._store.reply(reply_id)

    def last_reply(self, conversation_id: str, kind: LoggedKind | None = None) -> StoredReply | None:
        theirs = (reply for reply in self._replies() if reply.conversation_id == conversation_id)
        waiting = [reply for reply in theirs if kind in (None, reply.kind)]
        if waiting:
            return max(waiting, key=lambda r: (r.at, r.id))
        return self._store.last_reply(conversation_id, kind)

    def turns(self, conversation_id: str, last: int = 10) -> tuple[StoredTurn, ...]:
        waiting = [
            replace(record.value, question=mask(record.value.question), memory=mask(record.value.memory))
            for record in self._line.records()
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
        brought = (r.value for r in self._line.records() if isinstance(r.value, Vote))
        waiting = {
            vote.person: replace(vote, reason=None if vote.reason is None else mask(vote.reason))
            for vote in brought
            if vote.reply_id == reply_id
        }
        written = (vote for vote in self._store.votes(reply_id) if vote.person not in waiting)
        return tuple(sorted((*written, *waiting.values()), key=lambda v: (v.at, v.person)))

    def forget(self, conversation_id: str) -> int:
        def theirs(record: Record) -> bool:
            return isinstance(record.value, StoredTurn) and record.conversation == conversation_id

        return len(self._line.drop(theirs)) + self._store.forget(conversation_id)

    def held(self, person: str) -> Held:
        self.flush()
        return self._store.held(person)

    def erase(self, person: str) -> Erased:
        self.flush()  # what is written is erased with its receipts
        dropped = self._line.drop(lambda record: bool(person) and _person_of(record) == person)
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
        self._line.close()
        self._store.close()

    def flush(self, seconds: float = SLOW_SECONDS) -> bool:
        """Wait until what was brought so far is written, at most so long; False if the database is away or too slow."""
        return self._line.flush(seconds)

    def _replies(self) -> Iterator[StoredReply]:
        """Those that wait, newest first."""
        return (r.value for r in reversed(self._line.records()) if isinstance(r.value, StoredReply))

    def _put(self, record: Record) -> None:
        self._line.put(record)


def _person_of(record: Record) -> str:
    return "" if isinstance(record.value, SeenUpdate) else record.value.person
