"""The store in a database: SQLite or PostgreSQL, through SQLAlchemy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Delete, Engine, delete, func, or_, select, true
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.orm import Session

from tanyapasal.bot.errors import StorageAwayError, StorageError
from tanyapasal.bot.privacy import mask, mask_json
from tanyapasal.bot.storage.away.breaker import Breaker
from tanyapasal.bot.storage.desk import DeskStore
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
from tanyapasal.bot.storage.rows import (
    conditions,
    of_person,
    question_of,
    reply_of,
    turn_of,
    turns_of,
    vote_of,
)
from tanyapasal.bot.storage.sql_desk import SqlDesk
from tanyapasal.bot.storage.tables import Base, QuestionRow, ReplyRow, TryRow, TurnRow, UpdateRow, VoteRow
from tanyapasal.bot.storage.updates import Updates
from tanyapasal.bot.storage.updates.sql import SqlUpdates

# Seconds after which writing is tried again: nobody waits for those who write.
_TRIED_AGAIN = 1.0


class SqlStore:
    """See ``Store``. The tables must exist (``tanyapasal.bot.storage.database.open_store`` sees to it)."""

    def __init__(
        self,
        engine: Engine,
        lifetimes: Lifetimes = Lifetimes(),  # noqa: B008 (frozen)
        clock: Callable[[], datetime] = now,
        receipts: Receipts = NO_RECEIPTS,
    ) -> None:
        self._engine, self._lifetimes, self._clock = engine, lifetimes, clock
        self._receipts = receipts
        # One who holds the lock of SQLite stops writers alone.
        self._to_read, self._to_write = Breaker("dibaca"), Breaker("ditulisi", _TRIED_AGAIN)
        self.desk: DeskStore = SqlDesk(self._session, self._writing, clock)
        self.updates: Updates = SqlUpdates(self._session, self._writing, clock)

    def keep_reply(self, reply: StoredReply) -> None:
        self._put(
            lambda: ReplyRow(
                id=reply.id,
                conversation_id=reply.conversation_id,
                kind=reply.kind,
                json=reply.json,
                channel=reply.channel,
                person=reply.person,
                snapshot=reply.snapshot,
                shown=reply.shown,
                at=reply.at,
            )
        )

    def reply(self, reply_id: str) -> StoredReply | None:
        oldest = self._clock() - self._lifetimes.replies
        with self._session() as session:
            row = session.scalar(select(ReplyRow).where(ReplyRow.id == reply_id, ReplyRow.at > oldest))
            return None if row is None else reply_of(row)

    def last_reply(self, conversation_id: str, kind: LoggedKind | None = None) -> StoredReply | None:
        oldest = self._clock() - self._lifetimes.replies
        wanted = true() if kind is None else ReplyRow.kind == kind
        statement = (
            select(ReplyRow)
            .where(ReplyRow.conversation_id == conversation_id, ReplyRow.at > oldest, wanted)
            .order_by(ReplyRow.at.desc(), ReplyRow.id.desc())
            .limit(1)
        )
        with self._session() as session:
            row = session.scalar(statement)
            return None if row is None else reply_of(row)

    def log_question(self, question: LoggedQuestion) -> None:
        self._put(
            lambda: QuestionRow(
                reply_id=question.reply_id,
                question=mask(question.question),
                kind=question.kind,
                confidence=question.confidence,
                channel=question.channel,
                refs="\n".join(question.refs),
                latency_ms=question.latency_ms,
                person=question.person,
                at=question.at,
            )
        )

    def questions(self, wanted: QuestionFilter = QuestionFilter()) -> tuple[LoggedQuestion, ...]:  # noqa: B008 (frozen)
        newest = (QuestionRow.at.desc(), QuestionRow.reply_id.desc())
        statement = select(QuestionRow).where(*conditions(wanted)).order_by(*newest)
        with self._session() as session:
            rows = session.scalars(statement.offset(wanted.skip).limit(wanted.limit))
            return tuple(question_of(row) for row in rows)

    def count_questions(self, wanted: QuestionFilter = QuestionFilter()) -> int:  # noqa: B008 (frozen)
        statement = select(func.count()).select_from(QuestionRow).where(*conditions(wanted))
        with self._session() as session:
            return session.scalar(statement) or 0

    def vote(self, vote: Vote) -> bool:
        if self.reply(vote.reply_id) is None:
            return False
        self._put(
            lambda: VoteRow(
                reply_id=vote.reply_id,
                person=vote.person,
                value=vote.value,
                reason=None if vote.reason is None else mask(vote.reason),
                at=vote.at,
            )
        )
        return True

    def votes(self, reply_id: str) -> tuple[Vote, ...]:
        statement = select(VoteRow).where(VoteRow.reply_id == reply_id).order_by(VoteRow.at, VoteRow.person)
        with self._session() as session:
            return tuple(map(vote_of, session.scalars(statement)))

    def add_turn(self, conversation_id: str, turn: StoredTurn) -> None:
        with self._writing() as session:
            session.add(
                TurnRow(
                    conversation_id=conversation_id,
                    question=mask(turn.question),
                    reply_id=turn.reply_id,
                    kind=turn.kind,
                    memory=mask_json(turn.memory),
                    person=turn.person,
                    at=turn.at,
                )
            )

    def turns(self, conversation_id: str, last: int = 10) -> tuple[StoredTurn, ...]:
        oldest = self._clock() - self._lifetimes.turns
        mine = (TurnRow.conversation_id == conversation_id, TurnRow.at > oldest)
        statement = select(TurnRow).where(*mine).order_by(TurnRow.id.desc()).limit(last)
        with self._session() as session:
            rows = list(session.scalars(statement))
            return tuple(map(turn_of, reversed(rows)))

    def forget(self, conversation_id: str) -> int:
        with self._writing() as session:
            return _count(session, delete(TurnRow).where(TurnRow.conversation_id == conversation_id))

    def held(self, person: str) -> Held:
        if not person:
            return Held()
        with self._session() as session:
            questions = session.scalars(of_person(person, QuestionRow).order_by(QuestionRow.at)).all()
            replies = session.scalars(of_person(person, ReplyRow).order_by(ReplyRow.at)).all()
            votes = session.scalars(of_person(person, VoteRow).order_by(VoteRow.at)).all()
            turns = session.scalars(select(TurnRow).where(turns_of(person)).order_by(TurnRow.id)).all()
            return Held(
                tuple(map(question_of, questions)),
                tuple(map(reply_of, replies)),
                tuple(map(vote_of, votes)),
                tuple(map(turn_of, turns)),
            )

    def erase(self, person: str) -> Erased:
        if not person:
            return Erased()
        gone = self._receipts.erase(self._reply_ids(person))
        theirs = select(ReplyRow.id).where(ReplyRow.person == person)
        # Votes of others on what is deleted would point nowhere.
        votes = delete(VoteRow).where(or_(VoteRow.person == person, VoteRow.reply_id.in_(theirs)))
        with self._writing() as session:
            turns = _count(session, delete(TurnRow).where(turns_of(person)))  # while its replies tell which
            return Erased(
                votes=_count(session, votes),
                replies=_count(session, delete(ReplyRow).where(ReplyRow.person == person)),
                questions=_count(session, delete(QuestionRow).where(QuestionRow.person == person)),
                turns=turns,
                receipts=gone,
            )

    def _reply_ids(self, person: str) -> set[str]:
        """Ids of all that was replied to a person: replies have a shorter life than their lines in the log."""
        with self._session() as session:
            replies = session.scalars(select(ReplyRow.id).where(ReplyRow.person == person))
            lines = session.scalars(select(QuestionRow.reply_id).where(QuestionRow.person == person))
            return {*replies, *lines}

    def expire(self) -> Erased:
        at, lives = self._clock(), self._lifetimes
        days = self._receipts.expire((at - lives.receipts).date())
        old = select(ReplyRow.id).where(ReplyRow.at <= at - lives.replies)
        with self._writing() as session:
            session.execute(delete(TryRow).where(TryRow.at <= at - lives.tries))
            return Erased(
                votes=_count(session, delete(VoteRow).where(VoteRow.reply_id.in_(old))),
                replies=_count(session, delete(ReplyRow).where(ReplyRow.at <= at - lives.replies)),
                questions=_count(session, delete(QuestionRow).where(QuestionRow.at <= at - lives.questions)),
                turns=_count(session, delete(TurnRow).where(TurnRow.at <= at - lives.turns)),
                updates=_count(session, delete(UpdateRow).where(UpdateRow.at <= at - lives.updates)),
                receipts=days,
            )

    def close(self) -> None:
        self._engine.dispose()

    def _put(self, row: Callable[[], Base]) -> None:
        """Insert or replace. Two processes may insert the same key at once; the second then replaces."""
        try:
            with self._writing() as session:
                session.merge(row())
        except StorageError as error:
            if not isinstance(error.__cause__, IntegrityError):
                raise
            with self._writing() as session:
                session.merge(row())

    def _session(self) -> AbstractContextManager[Session]:
        """A session in a transaction, for what only reads."""
        return self._opened(self._to_read)

    def _writing(self) -> AbstractContextManager[Session]:
        """A session in a transaction, for what is changed."""
        return self._opened(self._to_write)

    @contextmanager
    def _opened(self, breaker: Breaker) -> Iterator[Session]:
        breaker.check()
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except (OperationalError, InterfaceError, NoConnectionError) as error:
            breaker.failed()
            raise StorageAwayError(f"Basis data tidak dapat dipakai ({type(error).__name__}).") from error
        except SQLAlchemyError as error:
            # The message of the driver may hold values of rows; its kind is enough.
            raise StorageError(f"Basis data tidak dapat dipakai ({type(error).__name__}).") from error
        # What can be written can be read.
        breaker.succeeded()
        if breaker is self._to_write:
            self._to_read.succeeded()


def _count(session: Session, statement: Delete) -> int:
    result: Any = session.execute(statement, execution_options={"synchronize_session": False})
    return result.rowcount if isinstance(result, CursorResult) else 0
