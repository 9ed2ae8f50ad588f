"""The queue before what costs a processor: so many questions are worked on at once, so many wait, none too long.

What comes beyond is refused at once with the seconds after which it is worth coming back. Who goes away while waiting is
never worked for.
"""

from __future__ import annotations

import asyncio
import contextvars
import math
import os
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from starlette.requests import Request

from tanyapasal.bot.errors import AbandonedError, OverloadedError

T = TypeVar("T")
Ending = Literal["worked", "refused", "expired", "abandoned"]

_LONGEST_PAUSE = 60
# How much the time of one more question counts in the mean.
_SHARE = 0.1
_BUSY = "Layanan sedang sangat sibuk. Silakan coba lagi dalam {} detik."


class Observer(Protocol):
    """Is told what becomes of those who come."""

    def queue(self, working: int, waiting: int) -> None:
        """How many there are now."""

    def left_queue(self, ending: Ending, seconds: float) -> None:
        """One went on after so many seconds of waiting, or away."""


class NobodyWatches:
    """Nothing is noted."""

    def queue(self, working: int, waiting: int) -> None:
        """Nothing."""

    def left_queue(self, ending: Ending, seconds: float) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """``at_once`` questions are worked on (0: one for each core), ``most`` wait, none longer than ``patience`` seconds."""

    at_once: int = 0
    most: int = 32
    patience: float = 5.0


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Queue:
    """Those who wait, in the order in which they came. Belongs to one event loop: whoever waits holds no thread."""

    def __init__(self, limits: QueueLimits = QueueLimits(), observer: Observer | None = None) -> None:
        self._at_once = limits.at_once or cores()
        self._most, self._patience = limits.most, limits.patience
        self._observer: Observer = NobodyWatches() if observer is None else observer
        self._threads = ThreadPoolExecutor(self._at_once, thread_name_prefix="question")
        self._line: deque[asyncio.Future[None]] = deque()
        self._working = 0
        self._mean = 0.0

    @property
    def places(self) -> int:
        """How many are worked on or wait at most."""
        return self._at_once + self._most

    @property
    def is_full(self) -> bool:
        """True if one that comes now is refused."""
        behind = len(self._line) >= self._most or self._expected(len(self._line)) > self._patience
        return self._working >= self._at_once and behind

    @property
    def pause(self) -> int:
        """Whole seconds after which those who wait now have had their turn."""
        return min(_LONGEST_PAUSE, max(1, math.ceil(self._expected(len(self._line)))))

    def refuse(self) -> OverloadedError:
        """Count one who is sent away; the error that says so."""
        self._observer.left_queue("refused", 0.0)
        return OverloadedError(_BUSY.format(self.pause), self.pause)

    async def work(self, work: Callable[[], T], request: Request) -> T:
        """What ``work`` gives, run in a thread when it is its turn.

        Raises OverloadedError, or AbandonedError if ``request`` was given up before its turn came.
        """
        began = time.perf_counter()
        if self.is_full:
            raise self.refuse()
        if self._working >= self._at_once or self._line:
            await self._turn(request, began)
        else:
            self._working += 1
        self._tell("worked", began)
        running = asyncio.get_running_loop().run_in_executor(
            self._threads, contextvars.copy_context().run, work
        )
        # The place is free when the thread is, whether or not anybody still waits for what it makes.
        started = time.perf_counter()
        running.add_done_callback(lambda _: self._done(time.perf_counter() - started))
        return await asyncio.shield(running)

    def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False)

    def _expected(self, before: int) -> float:
        """Seconds of waiting for one with ``before`` others in front."""
        return before * self._mean / self._at_once

    async def _turn(self, request: Request, began: float) -> None:
        """Wait for a place; it is taken when this returns."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._line.append(turn)
        self._watch()
        away = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait({turn, away}, timeout=self._patience, return_when=asyncio.FIRST_COMPLETED)
            if away.done():
                self._tell("abandoned", began)
                raise AbandonedError("Permintaan dibatalkan sebelum dikerjakan.")
            if not turn.done():
                self._tell("expired", began)
                raise OverloadedError(_BUSY.format(self.pause), self.pause)
        except BaseException:
            if turn.done():
                self._next()
            else:
                self._line.remove(turn)
                self._watch()
            raise
        finally:
            away.cancel()

    def _done(self, seconds: float) -> None:
        self._mean += (seconds - self._mean) * (_SHARE if self._mean else 1.0)
        self._next()

    def _next(self) -> None:
        """Give a place that became free to who waits longest."""
        if self._line:
            self._line.popleft().set_result(None)
        else:
            self._working -= 1
        self._watch()

    def _tell(self, ending: Ending, began: float) -> None:
        self._observer.left_queue(ending, time.perf_counter() - began)
        self._watch()

    def _watch(self) -> None:
        self._observer.queue(self._working, len(self._line))


async def _gone(request: Request) -> None:
    """Return when whoever sent ``request`` has gone away. Its body must have been read."""
    with suppress(RuntimeError):
        while (await request.receive())["type"] != "http.disconnect":
            pass


async def queued(request: Request, work: Callable[[], T]) -> T:
    """What ``work`` gives when it is its turn in the queue of the application; see ``Queue.work``."""
    queue: Queue = request.app.state.queue
    return await queue.work(work, request)
