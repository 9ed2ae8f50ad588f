"""The tables, as SQLAlchemy maps them. A change here needs a migration (a test compares the two)."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Float, Index, Integer, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ID_CHARACTERS = 128
HASH_CHARACTERS = 64
NAME_CHARACTERS = 32


class Utc(TypeDecorator[datetime]):
    """An aware time in UTC; SQLite itself keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables of the room."""


class ReplyRow(Base):
    __tablename__ = "replies"

    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(ID_CHARACTERS), index=True)
    kind: Mapped[str] = mapped_column(String(NAME_CHARACTERS))
    json: Mapped[str] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(String(NAME_CHARACTERS))
    person: Mapped[str] = mapped_column(String(HASH_CHARACTERS), index=True)
    snapshot: Mapped[str] = mapped_column(String(ID_CHARACTERS))
    shown: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Utc, index=True)


class QuestionRow(Base):
    __tablename__ = "questions"

    reply_id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    question: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(NAME_CHARACTERS))
    confidence: Mapped[float] = mapped_column(Float)
    channel: Mapped[str] = mapped_column(String(NAME_CHARACTERS))
    refs: Mapped[str] = mapped_column(Text)  # one canonical reference a line
    latency_ms: Mapped[float] = mapped_column(Float)
    person: Mapped[str] = mapped_column(String(HASH_CHARACTERS), index=True)
    at: Mapped[datetime] = mapped_column(Utc, index=True)


class VoteRow(Base):
    __tablename__ = "votes"

    reply_id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    person: Mapped[str] = mapped_column(String(HASH_CHARACTERS), primary_key=True)
    value: Mapped[str] = mapped_column(String(NAME_CHARACTERS))
    reason: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Utc)


class TurnRow(Base):
    __tablename__ = "turns"
    __table_args__ = (Index("ix_turns_conversation_id_id", "conversation_id", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(String(ID_CHARACTERS))
    question: Mapped[str] = mapped_column(Text)
    reply_id: Mapped[str] = mapped_column(String(ID_CHARACTERS))
    kind: Mapped[str] = mapped_column(String(NAME_CHARACTERS))
    memory: Mapped[str] = mapped_column(Text)
    person: Mapped[str] = mapped_column(String(HASH_CHARACTERS), index=True)
    at: Mapped[datetime] = mapped_column(Utc, index=True)


class UpdateRow(Base):
    __tablename__ = "updates"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sent: Mapped[int] = mapped_column(Integer)
    done: Mapped[bool] = mapped_column()
    at: Mapped[datetime] = mapped_column(Utc, index=True)
    chat: Mapped[str] = mapped_column(String(HASH_CHARACTERS), index=True)  # while it is not done
    holder: Mapped[str] = mapped_column(String(HASH_CHARACTERS), index=True)
    held_until: Mapped[datetime | None] = mapped_column(Utc)
    rounds: Mapped[int] = mapped_column(Integer)
    due: Mapped[datetime | None] = mapped_column(Utc, index=True)  # of what is parked
    payload: Mapped[str | None] = mapped_column(Text)  # what is parked, until it is done


class UserRow(Base):
    __tablename__ = "desk_users"

    name: Mapped[str] = mapped_column(String(HASH_CHARACTERS), primary_key=True)
    role: Mapped[str] = mapped_column(String(NAME_CHARACTERS))
    password_hash: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Utc)


class SessionRow(Base):
    __tablename__ = "desk_sessions"

    id_hash: Mapped[str] = mapped_column(String(HASH_CHARACTERS), primary_key=True)
    user: Mapped[str] = mapped_column("user_name", String(HASH_CHARACTERS), index=True)
    csrf: Mapped[str] = mapped_column(String(HASH_CHARACTERS))
    until: Mapped[datetime] = mapped_column("valid_until", Utc, index=True)


class CuratedRow(Base):
    __tablename__ = "curated_answers"

    id: Mapped[str] = mapped_column(String(HASH_CHARACTERS), primary_key=True)
    wordings: Mapped[str] = mapped_column(Text)  # JSON: a list of texts
    text: Mapped[str] = mapped_column(Text)
    supports: Mapped[str] = mapped_column(Text)  # JSON: a list of [reference, SHA-256]
    author: Mapped[str] = mapped_column(String(HASH_CHARACTERS))
    state: Mapped[str] = mapped_column(String(NAME_CHARACTERS), index=True)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Utc)


class DismissalRow(Base):
    __tablename__ = "dismissals"

    reply_id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    user: Mapped[str] = mapped_column("user_name", String(HASH_CHARACTERS))
    at: Mapped[datetime] = mapped_column(Utc)


class TryRow(Base):
    __tablename__ = "login_tries"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column("try_key", String(HASH_CHARACTERS), index=True)
    at: Mapped[datetime] = mapped_column(Utc, index=True)


class KeyRow(Base):
    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(NAME_CHARACTERS), primary_key=True)
    name: Mapped[str] = mapped_column(String(HASH_CHARACTERS))
    secret_hash: Mapped[str] = mapped_column(String(HASH_CHARACTERS))
    scopes: Mapped[str] = mapped_column(String(ID_CHARACTERS))  # with blanks between
    per_minute: Mapped[int] = mapped_column(Integer)
    per_day: Mapped[int] = mapped_column(Integer)
    made_by: Mapped[str] = mapped_column(String(HASH_CHARACTERS))
    at: Mapped[datetime] = mapped_column(Utc)
    revoked: Mapped[datetime | None] = mapped_column(Utc)


class KeyDayRow(Base):
    __tablename__ = "api_key_days"

    key_id: Mapped[str] = mapped_column(String(NAME_CHARACTERS), primary_key=True)
    day: Mapped[str] = mapped_column(String(NAME_CHARACTERS), primary_key=True)
    used: Mapped[int] = mapped_column(Integer)
