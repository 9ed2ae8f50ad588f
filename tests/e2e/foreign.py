"""Another website on this machine, with a strict policy and a style sheet that is in nobody's interest."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import HTMLResponse, Response

_STYLE = """
* { font-family: monospace !important; letter-spacing: 3px; }
button, dialog, textarea, section { background: red; color: red; border: 9px dotted red; margin: 50px; }
[hidden], .unseen { display: block !important; }
"""
_PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Badan Kepegawaian</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css"><script src="/noted.js"></script>{head}</head>
<body><main><h1>Badan Kepegawaian</h1><p>Selamat datang. <a href="#a">Tautan halaman</a></p></main>{body}</body></html>"""
# What a page of the host notes about itself: broken policies, events of the widget.
_NOTED = """
window.noted = {violations: [], events: []};
document.addEventListener("securitypolicyviolation", (e) => noted.violations.push(e.effectiveDirective + " " + e.blockedURI));
for (const name of ["ready", "open", "close", "ask", "reply", "error", "feedback", "cite", "restart"])
  document.addEventListener("tanyapasal:" + name, (e) => noted.events.push([name, e.detail]));
"""


def policy(service: str, *, connect: bool = True) -> str:
    """What the documentation tells a website to allow."""
    allowed = f"default-src 'self'; script-src 'self' {service}"
    return f"{allowed}; connect-src 'self' {service}" if connect else allowed


def foreign_site(head: str = "", body: str = "", csp: str | None = None) -> FastAPI:
    """A site with one page, whose ``head`` and ``body`` get these elements."""
    app = FastAPI()
    headers = {"Content-Security-Policy": csp} if csp else {}

    @app.get("/")
    def home() -> HTMLResponse:
        return HTMLResponse(_PAGE.format(head=head, body=body), headers=headers)

    @app.get("/style.css")
    def style() -> Response:
        return Response(_STYLE, media_type="text/css")

    @app.get("/noted.js")
    def noted() -> Response:
        return Response(_NOTED, media_type="text/javascript")

    @app.get("/favicon.ico")
    def icon() -> Response:
        return Response(status_code=204)

    return app
