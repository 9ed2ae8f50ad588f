"""Many who ask at once, whether or not they are answered; in one thread, so that little of the processors goes to asking."""

from __future__ import annotations

import asyncio
import http.client
import json
import statistics
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.faults.serving import Service

_SUBJECTS = ("petugas taman", "pupuk kandang", "gudang kompos", "sepatu bot", "pelatihan berkebun")
_WAYS = (
    "Apa aturan tentang {}?",
    "Berapa lama {} dalam setahun?",
    "Siapa yang mengatur {}?",
    "Apa isi Pasal {} PP 7/2011?",
)
_PATIENCE = 60.0


def question(number: int) -> str:
    """Another question for each number, for a good while."""
    way = _WAYS[number % len(_WAYS)]
    subject = _SUBJECTS[number // len(_WAYS) % len(_SUBJECTS)]
    return way.format(number % 4 + 1 if "Pasal" in way else f"{subject} nomor {number}")


@dataclass(slots=True)
class Outcome:
    """What became of a number of questions. ``seconds``: of those that were answered; ``wrong``: no reply as it should be."""

    asked: int = 0
    spent: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.statuses[200] / self.spent

    @property
    def median(self) -> float:
        return statistics.median(self.seconds) if self.seconds else 0.0


class Asking:
    """Asks a service in ways that put a load on it."""

    def __init__(self, service: Service) -> None:
        self._host, self._port = service.client.base_url.host, service.client.base_url.port or 80
        self._number = 0

    def one_after_another(self, clients: int, seconds: float = 0, most: int = 0) -> Outcome:
        """So many clients, each asking again as soon as it is answered."""
        return asyncio.run(self._together(clients, seconds, most))

    def at_rate(self, each_second: float, seconds: float) -> Outcome:
        """So many questions each second, however many are still unanswered."""
        return asyncio.run(self._steadily(each_second, seconds))

    async def _together(self, clients: int, seconds: float, most: int) -> Outcome:
        outcome, began = Outcome(), time.monotonic()

        async def client() -> None:
            while (not seconds or time.monotonic() < began + seconds) and (not most or outcome.asked < most):
                outcome.asked += 1
                await self._ask(outcome)

        await asyncio.gather(*(client() for _ in range(clients)))
        outcome.spent = time.monotonic() - began
        return outcome

    async def _steadily(self, each_second: float, seconds: float) -> Outcome:
        outcome, began = Outcome(), time.monotonic()
        under_way: set[asyncio.Task[None]] = set()
        async for _ in _beats(each_second, seconds):
            outcome.asked += 1
            task = asyncio.create_task(self._ask(outcome))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        outcome.spent = time.monotonic() - began
        if under_way:
            await asyncio.wait(under_way)
        return outcome

    async def _ask(self, outcome: Outcome) -> None:
        self._number += 1
        body = json.dumps({"question": question(self._number)}).encode()
        began = time.monotonic()
        try:
            async with asyncio.timeout(_PATIENCE):
                reader, writer = await asyncio.open_connection(self._host, self._port)
                writer.write(
                    b"POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                    b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
                )
                said = await reader.read(-1)
                writer.close()
        except (OSError, TimeoutError) as error:
            outcome.wrong.append(repr(error))
            return
        self._judge(outcome, said, time.monotonic() - began)

    def _judge(self, outcome: Outcome, said: bytes, spent: float) -> None:
        status = int(said[9:12]) if said[9:12].isdigit() else 0
        outcome.statuses[status] += 1
        match status:
            case 200:
                outcome.seconds.append(spent)
            case 503 if b"retry-after:" in said.lower():
                outcome.refused.append(spent)
            case _:
                outcome.wrong.append(f"{status} {said[:200]!r}")


async def _beats(each_second: float, seconds: float) -> AsyncIterator[int]:
    """Numbers at a steady rate; who comes late catches up."""
    began = time.monotonic()
    number = 0
    while (at := number / each_second) < seconds:
        await asyncio.sleep(max(0.0, began + at - time.monotonic()))
        yield number
        number += 1


@dataclass(slots=True)
class Watched:
    """Seconds of each health check, and megabytes of memory."""

    health: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


@contextmanager
def watching(service: Service, every: float = 0.1) -> Iterator[Watched]:
    """Look at the health and the memory of the service until the end of the block."""
    seen, done = Watched(), threading.Event()
    host, port = service.client.base_url.host, service.client.base_url.port

    def look() -> None:
        while not done.wait(every):
            began = time.monotonic()
            connection = http.client.HTTPConnection(host, port, timeout=_PATIENCE)
            try:
                connection.request("GET", "/healthz")
                healthy = connection.getresponse().status == 200
            except OSError:
                healthy = False
            connection.close()
            seen.health.append(time.monotonic() - began if healthy else _PATIENCE)
            seen.megabytes.append(service.megabytes())

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def until(true: Callable[[], bool], seconds: float) -> float:
    """Seconds until something is true; so many if it never is."""
    began = time.monotonic()
    while time.monotonic() < began + seconds:
        if true():
            return time.monotonic() - began
        time.sleep(0.05)
    return seconds
