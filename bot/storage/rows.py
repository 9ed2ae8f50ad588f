"""Rows of the tables to values, and filters to conditions."""

from __future__ import annotations

from typing import TypeVar, get_args

from sqlalchemy import ColumnElement, Select, and_, or_, select

from tanyapasal.bot.storage.records import (
    LoggedKind,
    LoggedQuestion,
    QuestionFilter,
    StoredReply,
    StoredTurn,
    Vote,
    VoteValue,
)
from tanyapasal.bot.storage.tables import QuestionRow, ReplyRow, TurnRow, VoteRow

_KINDS: dict[str, LoggedKind] = {kind: kind for kind in get_args(LoggedKind)}
_VALUES: dict[str, VoteValue] = {value: value for value in get_args(VoteValue)}
OfPerson = TypeVar("OfPerson", QuestionRow, ReplyRow, VoteRow)


def of_person(person: str, table: type[OfPerson]) -> Select[OfPerson]:
    return select(table).where(table.person == person)


def turns_of(person: str) -> ColumnElement[bool]:
    """Turns of a person, and those of their conversations that are nobody's: on the web replies alone tell whose."""
    theirs = select(ReplyRow.conversation_id).where(ReplyRow.person == person)
    return or_(TurnRow.person == person, and_(TurnRow.person == "", TurnRow.conversation_id.in_(theirs)))


def conditions(wanted: QuestionFilter) -> list[ColumnElement[bool]]:
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


def vote_of(row: VoteRow) -> Vote:
    return Vote(row.reply_id, _VALUES[row.value], row.person, row.reason, row.at)


def turn_of(row: TurnRow) -> StoredTurn:
    return StoredTurn(row.question, row.reply_id, _KINDS[row.kind], row.memory, row.person, row.at)


def reply_of(row: ReplyRow) -> StoredReply:
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


def question_of(row: QuestionRow) -> LoggedQuestion:
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
