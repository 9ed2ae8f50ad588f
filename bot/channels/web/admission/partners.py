"""Keys of partners at the HTTP API: whose request it is, whether it may, and how much was asked with the key.

A request without a key is one of the public and admitted as ever; with one, the key's own quota counts instead of that
of the address.
"""

from __future__ import annotations

from starlette.requests import Request

from tanyapasal.bot.helpdesk.partners import Partners
from tanyapasal.bot.storage.doors import Scope

_SCHEME = "bearer "
_SCOPES: dict[str, Scope] = {"ask": "ask", "feedback": "ask", "search": "search"}


def admit_partner(request: Request) -> None:
    """Note whose request it is; raises KeyRefusedError, ScopeError or TooManyQuestionsError."""
    partners: Partners | None = request.app.state.partners
    sent = request.headers.get("authorization", "")
    if partners is None or not sent.lower().startswith(_SCHEME):
        return
    room = request.url.path.removeprefix("/api/v1/").split("/")[0]
    request.state.partner = partners.admitted(sent[len(_SCHEME) :].strip(), _SCOPES.get(room, "read")).id


def partner_of(request: Request) -> str:
    """The id of the key that the request was admitted with; empty if it came without."""
    return str(getattr(request.state, "partner", ""))
