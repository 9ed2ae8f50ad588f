"""Requests to Telegram that outlive a bad network, and logs that keep secrets."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import BadRequest, NetworkError
from telegram.ext import AIORateLimiter, ExtBot

from tanyapasal.bot.channels.telegram.updates.pace import Pace

log = logging.getLogger(__name__)

# httpx and httpcore log addresses, which hold the token; telegram logs messages with chat ids below WARNING.
_TALKATIVE = ("httpx", "httpcore", "telegram")

# What comes too late is worth nothing, and must not use up a group's twenty messages a minute.
_NOW_OR_NEVER = frozenset({"sendChatAction", "answerCallbackQuery", "answerInlineQuery"})


def quiet_loggers() -> None:
    """Keep the token, chat ids and messages out of the log, whatever level the rest of the program has."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It tells the whole traceback of a 429 at every try; what matters is logged here and by the handlers.
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)


class Persistent(AIORateLimiter):
    """Keeps Telegram's rates, waits as long as a 429 says, and tries again after network errors and 5xx.

    A message whose acknowledgement got lost is sent again: an answer twice is better than none.
    """

    def __init__(self, pace: Pace) -> None:
        super().__init__(overall_max_rate=pace.messages_per_second, max_retries=pace.retries)
        self._pace = pace

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        if endpoint in _NOW_OR_NEVER:
            return await callback(*args, **kwargs)
        attempt = 0
        while True:
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except BadRequest:  # a NetworkError by name only: it fails again however often it is sent
                raise
            except NetworkError as error:
                if attempt >= self._pace.retries:
                    raise
                wait = self._pace.wait(attempt)
                log.warning("Telegram %s: %s; dicoba lagi dalam %.1f detik", endpoint, error, wait)
                await asyncio.sleep(wait)
                attempt += 1


class RawBot(ExtBot[int]):
    """Gives updates as they came: one that cannot be read must not keep the others from being read."""

    async def raw_updates(
        self, offset: int, limit: int, hold: int, allowed: tuple[str, ...], patience: float
    ) -> list[Any]:
        """getUpdates: those from ``offset`` on (which confirms all before), at most ``limit``.

        ``hold``: seconds that the server waits for one; ``patience``: seconds that the client waits longer.
        """
        asked = {"offset": offset, "limit": limit, "timeout": hold, "allowed_updates": list(allowed)}
        found: object = await self._post("getUpdates", asked, read_timeout=hold + patience)
        return found if isinstance(found, list) else []
