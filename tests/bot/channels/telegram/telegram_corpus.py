"""An assistant over a small invented corpus that can be browsed: pasal with neighbours and penjelasan, programs."""

from __future__ import annotations

from dataclasses import dataclass

from tanyapasal.bot.reply import Answer, Citation, Reply, Statement
from tanyapasal.index.law.passages import Hit, Passage, RegulationCard, Source, Verification
from tanyapasal.index.law.places import (
    AnyReference,
    ProgramReference,
    Reference,
    RegulationId,
    parse_reference,
)
from tests.bot.channels.fakes import EXAMPLES, FakeAssistant, head

OFFICIAL = Source("official", "Salinan Peraturan Daerah Kota Contoh Nomor 7 Tahun 2019")
GUIDE = Source("program", "Panduan Pelayanan Kota Contoh", "https://contoh.example/panduan?a=1&b=2")
PERDA = RegulationCard(RegulationId("perda", "7", 2019), "Taman Kota", "Perda Nomor 7 Tahun 2019", "berlaku")
OLD = RegulationCard(
    RegulationId("perda", "3", 1998),
    "Pertamanan",
    "Perda Nomor 3 Tahun 1998",
    "dicabut",
    amends=(RegulationId("perda", "1", 1990),),
)
NOTE = "Angka pada kutipan berbeda dari naskah resmi."


def _pasal(place: str, heading: str, text: str, verification: Verification | None = None) -> Passage:
    ref = parse_reference(f"perda-7-2019/{place}")
    return Passage(
        str(ref), ref, f"{heading} {PERDA.label}", heading, text, OFFICIAL, verification=verification
    )


def _section(program: str, section: str, title: str, heading: str, text: str) -> Passage:
    ref = ProgramReference(program, section)
    return Passage(str(ref), ref, f"{title}: {heading}", heading, text, GUIDE)


LONG = "\n".join(
    f"{chr(97 + n)}. jenis tanaman ke-{n + 1} ditanam pada jarak yang ditetapkan oleh dinas setelah "
    "mendengar pendapat warga di sekitarnya, kecuali bila ruangnya tidak mencukupi; dan" * 1
    for n in range(26)
)
HOURS = _pasal(
    "pasal-3/ayat-1",
    "Pasal 3 ayat (1)",
    "Taman kota dibuka paling sedikit 10 (sepuluh) jam dalam 1 (satu) hari.",
    Verification("number_mismatch", NOTE),
)
PASSAGES = (
    _pasal("pasal-2", "Pasal 2", "Setiap orang berhak menikmati taman kota."),
    HOURS,
    _pasal("pasal-3/ayat-2", "Pasal 3 ayat (2)", "Jam buka diumumkan di <pintu> masuk & di situs."),
    _pasal("pasal-4", "Pasal 4", LONG),
    _pasal("penjelasan/pasal-3/ayat-1", "Penjelasan Pasal 3 ayat (1)", "Jam malam tidak dihitung."),
)
SECTIONS = (
    _section("hak-warga", "hak", "Hak Warga", "Hak menikmati taman", "Warga berhak menikmati taman."),
    _section("kompetensi-tukang", "arti", "Kompetensi Tukang Taman", "Arti", "Kemampuan merawat taman."),
    _section("kompetensi-mandor", "arti", "Kompetensi Mandor", "Arti", "Kemampuan memimpin tukang."),
    _section("kompetensi-mandor", "biaya", "Kompetensi Mandor", "Biaya", "Tanpa biaya."),
    _section("isi-tanda", "isi", "Isi Tanda Kecakapan", "Daftar", "Nama dan tanggal."),
    _section("guna-tanda", "guna", "Guna Tanda Kecakapan", "Daftar", "Syarat menjadi mandor."),
)


@dataclass
class Browsable(FakeAssistant):
    """Answers questions about "jam buka" from HOURS and a program; the rest as the other fake does."""

    def _reply(self, question: str, conversation_id: str | None) -> Reply:
        if "jam buka" not in question.lower():
            return super()._reply(question, conversation_id)
        self.asked.append((question, conversation_id))
        return Answer(
            head(conversation_id),
            f"{HOURS.label}: minimal 10 jam per hari",
            (Statement(HOURS.text, (0,)), Statement(SECTIONS[0].text, (1,))),
            (Citation(HOURS, HOURS.text, PERDA), Citation(SECTIONS[0], SECTIONS[0].text, None)),
            warning=f"Periksa kembali {HOURS.label}: {NOTE}",
            options=EXAMPLES[:1],
        )

    def search(self, question: str, top: int = 10) -> tuple[Hit, ...]:
        words = question.lower().split()
        found = [
            p for p in (*PASSAGES, *SECTIONS) if any(word in f"{p.label} {p.text}".lower() for word in words)
        ]
        return tuple(Hit(p, 1.0 / (rank + 1)) for rank, p in enumerate(found[:top]))

    def regulations(self) -> tuple[RegulationCard, ...]:
        return (OLD, PERDA)

    def passages_at(self, ref: AnyReference) -> tuple[Passage, ...]:
        return tuple(p for p in (*PASSAGES, *SECTIONS) if _holds(ref, p.ref))

    def programs(self) -> tuple[ProgramReference, ...]:
        refs = (p.ref for p in SECTIONS if isinstance(p.ref, ProgramReference))
        return tuple(dict.fromkeys(ProgramReference(ref.program) for ref in refs))

    def citing(self, place: Reference) -> tuple[Passage, ...]:
        return tuple(
            p for p in SECTIONS if any(place.contains(b) for b in p.legal_basis if isinstance(b, Reference))
        )


def _holds(ref: AnyReference, place: AnyReference) -> bool:
    if isinstance(ref, Reference):
        return isinstance(place, Reference) and ref.contains(place)
    return isinstance(place, ProgramReference) and (
        place == ref or (ref.section is None and place.program == ref.program)
    )
