"""What is kept of the browser that asks: seen, taken along, deleted (UU 27/2022 pasal 5 to 13)."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tanyapasal.bot.channels.web.admission.clients import COOKIE, Clients
from tanyapasal.bot.channels.web.pages.templating import message_page, page
from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.storage import Held, Store
from tanyapasal.bot.storage.rights.export import FILE, exported

PATH = "/data-saya"
router = APIRouter(include_in_schema=False)


@router.get(PATH, response_class=HTMLResponse)
def own_data(request: Request) -> Response:
    """How much is kept of this browser, and what can be done about it."""
    try:
        return _page(_held(request))
    except StorageError as error:
        return message_page("Belum dapat ditampilkan", str(error), 503)


@router.post(f"{PATH}/unduh")
def export(request: Request) -> Response:
    """All of it as a file."""
    try:
        held = _held(request)
    except StorageError as error:
        return message_page("Belum dapat diunduh", str(error), 503)
    return Response(
        exported(held),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{FILE}"', "Cache-Control": "no-store"},
    )


@router.post(f"{PATH}/hapus", response_class=HTMLResponse)
def erase(request: Request) -> Response:
    """Delete all of it, and the cookie that tells whose it was."""
    store = _store(request)
    try:
        gone = store.erase(_person(request)).total if store is not None else 0
    except StorageError as error:
        return message_page("Belum dapat dihapus", str(error), 503)
    said = (
        f"{gone} catatan tentang Anda sudah dihapus."
        if gone
        else "Tidak ada data tentang Anda yang tersimpan."
    )
    response = message_page("Data Anda", said, 200)
    response.delete_cookie(COOKIE)
    return response


def _page(held: Held) -> Response:
    response = page("own_data.html", held=held, empty=held == Held())
    response.headers["Cache-Control"] = "no-store"
    return response


def _held(request: Request) -> Held:
    store = _store(request)
    return Held() if store is None else store.held(_person(request))


def _store(request: Request) -> Store | None:
    store: Store | None = request.app.state.store
    return store


def _person(request: Request) -> str:
    """Who holds this cookie; empty without one, which nothing is kept of."""
    clients: Clients = request.app.state.clients
    client = clients.of(request)
    return "" if client.is_new else clients.person(client)
