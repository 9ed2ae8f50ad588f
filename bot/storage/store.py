"""The protocol of the room."""

from __future__ import annotations

from typing import Protocol

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
from tanyapasal.bot.storage.updates import Updates


class Store(Protocol):
    """Thread-safe. What has returned is kept, even if the process is killed right after.

    Questions, reasons and memories of turns are masked inside; a reply's JSON is masked by the channel that
    keeps it, because only the channel knows which of its words are quotes.
    Every method may raise StorageError when the database cannot be used, StorageAwayError when that will pass.
    ``Afterwards`` promises less: what has returned is kept soon.
    """

    @property
    def desk(self) -> DeskStore:
        """What the helpdesk keeps."""

    @property
    def updates(self) -> Updates:
        """Updates of a messenger that are handled, in hand, or wait."""

    def keep_reply(self, reply: StoredReply) -> None:
        """Keep; a reply with the same id is replaced."""

    def reply(self, reply_id: str) -> StoredReply | None:
        """The reply, or None if it is unknown or past its life."""

    def last_reply(self, conversation_id: str, kind: LoggedKind | None = None) -> StoredReply | None:
        """The reply (of this kind) of this conversation that was kept last, or None."""

    def log_question(self, question: LoggedQuestion) -> None:
        """Write a line of the question log; one with the same reply id is replaced."""

    def questions(self, wanted: QuestionFilter = QuestionFilter()) -> tuple[LoggedQuestion, ...]:  # noqa: B008 (frozen)
        """Lines of the question log, newest first."""

    def count_questions(self, wanted: QuestionFilter = QuestionFilter()) -> int:  # noqa: B008 (frozen)
        """How many lines match, whatever ``limit`` and ``skip`` say."""

    def vote(self, vote: Vote) -> bool:
        """Keep a vote; False (and nothing kept) if the reply is unknown."""

    def votes(self, reply_id: str) -> tuple[Vote, ...]:
        """The votes on a reply, oldest first."""

    def add_turn(self, conversation_id: str, turn: StoredTurn) -> None:
        """Append a turn to a conversation."""

    def turns(self, conversation_id: str, last: int = 10) -> tuple[StoredTurn, ...]:
        """The ``last`` turns that are not past their life, oldest first."""

    def forget(self, conversation_id: str) -> int:
        """Delete the turns of one conversation; how many there were."""

    def held(self, person: str) -> Held:
        """All that is kept of a person; nothing of an empty ``person``."""

    def erase(self, person: str) -> Erased:
        """Delete everything that is held of a person, receipts too; how much it was. Nothing of an empty ``person``."""

    def expire(self) -> Erased:
        """Delete what is past its life, receipts too; how much it was."""

    def close(self) -> None:
        """Release connections; the store is not used after."""
