"""The pages for asking: the chat ``/`` and the plain form ``/tanya``, which needs no JavaScript."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.assistant import MAX_QUESTION_CHARACTERS
from bot.channels import wire
from bot.channels.web import held
from bot.channels.web.api import MAX_CONVERSATION_ID_CHARACTERS, answered, loading_of
from bot.channels.web.templating import page
from bot.errors import NotReadyError, QuestionTooLongError
from bot.reply import Option
from index.law import ProgramReference
from index.passages import RegulationCard

router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=["GET", "HEAD"], response_class=HTMLResponse)
def chat_page(request: Request, q: Annotated[str, Query()] = "") -> Response:
    """The chat, with questions to start from and the regulations held, as soon as they are known."""
    if q.strip():
        return RedirectResponse("/tanya?" + urlencode({"q": q}, errors="replace"), status_code=303)
    examples: tuple[Option, ...] = ()
    cards: tuple[RegulationCard, ...] = ()
    programs: tuple[tuple[ProgramReference, str], ...] = ()
    if loading_of(request).state == "ready":
        assistant = loading_of(request).get()
        examples, cards = assistant.examples(), assistant.regulations()
        programs = held.programs(assistant)
    return page(
        "chat.html",
        examples=examples,
        cards=cards,
        programs=programs,
        max_characters=MAX_QUESTION_CHARACTERS,
    )


@router.api_route("/tanya", methods=["GET", "HEAD"], response_class=HTMLResponse)
def asked_by_link(
    request: Request,
    q: Annotated[str, Query()] = "",
    conversation_id: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """A question in the address: can be linked to, bookmarked and printed."""
    return _answered(request, q, conversation_id)


@router.post("/tanya", response_class=HTMLResponse)
async def asked_by_form(request: Request) -> HTMLResponse:
    """A question in the body: stays out of addresses, histories and logs."""
    body = (await request.body()).decode("utf-8", errors="replace")
    try:
        fields = parse_qs(body, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        fields = {}
    question, conversation = (fields.get(name, [""])[0] for name in ("q", "conversation_id"))
    return await run_in_threadpool(_answered, request, question, conversation)


def _answered(request: Request, question: str, conversation_id: str) -> HTMLResponse:
    """The page with the reply. Never fails: what is wrong stands on the page."""
    question = question.strip()
    reply: wire.ReplyModel | None = None
    problem: str | None = None
    status = 200
    try:
        if len(question) > MAX_QUESTION_CHARACTERS:
            raise QuestionTooLongError(
                f"Pertanyaan Anda terlalu panjang. Paling banyak {MAX_QUESTION_CHARACTERS} karakter."
            )
        if question:
            known = conversation_id if len(conversation_id) <= MAX_CONVERSATION_ID_CHARACTERS else ""
            reply = answered(request, loading_of(request).get(), question, known or None)
    except NotReadyError as error:
        problem, status = str(error), 503
    except QuestionTooLongError as error:
        problem, status = str(error), 422
    return page(
        "answer.html",
        status,
        question=question,
        reply=reply,
        problem=problem,
        max_characters=MAX_QUESTION_CHARACTERS,
    )
