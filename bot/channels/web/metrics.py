"""What an operator can measure, in the format of Prometheus. Never a word of what anybody asked."""

from __future__ import annotations

import time
from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tanyapasal.bot.channels.web.admission.requests import route_of

MEDIA_TYPE = CONTENT_TYPE_LATEST
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


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

    def answered(self, kind: str) -> None:
        self._replies.labels(kind).inc()

    def voted(self, value: str) -> None:
        self._votes.labels(value).inc()

    def served(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method if method in _METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def exposition(self) -> bytes:
        return generate_latest(self._registry)


class Measured:
    """ASGI middleware that counts and times requests by the pattern of their route, not by address."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        began = time.perf_counter()

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            self._metrics.served(str(scope["method"]), route_of(scope), status, time.perf_counter() - began)
