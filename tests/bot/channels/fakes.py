"""A small assistant with one reply of each kind, for tests of channels."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import date

from tanyapasal.bot.assistant import MAX_QUESTION_CHARACTERS, Assistant, Loading
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
    ProgramReference,
    Reference,
    RegulationId,
    parse_reference,
)

SNAPSHOT = "snapshot-for-tests"
DOCUMENT = Source("secondary", "Ketentuan Pengembangan Kompetensi ASN")
UU_ASN = RegulationId("uu", "20", 2023)
CARD = RegulationCard(UU_ASN, "Aparatur Sipil Negara", "UU Nomor 20 Tahun 2023", "berlaku")
AMENDED = "UU Nomor 20 Tahun 2023 telah diubah dengan UU Nomor 9 Tahun 2031."
CONTACT = Contact("Bagian Kepegawaian", "0812-3456-7890", "Senin-Jumat 08.00-16.00")
NOTE = "Menurut catatan pemeriksaan, ketentuan ini mungkin diatur di pasal lain."


def passage(ref: str, label: str, text: str, verification: Verification | None = None) -> Passage:
    place = parse_reference(ref)
    return Passage(ref, place, label, label, text, DOCUMENT, topic="hak", verification=verification)


HOURS = passage(
    "uu-20-2023/pasal-47/ayat-2",
    "Pasal 47 ayat (2) UU Nomor 20 Tahun 2023",
    "Setiap PNS berhak memperoleh pengembangan kompetensi paling sedikit 20 (dua puluh) jam pelajaran.",
    Verification("wrong_article", NOTE, (parse_reference("pp-11-2017/pasal-203/ayat-4"),)),
)
FORMS = passage(
    "uu-20-2023/pasal-48",
    "Pasal 48 UU Nomor 20 Tahun 2023",
    "Bentuk pengembangan kompetensi:\na. pendidikan; dan/atau\nb. pelatihan <klasikal> & nonklasikal.",
)
PROGRAM = Passage(
    id="program/platform-e-learning#lan-ri",
    ref=ProgramReference("platform-e-learning", "lan-ri"),
    label="Platform E-Learning ASN: LAN RI",
    heading="LAN RI",
    text="Tautan: https://tsk.asnunggul.lan.go.id/?a=1&b=2",
    source=Source("program", "Ketentuan Pengembangan Kompetensi ASN", "https://example.go.id/a?b=1&c=<2>"),
)
PASSAGES = (HOURS, FORMS, PROGRAM)
EXAMPLES = (
    Option("Jumlah JP setahun", "Berapa jam pelajaran yang menjadi hak PNS dalam setahun?"),
    Option("Bentuk pengembangan", "Apa saja bentuk pengembangan kompetensi?"),
)


def head(conversation_id: str | None = None, confidence: float = 0.9) -> ReplyHead:
    return ReplyHead("reply-1", conversation_id or "conversation-1", SNAPSHOT, confidence)


def answer(conversation_id: str | None = None) -> Answer:
    """Two statements from two articles and a program, the first of them shown at once; a warning, a note, two ways on."""
    return Answer(
        head(conversation_id),
        "Pasal 47 ayat (2) UU Nomor 20 Tahun 2023: minimal 20 JP",
        (Statement(HOURS.text, (0,)), Statement(FORMS.text, (1,)), Statement(PROGRAM.text, (2,))),
        (
            Citation(HOURS, HOURS.text, CARD),
            Citation(FORMS, FORMS.text, CARD),
            Citation(PROGRAM, PROGRAM.text, None),
        ),
        warning=NOTE,
        notes=(AMENDED,),
        options=EXAMPLES,
    )


def long_answer(conversation_id: str | None = None, statements: int = 60) -> Answer:
    """Far longer than one Telegram message; statement n is marked ``(n)``."""
    filling = "pengembangan kompetensi pegawai; " * 6
    texts = [f"Butir ke-({n}) <&> 🇮🇩: {filling}selesai." for n in range(statements)]
    one = passage("uu-20-2023/pasal-49", "Pasal 49 UU Nomor 20 Tahun 2023", "\n".join(texts))
    return Answer(
        head(conversation_id),
        "Pasal 49 UU Nomor 20 Tahun 2023: rincian",
        tuple(Statement(text, (0,)) for text in texts),
        (Citation(one, one.text, CARD),),
        shown=statements,
        options=EXAMPLES[:1],
    )


def echo(question: str, conversation_id: str | None = None) -> Answer:
    """An answer that repeats the question, in the headline and in the statement."""
    one = passage("uu-20-2023/pasal-50", "Pasal 50 UU Nomor 20 Tahun 2023", f"Mengenai {question}: diatur.")
    statements, citations = (Statement(one.text, (0,)),), (Citation(one, one.text, CARD),)
    return Answer(head(conversation_id), f"Jawaban: {question}", statements, citations)


def not_found(conversation_id: str | None = None) -> NotFound:
    return NotFound(
        head(conversation_id, 0.1), "Mohon maaf, hal itu tidak ada dalam dokumen.", EXAMPLES, CONTACT
    )


def clarification(conversation_id: str | None = None) -> Clarification:
    return Clarification(head(conversation_id, 0.4), "Yang Anda maksud PNS atau PPPK?", EXAMPLES)


def chat(conversation_id: str | None = None) -> Chat:
    return Chat(head(conversation_id, 1.0), "Selamat pagi. Ada yang dapat saya bantu?")


@dataclass
class FakeAssistant:
    """Chooses the kind of reply by a word of the question; any other question is echoed.

    ``asked`` holds question and conversation id of every turn, in order of arrival. A question with ``tahan``
    waits until ``released`` is set (at most ten seconds).
    """

    snapshot: str = SNAPSHOT
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    days: list[date | None] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    _count: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def reply(self, question: str, conversation_id: str | None = None, as_of: date | None = None) -> Reply:
        """Every reply has an id of its own, as those of the real one."""
        self.days.append(as_of)
        reply = self._reply(question, conversation_id)
        with self._lock:
            self._count += 1
            return replace(reply, head=replace(reply.head, id=f"reply-{self._count}"))

    def _reply(self, question: str, conversation_id: str | None) -> Reply:
        if len(question) > MAX_QUESTION_CHARACTERS:
            raise QuestionTooLongError(f"Pertanyaan paling panjang {MAX_QUESTION_CHARACTERS} karakter.")
        self.asked.append((question, conversation_id))
        if "rusak" in question:
            raise RuntimeError("the fake assistant was told to break")
        if "tahan" in question:
            self.released.wait(30)
        if "jam pelajaran" in question:
            return answer(conversation_id)
        if "rincian" in question:
            whole = long_answer(conversation_id)
            return replace(whole, shown=1, notes=(AMENDED,)) if "ringkas" in question else whole
        if "gaji" in question:
            return not_found(conversation_id)
        if "pegawai yang mana" in question:
            return clarification(conversation_id)
        if "selamat pagi" in question.lower():
            return chat(conversation_id)
        return echo(question, conversation_id)

    def search(self, question: str, top: int = 10) -> tuple[Hit, ...]:
        words = question.lower().split()
        found = [p for p in PASSAGES if any(word in p.text.lower() for word in words)]
        return tuple(Hit(p, 1.0 / (rank + 1)) for rank, p in enumerate(found[:top]))

    def regulations(self) -> tuple[RegulationCard, ...]:
        return (CARD,)

    def passages_at(self, ref: AnyReference) -> tuple[Passage, ...]:
        return tuple(p for p in PASSAGES if p.ref == ref or _below(p.ref, ref))

    def programs(self) -> tuple[ProgramReference, ...]:
        refs = (p.ref for p in PASSAGES if isinstance(p.ref, ProgramReference))
        return tuple(dict.fromkeys(ProgramReference(ref.program) for ref in refs))

    def citing(self, place: Reference) -> tuple[Passage, ...]:
        return tuple(
            p for p in PASSAGES if any(place.contains(b) for b in p.legal_basis if isinstance(b, Reference))
        )

    def examples(self) -> tuple[Option, ...]:
        return EXAMPLES


def _below(place: AnyReference, ref: AnyReference) -> bool:
    if isinstance(ref, ProgramReference) and isinstance(place, ProgramReference):
        return place.program == ref.program and ref.section in (None, place.section)
    return isinstance(ref, Reference) and isinstance(place, Reference) and ref.contains(place)


def loaded(assistant: Assistant) -> Loading:
    """A Loading that is ready."""
    loading = Loading(lambda: assistant)
    loading.start()
    loading.get(10)
    return loading
