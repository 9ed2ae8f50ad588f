"""Headers that every response carries."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# No inline scripts or styles and nothing from other hosts: text of a reply can never become code.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors "
)

# A year of encrypted connections, once there was one; over plain http it would say nothing.
_TRANSPORT = {"Strict-Transport-Security": "max-age=31536000"}
SECURITY_HEADERS = {
    "Content-Security-Policy": f"{_POLICY}'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    # Questions may stand in the address (/tanya?q=…); other sites must not learn them from a link. Not
    # "no-referrer": with it browsers send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def framed_by(origins: tuple[str, ...]) -> dict[str, str]:
    """Headers of a page that these origins may show in a frame; the same list as for CORS."""
    if not origins:
        return {}
    return {"Content-Security-Policy": _POLICY + " ".join(("'self'", *origins)), "X-Frame-Options": ""}


class SecurityHeaders:
    """ASGI middleware that adds SECURITY_HEADERS; what a route set itself stays, and an empty one is left out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                transport = _TRANSPORT if scope.get("scheme") == "https" else {}
                for name, value in (SECURITY_HEADERS | transport).items():
                    if headers.setdefault(name, value) == "":
                        del headers[name]
            await send(message)

        await self._app(scope, receive, send_with_headers)
