"""What the OpenAPI document says beyond the types: examples, and the errors of each route."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from tanyapasal.bot.channels.web import problems
from tanyapasal.bot.channels.web.problems import FieldErrorModel, ProblemKind, ProblemModel

DESCRIPTION = (
    "Tanya jawab peraturan dalam Bahasa Indonesia. Setiap jawaban menyebut pasalnya dan memuat kutipannya "
    "huruf demi huruf; pertanyaan yang tidak terjawab dari peraturan yang tersedia ditolak.\n\n"
    "Semua kesalahan berbentuk RFC 9457 (`application/problem+json`)."
)

# The regulation of the examples is invented: they belong to no field of law.
ASK_EXAMPLE = {
    "question": "Berapa jam taman kota dibuka setiap hari?",
    "conversation_id": "meja-1",
}

_REGULATION = {
    "id": "perda-7-2031",
    "kind": "perda",
    "number": "7",
    "year": 2031,
    "title": "Taman Kota",
    "status": "berlaku",
}
_QUOTE = (
    "Pengelola membuka taman kota bagi setiap pengunjung paling sedikit 10 (sepuluh) jam dalam 1 (satu) hari."
)
_PLACE = {
    "label": "Pasal 4 ayat (2) Perda Nomor 7 Tahun 2031",
    "regulation": _REGULATION,
    "locator": {"pasal": "4", "ayat": "2", "huruf": None, "angka": None},
}
_TRUST = {
    "source": {"kind": "secondary", "document": "Buku Panduan Taman Kota", "url": None},
    "verification": {
        "verdict": "wrong_article",
        "note": "Pasal 4 ayat (2) dalam naskah resmi mengatur hal lain.",
        "see": ["perda-7-2031/pasal-9/ayat-1"],
    },
}
_HEADLINE = "Pasal 4 ayat (2) Perda Nomor 7 Tahun 2031: minimal 10 jam per hari"
_WARNING = "Nomor pasal ini perlu dicek; lihat Pasal 9 ayat (1) Perda Nomor 7 Tahun 2031."
REPLY_EXAMPLE = {
    "id": "b1f0c2d4",
    "kind": "answer",
    "text": f"{_HEADLINE}\n\n{_QUOTE}\n(menurut Buku Panduan Taman Kota)\n\nCatatan: {_WARNING}",
    "headline": _HEADLINE,
    "statements": [{"text": _QUOTE, "citations": [0]}],
    "citations": [{"ref": "perda-7-2031/pasal-4/ayat-2", **_PLACE, "quote": _QUOTE, **_TRUST}],
    "options": [
        {"label": "Bagaimana dengan hari libur?", "question": "Berapa jam taman kota dibuka pada hari libur?"}
    ],
    "confidence": 0.93,
    "conversation_id": "meja-1",
    "snapshot": "2f6c1d9a",
    "details": (
        "Sumber:\n- Pasal 4 ayat (2) Perda Nomor 7 Tahun 2031 tentang Taman Kota — Buku Panduan Taman Kota"
    ),
    "warning": _WARNING,
    "contact": None,
}
_HEADING = {"heading": "jam kunjungan taman kota", "text": _QUOTE}
SEARCH_EXAMPLE = {
    "question": "jam kunjungan taman",
    "hits": [{"ref": "perda-7-2031/pasal-4/ayat-2", "score": 0.91, **_HEADING, **_PLACE, **_TRUST}],
    "snapshot": "2f6c1d9a",
}
_CARD = {
    **_REGULATION,
    "label": "Perda Nomor 7 Tahun 2031",
    "amends": [],
    "aliases": ["Perda Taman"],
    "deviations": [],
}
REGULATIONS_EXAMPLE = {"regulations": [_CARD], "snapshot": "2f6c1d9a"}
REGULATION_EXAMPLE = {
    **_CARD,
    "provisions": [
        {
            "ref": "perda-7-2031/pasal-4/ayat-2",
            "label": "Pasal 4 ayat (2) Perda Nomor 7 Tahun 2031",
            "heading": "jam kunjungan taman kota",
        }
    ],
    "snapshot": "2f6c1d9a",
}
PROVISIONS_EXAMPLE = {
    "ref": "perda-7-2031/pasal-4/ayat-2",
    "passages": [{"ref": "perda-7-2031/pasal-4/ayat-2", **_HEADING, **_PLACE, **_TRUST}],
    "snapshot": "2f6c1d9a",
}
RECEIPT_EXAMPLE = {
    "format": 2,
    "reply": "5d0c7e1f2a",
    "kind": "answer",
    "time": "2026-11-24T08:15:00Z",
    "question": "Berapa jam taman kota dibuka?",
    "snapshot": "2f6c1d9a",
    "citations": [],
    "checks": [],
    "previous": "0" * 64,
    "hash": "3f1b0c5a7d2e9846" * 4,
}
EXAMPLES_EXAMPLE = [{"label": "Jam kunjungan taman", "question": "Berapa jam taman kota dibuka setiap hari?"}]

FEEDBACK_EXAMPLE = {"reply_id": "b1f0c2d4", "value": "down", "reason": "Yang saya tanyakan hari libur."}

_DETAILS = {
    problems.BAD_REQUEST: "Isi permintaan bukan JSON yang sah.",
    problems.BAD_REFERENCE: "'uu20/47' bukan rujukan; tulis misalnya uu-20-2023/pasal-47/ayat-2.",
    problems.KEY_REFUSED: "Kunci API tidak dikenal. Mintalah kunci kepada pengelola layanan.",
    problems.SCOPE: "Kunci API ini tidak mencakup search; cakupannya: ask.",
    problems.NOT_FOUND: "Angka pemakaian tidak dibuka di alamat ini.",
    problems.NO_RECEIPT: "Tanda bukti balasan itu tidak tersimpan di layanan ini.",
    problems.NOT_HELD: "Peraturan uu-1-1945 tidak ada dalam korpus. Yang tersedia: uu-20-2023.",
    problems.UNKNOWN_REPLY: "Balasan itu tidak dikenal atau sudah tidak disimpan.",
    problems.TOO_LARGE: "Isi permintaan paling besar 64 kB.",
    problems.INVALID: "Periksa isian berikut. question: wajib diisi.",
    problems.TOO_MANY: (
        "Terlalu banyak pertanyaan dari Anda atau jaringan Anda dalam satu menit. Silakan coba lagi dalam 12 detik."
    ),
    problems.NOT_READY: "Layanan masih disiapkan. Silakan coba lagi beberapa saat lagi.",
}


def example(value: object) -> dict[int | str, dict[str, Any]]:
    """``responses`` of a route: the example of its success."""
    return {200: {"content": {"application/json": {"example": value}}}}


def errors(*kinds: ProblemKind) -> dict[int | str, dict[str, Any]]:
    """``responses`` of a route: the problems it can end with."""
    documented: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        if kind.status in documented:
            documented[kind.status]["description"] += f"; {kind.title}"
            continue
        shown = {
            "type": kind.uri,
            "title": kind.title,
            "status": kind.status,
            "detail": _DETAILS[kind],
            "instance": "/api/v1/…",
        }
        if kind is problems.INVALID:
            shown["errors"] = [{"field": "question", "message": "wajib diisi"}]
        content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": shown}
        response: dict[str, Any] = {
            "description": kind.title,
            "content": {problems.MEDIA_TYPE: content},
        }
        if kind in (problems.NOT_READY, problems.TOO_MANY):
            wait = problems.RETRY_AFTER_SECONDS if kind is problems.NOT_READY else 12
            seconds = {"type": "integer", "example": wait}
            response["headers"] = {"Retry-After": {"description": "Tunggu sekian detik.", "schema": seconds}}
        documented[kind.status] = response
    return documented


# Health and figures take no keys.
_WITHOUT_KEYS = ("/healthz", "/readyz", "/metrics")


def _describe_keys(document: dict[str, Any]) -> None:
    """Every route may be asked without a key or with one, which may be refused."""
    document["components"]["securitySchemes"] = {
        "kunci": {
            "type": "http",
            "scheme": "bearer",
            "description": "Kunci mitra dari pengelola layanan; tanpa kunci berlaku batas umum.",
        }
    }
    for path, operations in document["paths"].items():
        for operation in () if path.endswith(_WITHOUT_KEYS) else operations.values():
            operation["security"] = [{}, {"kunci": []}]
            refusals = errors(problems.KEY_REFUSED, problems.SCOPE, problems.TOO_MANY)
            for status, response in refusals.items():
                operation["responses"].setdefault(str(status), response)


def install(app: FastAPI) -> None:
    """Give ``app`` an OpenAPI document that describes the errors too; built once, when first asked for."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title, version=app.version, description=app.description, routes=app.routes
            )
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            # FastAPI adds a 422 to every route with a parameter; ours are declared where they can happen.
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            for operation in (op for path in document["paths"].values() for op in path.values()):
                if "application/json" in operation["responses"].get("422", {}).get("content", {}):
                    del operation["responses"]["422"]
            _describe_keys(document)
            problem = ProblemModel.model_json_schema(ref_template="#/components/schemas/{model}")
            problem.pop("$defs", None)
            schemas["Problem"] = problem
            schemas[FieldErrorModel.__name__] = FieldErrorModel.model_json_schema()
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the way FastAPI documents
