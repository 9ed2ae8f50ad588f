"""A store that lives as long as the process: for tests and for a bot that shall keep nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from tanyapasal.bot.privacy import mask, mask_json
from tanyapasal.bot.storage.desk import DeskStore
from tanyapasal.bot.storage.memory_desk import MemoryDesk
from tanyapasal.bot.storage.records import (
    Erased,
    Held,
    Lifetimes,
    LoggedKind,
    LoggedQuestion,
    QuestionFilter,
    StoredReply,
    StoredTurn,
    Vote,
    now,
)
from tanyapasal.bot.storage.rights.receipts import NO_RECEIPTS, Receipts
from tanyapasal.bot.storage.updates import Updates
from tanyapasal.bot.storage.updates.memory import MemoryUpdates

K = TypeVar("K")
V = TypeVar("V")


class MemoryStore:
    """See ``Store``."""

    def __init__(
        self,
        lifetimes: Lifetimes = Lifetimes(),  # noqa: B008 (frozen)
        clock: Callable[[], datetime] = now,
        receipts: Receipts = NO_RECEIPTS,
    ) -> None:
        self._lifetimes, self._clock = lifetimes, clock
        self._receipts = receipts
        self.desk: DeskStore = MemoryDesk(clock)
        self._updates = MemoryUpdates(clock)
        self.updates: Updates = self._updates
        self._lock = threading.RLock()
        self._replies: dict[str, StoredReply] = {}
        self._questions: dict[str, LoggedQuestion] = {}
        self._votes: dict[tuple[str, str], Vote] = {}
        self._turns: dict[str, list[StoredTurn]] = {}

    def keep_reply(self, reply: StoredReply) -> None:
        with self._lock:
            self._replies[reply.id] = reply

    def reply(self, reply_id: str) -> StoredReply | None:
        with self._lock:
            found = self._replies.get(reply_id)
            return found if found is not None and self._lives(found.at, self._lifetimes.replies) else None

    def last_reply(self, conversation_id: str, kind: LoggedKind | None = None) -> StoredReply | None:
        with self._lock:
            theirs = [
                r
                for r in self._replies.values()
                if r.conversation_id == conversation_id
                and kind in (None, r.kind)
                and self._lives(r.at, self._lifetimes.replies)
            ]
            return max(theirs, key=lambda r: (r.at, r.id), default=None)

    def log_question(self, question: LoggedQuestion) -> None:
        with self._lock:
            self._questions[question.reply_id] = replace(question, question=mask(question.question))

    def questions(self, wanted: QuestionFilter = QuestionFilter()) -> tuple[LoggedQuestion, ...]:  # noqa: B008 (frozen)
        return tuple(self._matching(wanted)[wanted.skip : wanted.skip + wanted.limit])

    def count_questions(self, wanted: QuestionFilter = QuestionFilter()) -> int:  # noqa: B008 (frozen)
        return len(self._matching(wanted))

    def _matching(self, wanted: QuestionFilter) -> list[LoggedQuestion]:
        with self._lock:
            found = [q for q in self._questions.values() if self._wants(wanted, q)]
        return sorted(found, key=lambda q: (q.at, q.reply_id), reverse=True)

    def _wants(self, wanted: QuestionFilter, line: LoggedQuestion) -> bool:
        return (
            (not wanted.kinds or line.kind in wanted.kinds)
            and (wanted.channel is None or line.channel == wanted.channel)
            and (wanted.person is None or line.person == wanted.person)
            and (wanted.reply_id is None or line.reply_id == wanted.reply_id)
            and (wanted.since is None or line.at >= wanted.since)
            and (wanted.until is None or line.at < wanted.until)
            and wanted.containing.lower() in line.question.lower()
            and (wanted.below is None or line.confidence < wanted.below)
            and (wanted.vote is None or any(v.value == wanted.vote for v in self.votes(line.reply_id)))
        )

    def vote(self, vote: Vote) -> bool:
        with self._lock:
            if self.reply(vote.reply_id) is None:
                return False
            reason = None if vote.reason is None else mask(vote.reason)
            self._votes[vote.reply_id, vote.person] = replace(vote, reason=reason)
            return True

    def votes(self, reply_id: str) -> tuple[Vote, ...]:
        with self._lock:
            found = (v for v in self._votes.values() if v.reply_id == reply_id)
            return tuple(sorted(found, key=lambda v: (v.at, v.person)))

    def add_turn(self, conversation_id: str, turn: StoredTurn) -> None:
        kept = replace(turn, question=mask(turn.question), memory=mask_json(turn.memory))
        with self._lock:
            self._turns.setdefault(conversation_id, []).append(kept)

    def turns(self, conversation_id: str, last: int = 10) -> tuple[StoredTurn, ...]:
        with self._lock:
            held = self._turns.get(conversation_id, [])
            return tuple([t for t in held if self._lives(t.at, self._lifetimes.turns)][-last:])

    def forget(self, conversation_id: str) -> int:
        with self._lock:
            return len(self._turns.pop(conversation_id, []))

    def held(self, person: str) -> Held:
        if not person:
            return Held()
        with self._lock:
            questions = [q for q in self._questions.values() if q.person == person]
            replies = [r for r in self._replies.values() if r.person == person]
            votes = [v for v in self._votes.values() if v.person == person]
            mine = {r.conversation_id for r in replies}
            turns = [t for c, held in self._turns.items() for t in held if _is_theirs(t, c, person, mine)]
        return Held(
            tuple(sorted(questions, key=lambda q: q.at)),
            tuple(sorted(replies, key=lambda r: r.at)),
            tuple(sorted(votes, key=lambda v: v.at)),
            tuple(turns),
        )

    def erase(self, person: str) -> Erased:
        if not person:
            return Erased()
        with self._lock:
            replies = _drop(self._replies, lambda r: r.person == person)
            # Votes of others on what is deleted would point nowhere.
            votes = _drop(self._votes, lambda v: v.person == person or v.reply_id in {r.id for r in replies})
            questions = _drop(self._questions, lambda q: q.person == person)
            mine = {r.conversation_id for r in replies}
            return Erased(
                questions=len(questions),
                replies=len(replies),
                votes=len(votes),
                turns=self._drop_turns(lambda t, conversation: _is_theirs(t, conversation, person, mine)),
                receipts=self._receipts.erase({r.id for r in replies} | {q.reply_id for q in questions}),
            )

    def expire(self) -> Erased:
        lives = self._lifetimes
        with self._lock:
            replies = _drop(self._replies, lambda r: not self._lives(r.at, lives.replies))
            gone = {r.id for r in replies}
            return Erased(
                replies=len(replies),
                votes=len(_drop(self._votes, lambda v: v.reply_id in gone)),
                questions=len(_drop(self._questions, lambda q: not self._lives(q.at, lives.questions))),
                turns=self._drop_turns(lambda t, _: not self._lives(t.at, lives.turns)),
                updates=self._updates.expire(self._clock() - lives.updates),
                receipts=self._receipts.expire((self._clock() - lives.receipts).date()),
            )

    def close(self) -> None:
        """Nothing to release."""

    def _lives(self, at: datetime, life: timedelta) -> bool:
        return at > self._clock() - life

    def _drop_turns(self, unwanted: Callable[[StoredTurn, str], bool]) -> int:
        dropped = 0
        for conversation, held in list(self._turns.items()):
            kept = [turn for turn in held if not unwanted(turn, conversation)]
            dropped += len(held) - len(kept)
            self._turns[conversation] = kept
            if not kept:
                del self._turns[conversation]
        return dropped


def _is_theirs(turn: StoredTurn, conversation: str, person: str, theirs: set[str]) -> bool:
    """Turns of a person, and those of their conversations that are nobody's: on the web replies alone tell whose."""
    return turn.person == person or (not turn.person and conversation in theirs)


def _drop(table: dict[K, V], unwanted: Callable[[V], bool]) -> list[V]:
    """Delete from ``table``; what was deleted."""
    gone = {key: value for key, value in table.items() if unwanted(value)}
    for key in gone:
        del table[key]
    return list(gone.values())
