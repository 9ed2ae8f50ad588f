"""Polling: updates are fetched, and confirmed to Telegram only when they are handled or kept in the store."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from telegram.error import Conflict, InvalidToken, TelegramError

from tanyapasal.bot.channels.telegram.updates.handling import Handling
from tanyapasal.bot.channels.telegram.updates.health import Health
from tanyapasal.bot.channels.telegram.updates.network import RawBot
from tanyapasal.bot.channels.telegram.updates.pace import Pace
from tanyapasal.bot.channels.telegram.updates.rates import seconds

log = logging.getLogger(__name__)

_LEAST_SECONDS = 0.05


class Fetching:
    """The loop over getUpdates.

    The offset never passes an update that is not settled (``Handling``). Telegram hands out the first hundred from
    there; while some of them are unsettled, new ones are looked for without waiting.
    """

    def __init__(
        self, bot: RawBot, handling: Handling, pace: Pace, allowed: tuple[str, ...], health: Health
    ) -> None:
        self._bot, self._handling, self._pace, self._allowed = bot, handling, pace, allowed
        self._health = health
        self._finished: set[int] = set()  # at or after the offset
        self._known: list[int] = []  # of the last look, in order
        self._offset = 0

    async def run(self) -> None:
        """Until cancelled. Raises InvalidToken if the token was withdrawn."""
        attempt = 0
        while not self._health.token_refused:
            hold = 0 if self._handling.unsettled else self._pace.poll
            try:
                found = await self._bot.raw_updates(
                    self._offset, self._pace.window, hold, self._allowed, self._pace.read
                )
            except InvalidToken:
                self._health.refuse_token()
                break
            except TelegramError as error:
                told(error)
                await asyncio.sleep(max(self._pace.wait(attempt), seconds(error)))
                attempt += 1
                continue
            attempt = 0
            begun = self._take(found)
            if len(found) >= self._pace.window:
                # More than can be seen is waiting, and each look brings the whole window again.
                await self._handling.fewer(self._pace.window // 2, 5 * self._pace.glance)
            elif unsettled := len(self._handling.unsettled):
                # Nothing new: the next look can wait. Some new: others may be right behind them.
                await self._handling.fewer(unsettled, self._pace.glance if begun else 5 * self._pace.glance)
                await asyncio.sleep(0.02)  # those that finish together are confirmed together
            elif not found:
                await asyncio.sleep(_LEAST_SECONDS)  # not every server of this API holds an empty answer
        raise InvalidToken

    async def confirm(self) -> None:
        """Tell Telegram what was handled since the last look; if that fails the store knows it anyway."""
        try:
            await self._bot.raw_updates(self._offset, 1, 0, self._allowed, self._pace.read)
        except TelegramError as error:
            log.info("Telegram: pesan terakhir belum dikonfirmasi (%s)", error)

    def _take(self, found: list[Any]) -> int:
        """Begin what is new, move the offset; how many were begun."""
        begun = 0
        for raw in found:
            update_id = _id(raw)
            if update_id is None or update_id in self._finished or update_id in self._handling.unsettled:
                continue
            task = self._handling.begin(raw)
            task.add_done_callback(lambda done, update_id=update_id: self._end(done, update_id))  # type: ignore[misc]
            begun += 1
        self._known = sorted(update_id for raw in found if (update_id := _id(raw)) is not None)
        self._move()
        return begun

    def _end(self, task: asyncio.Task[bool], update_id: int) -> None:
        if not task.cancelled() and task.exception() is None and task.result():
            self._finished.add(update_id)
            self._move()

    def _move(self) -> None:
        for update_id in self._known:
            if update_id >= self._offset and update_id not in self._finished:
                return
            self._offset = max(self._offset, update_id + 1)
            self._finished.discard(update_id)


def _id(raw: object) -> int | None:
    """The update's number; what has none cannot be handled or confirmed, only skipped."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return number if isinstance(number, int) else None


def told(error: TelegramError) -> None:
    """Trouble while polling, as one line."""
    if isinstance(error, Conflict):
        log.warning("Telegram: program lain memakai token yang sama; hentikan salah satunya")
    else:
        log.warning("Telegram: pesan baru tidak dapat diambil (%s); dicoba lagi", error)
