"""Updates of one chat are handled in their order, those of different chats at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Turn:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)  # serves those who wait in their order
    holders: int = 0


class ChatOrder:
    """One update of a chat at a time, first come first served."""

    def __init__(self) -> None:
        self._turns: dict[str, _Turn] = {}

    @asynccontextmanager
    async def turn(self, chat: str) -> AsyncIterator[None]:
        """Waits for the chat's turn; an update of no chat has no order."""
        if not chat:
            yield
            return
        turn = self._turns.setdefault(chat, _Turn())
        turn.holders += 1
        try:
            async with turn.lock:
                yield
        finally:
            turn.holders -= 1
            if not turn.holders:
                del self._turns[chat]
