"""The console of the helpdesk, ``/helpdesk``: login, the queue, one question, search.

``console_door`` decides who may in; the further rooms are ``console_answers``, ``console_log``, ``console_audit``,
``console_mends`` and ``console_people``.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query
from fastapi import Path as PathParameter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tanyapasal.bot.assistant import MAX_QUESTION_CHARACTERS
from tanyapasal.bot.channels import wire
from tanyapasal.bot.channels.web.asking import loading_of
from tanyapasal.bot.channels.web.console import answers as console_answers
from tanyapasal.bot.channels.web.console import audit as console_audit
from tanyapasal.bot.channels.web.console import keys as console_keys
from tanyapasal.bot.channels.web.console import log as console_log
from tanyapasal.bot.channels.web.console import mends as console_mends
from tanyapasal.bot.channels.web.console import people as console_people
from tanyapasal.bot.channels.web.console.door import (
    COOKIE,
    HOME,
    LOGIN,
    LOGIN_COOKIE,
    At,
    Console,
    ConsoleRoute,
    Posted,
    RefusedError,
    Seen,
    Sent,
)
from tanyapasal.bot.channels.web.pages import held
from tanyapasal.bot.channels.web.pages.templating import page
from tanyapasal.bot.errors import TooManyAttemptsError
from tanyapasal.bot.helpdesk.desk import Desk
from tanyapasal.bot.helpdesk.mends import Mends
from tanyapasal.bot.helpdesk.people import SESSION_LIFE, People
from tanyapasal.index.judging.confidence import THRESHOLD

router = APIRouter(prefix=HOME, route_class=ConsoleRoute, include_in_schema=False)
_HITS = 8
_MAX_DISMISSED = 300


def install(app: FastAPI, desk: Desk, auditing: console_audit.Auditing, mends: Mends | None) -> None:
    """Mount the console."""
    app.state.console = Console(desk, People(desk.store.desk))
    app.state.auditing = auditing
    app.state.mends = mends
    app.include_router(router)
    for room in (console_answers, console_log, console_audit, console_people, console_mends, console_keys):
        app.include_router(room.router)


@router.get("/masuk", response_class=HTMLResponse)
def login_page(request: Request, at: At) -> Response:
    """The form for logging in."""
    return _login_page(request, at)


def _login_page(
    request: Request, at: Console, problem: str = "", name: str = "", status: int = 200
) -> Response:
    nonce = secrets.token_urlsafe(32)
    response = page("console/login.html", status, csrf=at.login_token(nonce), problem=problem, name=name)
    _set_cookie(request, response, LOGIN_COOKIE, nonce)
    return response


@router.post("/masuk", response_class=HTMLResponse)
def log_in(request: Request, at: At, sent: Sent) -> Response:
    """Log in. The session is a new one, whatever the browser brought along."""
    nonce = request.cookies.get(LOGIN_COOKIE, "")
    if not nonce or not hmac.compare_digest(sent.one("csrf").encode(), at.login_token(nonce).encode()):
        return _login_page(request, at, "Formulir tidak berlaku lagi. Silakan coba lagi.", status=403)
    address = request.client.host if request.client else ""
    name = sent.one("nama")[:64]
    try:
        entered = at.people.log_in(name, sent.one("sandi"), address)
    except TooManyAttemptsError as error:
        return _login_page(request, at, str(error), name, 429)
    if entered is None:
        return _login_page(request, at, "Nama pengguna atau kata sandi tidak cocok.", name, 401)
    before = at.people.visitor(request.cookies.get(COOKIE, ""))
    if before is not None:
        at.people.log_out(before[1])
    response = RedirectResponse(HOME, status_code=303)
    _set_cookie(request, response, COOKIE, entered[0], int(SESSION_LIFE.total_seconds()))
    response.delete_cookie(LOGIN_COOKIE, path=HOME)
    return response


def _set_cookie(request: Request, response: Response, name: str, value: str, age: int | None = None) -> None:
    response.set_cookie(
        name,
        value,
        max_age=age,
        path=HOME,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


@router.post("/keluar")
def log_out(at: At, who: Seen, sent: Posted) -> Response:  # noqa: ARG001 (Posted checks the token)
    at.people.log_out(who.session)
    response = RedirectResponse(LOGIN, status_code=303)
    response.delete_cookie(COOKIE, path=HOME)
    return response


@router.get("", response_class=HTMLResponse)
def queue(at: At, who: Seen) -> Response:
    """What waits for the helpdesk."""
    return page("console/queue.html", who=who, here="antrean", queue=at.desk.queue())


@router.post("/selesai")
def dismiss(at: At, who: Seen, sent: Posted) -> Response:
    """Take questions out of the queue that need no answer."""
    at.desk.dismiss(sent.all("balasan")[:_MAX_DISMISSED], who.user.name)
    return RedirectResponse(HOME, status_code=303)


@router.get("/pertanyaan/{reply_id}", response_class=HTMLResponse)
def question(
    request: Request,
    at: At,
    who: Seen,
    reply_id: Annotated[str, PathParameter(max_length=128)],
) -> Response:
    """One question: what was replied, what was found for it, and why that was not taken for an answer."""
    asked = at.desk.question(reply_id)
    if asked is None:
        raise RefusedError(404, "Tidak ada", "Pertanyaan itu tidak ada dalam catatan.")
    text = asked.line.question
    subject = at.desk.curated.reading.subject(text)
    theme = at.desk.theme_of(reply_id)
    return page(
        "console/question.html",
        who=who,
        here="antrean",
        asked=asked,
        theme=theme,
        votes=at.desk.store.votes(reply_id),
        hits=_hits(request, text),
        unknown=subject.unknown,
        threshold=THRESHOLD,
        kept=_kept_reply(at, reply_id),
    )


def _kept_reply(at: Console, reply_id: str) -> str:
    """The text that was replied; empty if it is not kept any more."""
    kept = at.desk.store.reply(reply_id)
    if kept is None:
        return ""
    try:
        return wire.ReplyModel.model_validate_json(kept.json).text
    except ValueError:
        return ""


def _hits(request: Request, text: str) -> list[wire.HitModel]:
    assistant = loading_of(request).get()
    cards = held.cards(assistant)
    return [wire.hit_model(hit, cards) for hit in assistant.search(text[:MAX_QUESTION_CHARACTERS], _HITS)]


@router.get("/cari", response_class=HTMLResponse)
def search(
    request: Request,
    at: At,
    who: Seen,
    q: Annotated[str, Query(max_length=MAX_QUESTION_CHARACTERS)] = "",
) -> Response:
    """For a phone call: what the bot would say, ready to be copied, and the passages beside it."""
    reply: wire.ReplyModel | None = None
    hits: list[wire.HitModel] = []
    if q.strip():
        reply = wire.reply_model(loading_of(request).get().reply(q))
        hits = _hits(request, q)
    curated = at.desk.store.desk.curated_answers("published")
    return page(
        "console/search.html", who=who, here="cari", q=q, reply=reply, hits=hits, curated=len(curated)
    )
