"""A limit to what a request may carry, kept before anything is parsed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tanyapasal.bot.channels.web.problems import TOO_LARGE, problem_response

MAX_BODY_BYTES = 64 * 1024
# What another service posts, which would send it again and again if it were refused.
LARGER_BODY_BYTES = 1024 * 1024
# A client that is still writing sees a reset connection instead of the answer: some more is read and dropped.
_DRAINED_BYTES = 1024 * 1024


class BodyTooLargeError(Exception):
    """A body that a route reads by itself is larger than the route takes; ``limit``: bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class BodyLimit:
    """ASGI middleware: reads the body (at most MAX_BODY_BYTES) and hands it on whole, or answers 413.

    ``larger``: paths at which LARGER_BODY_BYTES are taken. ``streamed``: paths whose routes read the body by
    themselves, after they know who sent it, and how many bytes they take; more raises BodyTooLargeError there.
    """

    def __init__(
        self,
        app: ASGIApp,
        larger: frozenset[str] = frozenset(),
        streamed: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._app, self._larger, self._streamed = app, larger, streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        if (most := self._streamed.get(scope["path"])) is not None:
            await self._app(scope, _counted(receive, most), send)
            return
        limit = LARGER_BODY_BYTES if scope["path"] in self._larger else MAX_BODY_BYTES
        body = bytearray()
        size = 0
        more = True
        while more and size <= _DRAINED_BYTES:
            message = await receive()
            if message["type"] != "http.request":
                return  # the client went away
            chunk: bytes = message.get("body", b"")
            size += len(chunk)
            if size <= limit:
                body += chunk
            more = bool(message.get("more_body", False))
        if size > limit:
            detail = f"Isi permintaan paling besar {limit // 1024} kB."
            response = problem_response(TOO_LARGE, detail, scope, headers={"Connection": "close"})
            await response(scope, receive, send)
            return
        replayed = False

        async def receive_again() -> Message:
            nonlocal replayed
            if replayed:
                return await receive()
            replayed = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self._app(scope, receive_again, send)


def _counted(receive: Receive, limit: int) -> Receive:
    """Raises BodyTooLargeError once more than ``limit`` came and as much again was read and dropped."""
    size = 0

    async def receive_counted() -> Message:
        nonlocal size
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return message
            size += len(message.get("body", b""))
            if size <= limit:
                return message
            if size > 2 * limit or not message.get("more_body", False):
                raise BodyTooLargeError(limit)

    return receive_counted
