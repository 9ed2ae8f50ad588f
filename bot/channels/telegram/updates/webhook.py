"""The webhook: Telegram posts updates to an address of ours, inside a web server that runs anyway.

An update gets its 200 when it is handled or kept in the store, not before: what was not acknowledged comes again.
Telegram posts the updates of one chat one after another, and several chats at a time.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from telegram.error import BadRequest, InvalidToken

from tanyapasal.bot.channels.telegram.application import (
    ALLOWED_UPDATES,
    BAD_TOKEN,
    TelegramBot,
    beside,
    until_done,
)
from tanyapasal.bot.errors import SettingsError

log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
_CONNECTIONS = 100
# Telegram gives a request about a minute; then it asks again, and finds the update still in hand.
_PATIENCE_SECONDS = 50.0

_CHECK = "periksa TANYAPASAL_TELEGRAM_WEBHOOK_URL: harus alamat https yang dapat dibuka dari internet."

OK, FORBIDDEN, LATER = 200, 403, 503


class Webhook:
    """Takes what is posted to ``PATH``. ``public_url``: the address of this server as Telegram reaches it."""

    path = PATH

    def __init__(self, bot: TelegramBot, public_url: str) -> None:
        parts = urlsplit(public_url)
        if parts.scheme not in ("https", "http") or not parts.netloc:
            raise SettingsError(f"Alamat webhook '{public_url}' harus diawali https://.")
        self._bot = bot
        self._url = public_url.rstrip("/") + PATH
        # Derived from the token: the same after a restart, so that what is waiting is accepted.
        self._secret = hmac.new(bot.bot.token.encode(), b"webhook", hashlib.sha256).hexdigest()
        self._connected = False
        bot.health.polls = False

    async def receive(self, secret: str | None, body: bytes) -> int:
        """Handle one post; the status to answer with. ``secret``: header X-Telegram-Bot-Api-Secret-Token."""
        if secret is None or not hmac.compare_digest(secret.encode(), self._secret.encode()):
            return FORBIDDEN
        try:
            raw = json.loads(body)
        except ValueError:
            raw = None
        if not isinstance(raw, Mapping) or not isinstance(raw.get("update_id"), int):
            # From Telegram, but nothing that can be handled: refused, it would come again for ever.
            log.error("Telegram: kiriman webhook yang tidak terbaca dilewati")
            return OK
        if not self._connected or self._bot.desk.stopping or self._bot.health.token_refused:
            return LATER
        self._bot.health.hear()
        task = self._bot.handling.begin(raw)
        # The update goes on if the connection ends or time runs out; only the acknowledgement waits for it.
        done, _ = await asyncio.wait([task], timeout=_PATIENCE_SECONDS)
        handled = bool(done) and not task.cancelled() and task.exception() is None and task.result()
        return OK if handled else LATER

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Tell Telegram the address and take updates while the body runs; a refused token is logged.

        The address stays registered afterwards: Telegram keeps what comes while the server is down.
        """
        async with beside(asyncio.create_task(self._listen(), name="telegram")):
            yield

    async def _register(self) -> None:
        """Tell Telegram the address. One that it does not take is said once, and tried again in silence."""
        bot = self._bot
        while True:
            try:
                await until_done(bot, self._set)
                bot.health.webhook_refused = ""
                return
            except BadRequest as error:
                if bot.health.webhook_refused != str(error):
                    bot.health.webhook_refused = str(error)
                    log.error("Telegram menolak alamat webhook (%s); %s", error, _CHECK)
                await asyncio.sleep(bot.pace.longest_backoff)

    async def _set(self) -> None:
        await self._bot.bot.set_webhook(
            self._url,
            max_connections=_CONNECTIONS,
            allowed_updates=list(ALLOWED_UPDATES),
            drop_pending_updates=False,
            secret_token=self._secret,
        )

    async def _listen(self) -> None:
        bot = self._bot
        try:
            await bot.connect()
            self._connected = True
            await self._register()
            log.info("Telegram: webhook siap menerima pesan")
            await bot.health.until_refused()
            raise InvalidToken
        except InvalidToken:
            raise SettingsError(BAD_TOKEN) from None
        finally:
            self._connected = False
            await bot.disconnect()
