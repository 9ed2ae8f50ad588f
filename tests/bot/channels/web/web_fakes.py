"""An assistant for tests of the web channel: a handful of real provisions, chosen by words of the question.

It keeps the promises of ``tanyapasal.bot.assistant.Assistant`` (ids, limits, verbatim quotes) without an index.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

from tanyapasal.bot.assistant import MAX_QUESTION_CHARACTERS, Assistant, Loading
from tanyapasal.bot.channels.web.admission.connections import Connections
from tanyapasal.bot.errors import QuestionTooLongError
from tanyapasal.bot.reply import (
    Answer,
    Chat,
    Citation,
    Clarification,
    Contact,
    NotFound,
    Option,
    Reply,
    ReplyHead,
    Statement,
)
from tanyapasal.index.law.passages import Hit, Passage, RegulationCard, Source, Verification
from tanyapasal.index.law.places import (
    AnyReference,
    Locator,
    ProgramReference,
    Reference,
    RegulationId,
    Step,
    parse_reference,
)

API = "/api/v1"

DOCUMENT = Source("secondary", "Ketentuan Pengembangan Kompetensi ASN")
CARDS = (
    RegulationCard(
        RegulationId("uu", "20", 2023),
        "Aparatur Sipil Negara",
        "UU Nomor 20 Tahun 2023",
        "berlaku",
        aliases=("UU ASN",),
    ),
    RegulationCard(
        RegulationId("perlan", "10", 2021),
        "Pelatihan Dasar Calon Pegawai Negeri Sipil",
        "Peraturan LAN Nomor 10 Tahun 2021",
        "tidak diketahui",
    ),
)
HOURS = Passage(
    id="uu-20-2023/pasal-47/ayat-2~1",
    ref=parse_reference("uu-20-2023/pasal-47/ayat-2"),
    label="Pasal 47 ayat (2) UU Nomor 20 Tahun 2023",
    heading="hak jam pelajaran per tahun",
    text=(
        "Setiap Pegawai ASN berhak memperoleh pengembangan kompetensi paling sedikit 20 (dua puluh) jam "
        "pelajaran dalam 1 (satu) tahun."
    ),
    source=DOCUMENT,
    verification=Verification(
        "wrong_article",
        "Dalam naskah resmi, Pasal 47 ayat (2) mengatur pendelegasian kewenangan atas mobilitas talenta.",
        (parse_reference("pp-11-2017/pasal-203/ayat-4"),),
    ),
)
CLASSROOM = Passage(
    id="perlan-10-2021/pasal-15/ayat-1/huruf-a~1",
    ref=parse_reference("perlan-10-2021/pasal-15/ayat-1/huruf-a"),
    label="Pasal 15 ayat (1) huruf a Peraturan LAN Nomor 10 Tahun 2021",
    heading="jam pelajaran Latsar klasikal",
    text="pelatihan klasikal selama 511 JP (~51 hari kerja)",
    source=DOCUMENT,
)
BLENDED = Passage(
    id="perlan-10-2021/pasal-15/ayat-1/huruf-b~1",
    ref=parse_reference("perlan-10-2021/pasal-15/ayat-1/huruf-b"),
    label="Pasal 15 ayat (1) huruf b Peraturan LAN Nomor 10 Tahun 2021",
    heading="jam pelajaran Latsar blended learning",
    text="Blended Learning selama 647 JP (~74 hari kerja)",
    source=Source(
        "official", "Naskah Peraturan LAN Nomor 10 Tahun 2021", "https://jdih.lan.go.id/perlan-10-2021"
    ),
    verification=Verification("match", "Sama dengan naskah resmi."),
)
PLATFORM = Passage(
    id="program/platform-e-learning#lan-ri~1",
    ref=ProgramReference("platform-e-learning", "lan-ri"),
    label="Platform E-Learning ASN: LAN RI (Cloud Learning ASN Unggul)",
    heading="platform e-learning LAN RI",
    text=(
        "- Kursus/pelatihan: Fungsional, Teknis, Sosial Kultural, Kebahasaan.\n"
        "- Tautan: https://tsk.asnunggul.lan.go.id/"
    ),
    source=Source("program", "Ketentuan Pengembangan Kompetensi ASN"),
)
CITED_BY_PLATFORM = Reference(RegulationId("uu", "20", 2023), Locator((Step("pasal", "47"),)))
PASSAGES = (HOURS, CLASSROOM, BLENDED, PLATFORM)
CONTACT = Contact("Bagian Kepegawaian", "https://bkpsdm.contoh.go.id", "Senin-Jumat 08.00-16.00")
EXAMPLES = (
    Option("Jam pelajaran minimal per tahun", "Berapa JP minimal pengembangan kompetensi per tahun?"),
    Option("Lama Latsar CPNS", "Berapa lama Latsar CPNS?"),
    Option("Platform belajar daring", "Apa alamat platform e-learning ASN?"),
    Option("Pengertian kompetensi", "Apa yang dimaksud kompetensi?"),
)


@dataclass
class FakeAssistant:
    """Knows ``jp``, ``latsar`` and ``platform``, of ``cuti`` what the helpdesk says; asks back about ``kompetensi``;
    greets; else refuses.

    ``asked`` is what arrived, ``hold`` lets a test keep an answer back until it is set.
    """

    snapshot: str = "contoh-1"
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    days: list[date | None] = field(default_factory=list)
    hold: threading.Event | None = None

    def reply(self, question: str, conversation_id: str | None = None, as_of: date | None = None) -> Reply:
        if len(question) > MAX_QUESTION_CHARACTERS:
            raise QuestionTooLongError(f"Paling banyak {MAX_QUESTION_CHARACTERS} karakter.")
        self.asked.append((question, conversation_id))
        self.days.append(as_of)
        if self.hold is not None:
            self.hold.wait(30)
        if "galat" in question:
            raise RuntimeError("rusak")
        words = question.lower()
        head = ReplyHead(f"r{len(self.asked)}", conversation_id or "percakapan-1", self.snapshot, 0.9)
        if "latsar" in words:
            return Answer(
                head,
                "Pasal 15 ayat (1) Peraturan LAN Nomor 10 Tahun 2021: 511 JP klasikal, 647 JP blended",
                (
                    Statement(CLASSROOM.text, (0,)),
                    Statement(BLENDED.text, (1,)),
                    Statement(PLATFORM.text, (2,)),
                ),
                (
                    *(Citation(p, p.text, CARDS[1]) for p in (CLASSROOM, BLENDED)),
                    Citation(PLATFORM, PLATFORM.text, None),
                ),
                shown=2,
            )
        if "platform" in words:
            return Answer(
                head,
                PLATFORM.label,
                (Statement(PLATFORM.text, (0,)),),
                (Citation(PLATFORM, PLATFORM.text, None),),
            )
        if "jp" in words:
            return Answer(
                head,
                "Pasal 47 ayat (2) UU Nomor 20 Tahun 2023: minimal 20 JP per tahun",
                (Statement(HOURS.text, (0,)),),
                (Citation(HOURS, HOURS.text, CARDS[0]),),
                warning="Nomor pasal ini perlu dicek.",
                notes=("UU Nomor 20 Tahun 2023 telah diubah dengan UU Nomor 9 Tahun 2031.",),
                options=(Option("Lama Latsar", "Berapa lama Latsar CPNS?"),),
            )
        if "cuti" in words:
            return Answer(
                head,
                HOURS.label,
                (Statement(HOURS.text, (0,)),),
                (Citation(HOURS, HOURS.text, CARDS[0]),),
                note="Tidak berkurang. Lihat https://bkn.go.id/cuti.",
            )
        if "kompetensi" in words:
            return Clarification(
                head,
                "Kompetensi mana yang Anda maksud?",
                (
                    Option("Jumlah JP per tahun", "Berapa JP kompetensi per tahun?"),
                    Option("Latsar CPNS", "Berapa lama Latsar CPNS?"),
                ),
            )
        if "halo" in words:
            return Chat(head, "Halo, ada yang dapat saya bantu?", EXAMPLES[:2])
        return NotFound(
            head,
            f"Maaf, peraturan yang tersedia belum memuat jawaban atas “{question}”. Yang tersedia: "
            "pengembangan kompetensi ASN, Latsar CPNS, dan pelatihan kepemimpinan.",
            EXAMPLES[:2],
            CONTACT,
        )

    def search(self, question: str, top: int = 10) -> tuple[Hit, ...]:  # noqa: ARG002  # finds all
        return tuple(Hit(passage, 1.0 / rank) for rank, passage in enumerate(PASSAGES, start=1))[:top]

    def regulations(self) -> tuple[RegulationCard, ...]:
        return CARDS

    def passages_at(self, ref: AnyReference) -> tuple[Passage, ...]:
        if isinstance(ref, ProgramReference):
            return tuple(
                p
                for p in PASSAGES
                if isinstance(p.ref, ProgramReference)
                and p.ref.program == ref.program
                and ref.section in (None, p.ref.section)
            )
        return tuple(p for p in PASSAGES if isinstance(p.ref, Reference) and ref.contains(p.ref))

    def programs(self) -> tuple[ProgramReference, ...]:
        return (ProgramReference("platform-e-learning"),)

    def citing(self, place: Reference) -> tuple[Passage, ...]:
        return (PLATFORM,) if place.contains(CITED_BY_PLATFORM) else ()

    def examples(self) -> tuple[Option, ...]:
        return EXAMPLES


def loaded(assistant: Assistant) -> Loading:
    """A ``Loading`` that is done."""
    loading = Loading(lambda: assistant)
    loading.start()
    loading.get(timeout=5)
    return loading


@contextmanager
def served(app: FastAPI, port: int = 0, connections: Connections | None = None) -> Iterator[str]:
    """``app`` behind a real server on this machine; gives its address, for example ``http://127.0.0.1:4711``."""
    # With the protocol named, asyncio switches Nagle's algorithm off, as it does for sockets of its own; without it
    # every reply on a connection that is used again waits 40 ms for an acknowledgement.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen()  # from here on a client waits instead of being refused
    http: Any = (connections or Connections()).protocol
    server = uvicorn.Server(uvicorn.Config(app, http=http, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """The problem of ``response``, which must be a complete RFC 9457 one with this status."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    data: dict[str, Any] = response.json()
    assert list(data)[:5] == ["type", "title", "status", "detail", "instance"]
    assert data["status"] == status
    assert data["detail"]
    return data
