"""An assistant that gives the helpdesk's answer where there is one, on every channel at once."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.assistant import Assistant
from bot.errors import StorageError
from bot.helpdesk.curated import Curated
from bot.reply import Chat, Option, Reply
from index.law import AnyReference, ProgramReference, Reference
from index.passages import Hit, Passage, RegulationCard

log = logging.getLogger(__name__)


class CuratedAssistant:
    """Answers like the assistant it wraps, unless a curated answer is meant for the question.

    The wrapped assistant is always asked, so that the conversation goes on from this turn. A database that
    fails costs the curated answer, not the reply.
    """

    def __init__(self, assistant: Assistant, curated: Curated) -> None:
        self._assistant, self._curated = assistant, curated

    @property
    def snapshot(self) -> str:
        return self._assistant.snapshot

    def reply(self, question: str, conversation_id: str | None = None) -> Reply:
        reply = self._assistant.reply(question, conversation_id)
        if isinstance(reply, Chat):
            return reply
        try:
            found = self._curated.match(question)
        except StorageError as error:
            log.error("jawaban helpdesk tidak terbaca: %s", error)
            return reply
        if found is None:
            return reply
        return self._curated.answer(replace(reply.head, confidence=found.confidence), found.answer) or reply

    def search(self, question: str, top: int = 10) -> tuple[Hit, ...]:
        return self._assistant.search(question, top)

    def regulations(self) -> tuple[RegulationCard, ...]:
        return self._assistant.regulations()

    def passages_at(self, ref: AnyReference) -> tuple[Passage, ...]:
        return self._assistant.passages_at(ref)

    def programs(self) -> tuple[ProgramReference, ...]:
        return self._assistant.programs()

    def citing(self, place: Reference) -> tuple[Passage, ...]:
        return self._assistant.citing(place)

    def examples(self) -> tuple[Option, ...]:
        return self._assistant.examples()
