"""The bot: built from its parts, started, stopped; by polling or by webhook, beside other things or alone."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from tanyapasal.bot.assistant import Loading
from tanyapasal.bot.channels.telegram.commands import Commands
from tanyapasal.bot.channels.telegram.conversation import Conversation
from tanyapasal.bot.channels.telegram.desk import Desk
from tanyapasal.bot.channels.telegram.keeping import Keeper
from tanyapasal.bot.channels.telegram.presses import Presses
from tanyapasal.bot.channels.telegram.updates.fetching import Fetching
from tanyapasal.bot.channels.telegram.updates.figures import CountedRequest, TelegramFigures
from tanyapasal.bot.channels.telegram.updates.handling import App, Handling
from tanyapasal.bot.channels.telegram.updates.health import Health
from tanyapasal.bot.channels.telegram.updates.network import RawBot, quiet_loggers
from tanyapasal.bot.channels.telegram.updates.pace import Pace
from tanyapasal.bot.channels.telegram.updates.rates import Rates, seconds
from tanyapasal.bot.conversation import texts
from tanyapasal.bot.errors import SettingsError
from tanyapasal.bot.privacy import Pseudonyms
from tanyapasal.bot.storage import Lifetimes, MemoryStore, Store

log = logging.getLogger(__name__)

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
BAD_TOKEN = "Token bot ditolak oleh Telegram; periksa pengaturan token yang diberikan oleh @BotFather."
# Enough for Telegram's thirty messages a second; the client looks through all of them for each request.
_CONNECTIONS = 16


class TelegramBot:
    """One bot. ``connect`` and ``disconnect`` belong to one event loop."""

    def __init__(
        self,
        application: App,
        bot: RawBot,
        desk: Desk,
        handling: Handling,
        figures: TelegramFigures,
    ) -> None:
        self.application, self.bot, self.desk, self.handling = application, bot, desk, handling
        self.pace, self.figures, self.health = desk.pace, figures, figures.health
        self._beside: list[asyncio.Task[None]] = []

    async def connect(self) -> None:
        """Get to know Telegram, however long the network takes; begin to load the assistant.

        Raises SettingsError if Telegram does not accept the token.
        """
        self.desk.loading.start()
        attempt = 0
        while True:
            try:
                await self.application.initialize()
                break
            except InvalidToken:
                self.health.refuse_token()
                raise SettingsError(BAD_TOKEN) from None  # the client's own message holds the token
            except TelegramError as error:
                wait = max(self.pace.wait(attempt), seconds(error))
                log.warning("Telegram belum dapat dihubungi (%s); dicoba lagi dalam %.0f detik", error, wait)
                await asyncio.sleep(wait)
                attempt += 1
        self._beside = [
            asyncio.create_task(self._announce(), name="telegram-announce"),
            asyncio.create_task(self.handling.feed(), name="telegram-feed"),
        ]
        self.health.connected = True

    async def disconnect(self) -> None:
        """Finish what is in hand and close connections. Safe at any stage of ``connect``."""
        self.desk.stopping = True
        await self.handling.finish()
        for task in self._beside:
            task.cancel()
        if self._beside:
            await asyncio.wait(self._beside)
        await self.application.shutdown()
        self.desk.keeper.close()
        await self.bot.shutdown()  # open connections of a start that did not come to its end

    async def _announce(self) -> None:
        """The menu of commands and the texts of the bot's page; nobody's message waits for them."""
        try:
            await self.bot.set_my_commands(texts.COMMANDS)
            await self.bot.set_my_short_description(texts.SHORT_DESCRIPTION)
            await self.bot.set_my_description(texts.DESCRIPTION)
        except TelegramError as error:
            log.warning("Daftar perintah bot tidak dapat dipasang: %s", error)


def build(
    loading: Loading,
    token: str,
    api_url: str | None = None,
    pace: Pace = Pace(),  # noqa: B008 (frozen)
    *,
    store: Store | None = None,
    names: Pseudonyms | None = None,
    lifetimes: Lifetimes = Lifetimes(),  # noqa: B008 (frozen)
    seal: Callable[[str], str | None] = lambda _: None,
) -> TelegramBot:
    """The bot, ready to be run; nothing is sent yet.

    ``api_url``: base address of a Bot API server of one's own, such as ``http://127.0.0.1:8081``.
    ``store``: without one everything is forgotten when the process ends. ``names``: without them people are
    told apart by the token. ``lifetimes``: those of the store, told to people who ask. ``seal``: the hash of the
    evidence receipt of a reply by its id, or None.
    Raises SettingsError if the token or the address cannot be one.
    """
    quiet_loggers()
    if not _TOKEN.fullmatch(token):
        raise SettingsError(
            "Token bot tidak lengkap; bentuknya angka:huruf seperti yang diberikan oleh @BotFather."
        )
    if api_url and not api_url.startswith(("http://", "https://")):
        raise SettingsError(f"Alamat Bot API '{api_url}' harus diawali http:// atau https://.")
    base = f"{api_url.rstrip('/')}/bot" if api_url else "https://api.telegram.org/bot"
    figures = TelegramFigures(health := Health())
    keeper = Keeper(store if store is not None else MemoryStore(lifetimes))
    bot = RawBot(
        token,
        base_url=base,
        request=_requests(figures, pace, _CONNECTIONS),
        get_updates_request=_requests(figures, pace, 2),
        defaults=Defaults(
            parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        rate_limiter=Rates(pace, health, keeper.sent),
    )
    application: App = Application.builder().bot(bot).updater(None).job_queue(None).build()
    names = names or Pseudonyms(hashlib.sha256(token.encode()).digest())
    desk = Desk(loading, keeper, names, pace, seal)
    _add_handlers(application, desk, lifetimes.turns.total_seconds() / 3600)
    handling = Handling(application, keeper, pace, names, health)
    return TelegramBot(application, bot, desk, handling, figures)


def _requests(figures: TelegramFigures, pace: Pace, connections: int) -> CountedRequest:
    return CountedRequest(
        figures,
        connection_pool_size=connections,
        connect_timeout=pace.connect,
        read_timeout=pace.read,
        write_timeout=pace.write,
        pool_timeout=pace.pool,
    )


def _add_handlers(application: App, desk: Desk, memory_hours: float) -> None:
    new, changed = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    attached = filters.ATTACHMENT | filters.STORY
    commands, conversation, presses = Commands(desk, memory_hours), Conversation(desk), Presses(desk)
    named = (
        ("start", commands.start),
        ("help", commands.help),
        ("cari", commands.search),
        ("pasal", commands.pasal),
        ("regulasi", commands.regulations),
        ("program", commands.programs),
        ("sumber", commands.source),
        ("data_saya", commands.export),
        ("hapus_data", commands.erase),
        ("tentang", commands.about),
    )
    application.add_handlers(
        [
            *(CommandHandler(name, act, filters=new) for name, act in named),
            MessageHandler(new & filters.COMMAND, commands.unknown),
            MessageHandler(new & filters.TEXT, conversation.text),
            MessageHandler(changed & (filters.TEXT | filters.CAPTION) & ~filters.COMMAND, conversation.text),
            MessageHandler(new & attached & ~filters.StatusUpdate.ALL, conversation.attachment),
            ChatMemberHandler(conversation.joined, ChatMemberHandler.MY_CHAT_MEMBER),
            CallbackQueryHandler(presses.pressed),
            InlineQueryHandler(conversation.inline),
        ]
    )
    application.add_error_handler(conversation.failed)


async def poll(bot: TelegramBot, ready: asyncio.Event | None = None) -> None:
    """Connect and poll until cancelled; waiting messages are kept and answered. Then finish and disconnect."""
    fetching = Fetching(bot.bot, bot.handling, bot.pace, ALLOWED_UPDATES, bot.health)
    begun = False
    try:
        await bot.connect()
        await until_done(bot, lambda: bot.bot.delete_webhook(drop_pending_updates=False))
        log.info("Telegram: bot siap menerima pesan")
        if ready is not None:
            ready.set()
        begun = True
        await fetching.run()
    except InvalidToken:
        raise SettingsError(BAD_TOKEN) from None
    finally:
        bot.desk.stopping = True
        await bot.handling.finish()
        if begun and not bot.health.token_refused:
            await fetching.confirm()
        await bot.disconnect()


async def until_done(bot: TelegramBot, call: Callable[[], Awaitable[object]]) -> None:
    """Make the call, however often the network fails. Raises BadRequest and InvalidToken, which do not pass."""
    attempt = 0
    while True:
        try:
            await call()
            return
        except (BadRequest, InvalidToken):
            raise
        except TelegramError as error:
            wait = max(bot.pace.wait(attempt), seconds(error))
            log.warning("Telegram: %s; dicoba lagi dalam %.0f detik", error, wait)
            await asyncio.sleep(wait)
            attempt += 1


@asynccontextmanager
async def polling(bot: TelegramBot) -> AsyncIterator[None]:
    """Poll while the body runs, beside whatever else lives in this event loop.

    Connects in the background, so that the body starts at once even if Telegram cannot be reached; a refused
    token is logged and leaves the body running.
    """
    async with beside(asyncio.create_task(poll(bot), name="telegram")):
        yield


@asynccontextmanager
async def beside(task: asyncio.Task[None]) -> AsyncIterator[None]:
    """Let ``task`` run while the body runs; its end by an error is logged and leaves the body running."""
    task.add_done_callback(_on_ended)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def run(bot: TelegramBot) -> None:
    """Poll until SIGINT or SIGTERM. Raises SettingsError if the token is refused."""
    with suppress(KeyboardInterrupt):
        asyncio.run(_run(bot))


async def _run(bot: TelegramBot) -> None:
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(poll(bot), name="telegram")
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows; Ctrl+C then raises KeyboardInterrupt
            loop.add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


def _on_ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("Bot Telegram tidak berjalan: %s", error)
