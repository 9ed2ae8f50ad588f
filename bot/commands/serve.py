"""``tanyapasal serve`` and ``tanyapasal telegram``: what runs until it is stopped."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TYPE_CHECKING

from tanyapasal.bot.commands.exits import ANSWERED
from tanyapasal.bot.settings import Settings

if TYPE_CHECKING:
    from prometheus_client.registry import Collector

    from tanyapasal.bot.channels.web.hooks import Hook


log = logging.getLogger(__name__)


def serve(settings: Settings) -> int:
    import uvicorn

    from tanyapasal.bot.bootstrap import (
        loading_assistant,
        opened_store,
        receipts_of,
        telegram_bot,
        uploads_audited,
    )
    from tanyapasal.bot.channels.web.admission.asking_limits import AskingLimits
    from tanyapasal.bot.channels.web.app import create_app
    from tanyapasal.bot.channels.web.keeping import StoreFeedback, StoreKeeping
    from tanyapasal.bot.helpdesk.desk import Desk
    from tanyapasal.bot.helpdesk.mends import Mends
    from tanyapasal.bot.operations.listening import listening_socket
    from tanyapasal.bot.storage.later import opened_later
    from tanyapasal.bot.telemetry.replies import ReplyFigures
    from tanyapasal.bot.telemetry.service import ServiceFigures

    taken = listening_socket(settings.host, settings.port)
    _tell_if_unwritable(settings)
    store = opened_later(lambda: opened_store(settings))
    desk = Desk(store)
    replies = ReplyFigures()
    loading = loading_assistant(settings, store, desk, replies)
    service = ServiceFigures(loading, settings.data)
    service.count_lines()
    collectors: list[Collector] = [replies, service]
    hooks: list[Hook] = []
    beside: AbstractAsyncContextManager[None] = nullcontext()
    if settings.telegram_token is not None:
        from tanyapasal.bot.channels.telegram import Webhook, polling

        telegram = telegram_bot(settings, loading, store)
        collectors.append(telegram.figures)
        if settings.telegram_webhook_url is None:
            beside = polling(telegram)
        else:
            webhook = Webhook(telegram, settings.telegram_webhook_url)
            hooks.append(webhook)
            beside = webhook.listening()
    app = create_app(
        loading,
        sites=settings.sites,
        feedback=StoreFeedback(store),
        keeping=StoreKeeping(store),
        receipts=receipts_of(settings),
        hooks=hooks,
        desk=desk,
        auditing=uploads_audited(settings),
        mends=Mends(settings.corpus, settings.data),
        asking_limits=AskingLimits(settings.questions_per_minute, settings.site_questions_per_minute),
        collectors=collectors,
    )
    log.info(
        "situs di http://%s:%d",
        f"[{settings.host}]" if ":" in settings.host else settings.host,
        settings.port,
    )
    # Its own lines would hold addresses, in which questions may stand; ours are written by the application.
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))

    async def run() -> None:
        # The server raises the signal that stopped it once more when it has ended; what runs beside it must
        # still finish what it took.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        async with beside:
            await server.serve(sockets=[taken])

    try:
        asyncio.run(run())
    finally:
        store.close()
    return ANSWERED


def _tell_if_unwritable(settings: Settings) -> None:
    """Say at once what would otherwise be said at every question: answers go on, nothing is kept."""
    from tanyapasal.bot.operations.failures import unwritable

    if (why := unwritable(settings.data)) is not None:
        log.error("%s Pertanyaan dijawab tanpa menyimpan.", why)


def telegram(settings: Settings) -> int:
    from tanyapasal.bot.bootstrap import loading_assistant, opened_store, telegram_bot
    from tanyapasal.bot.channels.telegram import run
    from tanyapasal.bot.errors import StorageError
    from tanyapasal.bot.storage.later import opened_later

    try:
        store = opened_store(settings)
    except StorageError as error:
        log.error("%s Bot menjawab tanpa menyimpan sampai basis data ada.", error)
        store = opened_later(lambda: opened_store(settings))
    try:
        run(telegram_bot(settings, loading_assistant(settings, store), store))
    finally:
        store.close()
    return ANSWERED
