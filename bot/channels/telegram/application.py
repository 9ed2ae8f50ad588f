"""The application: built from its parts, run inside another event loop or alone."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, Defaults, MessageHandler, filters

from bot.assistant import Loading
from bot.channels.telegram.conversation import Conversation
from bot.channels.telegram.network import Persistent, quiet_loggers
from bot.channels.telegram.order import ChatOrder
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.words import COMMANDS
from bot.errors import SettingsError

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

# Edited messages are left out on purpose: an answer that has been read is not taken back.
ALLOWED_UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY)

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_BAD_TOKEN = "Token bot ditolak oleh Telegram; periksa pengaturan token yang diberikan oleh @BotFather."


def build(loading: Loading, token: str, api_url: str | None = None, pace: Pace = Pace()) -> App:  # noqa: B008 (frozen)
    """The application, ready to be run; nothing is sent yet.

    ``api_url``: base address of a Bot API server of one's own, such as ``http://127.0.0.1:8081``.
    Raises SettingsError if the token or the address cannot be one.
    """
    quiet_loggers()
    if not _TOKEN.fullmatch(token):
        raise SettingsError(
            "Token bot tidak lengkap; bentuknya angka:huruf seperti yang diberikan oleh @BotFather."
        )
    if api_url and not api_url.startswith(("http://", "https://")):
        raise SettingsError(f"Alamat Bot API '{api_url}' harus diawali http:// atau https://.")
    builder = (
        Application.builder()
        .token(token)
        .defaults(
            Defaults(
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        )
        .rate_limiter(Persistent(pace))
        .concurrent_updates(ChatOrder())
        .job_queue(None)
        .connect_timeout(pace.connect)
        .read_timeout(pace.read)
        .write_timeout(pace.write)
        .pool_timeout(pace.pool)
        .get_updates_connect_timeout(pace.connect)
        .get_updates_read_timeout(pace.read)  # the client adds the time of the long poll to it
        .get_updates_write_timeout(pace.write)
        .get_updates_pool_timeout(pace.pool)
    )
    if api_url:
        base = api_url.rstrip("/")
        builder = builder.base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
    application: App = builder.build()
    application.bot_data["pace"] = pace
    application.bot_data["loading"] = loading
    _add_handlers(application, Conversation(loading, token, pace))
    return application


def _add_handlers(application: App, conversation: Conversation) -> None:
    new = filters.UpdateType.MESSAGE
    attached = filters.ATTACHMENT | filters.STORY
    application.add_handlers(
        [
            CommandHandler("start", conversation.welcome, filters=new),
            CommandHandler("help", conversation.help, filters=new),
            MessageHandler(new & filters.COMMAND, conversation.unknown_command),
            MessageHandler(new & filters.TEXT, conversation.text),
            MessageHandler(new & attached & ~filters.StatusUpdate.ALL, conversation.attachment),
            CallbackQueryHandler(conversation.button),
        ]
    )
    application.add_error_handler(conversation.failed)


async def start(application: App) -> None:
    """Connect, however long the network takes, and begin to poll. Waiting messages are kept and answered.

    Raises SettingsError if Telegram does not accept the token.
    """
    pace: Pace = application.bot_data["pace"]
    application.bot_data["loading"].start()
    attempt = 0
    while True:
        try:
            await application.initialize()
            break
        except InvalidToken:
            raise SettingsError(_BAD_TOKEN) from None  # the client's own message holds the token
        except TelegramError as error:
            wait = pace.wait(attempt)
            if isinstance(error, RetryAfter):
                wait = max(wait, _seconds(error))
            log.warning("Telegram belum dapat dihubungi (%s); dicoba lagi dalam %.0f detik", error, wait)
            await asyncio.sleep(wait)
            attempt += 1
    try:
        await application.bot.set_my_commands(COMMANDS)
    except TelegramError as error:
        log.warning("Daftar perintah bot tidak dapat dipasang: %s", error)
    await application.start()
    if application.updater is None:  # only an application that was not made by build()
        raise RuntimeError("the application has no updater")
    await application.updater.start_polling(
        timeout=pace.poll,
        bootstrap_retries=-1,
        allowed_updates=list(ALLOWED_UPDATES),
        drop_pending_updates=False,
        error_callback=_on_polling_error,
    )
    log.info("Telegram: bot siap menerima pesan")


async def stop(application: App) -> None:
    """Stop polling, finish what was fetched, close connections. Safe at any stage of ``start``."""
    if application.updater is not None and application.updater.running:
        await application.updater.stop()
    if application.running:
        await application.stop()
    await application.shutdown()
    await application.bot.shutdown()  # open connections of a start that did not come to its end


@asynccontextmanager
async def polling(application: App) -> AsyncIterator[None]:
    """Poll while the body runs, beside whatever else lives in this event loop.

    Connects in the background, so that the body starts at once even if Telegram cannot be reached; a refused
    token is logged and leaves the body running.
    """
    task = asyncio.create_task(start(application), name="telegram-start")
    task.add_done_callback(_on_started)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
        await stop(application)


def run(application: App) -> None:
    """Poll until SIGINT or SIGTERM. Raises SettingsError if the token is refused."""
    with suppress(KeyboardInterrupt):
        asyncio.run(_run(application))


async def _run(application: App) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows; Ctrl+C then raises KeyboardInterrupt
            loop.add_signal_handler(number, stopped.set)
    starting = asyncio.create_task(start(application))
    waiting = asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait([starting, waiting], return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            starting.result()
            await waiting
    finally:
        for task in (starting, waiting):
            task.cancel()
        await asyncio.wait([starting, waiting])
        await stop(application)


def _on_started(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("Bot Telegram tidak berjalan: %s", error)


def _on_polling_error(error: TelegramError) -> None:
    """Network trouble while polling; the client tries again by itself, waiting longer each time."""
    if isinstance(error, Conflict):
        log.warning("Telegram: program lain memakai token yang sama; hentikan salah satunya")
    else:
        log.warning("Telegram: pesan baru tidak dapat diambil (%s); dicoba lagi", error)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after if isinstance(after, int) else after.total_seconds())
