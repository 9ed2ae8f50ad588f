"""A limit to what a request may carry, kept before anything is parsed."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.web.problems import TOO_LARGE, problem_response

MAX_BODY_BYTES = 64 * 1024
# What another service posts, which would send it again and again if it were refused.
LARGER_BODY_BYTES = 1024 * 1024
# A client that is still writing sees a reset connection instead of the answer: some more is read and dropped.
_DRAINED_BYTES = 1024 * 1024


class BodyLimit:
    """ASGI middleware: reads the body (at most MAX_BODY_BYTES) and hands it on whole, or answers 413.

    ``larger``: paths at which LARGER_BODY_BYTES are taken.
    """

    def __init__(self, app: ASGIApp, larger: frozenset[str] = frozenset()) -> None:
        self._app, self._larger = app, larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
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
