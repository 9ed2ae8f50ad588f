"""What the bot says by itself, as plain text; how it is marked up is the channel's."""

from __future__ import annotations

from dataclasses import dataclass

from tanyapasal.bot.reply import Option
from tanyapasal.bot.storage import Erased
from tanyapasal.index.law.passages import SourceKind, Verdict
from tanyapasal.index.law.places import RegulationStatus


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of a longer text below their heading, which may be empty."""

    heading: str
    lines: tuple[str, ...]


COMMANDS = (
    ("start", "Mulai bertanya"),
    ("help", "Cara bertanya dan contoh pertanyaan"),
    ("cari", "Cari pasal atau keterangan: /cari syarat"),
    ("pasal", "Buka pasal: /pasal 47 ayat 2 UU 20/2023"),
    ("regulasi", "Daftar peraturan yang dimuat"),
    ("program", "Daftar program dan topik"),
    ("sumber", "Sumber lengkap jawaban terakhir"),
    ("data_saya", "Salinan data Anda yang tersimpan"),
    ("hapus_data", "Hapus data Anda yang tersimpan"),
    ("tentang", "Tentang layanan ini dan data Anda"),
)
SHORT_DESCRIPTION = "Menjawab pertanyaan tentang peraturan dengan mengutip pasalnya."
DESCRIPTION = (
    "Tulis pertanyaan Anda tentang peraturan dengan kalimat sehari-hari. Setiap jawaban mengutip pasal dan "
    "menyebut dokumen sumbernya; bila jawabannya tidak ada dalam dokumen, itu pun disampaikan."
)

# --- buttons ---

MORE = "Selengkapnya"
SOURCE = "📖 Sumber"
RECEIPT = "🧾 Bukti"
UP, DOWN = "👍", "👎"
VOTED_UP, VOTED_DOWN = "👍 ✓", "👎 ✓"
BACK = "⬅ Kembali"
BACK_TO_REPLY = "⬅ Kembali ke jawaban"
SHARE = "🔗 Bagikan"
MENU_BACK = "⬅ Semua topik"
BROWSE = "📚 Telusuri topik"
REGULATIONS = "Peraturan yang dimuat"
AS_A_WHOLE = "Tentang peraturan ini"
ERASE_YES, ERASE_NO = "Ya, hapus", "Batal"
REASONS = ("Pasalnya keliru", "Kurang lengkap", "Tidak menjawab", "Sulit dipahami")

# --- what is known of sources ---

STATUS: dict[RegulationStatus, str] = {
    "berlaku": "berlaku",
    "diubah": "berlaku, sudah diubah",
    "dicabut": "sudah dicabut",
    "tidak diketahui": "status belum diperiksa",
}
SOURCE_KINDS: dict[SourceKind, str] = {
    "official": "naskah resmi",
    "secondary": "dokumen yang mengutip",
    "program": "keterangan program",
}
# What was found out of a quotation; "unverified" is told by the note that says why.
VERDICTS: dict[Verdict, str] = {
    "match": "sesuai dengan naskah resmi",
    "number_mismatch": "bilangannya berbeda dari naskah resmi",
    "operator_mismatch": "batasnya (paling sedikit/paling banyak) berbeda dari naskah resmi",
    "wrong_article": "diatur di pasal lain menurut naskah resmi",
    "not_found": "tidak ditemukan dalam naskah resmi",
    "revoked": "peraturannya sudah dicabut",
}

# --- texts ---

NAME = "TanyaPasal"
WELCOME = (
    f"Selamat datang di {NAME}. Silakan tulis pertanyaan Anda tentang peraturan dengan kalimat "
    "sehari-hari; saya menjawab dengan mengutip pasalnya. Ketik /help untuk melihat cara bertanya, atau "
    "telusuri topik melalui tombol di bawah."
)
HELP = (
    Section(
        "Cara bertanya",
        (
            "• Tulis pertanyaan Anda sebagai pesan biasa; beberapa pertanyaan ditulis sebagai daftar, satu per baris.",
            "• Anda boleh menyebut pasal atau nama peraturannya, tetapi tidak harus.",
            "• Pertanyaan lanjutan dipahami dari percakapan sebelumnya, atau dari pesan yang Anda balas dan kutip.",
            "• Bila pesan Anda diubah, jawabannya ikut diperbarui.",
            "• Di dalam grup, sebut nama bot ini atau balas pesannya.",
            "• Di percakapan mana pun, ketik nama bot ini lalu kata kunci untuk mengutip pasal.",
        ),
    ),
    Section("Perintah", tuple(f"/{name} – {about}" for name, about in COMMANDS[2:])),
    Section(
        "",
        (
            "Setiap jawaban disertai pasal dan dokumen sumbernya. Bila jawabannya tidak ada dalam dokumen, "
            "saya akan mengatakannya.",
        ),
    ),
)
TOPICS = "Topik yang dapat Anda telusuri"
PROGRAMS_HELD = "Program dan topik yang dimuat"
CHOOSE = "Silakan pilih:"
NOTHING_HELD = "Isi peraturan ini belum dimuat."
UNKNOWN_COMMAND = (
    "Mohon maaf, perintah itu belum saya kenal. Silakan tulis pertanyaan Anda sebagai teks biasa, "
    "atau ketik /help untuk melihat contohnya."
)
TEXT_ONLY = (
    "Terima kasih. Saat ini saya baru dapat membaca teks, juga yang tertulis di bawah gambar atau berkas; silakan "
    "tuliskan pertanyaan Anda."
)
NO_QUESTION = "Ya, saya di sini. Silakan tuliskan pertanyaan Anda dalam pesan yang sama."
PREPARING = "Mohon tunggu sebentar, layanan sedang disiapkan. Pertanyaan Anda akan dijawab setelah siap."
STILL_PREPARING = "Mohon maaf, layanan belum siap. Silakan kirim ulang pertanyaan Anda beberapa saat lagi."
UNAVAILABLE = "Mohon maaf, layanan sedang tidak tersedia. Silakan coba lagi nanti atau hubungi pengelola."
TOO_SLOW = "Mohon maaf, jawaban belum dapat disusun tepat waktu. Silakan coba lagi beberapa saat lagi."
TOO_MANY = (
    "Terima kasih atas semangat Anda bertanya. Agar semua orang terlayani, mohon tunggu sekitar satu menit "
    "sebelum bertanya lagi."
)
BUSY = "Mohon maaf, saat ini banyak yang bertanya. Silakan kirim ulang pertanyaan Anda sebentar lagi."
BUTTON_EXPIRED = "Tombol ini sudah tidak berlaku. Silakan ketik pertanyaan Anda."
SOURCE_GONE = "Teks sumber ini tidak lagi dimuat."
WHY = "Apa yang kurang tepat?"
ONLY_WHO_ASKED = (
    "Alasannya dipilih oleh yang bertanya. Penilaian Anda sendiri dapat diberikan dengan 👍 atau 👎."
)
ONLY_ADMINISTRATORS = "Hanya pengurus grup yang dapat menghapusnya."
THANKS = "Terima kasih atas penilaian Anda."
NO_ANSWER_YET = (
    "Belum ada jawaban yang tersimpan dalam percakapan ini. Silakan bertanya dahulu, lalu ketik /sumber."
)
SEARCH_EXAMPLE = "/cari jangka waktu"
SEARCH_HOW = f"Tulis kata yang dicari setelah perintah, misalnya: {SEARCH_EXAMPLE}"
PASAL_EXAMPLE = "/pasal 47 ayat 2 UU 20/2023"
PASAL_HOW = f"Tulis pasalnya setelah perintah, misalnya: {PASAL_EXAMPLE}"
NOTHING_FOUND = "Tidak ada yang cocok dengan kata itu dalam dokumen yang dimuat."
ERASE_ASK = (
    "Yang akan dihapus: pertanyaan Anda dalam catatan, jawaban yang tersimpan, penilaian Anda, dan ingatan "
    "percakapan ini, serta tanda bukti jawabannya. Penghapusan tidak dapat dibatalkan. Lanjutkan?"
)
EXPORT_CAPTION = (
    "Seluruh data tentang Anda yang tersimpan di layanan ini. Ketik /hapus_data untuk menghapusnya."
)
EXPORT_NONE = "Tidak ada data Anda yang tersimpan."
EXPORT_PRIVATELY = (
    "Agar data Anda tidak terlihat orang lain, silakan kirim /data_saya dalam percakapan pribadi dengan saya."
)
EXPORT_FAILED = "Mohon maaf, data Anda belum dapat dibaca. Silakan coba lagi beberapa saat lagi."
ERASE_LEFT = "Baik, tidak ada yang dihapus."
ERASE_FAILED = "Mohon maaf, data belum dapat dihapus. Silakan coba lagi beberapa saat lagi."
INLINE_BUTTON = "Buka TanyaPasal"


def joined(name: str) -> str:
    """Said once in a group that the bot was added to; ``name``: how it is mentioned there."""
    return (
        f"Salam kenal, saya {NAME}. Sebut {name} atau balas pesan saya untuk bertanya tentang peraturan; pesan lain "
        "di grup ini tidak saya baca."
    )


def failure(code: str) -> str:
    """One sentence with the id under which the log tells what happened."""
    return (
        "Mohon maaf, terjadi gangguan saat memproses pesan Anda; silakan coba lagi, dan bila berulang "
        f"sampaikan kode {code} kepada pengelola."
    )


def examples(options: tuple[Option, ...]) -> Section:
    """Questions to start from; where there are buttons, the same questions are on them."""
    return Section("", ("Anda dapat bertanya, misalnya:", *(f"• {option.question}" for option in options)))


def erased(what: Erased) -> str:
    """What was deleted, in numbers."""
    if not what.total:
        return "Tidak ada data Anda yang tersimpan."
    parts = (
        (what.questions, "pertanyaan dalam catatan"),
        (what.replies, "jawaban"),
        (what.votes, "penilaian"),
        (what.turns, "giliran percakapan"),
        (what.receipts, "tanda bukti"),
    )
    return "Sudah dihapus: " + ", ".join(f"{count} {name}" for count, name in parts if count) + "."


def about(snapshot: str | None, documents: tuple[str, ...], hours: float) -> tuple[Section, ...]:
    """What the service is, what it rests on, what it keeps."""
    service = Section(
        f"Tentang {NAME}",
        (
            "Layanan ini menjawab pertanyaan tentang peraturan dengan kutipan dari dokumen yang dimuat, bukan "
            "nasihat hukum. Bila kutipan belum sesuai dengan naskah resmi, hal itu dicantumkan di bawah jawaban.",
        ),
    )
    held = (Section("Dokumen", tuple(f"• {name}" for name in documents)),) if documents else ()
    version = (Section("", (f"Versi indeks: {snapshot}",)),) if snapshot else ()
    kept = Section(
        "Data Anda",
        (
            "Nama, nomor, dan foto Anda tidak disimpan; Anda dikenali hanya melalui kode acak. NIP, NIK, NPWP, nomor "
            "telepon, surel, nama, dan alamat dalam pertanyaan disamarkan sebelum disimpan. Percakapan diingat paling lama "
            f"{hours:.0f} jam. Ketik /data_saya untuk salinannya, /hapus_data untuk menghapus semuanya.",
        ),
    )
    return (service, *held, *version, kept)
