"""The console's room for keys of partners: made, shown once, and revoked by editors."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tanyapasal.bot.channels.web.console.door import HOME, At, Console, ConsoleRoute, Editing, Posted, Visitor
from tanyapasal.bot.channels.web.pages.templating import page
from tanyapasal.bot.errors import AccountError
from tanyapasal.bot.helpdesk.partners import (
    MOST_PER_DAY,
    MOST_PER_MINUTE,
    PER_DAY,
    PER_MINUTE,
    SCOPES,
    Partners,
)

PATH = f"{HOME}/kunci"
router = APIRouter(prefix=PATH, route_class=ConsoleRoute, include_in_schema=False)


@router.get("", response_class=HTMLResponse)
def keys(at: At, who: Editing) -> Response:
    """Every key, with what was asked today."""
    return _keys_page(at, who)


@router.post("", response_class=HTMLResponse)
def make(at: At, who: Editing, sent: Posted) -> Response:
    """Make a key and show it this once."""
    name = sent.one("nama")
    try:
        quotas = int(sent.one("per_menit") or PER_MINUTE), int(sent.one("per_hari") or PER_DAY)
    except ValueError:
        return _keys_page(at, who, "Kuota harus bilangan bulat.", name)
    try:
        _, text = Partners(at.desk.store.desk).make(name, sent.all("cakupan"), *quotas, who.user.name)
    except AccountError as error:
        return _keys_page(at, who, str(error), name)
    return _keys_page(at, who, made=text)


@router.post("/cabut", response_class=HTMLResponse)
def revoke(at: At, who: Editing, sent: Posted) -> Response:
    """The key opens nothing from now on."""
    try:
        Partners(at.desk.store.desk).revoke(sent.one("id"))
    except AccountError as error:
        return _keys_page(at, who, str(error))
    return RedirectResponse(PATH, status_code=303)


def _keys_page(at: Console, who: Visitor, problem: str = "", name: str = "", made: str = "") -> Response:
    return page(
        "console/keys.html",
        422 if problem else 200,
        who=who,
        here="kunci",
        keys=Partners(at.desk.store.desk).all(),
        problem=problem,
        name=name[:64],
        made=made,
        scopes=SCOPES,
        per_minute=PER_MINUTE,
        per_day=PER_DAY,
        most_per_minute=MOST_PER_MINUTE,
        most_per_day=MOST_PER_DAY,
    )
