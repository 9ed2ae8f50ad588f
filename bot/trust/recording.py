"""An assistant that keeps a receipt of every reply."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from bot.assistant import Assistant
from bot.privacy import mask
from bot.reply import Option, Reply
from bot.trust.log import ReceiptLog
from bot.trust.receipts import Receipt, make_receipt
from index.law import AnyReference, ProgramReference, Reference
from index.passages import Hit, Passage, RegulationCard

log = logging.getLogger(__name__)


class RecordingAssistant:
    """Answers like the assistant it wraps. A receipt that cannot be written is logged and does not stop a reply."""

    def __init__(self, assistant: Assistant, receipts: ReceiptLog, sources: Mapping[str, str]) -> None:
        self._assistant = assistant
        self._receipts = receipts
        self._sources = sources

    @property
    def snapshot(self) -> str:
        return self._assistant.snapshot

    def reply(self, question: str, conversation_id: str | None = None) -> Reply:
        reply = self._assistant.reply(question, conversation_id)

        def make(previous: str, now: datetime) -> Receipt:
            # Receipts are kept for good, whoever asked: what names a person has no place in them.
            return make_receipt(mask(question), reply, self._sources, previous, now)

        try:
            self._receipts.append(make)
        except (OSError, ValueError) as error:
            log.error("tanda bukti balasan %s tidak tersimpan: %s", reply.head.id, error)
        return reply

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
