"""Lines of the log: when, how grave, from where, for which request; without personal data.

2026-11-26T19:40:00.123+07:00 INFO tanyapasal.bot.channels.web.admission.requests [5f0c…]: POST /api/v1/ask 200 84 ms
{"time": "…", "level": "INFO", "logger": "…", "request": "5f0c…", "message": "…"}
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import datetime
from types import TracebackType

from tanyapasal.bot.privacy import mask
from tanyapasal.bot.settings import LogFormat
from tanyapasal.index.errors import TanyaPasalError

# Which request or message the lines belong to; None where there is none.
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{7,63}")
# Of these every line below a warning is of use to their authors alone, or names addresses that hold a token.
_TALKATIVE = ("alembic", "httpx", "httpcore", "faiss", "sentence_transformers", "matplotlib")
# Errors whose own words may be told: ours are written for people, those of the system name files.
_OF_USE = (TanyaPasalError, OSError, ImportError)

_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def new_request_id(given: str | None = None) -> str:
    """``given`` (by a proxy) if it can be one: 8 to 64 letters, digits, ``.``, ``_``, ``-``, and no number of a person;
    else a new one of 16 characters."""
    if given is not None and _ID.fullmatch(given) and mask(given) == given:
        return given
    return secrets.token_hex(8)


class _Lines(logging.Formatter):
    """One line a record, and below it where an exception came from."""

    def format(self, record: logging.LogRecord) -> str:
        here = f" [{request}]" if (request := request_id.get()) else ""
        lines = [f"{_time(record)} {record.levelname} {record.name}{here}: {_message(record)}"]
        if record.exc_info:
            lines.append(self.formatException(record.exc_info))
        return "\n".join(lines)

    def formatException(self, ei: _Caught) -> str:  # noqa: N802 (as the standard library names it)
        return "\n".join(_told(ei[1])) if ei[1] is not None else ""


class _Json(_Lines):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        held: dict[str, str] = {"time": _time(record), "level": record.levelname, "logger": record.name}
        if (request := request_id.get()) is not None:
            held["request"] = request
        held["message"] = _message(record)
        if record.exc_info:
            held["exception"] = self.formatException(record.exc_info)
        return json.dumps(held, ensure_ascii=False)


class _Handler(logging.StreamHandler):  # type: ignore[type-arg]
    """Ours, so that a second call finds it again; writes to what stderr is at the time."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


def configure(form: LogFormat = "text", level: str = "INFO") -> None:
    """Write what is logged to stderr. Called again it changes form and level; a handler of others (tests) stays alone."""
    root = logging.getLogger()
    ours = next((h for h in root.handlers if isinstance(h, _Handler)), None)
    if ours is None and root.handlers:
        return
    if ours is None:
        ours = _Handler()
        root.addHandler(ours)
    ours.setFormatter(_Json() if form == "json" else _Lines())
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")


def _message(record: logging.LogRecord) -> str:
    """On one line, without numbers and addresses of people."""
    return mask(record.getMessage()).replace("\r", " ").replace("\n", " ⏎ ")


def _told(error: BaseException) -> Iterator[str]:
    """Where an exception and its causes came from. What it says is left out where it may repeat a question."""
    if (before := error.__cause__ or (None if error.__suppress_context__ else error.__context__)) is not None:
        yield from _told(before)
    yield from (line.rstrip("\n") for line in traceback.format_tb(error.__traceback__))
    kind = type(error).__qualname__
    words = " ".join(mask(str(error)).split()) if isinstance(error, _OF_USE) else ""
    yield f"{kind}: {words}" if words else kind
