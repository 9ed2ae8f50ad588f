"""The chat page ``/``. With JavaScript it is a chat; without, a form whose answer is rendered here.

Both show the same reply model; sentences that both need are in ``_WORDING``, which the page hands to the
script as data, so that they cannot drift apart.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.assistant import MAX_QUESTION_CHARACTERS
from bot.channels import wire
from bot.channels.web import showing
from bot.channels.web.api import MAX_CONVERSATION_ID_CHARACTERS, loading_of
from bot.channels.web.problems import RETRY_AFTER_SECONDS
from bot.errors import NotReadyError, QuestionTooLongError
from bot.reply import Option
from index.passages import Verdict

TEMPLATES = Path(__file__).parent / "templates"

_VERDICTS: dict[Verdict, str] = {
    "match": "Sesuai dengan naskah resmi.",
    "number_mismatch": "Perlu dicek: angka dalam kutipan ini berbeda dari naskah resmi.",
    "operator_mismatch": "Perlu dicek: batas ketentuan dalam kutipan ini berbeda dari naskah resmi.",
    "wrong_article": "Perlu dicek: nomor pasal yang disebut sumber ini berbeda dari naskah resmi.",
    "not_found": "Perlu dicek: ketentuan ini tidak ditemukan dalam naskah resmi.",
    "revoked": "Perlu dicek: ketentuan ini sudah dicabut atau diganti.",
    "unverified": "Belum diperiksa terhadap naskah resmi.",
}
_WORDING: dict[str, dict[str, str]] = {
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
    },
}

router = APIRouter(include_in_schema=False)


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
        blocks=showing.blocks,
        heading=showing.heading,
        linked=showing.linked,
        place=showing.place,
        unchecked=showing.unchecked,
        without_options=showing.without_options,
    )
    environment.tests["web_address"] = showing.web_address
    environment.globals["wording"] = _WORDING
    return environment


@router.api_route("/", methods=["GET", "HEAD"], response_class=HTMLResponse)
def chat_page(
    request: Request,
    q: Annotated[str, Query()] = "",
    conversation_id: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """The page; with ``q`` it already holds the reply. Never fails: what is wrong stands on the page."""
    question = q.strip()
    reply: wire.ReplyModel | None = None
    problem: str | None = None
    status = 200
    examples: tuple[Option, ...] = ()
    try:
        if question:
            if len(question) > MAX_QUESTION_CHARACTERS:
                raise QuestionTooLongError(
                    f"Pertanyaan Anda terlalu panjang. Paling banyak {MAX_QUESTION_CHARACTERS} karakter."
                )
            known = conversation_id if len(conversation_id) <= MAX_CONVERSATION_ID_CHARACTERS else ""
            reply = wire.reply_model(loading_of(request).get().reply(question, known or None))
        elif loading_of(request).state == "ready":
            examples = loading_of(request).get().examples()
    except NotReadyError as error:
        problem, status = str(error), 503
    except QuestionTooLongError as error:
        problem, status = str(error), 422
    html = (
        _environment()
        .get_template("chat.html")
        .render(
            question=question,
            reply=reply,
            problem=problem,
            examples=examples,
            max_characters=MAX_QUESTION_CHARACTERS,
        )
    )
    headers = {"Cache-Control": "no-store"}
    if status == 503:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return HTMLResponse(html, status_code=status, headers=headers)
