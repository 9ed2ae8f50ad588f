"""What an operator can measure, in the format of Prometheus. Never a word of what anybody asked."""

from __future__ import annotations

import hmac
import ipaddress
import os
import time
from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tanyapasal.bot.channels.web.admission.queue import Ending
from tanyapasal.bot.channels.web.admission.requests import route_of

MEDIA_TYPE = CONTENT_TYPE_LATEST
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
# Where processes that serve together put their figures; the library looks there as soon as it is loaded.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
# Nobody reads it: whoever asked has gone away.
ABANDONED = 499
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


# Who sees the figures: everybody, who asks from this machine, who sends the secret as a bearer token, nobody.
Exposure = str
ALL, LOCAL, OFF = "all", "local", "off"
TOKEN = "token:"


def is_shown(exposure: Exposure, request: Request) -> bool:
    """True if who sent the request may see the figures."""
    if exposure.startswith(TOKEN):
        sent = request.headers.get("authorization", "").encode("utf-8", "replace")
        return hmac.compare_digest(sent, f"Bearer {exposure.removeprefix(TOKEN)}".encode())
    if exposure == LOCAL:
        host = request.client.host if request.client else ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False
    return exposure == ALL


class Metrics:
    """The counters of one application. Labels come from small fixed sets, so that memory stays bounded."""

    def __init__(self, collectors: Sequence[Collector] = ()) -> None:
        """``collectors``: what else is told, of the service and of other channels."""
        self._registry = CollectorRegistry(auto_describe=True)
        for collector in collectors:
            self._registry.register(collector)
        self._requests = Counter(
            "tanyapasal_http_requests",
            "Requests by method, route and status.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "tanyapasal_http_request_seconds",
            "Time until the response is sent whole.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._replies = Counter(
            "tanyapasal_replies", "Replies of the web channel by kind.", ("kind",), registry=self._registry
        )
        self._votes = Counter(
            "tanyapasal_votes", "Votes on replies by value.", ("value",), registry=self._registry
        )
        self._queue = Gauge(
            "tanyapasal_queue",
            "Questions that are worked on, and that wait for their turn.",
            ("state",),
            registry=self._registry,
            multiprocess_mode="livesum",
        )
        self._endings = Counter(
            "tanyapasal_queue_endings",
            "Questions that were worked on, refused because the queue was full, expired in it, abandoned by who asked.",
            ("ending",),
            registry=self._registry,
        )
        self._waits = Histogram(
            "tanyapasal_queue_seconds",
            "Time in the queue of questions that were worked on.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._records = Gauge(
            "tanyapasal_records",
            "Records that wait to be written to the database.",
            registry=self._registry,
            multiprocess_mode="livesum",
        )
        self._lost = Counter(
            "tanyapasal_records_lost", "Records that were not written.", registry=self._registry
        )

    def records(self, waiting: int, lost: int) -> None:
        self._records.set(waiting)
        self._lost.inc(lost)

    def queue(self, working: int, waiting: int) -> None:
        self._queue.labels("working").set(working)
        self._queue.labels("waiting").set(waiting)

    def left_queue(self, ending: Ending, seconds: float) -> None:
        self._endings.labels(ending).inc()
        if ending == "worked":
            self._waits.observe(seconds)

    def answered(self, kind: str) -> None:
        self._replies.labels(kind).inc()

    def voted(self, value: str) -> None:
        self._votes.labels(value).inc()

    def served(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method if method in _METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def exposition(self) -> bytes:
        """Of this process, or of all that serve together."""
        if FOLDER not in os.environ:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)


class Measured:
    """ASGI middleware that counts and times requests by the pattern of their route, not by address."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status: int | None = None
        began = time.perf_counter()

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
            status = status or ABANDONED
        finally:
            self._metrics.served(
                str(scope["method"]), route_of(scope), status or 500, time.perf_counter() - began
            )
