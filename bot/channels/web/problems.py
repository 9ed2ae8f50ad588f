"""Errors as RFC 9457 ``application/problem+json``, in sentences a person can act on.

Nothing that was sent is echoed unless it was cleaned: a lone surrogate must not turn a 422 into a 500.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from tanyapasal.bot.channels.web.admission.headers import SECURITY_HEADERS
from tanyapasal.bot.channels.web.admission.requests import HEADER as REQUEST_ID
from tanyapasal.bot.channels.web.metrics import ABANDONED
from tanyapasal.bot.errors import (
    AbandonedError,
    DayError,
    KeyRefusedError,
    NotReadyError,
    OverloadedError,
    QuestionTooLongError,
    ScopeError,
    StorageAwayError,
    TooManyQuestionsError,
    UnknownReplyError,
)
from tanyapasal.bot.telemetry.logs import request_id
from tanyapasal.index.errors import ReferenceSyntaxError, TanyaPasalError
from tanyapasal.index.text import clean

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 3


class FieldErrorModel(BaseModel):
    """One field that is not as expected."""

    field: str = Field(description="Nama isian, misalnya `question`.")
    message: str = Field(description="Apa yang diharapkan.")


class ProblemModel(BaseModel):
    """Kesalahan menurut RFC 9457."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(description="Jenis kesalahan sebagai URI yang tetap.")
    title: str = Field(description="Jenis kesalahan dalam beberapa kata.")
    status: int = Field(description="Kode HTTP.")
    detail: str = Field(description="Apa yang terjadi dan apa yang dapat Anda lakukan.")
    instance: str = Field(description="Alamat yang diminta.")
    errors: list[FieldErrorModel] | None = Field(
        default=None, description="Hanya pada kesalahan isian: setiap isian yang perlu diperbaiki."
    )


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A stable code (last part of ``type``), the HTTP status and the title."""

    code: str
    status: int
    title: str

    @property
    def uri(self) -> str:
        return f"urn:tanyapasal:problem:{self.code}"


BAD_REQUEST = ProblemKind("bad-request", 400, "Permintaan tidak dapat dibaca")
BAD_REFERENCE = ProblemKind("bad-reference", 400, "Rujukan tidak sah")
KEY_REFUSED = ProblemKind("key-refused", 401, "Kunci API ditolak")
SCOPE = ProblemKind("scope", 403, "Di luar cakupan kunci API")
ORIGIN_NOT_ALLOWED = ProblemKind("origin-not-allowed", 403, "Asal situs tidak terdaftar")
NOT_FOUND = ProblemKind("not-found", 404, "Alamat tidak ditemukan")
NO_RECEIPT = ProblemKind("no-receipt", 404, "Tanda bukti tidak ada")
NOT_HELD = ProblemKind("not-held", 404, "Tidak ada dalam korpus")
UNKNOWN_REPLY = ProblemKind("unknown-reply", 404, "Balasan tidak dikenal")
METHOD_NOT_ALLOWED = ProblemKind("method-not-allowed", 405, "Metode tidak didukung")
TOO_LARGE = ProblemKind("too-large", 413, "Permintaan terlalu besar")
INVALID = ProblemKind("invalid", 422, "Isian tidak sesuai")
TOO_LONG = ProblemKind("question-too-long", 422, "Pertanyaan terlalu panjang")
TOO_MANY = ProblemKind("too-many-questions", 429, "Terlalu banyak pertanyaan")
FAILURE = ProblemKind("failure", 500, "Kesalahan di dalam layanan")
NOT_READY = ProblemKind("not-ready", 503, "Layanan belum siap")
OVERLOADED = ProblemKind("overloaded", 503, "Layanan sedang sibuk")
# What every route can end with where questions are asked.
OF_ASKING = (TOO_MANY, NOT_READY, OVERLOADED)


class ProblemError(Exception):
    """Raised by a route to end with this problem."""

    def __init__(self, kind: ProblemKind, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


def problem_response(
    kind: ProblemKind,
    detail: str,
    scope: Scope,
    *,
    errors: Sequence[FieldErrorModel] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    model = ProblemModel(
        type=kind.uri,
        title=kind.title,
        status=kind.status,
        detail=clean(detail),
        instance=quote(str(scope.get("path", "")), safe="/:@!$&'()*+,;=~", errors="replace"),
        errors=list(errors) or None,
    )
    return JSONResponse(
        model.model_dump(exclude_none=True),
        status_code=kind.status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def overloaded(detail: str, wait_seconds: int, scope: Scope) -> JSONResponse:
    """The refusal of one more question: 503, and when to come back."""
    return problem_response(OVERLOADED, detail, scope, headers={"Retry-After": str(wait_seconds)})


def install(app: FastAPI) -> None:
    """Make every error of ``app`` a problem."""
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(ProblemError, _on_problem)
    app.add_exception_handler(TanyaPasalError, _on_known)
    app.add_exception_handler(Exception, _on_unknown)


def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return problem_response(error.kind, error.detail, request.scope)


# What says nothing but what is wrong.
_PLAIN: dict[type[Exception], ProblemKind] = {
    ScopeError: SCOPE,
    QuestionTooLongError: TOO_LONG,
    UnknownReplyError: UNKNOWN_REPLY,
    ReferenceSyntaxError: BAD_REFERENCE,
}


def _on_known(request: Request, error: Exception) -> Response:
    """The text of these errors is meant for people; only the status has to be chosen."""
    match error:
        case NotReadyError() | StorageAwayError():
            later = {"Retry-After": str(RETRY_AFTER_SECONDS)}
            return problem_response(NOT_READY, str(error), request.scope, headers=later)
        case TooManyQuestionsError(wait_seconds=seconds):
            later = {"Retry-After": str(seconds)}
            return problem_response(TOO_MANY, str(error), request.scope, headers=later)
        case KeyRefusedError():
            asked = {"WWW-Authenticate": "Bearer"}
            return problem_response(KEY_REFUSED, str(error), request.scope, headers=asked)
        case OverloadedError(wait_seconds=seconds):
            return overloaded(str(error), seconds, request.scope)
        case AbandonedError():
            return Response(status_code=ABANDONED)
        case DayError():
            error_of = FieldErrorModel(field="as_of", message=str(error))
            return problem_response(INVALID, str(error), request.scope, errors=[error_of])
        case ScopeError() | QuestionTooLongError() | UnknownReplyError() | ReferenceSyntaxError():
            return problem_response(_PLAIN[type(error)], str(error), request.scope)
        case _:
            log.error("%s: %s", request.scope.get("path"), error)
            return problem_response(FAILURE, str(error), request.scope)


def _on_unknown(request: Request, _: Exception) -> Response:
    """Runs outside the middleware, so it sets the security headers itself; the server logs the traceback.

    The server ends the connection after such an error: a client that is not told so sends its next request into
    a closed one.
    """
    code = request_id.get() or "-"
    detail = (
        f"Terjadi kesalahan di dalam layanan (kode {code}). Silakan coba lagi; bila berulang, hubungi pengelola dan "
        "sebutkan kode itu."
    )
    headers = {**SECURITY_HEADERS, "Connection": "close", REQUEST_ID: code}
    return problem_response(FAILURE, detail, request.scope, headers=headers)


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    path = str(request.scope.get("path", ""))
    match error.status_code:
        case 404:
            kind = NOT_FOUND
            detail = f"Alamat {path} tidak ada. Daftar alamat tersedia di /api/v1/openapi.json."
        case 405:
            allowed = (error.headers or {}).get("Allow", "metode lain")
            kind = METHOD_NOT_ALLOWED
            detail = f"Alamat ini tidak menerima {request.method}; gunakan {allowed}."
        case status if status < 500:
            kind = ProblemKind(BAD_REQUEST.code, status, BAD_REQUEST.title)
            detail = 'Isi permintaan tidak dapat dibaca. Kirimkan JSON (UTF-8), misalnya {"question": "…"}.'
        case status:
            kind = ProblemKind(FAILURE.code, status, FAILURE.title)
            detail = "Terjadi kesalahan di dalam layanan. Silakan coba lagi."
    return problem_response(kind, detail, request.scope, headers=error.headers)


def _on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(item.get("type") == "json_invalid" for item in found):
        detail = 'Isi permintaan bukan JSON yang sah. Kirimkan misalnya {"question": "…"} dengan UTF-8.'
        return problem_response(BAD_REQUEST, detail, request.scope)
    errors = [FieldErrorModel(field=_field(item), message=_expectation(item)) for item in found]
    detail = "; ".join(f"{item.field}: {item.message}" for item in errors)
    kind = TOO_LONG if all(_is_long_question(item) for item in found) else INVALID
    return problem_response(kind, f"Periksa isian berikut. {detail}.", request.scope, errors=errors)


def _is_long_question(item: Mapping[str, Any]) -> bool:
    return item.get("type") == "string_too_long" and _field(item) in ("question", "q")


def _field(item: Mapping[str, Any]) -> str:
    """``("body", "question")`` → ``question``; the body as a whole is ``body``."""
    location = [str(part) for part in item.get("loc", ())]
    return clean(".".join(location[1:]))[:100] or "body"


def _expectation(item: Mapping[str, Any]) -> str:
    limits: Mapping[str, Any] = item.get("ctx") or {}
    expected = _EXPECTATIONS.get(item.get("type", ""), "tidak sesuai dengan yang diharapkan")
    return expected.format(**{name: limits.get(name) for name in ("max_length", "expected", "ge", "le")})


_NO_INTEGER = "harus berupa bilangan bulat"
_NO_OBJECT = 'harus berupa objek JSON, misalnya {{"question": "…"}}, dengan Content-Type application/json'
# What pydantic calls a mistake, and what was expected; names in braces are the limits that it hands over
_EXPECTATIONS = {
    "missing": "wajib diisi",
    "string_type": "harus berupa teks",
    "string_unicode": "memuat karakter yang tidak sah; gunakan teks UTF-8",
    "string_too_short": "tidak boleh kosong",
    "string_pattern_mismatch": "tidak boleh kosong",
    "string_too_long": "paling banyak {max_length} karakter",
    "literal_error": "harus salah satu dari {expected}",
    "int_parsing": _NO_INTEGER,
    "int_type": _NO_INTEGER,
    "int_from_float": _NO_INTEGER,
    "greater_than_equal": "paling kecil {ge}",
    "less_than_equal": "paling besar {le}",
    "model_attributes_type": _NO_OBJECT,
    "model_type": _NO_OBJECT,
    "dict_type": _NO_OBJECT,
}
