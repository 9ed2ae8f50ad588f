"""The Jinja environment of all pages, and the words that pages and the widget share.

``WORDING`` reaches the widget as its module ``wording.js`` (see ``widget``), so that the two cannot drift apart.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

from tanyapasal.bot.channels.rendering import CONTACT, HELPDESK, MENDED, NOTED
from tanyapasal.bot.channels.web.pages import showing
from tanyapasal.bot.channels.web.problems import RETRY_AFTER_SECONDS
from tanyapasal.bot.conversation.texts import MORE
from tanyapasal.index.law.passages import Verdict

TEMPLATES = Path(__file__).parents[1] / "templates"

_VERDICTS: dict[Verdict, str] = {
    "match": "Sesuai dengan naskah resmi.",
    "number_mismatch": "Perlu dicek: angka dalam kutipan ini berbeda dari naskah resmi.",
    "operator_mismatch": "Perlu dicek: batas ketentuan dalam kutipan ini berbeda dari naskah resmi.",
    "wrong_article": "Perlu dicek: nomor pasal yang disebut sumber ini berbeda dari naskah resmi.",
    "not_found": "Perlu dicek: ketentuan ini tidak ditemukan dalam naskah resmi.",
    "revoked": "Perlu dicek: ketentuan ini sudah dicabut atau diganti.",
    "unverified": "Belum diperiksa terhadap naskah resmi.",
}
WORDING: dict[str, dict[str, str]] = {
    "verdicts": {str(verdict): sentence for verdict, sentence in _VERDICTS.items()},
    "statuses": {
        "berlaku": "Berlaku",
        "diubah": "Diubah",
        "dicabut": "Dicabut",
        "tidak diketahui": "Status belum diketahui",
    },
    "sources": {
        "official": "naskah resmi",
        "secondary": "dokumen yang mengutip peraturan",
        "program": "keterangan program",
    },
    "titles": {
        "answer": "Jawaban",
        "not_found": "Belum ada jawabannya",
        "clarification": "Mohon diperjelas",
        "chat": "TanyaPasal",
        "helpdesk": HELPDESK,
        "noted": NOTED,
        "mended": MENDED,
        "more": MORE,
        "contact": CONTACT,
    },
}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        address=showing.address,
        asked_at=showing.asked_at,
        blocks=showing.blocks,
        capital=showing.capital,
        heading=showing.heading,
        helpdesk_note=showing.helpdesk_note,
        linked=showing.linked,
        message=showing.message,
        notes=showing.notes,
        place=showing.place,
        quotes=showing.quotes,
        unchecked=showing.unchecked,
    )
    environment.tests["web_address"] = showing.web_address
    environment.globals["wording"] = WORDING
    return environment


def page(template: str, status: int = 200, **values: object) -> HTMLResponse:
    """The page; not kept by caches, because what is held changes. 503 says when to come back."""
    html = _environment().get_template(template).render(**values)
    headers = {"Cache-Control": "no-store"}
    if status == 503:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return HTMLResponse(html, status_code=status, headers=headers)


def message_page(title: str, message: str, status: int) -> HTMLResponse:
    """A page that says in one sentence why there is nothing else to read."""
    return page("message.html", status, title=title, message=message)
