"""The store in a database: SQLite or PostgreSQL, through SQLAlchemy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import ColumnElement, CursorResult, Delete, Engine, delete, func, or_, select
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.orm import Session

from tanyapasal.bot.errors import StorageAwayError, StorageError
from tanyapasal.bot.privacy import mask
from tanyapasal.bot.storage.breaker import Breaker
from tanyapasal.bot.storage.desk import DeskStore
from tanyapasal.bot.storage.records import (
    Erased,
    Lifetimes,
    LoggedKind,
    LoggedQuestion,
    QuestionFilter,
    SeenUpdate,
    StoredReply,
    StoredTurn,
    Vote,
    VoteValue,
    now,
)
from tanyapasal.bot.storage.sql_desk import SqlDesk
from tanyapasal.bot.storage.tables import Base, QuestionRow, ReplyRow, TurnRow, UpdateRow, VoteRow

_KINDS: dict[str, LoggedKind] = {kind: kind for kind in get_args(LoggedKind)}
_VALUES: dict[str, VoteValue] = {value: value for value in get_args(VoteValue)}

# Seconds after which writing is tried again: nobody waits for those who write.
_TRIED_AGAIN = 1.0


class SqlStore:
    """See ``Store``. The tables must exist (``tanyapasal.bot.storage.database.open_store`` sees to it)."""

    def __init__(
        self,
        engine: Engine,
        lifetimes: Lifetimes = Lifetimes(),  # noqa: B008 (frozen)
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._engine, self._lifetimes, self._clock = engine, lifetimes, clock
        # One who holds the lock of SQLite stops writers alone.
        self._to_read, self._to_write = Breaker("dibaca"), Breaker("ditulisi", _TRIED_AGAIN)
        self.desk: DeskStore = SqlDesk(self._session, self._writing, clock)

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
            return None if row is None else _reply(row)

    def last_reply(self, conversation_id: str) -> StoredReply | None:
        oldest = self._clock() - self._lifetimes.replies
        statement = (
            select(ReplyRow)
            .where(ReplyRow.conversation_id == conversation_id, ReplyRow.at > oldest)
            .order_by(ReplyRow.at.desc(), ReplyRow.id.desc())
            .limit(1)
        )
        with self._session() as session:
            row = session.scalar(statement)
            return None if row is None else _reply(row)

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
        statement = select(QuestionRow).where(*_conditions(wanted)).order_by(*newest)
        with self._session() as session:
            rows = session.scalars(statement.offset(wanted.skip).limit(wanted.limit))
            return tuple(_question(row) for row in rows)

    def count_questions(self, wanted: QuestionFilter = QuestionFilter()) -> int:  # noqa: B008 (frozen)
        statement = select(func.count()).select_from(QuestionRow).where(*_conditions(wanted))
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
            return tuple(
                Vote(row.reply_id, _VALUES[row.value], row.person, row.reason, row.at)
                for row in session.scalars(statement)
            )

    def add_turn(self, conversation_id: str, turn: StoredTurn) -> None:
        with self._writing() as session:
            session.add(
                TurnRow(
                    conversation_id=conversation_id,
                    question=mask(turn.question),
                    reply_id=turn.reply_id,
                    kind=turn.kind,
                    memory=mask(turn.memory),
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
            return tuple(
                StoredTurn(row.question, row.reply_id, _KINDS[row.kind], row.memory, row.person, row.at)
                for row in reversed(rows)
            )

    def forget(self, conversation_id: str) -> int:
        with self._writing() as session:
            return _count(session, delete(TurnRow).where(TurnRow.conversation_id == conversation_id))

    def seen_update(self, update_id: int) -> SeenUpdate | None:
        with self._session() as session:
            row = session.get(UpdateRow, update_id)
            return None if row is None else SeenUpdate(row.update_id, row.sent, row.done)

    def note_update(self, update: SeenUpdate) -> None:
        at = self._clock()
        self._put(lambda: UpdateRow(update_id=update.update_id, sent=update.sent, done=update.done, at=at))

    def erase(self, person: str) -> Erased:
        if not person:
            return Erased()
        theirs = select(ReplyRow.id).where(ReplyRow.person == person)
        # Votes of others on what is deleted would point nowhere.
        votes = delete(VoteRow).where(or_(VoteRow.person == person, VoteRow.reply_id.in_(theirs)))
        with self._writing() as session:
            return Erased(
                votes=_count(session, votes),
                replies=_count(session, delete(ReplyRow).where(ReplyRow.person == person)),
                questions=_count(session, delete(QuestionRow).where(QuestionRow.person == person)),
                turns=_count(session, delete(TurnRow).where(TurnRow.person == person)),
            )

    def expire(self) -> Erased:
        at, lives = self._clock(), self._lifetimes
        old = select(ReplyRow.id).where(ReplyRow.at <= at - lives.replies)
        with self._writing() as session:
            return Erased(
                votes=_count(session, delete(VoteRow).where(VoteRow.reply_id.in_(old))),
                replies=_count(session, delete(ReplyRow).where(ReplyRow.at <= at - lives.replies)),
                questions=_count(session, delete(QuestionRow).where(QuestionRow.at <= at - lives.questions)),
                turns=_count(session, delete(TurnRow).where(TurnRow.at <= at - lives.turns)),
                updates=_count(session, delete(UpdateRow).where(UpdateRow.at <= at - lives.updates)),
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


def _conditions(wanted: QuestionFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.kinds:
        found.append(QuestionRow.kind.in_(wanted.kinds))
    if wanted.channel is not None:
        found.append(QuestionRow.channel == wanted.channel)
    if wanted.person is not None:
        found.append(QuestionRow.person == wanted.person)
    if wanted.reply_id is not None:
        found.append(QuestionRow.reply_id == wanted.reply_id)
    if wanted.since is not None:
        found.append(QuestionRow.at >= wanted.since)
    if wanted.until is not None:
        found.append(QuestionRow.at < wanted.until)
    if wanted.containing:
        found.append(QuestionRow.question.icontains(wanted.containing, autoescape=True))
    if wanted.below is not None:
        found.append(QuestionRow.confidence < wanted.below)
    if wanted.vote is not None:
        voted = select(VoteRow.reply_id).where(VoteRow.value == wanted.vote)
        found.append(QuestionRow.reply_id.in_(voted))
    return found


def _count(session: Session, statement: Delete) -> int:
    result: Any = session.execute(statement, execution_options={"synchronize_session": False})
    return result.rowcount if isinstance(result, CursorResult) else 0


def _reply(row: ReplyRow) -> StoredReply:
    return StoredReply(
        row.id,
        row.conversation_id,
        _KINDS[row.kind],
        row.json,
        row.channel,
        row.person,
        row.snapshot,
        row.shown,
        row.at,
    )


def _question(row: QuestionRow) -> LoggedQuestion:
    refs = tuple(row.refs.split("\n")) if row.refs else ()
    kind = _KINDS[row.kind]
    return LoggedQuestion(
        row.reply_id,
        row.question,
        kind,
        row.confidence,
        row.channel,
        refs,
        row.latency_ms,
        row.person,
        row.at,
    )
