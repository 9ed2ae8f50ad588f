"""Who asks on the web, and whose a conversation is.

A browser is known for a day by a cookie with a random value; whoever keeps no cookies by address and user agent; a
partner by its API key. Nothing of this is stored: ids of conversations that the server makes carry keyed hashes of
cookie and network, so that every process tells whether an id belongs to who sends it. A client may choose ids of its
own; what is remembered under them is found by that client alone.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tanyapasal.bot.channels.web.admission.asking_limits import client_of
from tanyapasal.bot.privacy import Pseudonyms

COOKIE = "tanyapasal_klien"
COOKIE_SECONDS = 24 * 60 * 60
_SECRET = re.compile(r"[0-9a-f]{32}")
_MARK = 16
# What the server makes: 32 random figures, the mark of the cookie, the mark of the network.
_OURS = re.compile(
    rf"(?P<nonce>[0-9a-f]{{32}})(?P<cookie>[0-9a-f]{{{_MARK}}})(?P<network>[0-9a-f]{{{_MARK}}})"
)


@dataclass(frozen=True, slots=True)
class Client:
    """``cookie``: its secret, given now if ``is_new``. ``network``: address and user agent. ``partner``: id of its key."""

    cookie: str
    is_new: bool
    network: str
    partner: str = ""

    def remember(self, request: Request, response: Response) -> None:
        """Hand out the cookie, if it is new."""
        if self.is_new and not self.partner:
            response.set_cookie(
                COOKIE,
                self.cookie,
                max_age=COOKIE_SECONDS,
                secure=request.url.scheme == "https",
                httponly=True,
                samesite="lax",
            )


@dataclass(frozen=True, slots=True)
class Conversation:
    """``id``: under which it is remembered; ``shown``: what the client knows it by."""

    id: str
    shown: str


class Clients:
    """Tells clients and their conversations apart by one key, the same in every process."""

    def __init__(self, names: Pseudonyms | None = None) -> None:
        self._names = names or Pseudonyms(secrets.token_bytes(32))

    def of(self, request: Request, partner: str = "") -> Client:
        """Who sent the request."""
        sent = request.cookies.get(COOKIE, "")
        known = _SECRET.fullmatch(sent) is not None
        agent = hashlib.sha256(request.headers.get("user-agent", "").encode("utf-8", "replace")).hexdigest()
        network = f"{client_of(request)}/{agent}"
        return Client(sent if known else secrets.token_hex(16), not known, network, partner)

    def person(self, client: Client) -> str:
        """The name under which is kept what this browser asked; empty where nobody is known."""
        return "" if client.partner else self._names.of("web", client.cookie)

    def conversation(self, client: Client, given: str | None) -> Conversation:
        """The conversation to go on with: a new one if none is given, or one that is somebody else's."""
        if not given:
            return self._made(client)
        match = _OURS.fullmatch(given)
        if match is None:
            # Its own id: of a client that keeps no cookies, by its network.
            whose = client.partner or (client.network if client.is_new else client.cookie)
            return Conversation("own-" + self._names.of("conversation", whose, given), given)
        if self._belongs(client, match["nonce"], match["cookie"], match["network"]):
            return Conversation(given, given)
        return self._made(client)

    def _made(self, client: Client) -> Conversation:
        nonce = secrets.token_hex(16)
        made = nonce + self._mark("cookie", nonce, client.partner or client.cookie)
        # A partner is known by its key alone.
        made += (
            secrets.token_hex(_MARK // 2) if client.partner else self._mark("network", nonce, client.network)
        )
        return Conversation(made, made)

    def _belongs(self, client: Client, nonce: str, cookie: str, network: str) -> bool:
        if client.partner or not client.is_new:
            return hmac.compare_digest(cookie, self._mark("cookie", nonce, client.partner or client.cookie))
        return hmac.compare_digest(network, self._mark("network", nonce, client.network))

    def _mark(self, kind: str, nonce: str, whose: str) -> str:
        return self._names.of(f"mark-{kind}", nonce, whose)[:_MARK]
