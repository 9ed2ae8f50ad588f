"""A name for each request, told to the client and in every line of the log; and one line when it ends."""

from __future__ import annotations

import logging
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tanyapasal.bot.telemetry.logs import new_request_id, request_id

log = logging.getLogger(__name__)

HEADER = "X-Request-ID"
# Asked every few seconds by machines: told only if something is wrong (503: not ready, which the log says elsewhere).
_CHECKS = frozenset({"/healthz", "/readyz", "/metrics"})


class NamedRequests:
    """ASGI middleware. The line holds the pattern of the route, never the address: questions may stand in it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name = new_request_id(Headers(scope=scope).get(HEADER))
        request_id.set(name)  # for this task alone; what fails further out still finds it
        status, began = 500, time.perf_counter()

        async def send_named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                MutableHeaders(scope=message)[HEADER] = name
            await send(message)

        try:
            await self._app(scope, receive, send_named)
        finally:
            if scope.get("path") not in _CHECKS or status not in (200, 503):
                log.info("%s %s %d %.0f ms", scope["method"], route_of(scope), status, _ms(began))


def route_of(scope: Scope) -> str:
    """The pattern of the route that was found, ``unknown`` if none was; a mount (static files) has none of its own."""
    return str(getattr(scope.get("route"), "path", "") or scope.get("root_path") or "unknown")


def _ms(began: float) -> float:
    return (time.perf_counter() - began) * 1000
