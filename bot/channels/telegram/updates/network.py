"""Updates as they came, and logs that keep secrets."""

from __future__ import annotations

import logging
from typing import Any

from telegram.ext import ExtBot

# httpx and httpcore log addresses, which hold the token; telegram logs messages with chat ids below WARNING.
_TALKATIVE = ("httpx", "httpcore", "telegram")


def quiet_loggers() -> None:
    """Keep the token, chat ids and messages out of the log, whatever level the rest of the program has."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


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
