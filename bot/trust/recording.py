"""An assistant that keeps a receipt of every reply."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, datetime

from tanyapasal.bot.assistant import Assistant, Relaying
from tanyapasal.bot.privacy import mask
from tanyapasal.bot.reply import Reply
from tanyapasal.bot.trust.log import ReceiptLog
from tanyapasal.bot.trust.receipts import Receipt, make_receipt

log = logging.getLogger(__name__)


class RecordingAssistant(Relaying):
    """Answers like the assistant it wraps. A receipt that cannot be written is logged and does not stop a reply."""

    def __init__(self, assistant: Assistant, receipts: ReceiptLog, sources: Mapping[str, str]) -> None:
        super().__init__(assistant)
        self._receipts = receipts
        self._sources = sources

    def reply(self, question: str, conversation_id: str | None = None, as_of: date | None = None) -> Reply:
        reply = self._assistant.reply(question, conversation_id, as_of)

        def make(previous: str, now: datetime) -> Receipt:
            # Receipts are handed on: what names a person has no place in them.
            return make_receipt(mask(question), reply, self._sources, previous, now, as_of)

        try:
            self._receipts.append(make)
        except (OSError, ValueError) as error:
            log.error("tanda bukti balasan %s tidak tersimpan: %s", reply.head.id, error)
        return reply
