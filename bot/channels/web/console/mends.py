"""The console's room for mended copies: what was misread, what it is read as and why, taken back with one click."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi import Path as PathParameter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tanyapasal.bot.channels.web.console.door import HOME, ConsoleRoute, Editing, Posted, RefusedError, Seen
from tanyapasal.bot.channels.web.pages.templating import page
from tanyapasal.bot.errors import MendsError, NotReadyError
from tanyapasal.bot.helpdesk.mends import REBUILD, Mends

PATH = f"{HOME}/salinan"
router = APIRouter(prefix=PATH, route_class=ConsoleRoute, include_in_schema=False)
_ON_A_PAGE = 50
Regulation = Annotated[str, PathParameter(max_length=128)]


@router.get("", response_class=HTMLResponse)
def regulations(request: Request, who: Seen) -> Response:
    """Every regulation of whose copy something was mended."""
    try:
        found = _mends(request).regulations()
    except MendsError as error:
        raise NotReadyError(str(error)) from error
    return page("console/mended.html", who=who, here="salinan", regulations=found)


@router.get("/{regulation}", response_class=HTMLResponse)
def mends(
    request: Request,
    who: Seen,
    regulation: Regulation,
    halaman: Annotated[int, Query(ge=1, le=10_000)] = 1,
    diubah: bool = False,
) -> Response:
    """The mends of one regulation in reading order."""
    try:
        told, listed = _mends(request).of(regulation)
    except MendsError as error:
        raise RefusedError(404, "Tidak ada", str(error)) from error
    return page(
        "console/mends.html",
        who=who,
        here="salinan",
        regulation=told,
        mends=listed[(halaman - 1) * _ON_A_PAGE : halaman * _ON_A_PAGE],
        number=halaman,
        pages=max(1, -(-len(listed) // _ON_A_PAGE)),
        notice=REBUILD if diubah else "",
    )


@router.post("/{regulation}")
def change(request: Request, who: Editing, sent: Posted, regulation: Regulation) -> Response:
    """Take one mend back, or mend again what was undone."""
    undo = sent.one("aksi") == "batal"
    try:
        changed = _mends(request).set_undone(
            regulation, {sent.one("perbaikan")}, who.user.name if undo else None
        )
    except MendsError as error:
        raise RefusedError(409, "Tidak dapat diubah", str(error)) from error
    if not changed:
        raise RefusedError(404, "Tidak ada", "Perbaikan itu tidak ada, atau sudah diubah oleh petugas lain.")
    number = sent.one("halaman")
    place = f"?halaman={number if number.isdecimal() else 1}&diubah=1#{sent.one('tempat')[:20]}"
    return RedirectResponse(f"{PATH}/{regulation}{place}", status_code=303)


def _mends(request: Request) -> Mends:
    found: Mends | None = request.app.state.mends
    if found is None:
        raise NotReadyError("Perbaikan teks OCR tidak ditampilkan di layanan ini.")
    return found
