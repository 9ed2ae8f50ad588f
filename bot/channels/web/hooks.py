"""Addresses to which other services post, each with a secret of its own in a header."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Hook(Protocol):
    """Takes what is posted to ``path``."""

    @property
    def path(self) -> str:
        """Below the root of the server, with a slash in front."""

    async def receive(self, secret: str | None, body: bytes) -> int:
        """Handle one post; the status to answer with."""


def install(app: FastAPI, hooks: Sequence[Hook]) -> None:
    """Mount the hooks; they are no part of the documented API."""
    for hook in hooks:
        app.add_api_route(hook.path, _endpoint(hook), methods=["POST"], include_in_schema=False)


def _endpoint(hook: Hook) -> Callable[[Request], Awaitable[Response]]:
    async def post(request: Request) -> Response:
        return Response(
            status_code=await hook.receive(request.headers.get(SECRET_HEADER), await request.body())
        )

    return post
