"""Whether Telegram takes the token, and what waits there; nothing is changed and no message is taken."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from tanyapasal.bot.errors import SettingsError


@dataclass(frozen=True, slots=True)
class TelegramState:
    """``waiting``: messages not yet taken; ``webhook``: True if they are posted to an address; ``trouble``: what Telegram
    last met there, or why it was not reached, or None."""

    name: str | None
    waiting: int = 0
    webhook: bool = False
    trouble: str | None = None


def state_of(token: str, api_url: str | None, seconds: float = 10.0) -> TelegramState:
    """Ask Telegram; raises SettingsError if the token is refused."""
    return asyncio.run(_state(token, api_url, seconds))


async def _state(token: str, api_url: str | None, seconds: float) -> TelegramState:
    base = f"{api_url.rstrip('/')}/bot" if api_url else "https://api.telegram.org/bot"
    try:
        async with asyncio.timeout(seconds), Bot(token, base_url=base) as bot:
            told = await bot.get_webhook_info()
            return TelegramState(
                f"@{bot.username}", told.pending_update_count, bool(told.url), told.last_error_message
            )
    except InvalidToken:
        raise SettingsError("Token bot ditolak oleh Telegram.") from None  # the client's own words hold it
    except (TelegramError, TimeoutError) as error:
        return TelegramState(None, trouble=type(error).__name__)
