"""The bot in an event loop of its own thread, as it lives inside ``serve``."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.assistant import Loading
from bot.channels.telegram import Pace, build, polling
from tests.bot.bot_api_server import TOKEN, BotApiServer
from tests.bot.fakes import FakeAssistant, loaded

PACE = Pace(reply=5, loading=5, poll=2, connect=2, read=3, write=2, pool=2, backoff=0.05, longest_backoff=0.2)


@contextmanager
def bot(server: BotApiServer, assistant: FakeAssistant | Loading, pace: Pace = PACE) -> Iterator[None]:
    """Runs while the body runs; an error in its thread fails the test."""
    loading = assistant if isinstance(assistant, Loading) else loaded(assistant)
    leave, errors = threading.Event(), []

    async def live() -> None:
        async with polling(build(loading, TOKEN, server.url, pace)):
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
        yield
    finally:
        leave.set()
        thread.join(15)
    assert not thread.is_alive()
    assert errors == []
