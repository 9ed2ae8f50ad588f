"""Messages of one chat are answered in their order, different chats at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# Updates that are in hand at a time, over all chats; the work itself is bounded by Pace.workers.
_IN_HAND = 1000


@dataclass(slots=True)
class _Turn:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)  # serves those who wait in their order
    holders: int = 0


class ChatOrder(BaseUpdateProcessor):
    """One update of a chat at a time, first come first served."""

    def __init__(self) -> None:
        super().__init__(_IN_HAND)
        self._turns: dict[int, _Turn] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        turn = self._turns.setdefault(chat.id, _Turn())
        turn.holders += 1
        try:
            async with turn.lock:
                await coroutine
        finally:
            turn.holders -= 1
            if not turn.holders:
                del self._turns[chat.id]

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""
