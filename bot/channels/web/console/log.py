"""The console's room for the log: lines with filters, charts, export."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tanyapasal.bot.channels.web.asking import loading_of
from tanyapasal.bot.channels.web.console.door import HOME, At, ConsoleRoute, Editing, Seen
from tanyapasal.bot.channels.web.pages import held
from tanyapasal.bot.channels.web.pages.templating import page
from tanyapasal.bot.helpdesk.figures import DAYS, as_csv, as_jsonl, bars, figures
from tanyapasal.bot.storage import QuestionFilter
from tanyapasal.bot.storage.records import LoggedKind, VoteValue

router = APIRouter(prefix=HOME, route_class=ConsoleRoute, include_in_schema=False)
_LINES = 50
_THEMES = 8
_PERIODS = (7, 30, 90, 365)
_KINDS: dict[str, LoggedKind] = {
    "answer": "answer",
    "not_found": "not_found",
    "clarification": "clarification",
    "chat": "chat",
    "error": "error",
}
_VOTES: dict[str, VoteValue] = {"up": "up", "down": "down"}
_FIELDS = ("hasil", "kanal", "suara", "memuat", "sejak", "sampai")


def _wanted(request: Request) -> QuestionFilter:
    """The filter of the address; what it does not understand does not filter."""
    asked = request.query_params
    until = _day(asked.get("sampai", ""))
    return QuestionFilter(
        kinds=tuple(_KINDS[k] for k in asked.getlist("hasil") if k in _KINDS),
        channel=asked.get("kanal", "")[:32] or None,
        since=_day(asked.get("sejak", "")),
        until=until + timedelta(days=1) if until else None,
        containing=asked.get("memuat", "").replace("\x00", "")[:200],
        vote=_VOTES.get(asked.get("suara", "")),
    )


def _day(text: str) -> datetime | None:
    try:
        day = date.fromisoformat(text)
        return datetime.combine(day, time(), UTC) if 2000 <= day.year < 2200 else None
    except ValueError:
        return None


def _query(request: Request) -> dict[str, str]:
    return {name: request.query_params.get(name, "")[:200] for name in _FIELDS}


@router.get("/log", response_class=HTMLResponse)
def log(request: Request, at: At, who: Seen, halaman: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """Lines of the log, newest first."""
    wanted = _wanted(request)
    count = at.desk.store.count_questions(wanted)
    lines = at.desk.store.questions(replace(wanted, limit=_LINES, skip=(halaman - 1) * _LINES))
    chosen = {name: value for name, value in _query(request).items() if value}
    return page(
        "console/log.html",
        who=who,
        here="log",
        lines=[(line, at.desk.store.votes(line.reply_id)) for line in lines],
        count=count,
        number=halaman,
        pages=max(1, -(-count // _LINES)),
        chosen=_query(request),
        query=urlencode(chosen, errors="replace"),
    )


@router.get("/angka", response_class=HTMLResponse)
def charts(request: Request, at: At, who: Seen, hari: Annotated[int, Query(ge=1, le=366)] = DAYS) -> Response:
    """Charts of the last ``hari`` days."""
    themes = at.desk.queue().themes[:_THEMES]
    assistant = loading_of(request).get()
    return page(
        "console/figures.html",
        who=who,
        here="angka",
        figures=figures(at.desk.store, lambda ref: held.topic(ref, assistant), hari),
        themes=list(zip(themes, bars((theme.name, len(theme.questions)) for theme in themes), strict=True)),
        periods=_PERIODS,
    )


@router.get("/ekspor.csv")
def export_csv(request: Request, at: At, who: Editing) -> Response:  # noqa: ARG001 (Editing checks the role)
    """The filtered log as a table."""
    return _download(as_csv(at.desk.store, _wanted(request)), "text/csv; charset=utf-8", "csv")


@router.get("/ekspor.jsonl")
def export_jsonl(request: Request, at: At, who: Editing) -> Response:  # noqa: ARG001 (Editing checks the role)
    """The filtered log, one JSON object a line."""
    return _download(as_jsonl(at.desk.store, _wanted(request)), "application/x-ndjson", "jsonl")


def _download(text: str, kind: str, ending: str) -> Response:
    name = f"tanyapasal-log-{datetime.now(UTC):%Y-%m-%d}.{ending}"
    return Response(
        text.encode("utf-8", errors="replace"),
        media_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
