"""Whether the bot hears and is heard, in figures. Nothing of any chat."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

State = Literal["starting", "ok", "deaf"]

# Polls are held for half a minute; whoever was not heard for four of them hears nothing.
_DEAF_SECONDS = 120.0


@dataclass(slots=True)
class Health:
    """``heard``: Unix time of the last poll that was answered, or of the last post to the webhook.

    ``told_to_wait``: answers with status 429. ``in_hand`` and ``parked``: updates that are worked on or wait.
    ``webhook_refused``: why Telegram does not take the address. ``polls``: by polling, not by webhook.
    """

    polls: bool = True
    connected: bool = False
    heard: float = 0.0
    told_to_wait: int = 0
    in_hand: Callable[[], int] = int
    parked: int = 0
    token_refused: bool = False
    webhook_refused: str = ""
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    def refuse_token(self) -> None:
        """Telegram does not accept the token any more: nothing can be received or sent."""
        self.token_refused = True
        self._ended.set()

    async def until_refused(self) -> None:
        """Wait for that."""
        await self._ended.wait()

    def hear(self) -> None:
        self.heard = time.time()

    @property
    def state(self) -> State:
        """``deaf``: nothing comes in, although it should."""
        if self.token_refused or self.webhook_refused:
            return "deaf"
        if not self.connected:
            return "starting"
        return "deaf" if self.polls and time.time() - self.heard > _DEAF_SECONDS else "ok"

    @property
    def reason(self) -> str:
        """Why it is deaf, in one sentence; empty if it is not."""
        if self.token_refused:
            return "Token bot ditolak oleh Telegram."
        if self.webhook_refused:
            return f"Alamat webhook ditolak oleh Telegram: {self.webhook_refused}"
        return "Telegram tidak dapat dihubungi." if self.state == "deaf" else ""

    def figures(self) -> dict[str, float]:
        """Gauges by name."""
        return {
            "up": float(self.state == "ok"),
            "last_heard_timestamp_seconds": self.heard,
            "updates_in_hand": float(self.in_hand()),
            "updates_parked": float(self.parked),
            "told_to_wait": float(self.told_to_wait),
        }
