"""The HTTP API under ``/api/v1``.

Whatever needs the assistant is a plain ``def``: it runs in the thread pool, so that the event loop stays free
for health checks and other people while a question is embedded.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from bot.assistant import MAX_QUESTION_CHARACTERS, Assistant, Loading
from bot.channels import wire
from bot.channels.web import documents, problems
from bot.channels.web.problems import ProblemError
from bot.trust.log import ReceiptLog
from index.law import AnyReference, Locator, Part, Reference, RegulationId, parse_reference
from index.passages import Passage, RegulationCard

MAX_CONVERSATION_ID_CHARACTERS = 100
MAX_TOP = 100
_NAMED_AT_MOST = 20
_PARTS: tuple[Part, ...] = ("batang_tubuh", "penjelasan", "lampiran")

router = APIRouter(prefix="/api/v1")


class AskModel(BaseModel):
    """Satu pertanyaan, dengan atau tanpa percakapan yang mendahuluinya."""

    model_config = ConfigDict(title="Ask", json_schema_extra={"examples": [dict(documents.ASK_EXAMPLE)]})

    question: str = Field(
        max_length=MAX_QUESTION_CHARACTERS, pattern=r"\S", description="Pertanyaan dalam Bahasa Indonesia."
    )
    conversation_id: str | None = Field(
        default=None,
        max_length=MAX_CONVERSATION_ID_CHARACTERS,
        description="Nilai dari balasan sebelumnya, agar pertanyaan lanjutan dipahami; kosong: mulai baru.",
    )


class HealthModel(BaseModel):
    """Proses hidup."""

    status: str = Field(examples=["ok"])


class ReadyModel(BaseModel):
    """Indeks dan model sudah dimuat."""

    status: str = Field(examples=["ready"])
    snapshot: str


def loading_of(request: Request) -> Loading:
    loading: Loading = request.app.state.loading
    return loading


def assistant_of(request: Request) -> Assistant:
    """The assistant, or NotReadyError at once: a browser can wait better than a thread of the pool."""
    return loading_of(request).get()


Ready = Annotated[Assistant, Depends(assistant_of)]


@router.post(
    "/ask",
    response_model=wire.ReplyModel,
    summary="Ajukan pertanyaan",
    responses={
        **documents.example(documents.REPLY_EXAMPLE),
        **documents.errors(problems.BAD_REQUEST, problems.TOO_LARGE, problems.INVALID, problems.NOT_READY),
    },
)
def ask(asked: AskModel, assistant: Ready) -> wire.ReplyModel:
    """Jawaban dengan kutipan pasal, penolakan yang jujur, pertanyaan balik, atau sapaan."""
    return wire.reply_model(assistant.reply(asked.question, asked.conversation_id or None))


@router.get(
    "/search",
    response_model=wire.SearchModel,
    summary="Cari pasal",
    responses={
        **documents.example(documents.SEARCH_EXAMPLE),
        **documents.errors(problems.INVALID, problems.NOT_READY),
    },
)
def search(
    assistant: Ready,
    q: Annotated[
        str,
        Query(
            max_length=MAX_QUESTION_CHARACTERS,
            pattern=r"\S",
            description="Kata kunci atau pertanyaan.",
            examples=["jam pelajaran per tahun"],
        ),
    ],
    top: Annotated[int, Query(ge=1, le=MAX_TOP, description="Banyaknya hasil.")] = 10,
) -> wire.SearchModel:
    """Bagian peraturan yang paling sesuai, yang terbaik dahulu, tanpa menilai apakah menjawab."""
    cards = _cards(assistant)
    hits = [wire.hit_model(hit, cards) for hit in assistant.search(q, top)]
    return wire.SearchModel(question=q, hits=hits, snapshot=assistant.snapshot)


@router.get(
    "/examples",
    response_model=list[wire.OptionModel],
    summary="Contoh pertanyaan",
    responses={
        **documents.example(documents.EXAMPLES_EXAMPLE),
        **documents.errors(problems.NOT_READY),
    },
)
def examples(assistant: Ready) -> list[wire.OptionModel]:
    """Beberapa pertanyaan untuk memulai."""
    return [wire.option_model(option) for option in assistant.examples()]


@router.get(
    "/regulations",
    response_model=wire.RegulationsModel,
    summary="Daftar peraturan",
    responses={
        **documents.example(documents.REGULATIONS_EXAMPLE),
        **documents.errors(problems.NOT_READY),
    },
)
def regulations(assistant: Ready) -> wire.RegulationsModel:
    """Semua peraturan yang dikenal, menurut hierarki, tahun, dan nomor."""
    cards = [wire.regulation_card_model(card) for card in assistant.regulations()]
    return wire.RegulationsModel(regulations=cards, snapshot=assistant.snapshot)


@router.get(
    "/regulations/{id}",
    response_model=wire.RegulationDetailModel,
    summary="Satu peraturan",
    responses={
        **documents.example(documents.REGULATION_EXAMPLE),
        **documents.errors(problems.BAD_REFERENCE, problems.NOT_HELD, problems.NOT_READY),
    },
)
def regulation(
    id: Annotated[str, Path(description="Id baku.", examples=["uu-20-2023"])],
    assistant: Ready,
) -> wire.RegulationDetailModel:
    """Keterangan satu peraturan dan pasal-pasalnya yang tersedia."""
    found = RegulationId.parse(id)
    card = _cards(assistant).get(found)
    if card is None:
        raise _unknown_regulation(found, assistant)
    return wire.regulation_detail_model(card, _all_passages(found, assistant), assistant.snapshot)


@router.get(
    "/provisions/{ref:path}",
    response_model=wire.ProvisionsModel,
    summary="Bunyi satu tempat",
    responses={
        **documents.example(documents.PROVISIONS_EXAMPLE),
        **documents.errors(problems.BAD_REFERENCE, problems.NOT_HELD, problems.NOT_READY),
    },
)
def provisions(
    ref: Annotated[
        str,
        Path(
            description="Rujukan baku; tanda # pada rujukan program ditulis %23.",
            examples=["uu-20-2023/pasal-47/ayat-2"],
        ),
    ],
    assistant: Ready,
) -> wire.ProvisionsModel:
    """Semua yang tersedia di tempat itu dan di bawahnya."""
    place = parse_reference(ref)
    passages = assistant.passages_at(place)
    if not passages:
        raise _unknown_place(place, assistant)
    cards = _cards(assistant)
    models = [wire.passage_model(passage, wire.card_of(passage.ref, cards)) for passage in passages]
    return wire.ProvisionsModel(ref=str(place), passages=models, snapshot=assistant.snapshot)


@router.get(
    "/replies/{id}/receipt",
    summary="Tanda bukti satu balasan",
    responses={
        **documents.example(documents.RECEIPT_EXAMPLE),
        **documents.errors(problems.NO_RECEIPT),
    },
)
def receipt(
    request: Request, id: Annotated[str, Path(description="Nilai `id` dari balasan.")]
) -> dict[str, Any]:
    """Kutipan, hash bagian dan berkas sumbernya, dan pemeriksaan yang dijalankan; dapat diperiksa tanpa layanan ini."""
    receipts: ReceiptLog | None = request.app.state.receipts
    found = receipts.find(id) if receipts is not None else None
    if found is None:
        raise ProblemError(problems.NO_RECEIPT, "Tanda bukti balasan itu tidak tersimpan di layanan ini.")
    return dict(found)


@router.get("/healthz", response_model=HealthModel, summary="Apakah proses hidup")
async def healthz() -> dict[str, str]:
    """Selalu menjawab, juga ketika model masih dimuat."""
    return {"status": "ok"}


@router.get(
    "/readyz",
    response_model=ReadyModel,
    summary="Apakah layanan siap menjawab",
    responses=documents.errors(problems.NOT_READY),
)
async def readyz(request: Request) -> dict[str, str]:
    """Siap bila indeks dan model sudah dimuat."""
    return {"status": "ready", "snapshot": assistant_of(request).snapshot}


def _cards(assistant: Assistant) -> dict[RegulationId, RegulationCard]:
    return {card.id: card for card in assistant.regulations()}


def _all_passages(regulation: RegulationId, assistant: Assistant) -> tuple[Passage, ...]:
    """Of every part: a place contains only places of its own part, and a regulation has three."""
    found = {
        passage.id: passage
        for part in _PARTS
        for passage in assistant.passages_at(Reference(regulation, Locator(part=part)))
    }
    return tuple(found.values())


def _unknown_regulation(regulation: RegulationId, assistant: Assistant) -> ProblemError:
    cards = assistant.regulations()
    named = ", ".join(f"{card.label} ({card.id})" for card in cards[:_NAMED_AT_MOST])
    more = len(cards) - _NAMED_AT_MOST
    rest = f", dan {more} lainnya di /api/v1/regulations" if more > 0 else ""
    held = f"Yang tersedia: {named}{rest}." if named else "Korpus belum memuat peraturan."
    return ProblemError(problems.NOT_HELD, f"Peraturan {regulation} tidak ada dalam korpus. {held}")


def _unknown_place(place: AnyReference, assistant: Assistant) -> ProblemError:
    if not isinstance(place, Reference):
        return ProblemError(
            problems.NOT_HELD, f"Keterangan {place} tidak ada dalam korpus. Carilah lewat /api/v1/search."
        )
    card = _cards(assistant).get(place.regulation)
    if card is None:
        return _unknown_regulation(place.regulation, assistant)
    refs = list(dict.fromkeys(str(passage.ref) for passage in _all_passages(place.regulation, assistant)))
    named = ", ".join(refs[:_NAMED_AT_MOST])
    more = len(refs) - _NAMED_AT_MOST
    rest = f", dan {more} lainnya di /api/v1/regulations/{place.regulation}" if more > 0 else ""
    held = f"Yang tersedia: {named}{rest}." if named else "Bunyi pasal peraturan ini belum tersedia."
    return ProblemError(problems.NOT_HELD, f"{place} tidak ada dalam korpus untuk {card.label}. {held}")
