"""The HTTP API under ``/api/v1``.

Questions wait in the queue (``admission.queue``) and are worked on in its threads; whatever else needs the assistant is
a plain ``def``, which runs in the thread pool. So the event loop stays free for health checks and other people.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from tanyapasal.bot.assistant import MAX_QUESTION_CHARACTERS
from tanyapasal.bot.channels import wire
from tanyapasal.bot.channels.web import documents, problems
from tanyapasal.bot.channels.web.admission.asking_limits import admit
from tanyapasal.bot.channels.web.admission.partners import admit_partner
from tanyapasal.bot.channels.web.admission.queue import queued
from tanyapasal.bot.channels.web.asking import Counted, Ready, answered, loading_of
from tanyapasal.bot.channels.web.feedback import MAX_REASON_CHARACTERS, Feedback, Vote
from tanyapasal.bot.channels.web.health import HealthModel, ReadyModel, ready
from tanyapasal.bot.channels.web.metrics import MEDIA_TYPE, is_shown
from tanyapasal.bot.channels.web.pages import held
from tanyapasal.bot.channels.web.problems import ProblemError
from tanyapasal.bot.days import read_day
from tanyapasal.bot.trust.log import ReceiptLog
from tanyapasal.index.law.places import RegulationId, parse_reference
from tanyapasal.index.text import clean

MAX_CONVERSATION_ID_CHARACTERS = 100
MAX_TOP = 100

router = APIRouter(prefix="/api/v1")
# What a partner may come to with a key; health and figures have doors of their own.
KEYED = [Depends(admit_partner)]


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
    as_of: str | None = Field(
        default=None,
        max_length=40,
        description="Tanggal (tahun-bulan-hari) yang bunyinya dipakai; kosong: kini.",
    )


class FeedbackModel(BaseModel):
    """Penilaian atas satu balasan; penilaian berikutnya menggantikannya."""

    model_config = ConfigDict(
        title="Feedback", json_schema_extra={"examples": [dict(documents.FEEDBACK_EXAMPLE)]}
    )

    reply_id: str = Field(
        pattern=r"^[A-Za-z0-9_-]+$", max_length=100, description="`id` dari balasan yang dinilai."
    )
    value: Vote = Field(description="`up`: membantu; `down`: tidak membantu.")
    reason: str | None = Field(
        default=None, max_length=MAX_REASON_CHARACTERS, description="Alasan dengan kata-kata sendiri."
    )


@router.post(
    "/ask",
    dependencies=KEYED,
    response_model=wire.ReplyModel,
    summary="Ajukan pertanyaan",
    responses={
        **documents.example(documents.REPLY_EXAMPLE),
        **documents.errors(problems.BAD_REQUEST, problems.TOO_LARGE, problems.INVALID, *problems.OF_ASKING),
    },
)
async def ask(asked: AskModel, assistant: Ready, request: Request, response: Response) -> wire.ReplyModel:
    """Jawaban dengan kutipan pasal, penolakan yang jujur, pertanyaan balik, atau sapaan."""
    day = read_day(asked.as_of) if asked.as_of else None
    return await answered(request, response, assistant, asked.question, asked.conversation_id or None, day)


@router.post(
    "/feedback",
    dependencies=KEYED,
    response_model=FeedbackModel,
    summary="Nilai balasan",
    responses={
        **documents.example(documents.FEEDBACK_EXAMPLE),
        **documents.errors(
            problems.BAD_REQUEST,
            problems.UNKNOWN_REPLY,
            problems.TOO_LARGE,
            problems.INVALID,
            problems.NOT_READY,
        ),
    },
)
def vote(voted: FeedbackModel, request: Request, metrics: Counted) -> FeedbackModel:
    """Simpan penilaian; yang tersimpan dikembalikan."""
    feedback: Feedback = request.app.state.feedback
    reason = clean(voted.reason or "").strip() or None
    feedback.accept(voted.reply_id, voted.value, reason)
    metrics.voted(voted.value)
    return voted.model_copy(update={"reason": reason})


@router.get(
    "/search",
    dependencies=KEYED,
    response_model=wire.SearchModel,
    summary="Cari pasal",
    responses={
        **documents.example(documents.SEARCH_EXAMPLE),
        **documents.errors(problems.INVALID, *problems.OF_ASKING),
    },
)
async def search(
    request: Request,
    assistant: Ready,
    q: Annotated[
        str,
        Query(
            max_length=MAX_QUESTION_CHARACTERS,
            pattern=r"\S",
            description="Kata kunci atau pertanyaan.",
            examples=["jam kunjungan taman"],
        ),
    ],
    top: Annotated[int, Query(ge=1, le=MAX_TOP, description="Banyaknya hasil.")] = 10,
) -> wire.SearchModel:
    """Bagian peraturan yang paling sesuai, yang terbaik dahulu, tanpa menilai apakah menjawab."""
    admit(request)  # costs as much as a question

    def found() -> wire.SearchModel:
        cards = held.cards(assistant)
        hits = [wire.hit_model(hit, cards) for hit in assistant.search(q, top)]
        return wire.SearchModel(question=q, hits=hits, snapshot=assistant.snapshot)

    return await queued(request, found)


@router.get(
    "/examples",
    dependencies=KEYED,
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
    dependencies=KEYED,
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
    dependencies=KEYED,
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
    card = held.cards(assistant).get(found)
    if card is None:
        raise ProblemError(problems.NOT_HELD, held.unknown_regulation(found, assistant))
    return wire.regulation_detail_model(card, held.all_passages(found, assistant), assistant.snapshot)


@router.get(
    "/provisions/{ref:path}",
    dependencies=KEYED,
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
        raise ProblemError(problems.NOT_HELD, held.unknown_place(place, assistant))
    cards = held.cards(assistant)
    models = [wire.passage_model(passage, wire.card_of(passage.ref, cards)) for passage in passages]
    return wire.ProvisionsModel(ref=str(place), passages=models, snapshot=assistant.snapshot)


@router.get(
    "/replies/{id}/receipt",
    dependencies=KEYED,
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
async def readyz(request: Request) -> ReadyModel:
    """Siap bila indeks dan model sudah dimuat. Indeks baru dipakai tanpa dimulai ulang; yang rusak ditolak.

    Saluran Telegram yang tidak menerima pesan disebut di sini.
    """
    return ready(loading_of(request), request.app.state.telegram)


@router.get(
    "/metrics",
    response_class=Response,
    summary="Angka pemakaian untuk Prometheus",
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **documents.errors(problems.NOT_FOUND),
    },
)
def metrics(request: Request, counted: Counted) -> Response:
    """Banyaknya permintaan, balasan, dan penilaian, tanpa isi pertanyaan."""
    if not is_shown(request.app.state.exposure, request):
        raise ProblemError(problems.NOT_FOUND, "Angka pemakaian tidak dibuka di alamat ini.")
    return Response(counted.exposition(), media_type=MEDIA_TYPE)
