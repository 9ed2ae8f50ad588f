"""Questions about a person's own records ("cek tagihan saya"): the service has none and says where to go.

How such questions are put is the same everywhere and stands here; which records a field keeps is data of the corpus.
"""

from __future__ import annotations

import re

from tanyapasal.bot.privacy import mask
from tanyapasal.index.asking.message_forms import MessageForm
from tanyapasal.index.law.domain import Domain

# Records that are kept in every field.
_KEPT = r"saldo|status|usulan|pengajuan|berkas|tagihan|akun|data|riwayat|hasil(?: \w+)?"
# One or two words may say which record it is; these begin a clause of their own.
_WHICH = r"(?:\s+(?!(?:agar|supaya|yang|untuk|bagi|jika|kalau|bila|dan|atau|dari|oleh)\b)\w+){0,2}"
_NOBODY = "(?!)"
# {kept}, {own}: see ``Records``; {people}: the groups of the field. The examples are of a field with certificates,
# points and gardeners (see the tests).
FORMS: tuple[MessageForm, ...] = (
    MessageForm(
        r"\b(?:cek|cekkan|lihat|liat|liatin|lihatkan|tampilkan|carikan|mana|kapan|berapa|sampai mana)\b.{0,40}\b(?:{kept})\s+(?:saya|aku|gue|ku)\b",
        ("cek riwayat saya", "kapan sertifikat ujian akhir saya keluar?", "tolong lihat status usulan saya"),
        ("berapa tagihan yang wajar?", "kapan sertifikat diterbitkan?", "apa isi sertifikat saya nanti?"),
    ),
    MessageForm(
        r"\b(?:sampai|sampe) mana\b.{0,30}\b(?:{kept})(?:\s+\w+){0,4}\s+(?:saya|aku|gue)\b",
        ("sudah sampai mana berkas pindahan saya", "sampe mana usulan izin tanam saya"),
        ("sampai mana batas wewenang ketua?",),
    ),
    MessageForm(
        r"\b(?:{kept})\s+(?:saya|aku|gue)\b.{0,20}\b(?:berapa|mana|kapan|gimana|bagaimana|keluar|turun)\b",
        ("hasil ujian saya berapa ya", "sertifikat saya kapan keluar?", "status usulan saya bagaimana?"),
        ("sertifikat apa agar saya lulus berapa?",),
    ),
    MessageForm(
        r"\bnama\s+(?:saya|aku|gue)\b.{0,10}\b(?:masuk|ada|terdaftar|lulus|lolos)\b|\bapakah\s+(?:saya|aku)\s+(?:lulus|lolos|terdaftar|diterima)\b",
        ("Apakah nama saya masuk daftar pemilih tahun ini?", "apakah saya lulus seleksi?"),
        ("apakah nama saya harus tercantum di sertifikat?", "apakah saya wajib ikut ujian?"),
    ),
    MessageForm(
        r"\b(?:siapa(?: saja)? (?:yang (?:sudah|belum|pernah|sedang|lagi)|pegawai|peserta|orang|nama|{people})|nama-nama|daftar nama)\b.{0,60}\bdi\s+(?:kantor|instansi|unit|dinas|bagian|badan|desa|kampung|kelurahan)\s*(?:kerja\s*)?(?:saya|kami|kita|aku)\b",
        ("Siapa saja tukang kebun yang ditegur di kantor saya?", "siapa yang belum ikut ujian di unit kami"),
        (
            "siapa yang memberi teguran di instansi daerah?",
            "siapa yang menandatangani sertifikat di instansi kami?",
        ),
    ),
    MessageForm(
        r"\bsiapa(?: saja)?(?: yang)?\b.{0,40}\b(?:lulus|lolos|gagal|terpilih|dilantik|diangkat|dimutasi|juara|terbaik)\b.{0,30}"
        r"\b(?:(?:tahun|bulan|minggu|angkatan|periode) (?:lalu|kemarin|ini|terakhir|sebelumnya)|kemarin|barusan)\b",
        ("siapa yang lulus tahun lalu?", "siapa saja yang dilantik bulan ini?"),
        ("siapa yang meluluskan peserta?", "siapa yang harus lulus dalam tahun pertama?"),
    ),
    MessageForm(
        r"\b(?:hubungi|telepon|telpon|kontak|wa|email)\s+(?:saya|aku|gue)\b",
        ("hubungi saya di nomor ini soal permohonan izin",),
        ("siapa yang menghubungi peserta?",),
    ),
    MessageForm(
        r"\b(?:cek|lihat|liat|liatin|lihatkan|tampilkan)\b.{0,20}\b(?:{own})\s+(?:saya|aku|gue)\b",
        ("tolong lihat poin saya tahun ini", "cek poin saya"),
        ("berapa poin minimal bagi saya?", "apakah saya wajib mengumpulkan poin?"),
    ),
    MessageForm(
        r"\b(?:{own})\s+(?:saya|aku|gue)\s+(?:sudah|udah|tinggal|sisa|kurang|masih)\b",
        ("poin saya sudah berapa?", "poin saya tinggal berapa?"),
        ("berapa poin yang harus saya penuhi?",),
    ),
)
_GO_TO = "Untuk data Anda sendiri, silakan hubungi instansi yang menyimpannya atau gunakan layanan resminya."


class PersonalRecords:
    """Recognises questions for records of persons in one field. ``message``: what is said to them."""

    def __init__(self, domain: Domain) -> None:
        records = domain.records
        kept = [f"{re.escape(word)}{_WHICH}" for word in records.kept]
        people = [re.escape(word) for group in domain.groups for word in group.written]
        slots = {
            "{kept}": "|".join((*kept, _KEPT)),
            "{own}": "|".join(map(re.escape, records.own)) or _NOBODY,
            "{people}": "|".join(people) or _NOBODY,
        }
        self._patterns = tuple(re.compile(_filled(form.pattern, slots), re.IGNORECASE) for form in FORMS)
        self.message = (
            f"Saya tidak memiliki dan tidak dapat melihat data pribadi siapa pun. {records.go_to or _GO_TO} Nomor "
            "pribadi tidak perlu ditulis di sini. Saya dapat membantu mencarikan ketentuannya."
        )

    def asked(self, question: str) -> bool:
        """True if somebody's own record is asked for, or the question names a person by a number."""
        named = any(f"[{kind}]" in mask(question) for kind in ("NIP", "NIK"))
        return named or any(pattern.search(question) for pattern in self._patterns)


def _filled(pattern: str, slots: dict[str, str]) -> str:
    for slot, words in slots.items():
        pattern = pattern.replace(slot, words)
    return pattern
