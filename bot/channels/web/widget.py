"""What other websites load: ``/widget.js``, its modules, a page to show in a frame, and a live demonstration.

The modules are plain files that browsers load as they are; two of them are made here, from the style sheets
and the words that the pages use too. No build step stands between a file and the browser.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi import Path as PathParameter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tanyapasal.bot.assistant import MAX_QUESTION_CHARACTERS
from tanyapasal.bot.channels.web.admission.headers import framed_by
from tanyapasal.bot.channels.web.pages.templating import WORDING, page
from tanyapasal.bot.sites import Sites

STATIC = Path(__file__).parent / "static"
STYLES = ("tokens.css", "reply.css", "widget/widget.css")
_CACHED = "public, max-age=300"

router = APIRouter(include_in_schema=False)


def _style_module() -> str:
    css = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in STYLES)
    return f"export default {json.dumps(css, ensure_ascii=False)};\n"


def _wording_module() -> str:
    words = {**WORDING, "limits": {"question": str(MAX_QUESTION_CHARACTERS)}}
    return f"export default {json.dumps(words, ensure_ascii=False)};\n"


_MADE: dict[str, Callable[[], str]] = {"styles.js": _style_module, "wording.js": _wording_module}


@cache
def modules() -> dict[str, bytes]:
    """Every module by name, as served. ``loader.js`` is a classic script, see ``/widget.js``."""
    files = {file.name: file.read_bytes() for file in sorted((STATIC / "widget").glob("*.js"))}
    return files | {name: make().encode() for name, make in _MADE.items()}


@router.api_route("/widget.js", methods=["GET", "HEAD"])
def loader(request: Request) -> Response:
    """The one script that a page includes. It is public; what it loads is decided by the site key."""
    response = _script(request, modules()["loader.js"])
    response.headers["Access-Control-Allow-Origin"] = "*"  # for pages that pin it with ``integrity``
    return response


@router.api_route("/widget/{site}/{name}.js", methods=["GET", "HEAD"])
def module(
    request: Request, site: Annotated[str, PathParameter()], name: Annotated[str, PathParameter()]
) -> Response:
    """A module of the widget. ``site`` decides which origins may load it (see ``origins``)."""
    content = modules().get(f"{name}.js")
    if content is None or not site:
        raise HTTPException(404)
    return _script(request, content)


@router.api_route("/widget/demo", methods=["GET", "HEAD"])
def demonstration(
    request: Request,
    title: Annotated[str, Query(max_length=200)] = "Tanya Peraturan",
    color: Annotated[str, Query(max_length=20)] = "#0f5c57",
    position: Annotated[str, Query(max_length=20)] = "bottom-right",
    theme: Annotated[str, Query(max_length=20)] = "auto",
) -> Response:
    """A page like any other website's, with the widget as the form on it says."""
    address = str(request.url_for("loader"))
    options = {"title": title, "color": color, "position": position, "theme": theme}
    return page("demo.html", options=options, address=address)


@router.api_route("/widget/frame", methods=["GET", "HEAD"])
def frame(request: Request, site: Annotated[str, Query(max_length=60)] = "") -> Response:
    """The chat alone, for ``<iframe>``: the origins of ``site`` may show it, nobody else."""
    sites: Sites = request.app.state.sites
    response = page("frame.html", max_characters=MAX_QUESTION_CHARACTERS)
    response.headers.update(framed_by(sites.origins(site)))
    return response


def _script(request: Request, content: bytes) -> Response:
    tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": _CACHED, "Cross-Origin-Resource-Policy": "cross-origin"}
    if request.headers.get("if-none-match", "").removeprefix("W/") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="text/javascript; charset=utf-8", headers=headers)
