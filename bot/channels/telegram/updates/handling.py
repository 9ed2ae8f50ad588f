"""Each update is handled once, in the order of its chat, whatever happens to the program meanwhile.

Nothing of an update is stored but its number: until it is handled it stays with Telegram, which hands it out
again after a crash (polling: the offset does not pass it; webhook: no 200 is given). What was handled is
remembered in the store, so that an update that comes again is left out; how many messages went out for one that
was interrupted is remembered too, so that the rest is sent and not the whole.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.ext import Application

from tanyapasal.bot.channels.telegram.keeping import Keeper, Progress, progress
from tanyapasal.bot.channels.telegram.updates.order import ChatOrder
from tanyapasal.bot.channels.telegram.updates.pace import Pace
from tanyapasal.bot.storage import SeenUpdate
from tanyapasal.bot.telemetry.logs import request_id

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]


class Handling:
    """Updates in hand. ``begin`` and ``finish`` belong to the event loop that runs the bot."""

    def __init__(self, application: App, keeper: Keeper, pace: Pace) -> None:
        self._application, self._keeper, self._pace = application, keeper, pace
        self._order = ChatOrder()
        self._tasks: dict[int, asyncio.Task[bool]] = {}
        self._rounds: Counter[int] = Counter()

    @property
    def in_hand(self) -> frozenset[int]:
        return frozenset(self._tasks)

    def begin(self, raw: Mapping[str, Any]) -> asyncio.Task[bool]:
        """Take an update; the task ends with True once it need not come again. Taken twice it is one task.

        ``raw`` must have an ``update_id``.
        """
        update_id = int(raw["update_id"])
        task = self._tasks.get(update_id)
        if task is None:
            task = asyncio.create_task(self._handled(update_id, raw), name=f"update-{update_id}")
            self._tasks[update_id] = task
            task.add_done_callback(lambda _: self._tasks.pop(update_id, None))
        return task

    async def fewer(self, count: int, timeout: float) -> None:
        """Wait until fewer than ``count`` are in hand, at most ``timeout`` seconds."""
        until = time.monotonic() + timeout
        while len(self._tasks) >= count and (left := until - time.monotonic()) > 0:
            await asyncio.wait(list(self._tasks.values()), timeout=left, return_when=asyncio.FIRST_COMPLETED)

    async def finish(self) -> None:
        """Wait for all in hand, then give the rest up: it will come again."""
        tasks = list(self._tasks.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=self._pace.grace)
            for task in late:
                task.cancel()
            if late:
                log.warning("Telegram: %d pesan belum selesai dan akan diambil lagi", len(late))
                await asyncio.wait(late)

    async def _handled(self, update_id: int, raw: Mapping[str, Any]) -> bool:
        request_id.set(f"tg-{update_id}")
        update = _read(raw, self._application)
        chat = update.effective_chat.id if update is not None and update.effective_chat is not None else None
        async with self._order.turn(chat):
            seen = await self._keeper.ask(lambda store: store.seen_update(update_id), None)
            if seen is not None and seen.done:
                return True
            again = self._rounds[update_id] > 0
            here = Progress(update_id, before=seen.sent if seen is not None else 0, again=again)
            progress.set(here)
            if update is not None:
                await self._process(update, here)
            if here.unfinished and not self._given_up(update_id):
                return False
            if update is None or update.inline_query is None:
                done = SeenUpdate(update_id, max(here.sent, here.before), True)
                await self._keeper.ask(lambda store: store.note_update(done), None)
            self._rounds.pop(update_id, None)
            return True

    async def _process(self, update: Update, here: Progress) -> None:
        try:
            async with asyncio.timeout(self._pace.update):
                await self._application.process_update(update)
        except TimeoutError:
            log.error("Telegram: pesan tidak selesai dalam %.0f detik", self._pace.update)
        except Exception:  # a fault of the client itself: handlers' own errors never come this far
            log.exception("Telegram: pesan gagal diproses [%s]", secrets.token_hex(4))
            here.unfinished = False

    def _given_up(self, update_id: int) -> bool:
        self._rounds[update_id] += 1
        if self._rounds[update_id] < self._pace.rounds:
            return False
        log.error("Telegram: pesan dilepas setelah %d putaran", self._pace.rounds)
        return True


def _read(raw: Mapping[str, Any], application: App) -> Update | None:
    """The update; None for one that this client cannot read, which is logged by its id and kinds alone."""
    try:
        return Update.de_json(dict(raw), application.bot)
    except Exception as error:
        kinds = sorted(key for key in raw if key != "update_id")
        log.error(
            "Telegram: pesan yang tidak terbaca dilewati (%s: %s)", ", ".join(kinds), type(error).__name__
        )
        return None
