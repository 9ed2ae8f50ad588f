"""An assistant that gives the helpdesk's answer where there is one, on every channel at once."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date

from tanyapasal.bot.assistant import Assistant, Relaying
from tanyapasal.bot.errors import StorageAwayError, StorageError
from tanyapasal.bot.helpdesk.curated import Curated
from tanyapasal.bot.reply import Chat, Reply

log = logging.getLogger(__name__)


class CuratedAssistant(Relaying):
    """Answers like the assistant it wraps, unless a curated answer is meant for the question.

    The wrapped assistant is always asked, so that the conversation goes on from this turn. A database that
    fails costs the curated answer, not the reply.
    """

    def __init__(self, assistant: Assistant, curated: Curated) -> None:
        super().__init__(assistant)
        self._curated = curated

    def reply(self, question: str, conversation_id: str | None = None, as_of: date | None = None) -> Reply:
        reply = self._assistant.reply(question, conversation_id, as_of)
        if isinstance(reply, Chat) or as_of is not None:  # curated answers speak of today
            return reply
        try:
            found = self._curated.match(question)
        except StorageAwayError:  # told once, by the store
            return reply
        except StorageError as error:
            log.error("jawaban helpdesk tidak terbaca: %s", error)
            return reply
        if found is None:
            return reply
        return self._curated.answer(replace(reply.head, confidence=found.confidence), found.answer) or reply
