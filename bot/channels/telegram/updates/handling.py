"""Each update is handled once, in the order of its chat, whatever happens to the program meanwhile.

Until it is handled an update stays with Telegram, which hands it out again after a crash (polling: the offset does
not pass it; webhook: no 200 is given), or, if it waits for long, it is parked in the store, so that nobody else's
waits with it. Who works on one holds it by a lease in the store: several programs with one token share the work.
What was handled is remembered, so that an update that comes again is left out; how many messages went out for one
that was interrupted is remembered too, so that the rest is sent and not the whole.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import Application

from tanyapasal.bot.channels.telegram.keeping import Keeper, Progress, progress
from tanyapasal.bot.channels.telegram.updates.health import Health
from tanyapasal.bot.channels.telegram.updates.order import ChatOrder
from tanyapasal.bot.channels.telegram.updates.pace import Pace
from tanyapasal.bot.channels.telegram.updates.parking import packed, unpacked
from tanyapasal.bot.privacy import Pseudonyms
from tanyapasal.bot.storage import Claim, ParkedUpdate, SeenUpdate
from tanyapasal.bot.telemetry.logs import request_id

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]
_FED_AT_ONCE = 50


@dataclass(slots=True)
class _Item:
    """``update``: None for one that cannot be read. ``chat``: keyed hash, empty if it belongs to none.

    ``out``: what becomes of it is decided; it is not to be parked as one that is being worked on.
    """

    update_id: int
    raw: Mapping[str, Any]
    update: Update | None
    chat: str
    out: bool = False
    parking: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def can_wait(self) -> bool:
        return self.update is not None and self.update.inline_query is None


class Handling:
    """Updates in hand. All methods belong to the event loop that runs the bot."""

    def __init__(
        self, application: App, keeper: Keeper, pace: Pace, names: Pseudonyms, health: Health
    ) -> None:
        self._application, self._keeper, self._pace = application, keeper, pace
        self._names, self._health = names, health
        health.in_hand = lambda: len(self._working)
        self._holder = secrets.token_hex(8)
        self._order = ChatOrder()
        self._settling: dict[int, asyncio.Task[bool]] = {}
        self._working: dict[int, asyncio.Task[bool]] = {}
        self._chats: Counter[str] = Counter()
        self._rounds: Counter[int] = Counter()  # while the store cannot be used
        self._fed: set[int] = set()
        self._room = asyncio.Event()
        self._closed = False

    @property
    def unsettled(self) -> frozenset[int]:
        """Updates that Telegram must not forget yet."""
        return frozenset(self._settling)

    def begin(self, raw: Mapping[str, Any]) -> asyncio.Task[bool]:
        """Take an update; the task ends with True once it need not come again. Taken twice it is one task.

        ``raw`` must have an ``update_id``.
        """
        update_id = int(raw["update_id"])
        task = self._settling.get(update_id) or self._working.get(update_id)
        if task is None:
            task = asyncio.create_task(self._settled(self._item(raw)), name=f"update-{update_id}")
            self._settling[update_id] = task
            task.add_done_callback(lambda _: self._settling.pop(update_id, None))
        return task

    async def fewer(self, count: int, timeout: float) -> None:
        """Wait until fewer than ``count`` are unsettled, at most ``timeout`` seconds."""
        until = time.monotonic() + timeout
        while len(self._settling) >= count and (left := until - time.monotonic()) > 0:
            tasks = list(self._settling.values())
            await asyncio.wait(tasks, timeout=left, return_when=asyncio.FIRST_COMPLETED)

    async def feed(self) -> None:
        """Take up what is parked, until cancelled: of this program and of others that are gone."""
        beside = asyncio.create_task(self._hold_on(), name="telegram-leases")
        try:
            while True:
                room = min(_FED_AT_ONCE, self._pace.in_hand - len(self._working))
                if room > 0 and not self._closed:
                    await self._feed(room)
                self._room.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._room.wait(), self._pace.feed)
        finally:
            beside.cancel()

    async def finish(self) -> None:
        """Wait for all in hand, then give the rest up: it will come again."""
        self._closed = True
        tasks = [*self._working.values(), *self._settling.values()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=self._pace.grace)
            for task in late:
                task.cancel()
            if late:
                log.warning("Telegram: %d pesan belum selesai dan akan diambil lagi", len(late))
                await asyncio.wait(late)
        await self._keeper.ask(lambda store: store.updates.release(self._holder), None)

    async def _feed(self, room: int) -> None:
        none: tuple[ParkedUpdate, ...] = ()
        found = await self._keeper.ask(
            lambda store: store.updates.due(self._holder, self._pace.lease, room), none
        )
        for parked in found:
            if parked.update_id not in self._working:
                try:
                    item = self._item(unpacked(parked.payload))
                except ValueError:
                    log.error("Telegram: pesan tersimpan yang tidak terbaca dilepas")
                    await self._done(parked.update_id, 0)
                    continue
                self._fed.add(item.update_id)
                self._work_on(item)

    async def _hold_on(self) -> None:
        """Renew the leases of what is in hand; count what waits."""
        while True:
            await asyncio.sleep(self._pace.lease / 4)
            ids = list(self._working)
            if ids:
                await self._keeper.ask(
                    lambda store: store.updates.renew(ids, self._holder, self._pace.lease),  # noqa: B023 (awaited)
                    None,
                )
            self._health.parked = await self._keeper.ask(lambda store: store.updates.parked(), 0)

    def _item(self, raw: Mapping[str, Any]) -> _Item:
        update = _read(raw, self._application)
        chat = update.effective_chat if update is not None else None
        key = "" if chat is None else self._names.of("telegram-chat", chat.id)
        return _Item(int(raw["update_id"]), raw, update, key)

    async def _settled(self, item: _Item) -> bool:
        """Have it handled; True once it is, or is parked because that takes long."""
        crowded = self._chats[item.chat] >= self._pace.chat_window and item.chat
        if (crowded or len(self._working) >= self._pace.in_hand) and await self._park(item):
            return True
        work = self._work_on(item)
        while True:
            done, _ = await asyncio.wait([work], timeout=self._pace.park)
            if done:
                return work.result()
            async with item.parking:
                if not item.out and await self._park(item, lease=self._pace.lease):
                    return True

    def _work_on(self, item: _Item) -> asyncio.Task[bool]:
        work = asyncio.create_task(self._handled(item), name=f"work-{item.update_id}")
        self._working[item.update_id] = work
        self._chats[item.chat] += 1
        work.add_done_callback(lambda _: self._left_hand(item))
        return work

    def _left_hand(self, item: _Item) -> None:
        self._working.pop(item.update_id, None)
        self._fed.discard(item.update_id)
        self._chats[item.chat] -= 1
        if not self._chats[item.chat]:
            del self._chats[item.chat]

    async def _park(self, item: _Item, lease: float = 0, rounds: int = 0, due: float = 0) -> bool:
        """Keep it in the store; False if that cannot be done. ``lease``: it goes on being worked on here."""
        if not item.can_wait:
            return False
        kept = ParkedUpdate(item.update_id, item.chat, packed(item.raw), rounds)

        def park(store: Any) -> bool:
            store.updates.park(kept, self._holder, lease, due)
            return True

        return await self._keeper.ask(park, False)

    async def _handled(self, item: _Item) -> bool:
        request_id.set(f"tg-{item.update_id}")
        async with self._order.turn(item.chat):
            if self._health.token_refused:
                return False
            claim = await self._keeper.ask(
                lambda store: store.updates.claim(item.update_id, item.chat, self._holder, self._pace.lease),
                Claim("mine"),  # without a store it is answered all the same
            )
            match claim.state:
                case "done":
                    return True
                case "held":
                    return claim.parked
                case "behind":
                    return claim.parked or await self._park(item)
            return await self._mine(item, claim)

    async def _mine(self, item: _Item, claim: Claim) -> bool:
        rounds = max(claim.rounds, self._rounds[item.update_id])
        here = Progress(item.update_id, before=claim.sent, again=rounds > 0)
        progress.set(here)
        if item.update is not None:
            await self._process(item.update, here)
        async with item.parking:
            item.out = True
        if here.left:
            return False
        if here.unfinished and rounds + 1 < self._pace.rounds:
            self._rounds[item.update_id] = rounds + 1
            wait = max(here.wait, self._pace.wait(rounds))
            return await self._park(item, rounds=rounds + 1, due=wait)
        if here.unfinished:
            log.error("Telegram: pesan dilepas setelah %d putaran", self._pace.rounds)
        await self._done(item.update_id, max(here.sent, here.before))
        return True

    async def _done(self, update_id: int, sent: int) -> None:
        self._rounds.pop(update_id, None)
        await self._keeper.ask(lambda store: store.updates.note(SeenUpdate(update_id, sent, True)), None)
        if update_id in self._fed:  # the next of its chat can be fed
            self._room.set()

    async def _process(self, update: Update, here: Progress) -> None:
        try:
            async with asyncio.timeout(self._pace.update):
                await self._application.process_update(update)
        except TimeoutError:
            log.error("Telegram: pesan tidak selesai dalam %.0f detik", self._pace.update)
            here.unfinished = True
        except Exception:  # a fault of the client itself: handlers' own errors never come this far
            log.exception("Telegram: pesan gagal diproses [%s]", secrets.token_hex(4))
            here.unfinished = False


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
