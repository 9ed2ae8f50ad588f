"""Questions about a person's own records ("cek sisa cuti saya, NIP …"): the service has none and says where to go."""

from __future__ import annotations

from tanyapasal.bot.privacy import mask
from tanyapasal.index.asking.message_forms import MessageForm, compiled

_RECORDS = (
    r"sisa cuti|saldo|status|usulan|pengajuan|berkas|sk(?: \w+){0,2}|nilai(?: \w+)?|rapel|slip gaji|tagihan|akun|data|riwayat"
    r"|hasil(?: \w+)?|nomor peserta"
)
FORMS: tuple[MessageForm, ...] = (
    MessageForm(
        rf"\b(?:cek|cekkan|lihat|liat|liatin|lihatkan|tampilkan|carikan|mana|kapan|berapa|sampai mana)\b.{{0,40}}\b(?:{_RECORDS})\s+(?:saya|aku|gue|ku)\b",
        ("cek sisa cuti saya", "kapan SK pensiun saya keluar?", "tolong lihat status usulan saya"),
        ("berapa hari cuti tahunan PNS?", "kapan SK pensiun diterbitkan?", "apa isi sertifikat saya nanti?"),
    ),
    MessageForm(
        rf"\b(?:sampai|sampe) mana\b.{{0,30}}\b(?:{_RECORDS})(?:\s+\w+){{0,4}}\s+(?:saya|aku|gue)\b",
        (
            "sudah sampai mana berkas mutasi saya",
            "sampai mana usulan izin belajar luar negeri saya",
            "sampe mana usulan pangkat saya",
        ),
        ("sampai mana batas wewenang pejabat?",),
    ),
    MessageForm(
        rf"\b(?:{_RECORDS})\s+(?:saya|aku|gue)\b.{{0,20}}\b(?:berapa|mana|kapan|gimana|bagaimana|keluar|turun)\b",
        ("nilai latsar saya berapa ya", "SK pensiun saya kapan keluar?", "status usulan saya bagaimana?"),
        ("nilai minimal agar saya lulus berapa?",),
    ),
    MessageForm(
        r"\bnama\s+(?:saya|aku|gue)\b.{0,10}\b(?:masuk|ada|terdaftar|lulus|lolos)\b|\bapakah\s+(?:saya|aku)\s+(?:lulus|lolos|terdaftar|diterima)\b",
        ("Apakah nama saya masuk daftar peserta PKA tahun ini?", "apakah saya lulus seleksi?"),
        ("apakah nama saya harus tercantum di sertifikat?", "apakah saya wajib ikut Latsar?"),
    ),
    MessageForm(
        r"\b(?:siapa(?: saja)? (?:yang (?:sudah|belum|pernah|sedang|lagi)|pegawai|peserta|pns|pppk|asn|orang|nama)|nama-nama|daftar nama)\b.{0,60}\bdi\s+(?:kantor|instansi|unit|dinas|bagian|badan)\s*(?:kerja\s*)?(?:saya|kami|kita|aku)\b",
        (
            "Siapa saja pegawai yang dihukum disiplin di kantor saya?",
            "siapa yang belum ikut diklat di unit kami",
        ),
        (
            "siapa yang menjatuhkan hukuman disiplin di instansi daerah?",
            "siapa yang menandatangani sertifikat di instansi kami?",
        ),
    ),
    MessageForm(
        r"\bsiapa(?: saja)?(?: yang)?\b.{0,40}\b(?:lulus|lolos|gagal|terpilih|dilantik|diangkat|dimutasi|juara|terbaik)\b.{0,30}"
        r"\b(?:(?:tahun|bulan|minggu|angkatan|periode) (?:lalu|kemarin|ini|terakhir|sebelumnya)|kemarin|barusan)\b",
        ("siapa yang lulus tahun lalu?", "siapa saja yang dilantik bulan ini?"),
        ("siapa yang meluluskan peserta?", "siapa yang harus lulus Latsar dalam tahun pertama?"),
    ),
    MessageForm(
        r"\b(?:hubungi|telepon|telpon|kontak|wa|email)\s+(?:saya|aku|gue)\b",
        ("hubungi saya di nomor ini soal kenaikan pangkat",),
        ("siapa yang menghubungi peserta?",),
    ),
    MessageForm(
        r"\b(?:cek|lihat|liat|liatin|lihatkan|tampilkan)\b.{0,20}\b(?:jp|cuti|gaji|skp|pangkat|pensiun|sertifikat)\s+(?:saya|aku|gue)\b",
        ("tolong lihat JP saya tahun ini", "cek gaji saya"),
        ("berapa JP minimal bagi saya?", "apakah saya wajib ikut Latsar?"),
    ),
    MessageForm(
        r"\b(?:jp|jam pelajaran|cuti|angka kredit)\s+(?:saya|aku|gue)\s+(?:sudah|udah|tinggal|sisa|kurang|masih)\b",
        ("JP saya sudah berapa?", "cuti saya tinggal berapa hari?"),
        ("berapa JP yang harus saya penuhi?",),
    ),
)
_COMPILED = compiled(FORMS)

MESSAGE = (
    "Saya tidak memiliki dan tidak dapat melihat data pribadi siapa pun. Untuk data kepegawaian Anda, silakan hubungi "
    "unit kepegawaian instansi Anda atau gunakan layanan resminya. Nomor pribadi tidak perlu ditulis di sini. Saya dapat "
    "membantu mencarikan ketentuannya."
)


def asks_for_records(question: str) -> bool:
    """True if somebody's own record is asked for, or the question names a person by a number."""
    named = any(f"[{kind}]" in mask(question) for kind in ("NIP", "NIK"))
    return named or any(pattern.search(question) for pattern in _COMPILED)
