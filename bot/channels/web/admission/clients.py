"""Who asks on the web, and whose a conversation is.

A browser is known for a day by a cookie with a random value; whoever keeps no cookies by address and user agent; a
partner by its API key. Of this a keyed hash of the cookie alone is stored, with what was asked. Ids of conversations that
the server makes carry keyed hashes of cookie and network, so that every process tells whether an id belongs to who sends it. A client may choose ids of its
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
# What a client gets: the id under which its conversation is remembered, the mark of its cookie, that of its network.
_OURS = re.compile(
    rf"(?P<id>[\w-]{{1,64}})\.(?P<cookie>[0-9a-f]{{{_MARK}}})(?P<network>[0-9a-f]{{{_MARK}}})", re.ASCII
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
    """``id``: under which it is remembered, None for one that begins. ``shown``: what the client knows it by, if it does."""

    id: str | None = None
    shown: str | None = None


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
            return Conversation()
        match = _OURS.fullmatch(given)
        if match is None:
            # Its own id: of a client that keeps no cookies, by its network.
            whose = client.partner or (client.network if client.is_new else client.cookie)
            return Conversation("own-" + self._names.of("conversation", whose, given), given)
        if self._belongs(client, match["id"], match["cookie"], match["network"]):
            return Conversation(match["id"], given)
        return Conversation()

    def sealed(self, client: Client, conversation: str) -> str:
        """What ``client`` gets to know a conversation by that began: nobody else can go on with it."""
        cookie = self._mark("cookie", conversation, client.partner or client.cookie)
        # A partner is known by its key alone.
        network = (
            secrets.token_hex(_MARK // 2)
            if client.partner
            else self._mark("network", conversation, client.network)
        )
        return f"{conversation}.{cookie}{network}"

    def _belongs(self, client: Client, conversation: str, cookie: str, network: str) -> bool:
        if client.partner or not client.is_new:
            mark = self._mark("cookie", conversation, client.partner or client.cookie)
            return hmac.compare_digest(cookie, mark)
        return hmac.compare_digest(network, self._mark("network", conversation, client.network))

    def _mark(self, kind: str, conversation: str, whose: str) -> str:
        return self._names.of(f"mark-{kind}", conversation, whose)[:_MARK]
