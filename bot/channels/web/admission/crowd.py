"""What has no chance is refused before anything is done for it, so that refusing costs next to nothing."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tanyapasal.bot.channels.web.admission.queue import Queue
from tanyapasal.bot.channels.web.pages.templating import message_page
from tanyapasal.bot.channels.web.problems import overloaded
from tanyapasal.bot.errors import OverloadedError

# What orchestrators and operators look at is answered whatever else happens.
ALWAYS = frozenset(
    {"/healthz", "/readyz", "/metrics"} | {f"/api/v1/{n}" for n in ("healthz", "readyz", "metrics")}
)
# Where nothing but questions is sent. The page for asking has a box that keeps the question, so it is drawn.
_ASKING = frozenset({"/api/v1/ask", "/api/v1/search"})


class Crowd:
    """ASGI middleware: 503 for a question while the queue is full, and for anything while ``most`` requests are in hand.

    A request is in hand once its body was read (see ``body_limit``).
    """

    def __init__(self, app: ASGIApp, queue: Queue, most: int) -> None:
        self._app, self._queue, self._most = app, queue, most
        self._in_hand = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in ALWAYS:
            await self._app(scope, receive, send)
            return
        path = str(scope["path"])
        if self._in_hand >= self._most or (path in _ASKING and self._queue.is_full):
            error = self._queue.refuse()
            await _refusal(error, scope)(scope, receive, send)
            return
        self._in_hand += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._in_hand -= 1


def _refusal(error: OverloadedError, scope: Scope) -> Response:
    if scope["path"].startswith(("/api/", "/widget/")):
        return overloaded(str(error), error.wait_seconds, scope)
    response = message_page("Layanan sedang sibuk", str(error), 503)
    response.headers["Retry-After"] = str(error.wait_seconds)
    return response
