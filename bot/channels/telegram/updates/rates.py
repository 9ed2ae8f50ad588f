"""How fast messages go out: per chat, per group, all together. What one chat must wait for, others do not."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from tanyapasal.bot.channels.telegram.keeping import Progress, progress
from tanyapasal.bot.channels.telegram.updates.health import Health
from tanyapasal.bot.channels.telegram.updates.pace import Pace

log = logging.getLogger(__name__)

# What comes too late is worth nothing, and must not use up a group's twenty messages a minute.
_NOW_OR_NEVER = frozenset({"sendChatAction", "answerCallbackQuery", "answerInlineQuery"})
# Only these count for the rates; an edit changes what was counted already.
_MESSAGES = ("send", "copy", "forward")
_LANES = 1000
# Two at a tenth of a second each are twenty messages a second; after a kill about so many are sent twice.
_CALLS = 2
_SLOW_SECONDS = 0.5

Result = bool | dict[str, Any] | list[dict[str, Any]]
Call = Callable[..., Coroutine[Any, Any, Result]]


@dataclass(slots=True)
class _Lane:
    """One chat: how often it may be written to, and (monotonic seconds) until when it was told to wait."""

    limiter: AsyncLimiter
    free_at: float = 0.0

    @property
    def wait(self) -> float:
        return max(0.0, self.free_at - time.monotonic())


class Rates(BaseRateLimiter[int]):
    """Keeps Telegram's rates, waits as long as a 429 says, and tries again after network errors and 5xx.

    A 429 is the chat's that it was told for: the client's own limiter holds up all of them. A wait that is long is
    raised as RetryAfter, so that the update can be parked. A message whose acknowledgement got lost is sent again:
    an answer twice is better than none.
    """

    def __init__(self, pace: Pace, health: Health, sent: Callable[[Progress], Awaitable[None]]) -> None:
        """``sent`` notes how many messages went out for the update in hand."""
        self._pace, self._health, self._sent = pace, health, sent
        self._all = AsyncLimiter(pace.messages_per_second, 1)
        self._places = asyncio.Semaphore(_CALLS)
        self._lanes: dict[int | str, _Lane] = {}

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Call,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002
    ) -> Result:
        lane = self._lane(data.get("chat_id"))
        if endpoint in _NOW_OR_NEVER:
            # A chat that is told to wait is left alone.
            return True if lane.wait and endpoint == "sendChatAction" else await callback(*args, **kwargs)
        attempt = 0
        while True:
            try:
                await self._turn(lane, endpoint.startswith(_MESSAGES), "chat_id" in data)
                return await self._called(callback(*args, **kwargs), endpoint)
            except (BadRequest, InvalidToken) as error:
                # BadRequest is a NetworkError by name only: it fails again however often it is sent.
                if isinstance(error, InvalidToken):
                    self._health.refuse_token()
                raise
            except (RetryAfter, NetworkError) as error:
                if isinstance(error, RetryAfter):
                    self._told_to_wait(lane, seconds(error))
                if attempt >= self._pace.retries or seconds(error) > self._pace.longest_wait:
                    raise
                wait = 0.0 if isinstance(error, RetryAfter) else self._pace.wait(attempt)
                log.warning("Telegram %s: %s; dicoba lagi", endpoint, error)
                await asyncio.sleep(wait)
                attempt += 1

    async def _called(self, call: Coroutine[Any, Any, Result], endpoint: str) -> Result:
        """Make the call and note what went out, few at a time: what a kill leaves without a note is sent again.

        A call that takes long leaves its place to others.
        """
        async with self._places:
            task = asyncio.create_task(call)
            try:
                await asyncio.wait([task], timeout=_SLOW_SECONDS)
            except asyncio.CancelledError:
                task.cancel()
                raise
            if task.done():
                return await self._noted(task, endpoint)
        return await self._noted(task, endpoint)

    async def _noted(self, task: asyncio.Task[Result], endpoint: str) -> Result:
        result, here = await task, progress.get()
        if here is not None and here.counts and endpoint == "sendMessage":
            here.sent += 1
            await self._sent(here)
        return result

    async def _turn(self, lane: _Lane, message: bool, of_chat: bool) -> None:
        """Wait until the chat may be written to, then for the turn among all chats."""
        if message:
            await lane.limiter.acquire()
        while wait := lane.wait:
            if wait > self._pace.longest_wait:
                raise RetryAfter(int(wait) + 1)
            await asyncio.sleep(wait)
        if message and of_chat:
            await self._all.acquire()

    def _told_to_wait(self, lane: _Lane, wait: float) -> None:
        lane.free_at = max(lane.free_at, time.monotonic() + wait)
        self._health.told_to_wait += 1

    def _lane(self, chat: int | str | None) -> _Lane:
        """The chat's; one of its own for a request that belongs to none."""
        if chat is None or chat not in self._lanes:
            group = isinstance(chat, str) or (chat is not None and chat < 0)
            rate, period = (self._pace.group_messages, 60) if group else (self._pace.chat_burst,) * 2
            lane = _Lane(AsyncLimiter(rate, period))
            if chat is None:
                return lane
            self._forget()
            self._lanes[chat] = lane
        return self._lanes[chat]

    def _forget(self) -> None:
        """Let go of chats that may be written to as often as new ones."""
        if len(self._lanes) < _LANES:
            return
        for chat, lane in list(self._lanes.items()):
            if not lane.wait and lane.limiter.has_capacity(lane.limiter.max_rate):
                del self._lanes[chat]


def seconds(error: TelegramError) -> float:
    """How long a 429 tells to wait; 0 for other errors."""
    if not isinstance(error, RetryAfter):
        return 0.0
    after = error.retry_after
    return float(after if isinstance(after, int) else after.total_seconds())
