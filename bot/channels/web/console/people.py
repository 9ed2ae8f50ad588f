"""The console's room for its staff: who may log in, seen and changed by editors."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tanyapasal.bot.channels.web.console.door import HOME, At, Console, ConsoleRoute, Editing, Posted, Visitor
from tanyapasal.bot.channels.web.pages.templating import page
from tanyapasal.bot.errors import AccountError
from tanyapasal.bot.helpdesk.people import MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS
from tanyapasal.bot.storage import Role

PATH = f"{HOME}/petugas"
router = APIRouter(prefix=PATH, route_class=ConsoleRoute, include_in_schema=False)
_ROLES: dict[str, Role] = {"agent": "agent", "editor": "editor"}


@router.get("", response_class=HTMLResponse)
def staff(at: At, who: Editing) -> Response:
    """Everybody who may log in."""
    return _staff_page(at, who)


@router.post("", response_class=HTMLResponse)
def add(at: At, who: Editing, sent: Posted) -> Response:
    """Make somebody a user, or give them another password and role; their sessions end."""
    name, role = sent.one("nama").strip().lower(), _ROLES.get(sent.one("peran"))
    if role is None:
        return _staff_page(at, who, "Pilih peran agen atau editor.", name)
    if name == who.user.name and role != who.user.role:
        return _staff_page(at, who, "Peran Anda sendiri hanya dapat diubah oleh editor lain.", name)
    try:
        at.people.add(name, role, sent.one("sandi"))
    except AccountError as error:
        return _staff_page(at, who, str(error), name)
    return RedirectResponse(PATH, status_code=303)


@router.post("/hapus", response_class=HTMLResponse)
def remove(at: At, who: Editing, sent: Posted) -> Response:
    """Delete a user; never oneself, so that an editor always remains."""
    name = sent.one("nama")
    if name == who.user.name:
        return _staff_page(at, who, "Anda tidak dapat menghapus diri sendiri; mintalah editor lain.")
    try:
        at.people.remove(name)
    except AccountError as error:
        return _staff_page(at, who, str(error))
    return RedirectResponse(PATH, status_code=303)


def _staff_page(at: Console, who: Visitor, problem: str = "", name: str = "") -> Response:
    return page(
        "console/staff.html",
        422 if problem else 200,
        who=who,
        here="petugas",
        staff=at.people.everybody(),
        problem=problem,
        name=name[:64],
        min_password=MIN_PASSWORD_CHARACTERS,
        max_password=MAX_PASSWORD_CHARACTERS,
    )
