"""What is kept between questions: replies, the question log, votes, conversations, updates that were handled.

``Store`` is the protocol; ``SqlStore`` keeps it in SQLite or PostgreSQL, ``MemoryStore`` while the process
lives. One suite of tests runs on both. Every text is masked (``tanyapasal.bot.privacy``) on its way in, people appear as
keyed hashes only. The database itself stands behind ``tanyapasal.bot.storage.database``, which is loaded when it is opened.
"""

from tanyapasal.bot.storage.conversations import StoredConversations
from tanyapasal.bot.storage.desk import CuratedAnswer, CuratedState, DeskStore, Role, Session, Support, User
from tanyapasal.bot.storage.memory import MemoryStore
from tanyapasal.bot.storage.records import (
    Erased,
    Held,
    Lifetimes,
    LoggedQuestion,
    QuestionFilter,
    StoredReply,
    StoredTurn,
    Vote,
)
from tanyapasal.bot.storage.store import Store
from tanyapasal.bot.storage.updates import Claim, ParkedUpdate, SeenUpdate, Updates

__all__ = [
    "Claim",
    "CuratedAnswer",
    "CuratedState",
    "DeskStore",
    "Erased",
    "Held",
    "Lifetimes",
    "LoggedQuestion",
    "MemoryStore",
    "ParkedUpdate",
    "QuestionFilter",
    "Role",
    "SeenUpdate",
    "Session",
    "Store",
    "StoredConversations",
    "StoredReply",
    "StoredTurn",
    "Support",
    "Updates",
    "User",
    "Vote",
]
