"""The pages for asking: the chat ``/`` and the plain form ``/tanya``, which needs no JavaScript."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Query
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tanyapasal.bot.assistant import MAX_QUESTION_CHARACTERS
from tanyapasal.bot.channels import wire
from tanyapasal.bot.channels.web.api import MAX_CONVERSATION_ID_CHARACTERS, FeedbackModel, vote
from tanyapasal.bot.channels.web.asking import answered, loading_of, metrics_of
from tanyapasal.bot.channels.web.feedback import MAX_REASON_CHARACTERS
from tanyapasal.bot.channels.web.pages import held
from tanyapasal.bot.channels.web.pages.showing import address
from tanyapasal.bot.channels.web.pages.templating import message_page, page
from tanyapasal.bot.errors import (
    NotReadyError,
    OverloadedError,
    QuestionTooLongError,
    StorageError,
    TooManyQuestionsError,
    UnknownReplyError,
)
from tanyapasal.bot.reply import Option
from tanyapasal.index.law.passages import RegulationCard
from tanyapasal.index.law.places import ProgramReference

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
async def asked_by_link(
    request: Request,
    q: Annotated[str, Query()] = "",
    conversation_id: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """A question in the address: can be linked to, bookmarked and printed."""
    return await _answered(request, q, conversation_id)


@router.post("/tanya", response_class=HTMLResponse)
async def asked_by_form(request: Request) -> HTMLResponse:
    """A question in the body: stays out of addresses, histories and logs."""
    fields = await _fields(request, "q", "conversation_id")
    return await _answered(request, *fields)


@router.post("/tanya/nilai", response_class=HTMLResponse)
async def voted_by_form(request: Request) -> HTMLResponse:
    """A vote on the reply of the plain page; a second form takes the reason for one against."""
    reply_id, value, reason, conversation = await _fields(
        request, "reply_id", "nilai", "alasan", "conversation_id"
    )
    try:
        voted = FeedbackModel.model_validate(
            {"reply_id": reply_id, "value": value, "reason": reason[:MAX_REASON_CHARACTERS] or None}
        )
        await run_in_threadpool(vote, voted, request, await metrics_of(request))
    except ValidationError:
        return message_page("Penilaian tidak sah", "Pilih “Ya” atau “Tidak” di bawah jawabannya.", 422)
    except UnknownReplyError as error:
        return message_page("Penilaian belum tersimpan", str(error), 404)
    except StorageError as error:
        return message_page("Penilaian belum tersimpan", str(error), 503)
    return page(
        "voted.html",
        voted=voted,
        conversation_id=conversation[:MAX_CONVERSATION_ID_CHARACTERS],
        max_characters=MAX_QUESTION_CHARACTERS,
        max_reason=MAX_REASON_CHARACTERS,
    )


async def _fields(request: Request, *names: str) -> list[str]:
    """The fields of a form that was sent, empty where there is none."""
    body = (await request.body()).decode("utf-8", errors="replace")
    try:
        sent = parse_qs(body, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        sent = {}
    return [sent.get(name, [""])[0] for name in names]


async def _answered(request: Request, question: str, conversation_id: str) -> HTMLResponse:
    """The page with the reply. Never fails: what is wrong stands on the page, and the question in the box."""
    question = question.strip()
    reply: wire.ReplyModel | None = None
    problem: str | None = None
    status, wait, given = 200, 0, Response()
    known = conversation_id if len(conversation_id) <= MAX_CONVERSATION_ID_CHARACTERS else ""
    try:
        if len(question) > MAX_QUESTION_CHARACTERS:
            raise QuestionTooLongError(
                f"Pertanyaan Anda terlalu panjang. Paling banyak {MAX_QUESTION_CHARACTERS} karakter."
            )
        if question:
            reply = await answered(request, given, loading_of(request).get(), question, known or None)
    except NotReadyError as error:
        problem, status = str(error), 503
    except TooManyQuestionsError as error:
        problem, status, wait = str(error), 429, error.wait_seconds
    except OverloadedError as error:
        problem, status, wait = str(error), 503, error.wait_seconds
    except QuestionTooLongError as error:
        problem, status = str(error), 422
    copied = await run_in_threadpool(_for_copying, request, reply) if reply else ""
    response = await run_in_threadpool(
        page,
        "answer.html",
        status,
        question=question,
        reply=reply,
        copied=copied,
        problem=problem,
        conversation_id=reply.conversation_id if reply else known,
        max_characters=MAX_QUESTION_CHARACTERS,
    )
    response.raw_headers += [pair for pair in given.raw_headers if pair[0] == b"set-cookie"]
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _for_copying(request: Request, reply: wire.ReplyModel) -> str:
    """All of the reply with where each citation can be read, as the widget copies it."""
    root = str(request.base_url).rstrip("/")
    pages = dict.fromkeys(f"{root}{address(citation.ref)}" for citation in reply.citations)
    return "\n".join(("\n\n".join(filter(None, (reply.text, reply.details))), *pages))
