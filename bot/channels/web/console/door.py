"""The door of the console: who is there, may they, and did the form come from our own page."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import Depends
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tanyapasal.bot.channels.web.pages.templating import message_page
from tanyapasal.bot.errors import NotReadyError, StorageError
from tanyapasal.bot.helpdesk.desk import Desk
from tanyapasal.bot.helpdesk.people import People
from tanyapasal.bot.storage import Session, User

HOME = "/helpdesk"
LOGIN = f"{HOME}/masuk"
COOKIE, LOGIN_COOKIE = "tanyapasal_helpdesk", "tanyapasal_masuk"
_MAX_FIELDS = 500


@dataclass(frozen=True, slots=True)
class Console:
    """What the console works with. ``secret``: signs the token of the login form while the process lives."""

    desk: Desk
    people: People
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def login_token(self, nonce: str) -> str:
        """The token of the login form of the browser that holds this cookie."""
        return hmac.new(self.secret, nonce.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is logged in."""

    user: User
    session: Session

    @property
    def writes(self) -> bool:
        """True if they may publish answers and take data out."""
        return self.user.role == "editor"


class LoginRequiredError(Exception):
    """Nobody is logged in."""


class RefusedError(Exception):
    """Not allowed, or not here: status, title and sentence of the page that says so."""

    def __init__(self, status: int, title: str, message: str) -> None:
        super().__init__(message)
        self.status, self.title, self.message = status, title, message


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form that was sent."""

    fields: dict[str, list[str]]

    def one(self, name: str) -> str:
        return self.fields.get(name, [""])[0]

    def all(self, name: str) -> list[str]:
        return self.fields.get(name, [])


def console_of(request: Request) -> Console:
    console: Console = request.app.state.console
    return console


def visitor(request: Request) -> Visitor:
    """Who is logged in; raises LoginRequiredError if nobody is."""
    found = console_of(request).people.visitor(request.cookies.get(COOKIE, ""))
    if found is None:
        raise LoginRequiredError
    return Visitor(*found)


def editor(who: Annotated[Visitor, Depends(visitor)]) -> Visitor:
    """An editor; raises RefusedError for everybody else who is logged in."""
    if not who.writes:
        raise RefusedError(403, "Tidak diizinkan", "Halaman ini hanya untuk petugas dengan peran editor.")
    return who


async def form(request: Request) -> Form:
    """The fields, whoever sent them."""
    body = (await request.body()).decode("utf-8", errors="replace")
    try:
        return Form(parse_qs(body, keep_blank_values=True, max_num_fields=_MAX_FIELDS))
    except ValueError:
        return Form({})


def posted(sent: Annotated[Form, Depends(form)], who: Annotated[Visitor, Depends(visitor)]) -> Form:
    """The fields, if they came from a form that we gave to this very session."""
    same_token(sent, who.session.csrf)
    return sent


def same_token(sent: Form, token: str) -> None:
    """Raises RefusedError if the form does not carry ``token``."""
    if not hmac.compare_digest(sent.one("csrf").encode(), token.encode()):
        raise RefusedError(
            403,
            "Formulir kedaluwarsa",
            "Formulir ini tidak berlaku lagi. Muat ulang halamannya dan coba lagi.",
        )


Seen = Annotated[Visitor, Depends(visitor)]
Editing = Annotated[Visitor, Depends(editor)]
Posted = Annotated[Form, Depends(posted)]
Sent = Annotated[Form, Depends(form)]
At = Annotated[Console, Depends(console_of)]


class ConsoleRoute(APIRoute):
    """A route of pages: what is wrong is a page too, and without a login it is the login."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                response = await handle(request)
            except LoginRequiredError:
                response = RedirectResponse(LOGIN, status_code=303)
            except RefusedError as refused:
                response = message_page(refused.title, refused.message, refused.status)
            except RequestValidationError:
                response = message_page("Isian tidak sesuai", "Periksa kembali alamat atau isian Anda.", 422)
            except (NotReadyError, StorageError) as error:
                response = message_page("Belum dapat ditampilkan", str(error), 503)
            response.headers["Cache-Control"] = "no-store"
            return response

        return handled
