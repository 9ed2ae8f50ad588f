"""The console's room for answers: the list, writing, preview, publishing, taking back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi import Path as PathParameter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tanyapasal.bot.assistant import MAX_QUESTION_CHARACTERS, Assistant
from tanyapasal.bot.channels import rendering, wire
from tanyapasal.bot.channels.web.asking import loading_of
from tanyapasal.bot.channels.web.console.door import (
    HOME,
    At,
    Console,
    ConsoleRoute,
    Editing,
    Form,
    Posted,
    RefusedError,
    Seen,
    Visitor,
)
from tanyapasal.bot.channels.web.pages.templating import page
from tanyapasal.bot.errors import DraftError
from tanyapasal.bot.helpdesk.curated import MAX_SUPPORTS, MAX_WORDINGS, support_of
from tanyapasal.bot.reply import Answer
from tanyapasal.bot.storage import Support
from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import parse_reference

router = APIRouter(prefix=f"{HOME}/jawaban", route_class=ConsoleRoute, include_in_schema=False)
_OFFERED = 10
_NOTHING = Form({})


@router.get("", response_class=HTMLResponse)
def answers(at: At, who: Seen) -> Response:
    """Every answer, the published first."""
    found = sorted(at.desk.store.desk.curated_answers(), key=lambda answer: answer.state != "published")
    return page("console/answers.html", who=who, here="jawaban", answers=found)


@router.get("/tulis", response_class=HTMLResponse)
def write(
    request: Request,
    at: At,
    who: Editing,
    dari: Annotated[str, Query(max_length=128)] = "",
    id: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """The form: empty, for the questions of a group (``dari``: one of its replies), or for an answer to revise."""
    filled = _NOTHING
    if id:
        old = at.desk.store.desk.curated(id)
        if old is None:
            raise RefusedError(404, "Tidak ada", "Jawaban itu tidak ada.")
        # What changed is no longer chosen; its place is named, and its new text stands first among the offers.
        standing = [s for s in old.supports if at.desk.curated.stands(s)]
        changed = list(dict.fromkeys(s.ref for s in old.supports if s not in standing))
        filled = Form(
            {
                "rumusan": ["\n".join(old.wordings)],
                "teks": [old.text],
                "kutipan": [f"{s.ref} {s.sha256}" for s in standing],
                "rujukan": ["\n".join(changed)],
                "pengganti": [old.id],
            }
        )
        return _form_page(request, who, filled, notice=old.reason)
    if dari:
        theme, asked = at.desk.theme_of(dari), at.desk.question(dari)
        if theme is None and asked is None:
            raise RefusedError(404, "Tidak ada", "Pertanyaan itu tidak ada dalam catatan.")
        own = (asked.line.question,) if asked is not None else ()
        wordings = tuple(dict.fromkeys((*own, *(theme.wordings if theme else ()))))[:MAX_WORDINGS]
        filled = Form({"rumusan": ["\n".join(wordings)]})
    return _form_page(request, who, filled)


@router.post("", response_class=HTMLResponse)
def send(request: Request, at: At, who: Editing, sent: Posted) -> Response:
    """Show how the answer will look on every channel, or publish it."""
    wordings = sent.one("rumusan").splitlines()
    try:
        supports = _supports(at, sent)
        if sent.one("aksi") == "terbitkan":
            at.desk.publish(wordings, sent.one("teks"), supports, who.user.name, sent.one("pengganti"))
            return RedirectResponse(f"{HOME}/jawaban", status_code=303)
        draft = at.desk.curated.draft(wordings, sent.one("teks"), supports, who.user.name)
        return _form_page(request, who, sent, preview=at.desk.preview(draft))
    except DraftError as error:
        return _form_page(request, who, sent, problem=str(error))


@router.post("/{answer_id}/tarik")
def withdraw(
    at: At,
    who: Editing,
    sent: Posted,  # noqa: ARG001 (checks the token)
    answer_id: Annotated[str, PathParameter(max_length=64)],
) -> Response:
    """Take an answer back; from now on it is given no more."""
    if not at.desk.withdraw(answer_id, who.user.name):
        raise RefusedError(404, "Tidak ada", "Jawaban itu tidak ada.")
    return RedirectResponse(f"{HOME}/jawaban", status_code=303)


def _supports(at: Console, sent: Form) -> list[Support]:
    """What was chosen and what was typed, each once."""
    found: list[Support] = []
    for chosen in sent.all("kutipan")[: MAX_SUPPORTS + 1]:
        ref, _, sha256 = chosen.rpartition(" ")
        found.append(Support(ref, sha256))
    for typed in sent.one("rujukan").splitlines():
        if typed.strip():
            found += at.desk.curated.supports_at(typed)
    return list(dict.fromkeys(found))


def _form_page(
    request: Request,
    who: Visitor,
    filled: Form,
    preview: Answer | None = None,
    problem: str = "",
    notice: str = "",
) -> Response:
    assistant = loading_of(request).get()
    first = next((line for line in filled.one("rumusan").splitlines() if line.strip()), "")
    hits = assistant.search(first[:MAX_QUESTION_CHARACTERS], _OFFERED) if first else ()
    chosen = filled.all("kutipan")
    offered: dict[str, Passage] = {}
    for passage in (*_named(filled, assistant), *(hit.passage for hit in hits)):
        support = support_of(passage)
        offered.setdefault(f"{support.ref} {support.sha256}", passage)
    return page(
        "console/write.html",
        422 if problem else 200,
        who=who,
        here="jawaban",
        filled=filled,
        offered=offered,
        chosen=chosen,
        # Chosen before, and not among what the search offers now.
        others=[value for value in chosen if value not in offered],
        reply=wire.reply_model(preview) if preview else None,
        # Escaped where it is made; of markup it holds what Telegram knows: b, i, blockquote.
        telegram=Markup(rendering.telegram_html(preview)) if preview else "",
        problem=problem,
        notice=notice,
    )


def _named(filled: Form, assistant: Assistant) -> list[Passage]:
    """What is held at exactly the places that are named in the form."""
    found: list[Passage] = []
    for typed in filled.one("rujukan").splitlines()[: MAX_SUPPORTS + 1]:
        try:
            place = parse_reference(typed.strip())
        except ReferenceSyntaxError:
            continue
        found += [p for p in assistant.passages_at(place) if p.ref == place]
    return found
