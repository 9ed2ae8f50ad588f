"""The console's room for the audit: a document is uploaded, its report shown, and neither is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tanyapasal.bot.channels.web.admission.body_limit import BodyTooLargeError
from tanyapasal.bot.channels.web.console.door import (
    HOME,
    ConsoleRoute,
    Editing,
    Form,
    RefusedError,
    Visitor,
    same_token,
)
from tanyapasal.bot.channels.web.pages.templating import page
from tanyapasal.bot.errors import NotReadyError
from tanyapasal.index.errors import TanyaPasalError
from tanyapasal.index.reading.read_text import FORMATS, SUFFIXES
from tanyapasal.index.text import clean, one_line

if TYPE_CHECKING:  # the service starts without what an audit needs
    from tanyapasal.bot.auditing.report import Shown

PATH = f"{HOME}/periksa"
MAX_UPLOAD_BYTES = 10 * 1024 * 1024
_NAME_CHARACTERS = 120
*_FIRST, _LAST = (name for name, _ in FORMATS.values())
_FORMATS = f"{', '.join(_FIRST)}, atau {_LAST}"

router = APIRouter(prefix=PATH, route_class=ConsoleRoute, include_in_schema=False)


class Auditing(Protocol):
    """Audits uploaded files. Thread-safe."""

    def report(self, name: str, data: bytes) -> Shown:
        """What is found in a file; raises a TanyaPasalError that says what is wrong with it."""


class NoAuditing:
    """For a service that holds no corpus to audit with."""

    def report(self, name: str, data: bytes) -> Shown:  # noqa: ARG002 (nothing is looked at)
        raise NotReadyError("Pemeriksaan dokumen tidak dijalankan di layanan ini.")


async def _uploaded(request: Request, who: Visitor) -> tuple[str, bytes]:
    """Name and content of the file that was sent with the form of this very session.

    The body is read only now that the sender is known to be an editor. What is spooled to a file on the way has
    no name in any folder and is gone when the form is closed.
    """
    try:
        async with request.form(max_files=1, max_fields=4, max_part_size=4096) as sent:
            same_token(Form({"csrf": [str(sent.get("csrf", ""))]}), who.session.csrf)
            file = sent.get("berkas")
            if not isinstance(file, UploadFile) or not file.filename:
                return "", b""
            name = one_line(clean(file.filename)).replace("\\", "/").rsplit("/", 1)[-1]
            return name[-_NAME_CHARACTERS:] or "berkas", await file.read()
    except HTTPException as error:
        message = "Unggahan tidak dapat dibaca. Pilih berkasnya lagi."
        raise RefusedError(400, "Unggahan tidak sah", message) from error


@router.get("", response_class=HTMLResponse)
def audit_page(who: Editing) -> Response:
    """The form."""
    return _audit_page(who)


@router.post("", response_class=HTMLResponse)
async def audit(request: Request, who: Editing) -> Response:
    """The report of the document, on the page and nowhere else."""
    auditing: Auditing = request.app.state.auditing
    try:
        name, data = await _uploaded(request, who)
        if not name:
            return _audit_page(who, problem="Pilih berkas dahulu.", status=422)
        return _audit_page(who, await run_in_threadpool(auditing.report, name, data))
    except BodyTooLargeError as error:
        problem = f"Berkas paling besar {error.limit // 2**20} MB."
        return _audit_page(who, problem=problem, status=413)
    except NotReadyError as error:
        return _audit_page(who, problem=str(error), status=503)
    except TanyaPasalError as error:
        return _audit_page(who, problem=str(error), status=422)


def _audit_page(who: Visitor, report: Shown | None = None, problem: str = "", status: int = 200) -> Response:
    return page(
        "console/audit.html",
        status,
        who=who,
        here="periksa",
        report=report,
        problem=problem,
        max_bytes=MAX_UPLOAD_BYTES,
        formats=_FORMATS,
        suffixes=",".join(SUFFIXES),
    )
