"""The bot in an event loop of its own thread, as it lives inside ``serve``."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tanyapasal.bot.assistant import Assistant, Loading
from tanyapasal.bot.channels.telegram import Pace, build, polling
from tanyapasal.bot.storage import MemoryStore, Store
from tests.bot.channels.fakes import loaded
from tests.bot.channels.telegram.bot_api_server import TOKEN, BotApiServer

PACE = Pace(
    reply=5,
    loading=5,
    poll=2,
    glance=0.05,
    connect=2,
    read=3,
    write=2,
    pool=2,
    backoff=0.05,
    longest_backoff=0.2,
    grace=5,
    typing_after=0.05,
    feed=0.1,
    lease=3,
    messages_per_second=500,
    group_messages=500,
    chat_burst=500,
    questions=1000,
    everyone=500,
)


def until(condition: Callable[[], object], timeout: float = 60) -> None:
    """Wait for what the server does not notice."""
    end = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def bot(
    server: BotApiServer, assistant: Assistant | Loading, pace: Pace = PACE, store: Store | None = None
) -> Iterator[Store]:
    """Runs while the body runs; an error in its thread fails the test. Gives the store."""
    loading = assistant if isinstance(assistant, Loading) else loaded(assistant)
    kept = store if store is not None else MemoryStore()
    leave, errors = threading.Event(), []

    async def live() -> None:
        async with polling(build(loading, TOKEN, server.url, pace, store=kept, seal=lambda _: "0" * 64)):
            while not leave.is_set():
                await asyncio.sleep(0.01)

    def run() -> None:
        try:
            asyncio.run(live())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield kept
    finally:
        leave.set()
        thread.join(30)
    assert not thread.is_alive()
    assert errors == []
