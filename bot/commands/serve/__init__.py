"""``tanyapasal serve`` and ``tanyapasal telegram``: what runs until it is stopped."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from tanyapasal.bot.commands.exits import ANSWERED
from tanyapasal.bot.settings import Settings

if TYPE_CHECKING:
    from socket import socket

    from fastapi import FastAPI
    from prometheus_client.registry import Collector

    from tanyapasal.bot.assistant import Loading
    from tanyapasal.bot.channels.web.admission.asking_limits import AskingLimits
    from tanyapasal.bot.channels.web.health import Watched
    from tanyapasal.bot.channels.web.hooks import Hook
    from tanyapasal.bot.commands.serve.processes import Together
    from tanyapasal.bot.storage import Store

log = logging.getLogger(__name__)


def serve(settings: Settings) -> int:
    if settings.processes > 1:
        from tanyapasal.bot.commands.serve.processes import serve_together

        return serve_together(settings, _serve)
    return _serve(settings)


def _serve(settings: Settings, together: Together | None = None) -> int:
    """Serve in this process, alone or with others."""
    from tanyapasal.bot.bootstrap import (
        loading_assistant,
        opened_store,
        pseudonyms_if_any,
        receipts_of,
        uploads_audited,
    )
    from tanyapasal.bot.channels.web.admission.queue import QueueLimits
    from tanyapasal.bot.channels.web.app import create_app
    from tanyapasal.bot.channels.web.keeping import StoreFeedback, StoreKeeping
    from tanyapasal.bot.helpdesk.desk import Desk
    from tanyapasal.bot.helpdesk.mends import Mends
    from tanyapasal.bot.operations.listening import listening_socket
    from tanyapasal.bot.storage.afterwards import Afterwards
    from tanyapasal.bot.storage.away.later import opened_later
    from tanyapasal.bot.storage.rights.retention import retaining
    from tanyapasal.bot.telemetry.replies import ReplyFigures
    from tanyapasal.bot.telemetry.service import ServiceFigures

    taken = listening_socket(settings.host, settings.port) if together is None else together.listening
    _tell_if_unwritable(settings)
    store = Afterwards(opened_later(lambda: opened_store(settings)))
    desk = Desk(store)
    replies = ReplyFigures()
    loading = loading_assistant(settings, store, desk, replies)
    service = ServiceFigures(loading, settings.data)
    service.count_lines()
    collectors: list[Collector] = [replies, service]
    hooks: list[Hook] = []
    leads = None if together is None else together.leads()
    beside: AbstractAsyncContextManager[None] = nullcontext()
    watched: Watched | None = None
    if settings.telegram_token is not None and (together is None or leads is not None):
        beside, watched = _telegram_beside(settings, loading, store, hooks, collectors)
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
        names=pseudonyms_if_any(settings),
        store=store,
        exposure=settings.metrics,
        asking_limits=_asking_limits(settings, together),
        queue_limits=QueueLimits(settings.questions_at_once, settings.queue, settings.queue_seconds),
        collectors=collectors,
        telegram=watched,
    )
    log.info(
        "situs di http://%s:%d",
        _shown(settings.host),
        settings.port,
    )
    store.tell(app.state.metrics)
    try:
        with retaining(store):
            asyncio.run(_run(app, settings, beside, taken))
    finally:
        store.close()
    return ANSWERED


def _telegram_beside(
    settings: Settings, loading: Loading, store: Store, hooks: list[Hook], collectors: list[Collector]
) -> tuple[AbstractAsyncContextManager[None], Watched]:
    """What runs beside the server for the bot, and how it is; a webhook is added to ``hooks``, its figures to
    ``collectors``.
    """
    from tanyapasal.bot.bootstrap import telegram_bot
    from tanyapasal.bot.channels.telegram import Webhook, polling

    telegram = telegram_bot(settings, loading, store)
    collectors.append(telegram.figures)
    if settings.telegram_webhook_url is None:
        return polling(telegram), telegram.health
    webhook = Webhook(telegram, settings.telegram_webhook_url)
    hooks.append(webhook)
    return webhook.listening(), telegram.health


def _asking_limits(settings: Settings, together: Together | None) -> AskingLimits:
    from tanyapasal.bot.channels.web.admission.asking_limits import WINDOW_SECONDS, AskingLimits, Counting
    from tanyapasal.bot.conversation.shared_windows import SharedWindows

    limits = (settings.questions_per_minute, settings.site_questions_per_minute)
    if together is None:
        return AskingLimits(*limits)

    def counting(name: str, most: int) -> Counting:
        return SharedWindows(together.folder / "limits.sqlite", name, together.secret, most, WINDOW_SECONDS)

    return AskingLimits(*limits, counting=counting)


async def _run(
    app: FastAPI, settings: Settings, beside: AbstractAsyncContextManager[None], taken: socket
) -> None:
    import uvicorn

    from tanyapasal.bot.channels.web.admission.connections import BACKLOG, Connections

    connections = Connections(settings.connections)
    connections.allow_files()
    protocol: Any = connections.protocol
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            backlog=BACKLOG,
            http=protocol,
            # Its own lines would hold addresses, in which questions may stand; ours are written by the application.
            log_config=None,
            access_log=False,
            forwarded_allow_ips=list(settings.trusted_proxies),
        )
    )
    # The server raises the signal that stopped it once more when it has ended; what runs beside it must
    # still finish what it took.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    async with beside:
        await server.serve([taken])


def _shown(host: str) -> str:
    """As a browser on this machine takes it; an address in numbers would be masked in the log."""
    if host in ("127.0.0.1", "0.0.0.0", "::1", "::"):
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _tell_if_unwritable(settings: Settings) -> None:
    """Say at once what would otherwise be said at every question: answers go on, nothing is kept."""
    from tanyapasal.bot.operations.failures import unwritable

    if (why := unwritable(settings.data)) is not None:
        log.error("%s Pertanyaan dijawab tanpa menyimpan.", why)


def telegram(settings: Settings) -> int:
    from tanyapasal.bot.bootstrap import loading_assistant, opened_store, telegram_bot
    from tanyapasal.bot.channels.telegram import run
    from tanyapasal.bot.errors import StorageError
    from tanyapasal.bot.storage.afterwards import Afterwards
    from tanyapasal.bot.storage.away.later import opened_later
    from tanyapasal.bot.storage.rights.retention import retaining

    try:
        store = Afterwards(opened_store(settings))
    except StorageError as error:
        log.error("%s Bot menjawab tanpa menyimpan sampai basis data ada.", error)
        store = Afterwards(opened_later(lambda: opened_store(settings)))
    try:
        with retaining(store):
            run(telegram_bot(settings, loading_assistant(settings, store), store))
    finally:
        store.close()
    return ANSWERED
