"""Which pages of other origins may use the service: CORS by site key, closed unless listed.

The key is part of the address (``?site=KEY`` or ``/widget/KEY/…``), because a preflight carries no headers of
its own; so the preflight, the request and the frame (see ``headers``) are decided by the same list.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tanyapasal.bot.channels.web.problems import ORIGIN_NOT_ALLOWED, problem_response
from tanyapasal.bot.sites import Sites

NO_SITE = "-"
_MODULE = re.compile(r"/widget/(?P<key>[^/]+)/[^/]+")
_PREFLIGHT_SECONDS = "600"


def site_key(scope: Scope) -> str:
    """The site key that a request names; empty if none."""
    if match := _MODULE.fullmatch(str(scope["path"])):
        return match["key"]
    query = parse_qs(bytes(scope.get("query_string", b"")).decode("latin-1"))  # as long as the server takes
    return query.get("site", [""])[0]


def is_foreign(headers: Headers) -> bool:
    """True if a page of another origin sent the request. Requests that no page sent have no origin."""
    origin = headers.get("origin")
    if origin is None or headers.get("sec-fetch-site") == "same-origin":
        return False
    try:
        return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    except ValueError:
        return True


class CrossOrigin:
    """ASGI middleware: answers preflights, marks what a listed site may read, refuses the rest with 403."""

    def __init__(self, app: ASGIApp, sites: Sites) -> None:
        self._app = app
        self._sites = sites

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] == "/widget.js":  # public: it is the loader alone
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not is_foreign(headers):
            await self._app(scope, receive, _varying(send))
            return
        origin = headers["origin"]
        if not self._allows(scope, origin):
            detail = (
                "Situs yang membuka layanan ini belum terdaftar. Pengelola layanan dapat mendaftarkan asal "
                "situs beserta kuncinya di pengaturan TANYAPASAL_SITES."
            )
            refusal = problem_response(ORIGIN_NOT_ALLOWED, detail, scope, headers={"Vary": "Origin"})
            await refusal(scope, receive, send)
            return
        allowed = {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "Retry-After"}
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            preflight = {
                **allowed,
                "Access-Control-Allow-Methods": "GET, POST",
                "Access-Control-Allow-Headers": "content-type",
                "Access-Control-Max-Age": _PREFLIGHT_SECONDS,
                "Vary": "Origin",
            }
            await Response(status_code=204, headers=preflight)(scope, receive, send)
            return
        await self._app(scope, receive, _varying(send, allowed))

    def _allows(self, scope: Scope, origin: str) -> bool:
        """Pages are for people, not for scripts of other sites: only the API and the widget can be listed."""
        path = str(scope["path"])
        return path.startswith(("/api/v1/", "/widget/")) and self._sites.allow(site_key(scope), origin)


def _varying(send: Send, further: dict[str, str] | None = None) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.add_vary_header("Origin")
            headers.update(further or {})
        await send(message)

    return sending
