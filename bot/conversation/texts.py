"""What the bot says by itself, in Telegram HTML."""

from __future__ import annotations

from html import escape

from tanyapasal.bot.reply import Option
from tanyapasal.bot.storage import Erased

COMMANDS = (
    ("start", "Mulai bertanya"),
    ("help", "Cara bertanya dan contoh pertanyaan"),
    ("cari", "Cari pasal atau keterangan: /cari denda"),
    ("pasal", "Buka pasal: /pasal 47 ayat 2 UU 20/2023"),
    ("regulasi", "Daftar peraturan yang dimuat"),
    ("program", "Daftar program dan topik"),
    ("sumber", "Sumber lengkap jawaban terakhir"),
    ("hapus_data", "Hapus data Anda yang tersimpan"),
    ("tentang", "Tentang layanan ini dan data Anda"),
)
SHORT_DESCRIPTION = "Menjawab pertanyaan tentang peraturan dengan mengutip pasalnya."
DESCRIPTION = (
    "Tulis pertanyaan Anda tentang peraturan dengan kalimat sehari-hari. Setiap jawaban mengutip pasal dan "
    "menyebut dokumen sumbernya; bila jawabannya tidak ada dalam dokumen, itu pun disampaikan."
)

# --- buttons ---

SOURCE = "📖 Sumber"
RECEIPT = "🧾 Bukti"
UP, DOWN = "👍", "👎"
VOTED_UP, VOTED_DOWN = "👍 ✓", "👎 ✓"
BACK = "⬅ Kembali"
BACK_TO_REPLY = "⬅ Kembali ke jawaban"
MENU_BACK = "⬅ Semua topik"
BROWSE = "📚 Telusuri topik"
REGULATIONS = "Peraturan yang dimuat"
AS_A_WHOLE = "Tentang peraturan ini"
ERASE_YES, ERASE_NO = "Ya, hapus", "Batal"
REASONS = ("Pasalnya keliru", "Kurang lengkap", "Tidak menjawab", "Sulit dipahami")

# --- texts ---

WELCOME = (
    "Selamat datang di <b>TanyaPasal</b>. Silakan tulis pertanyaan Anda tentang peraturan dengan kalimat "
    "sehari-hari; saya menjawab dengan mengutip pasalnya. Ketik /help untuk melihat cara bertanya, atau "
    "telusuri topik melalui tombol di bawah."
)
HELP = (
    "<b>Cara bertanya</b>\n"
    "• Tulis pertanyaan Anda sebagai pesan teks biasa, satu hal dalam satu pesan.\n"
    "• Anda boleh menyebut pasal atau nama peraturannya, tetapi tidak harus.\n"
    "• Pertanyaan lanjutan dipahami dari percakapan sebelumnya.\n"
    "• Di dalam grup, sebut nama bot ini atau balas pesannya.\n"
    "• Di percakapan mana pun, ketik nama bot ini lalu kata kunci untuk mengutip pasal.\n\n"
    "<b>Perintah</b>\n"
    + "\n".join(f"/{name} – {escape(about, quote=False)}" for name, about in COMMANDS[2:])
    + "\n\n"
    "Setiap jawaban disertai pasal dan dokumen sumbernya. Bila jawabannya tidak ada dalam dokumen, "
    "saya akan mengatakannya."
)
MENU = "<b>Topik yang dapat Anda telusuri</b>\nSilakan pilih:"
PROGRAMS_HELD = "<b>Program dan topik yang dimuat</b>\nSilakan pilih:"
REGULATIONS_HELD = "<b>Peraturan yang dimuat</b>"
CHOOSE = "Silakan pilih:"
NOTHING_HELD = "Isi peraturan ini belum dimuat."
UNKNOWN_COMMAND = (
    "Mohon maaf, perintah itu belum saya kenal. Silakan tulis pertanyaan Anda sebagai teks biasa, "
    "atau ketik /help untuk melihat contohnya."
)
TEXT_ONLY = "Terima kasih. Saat ini saya baru dapat membaca teks; silakan tuliskan pertanyaan Anda."
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
THANKS = "Terima kasih atas penilaian Anda."
NO_ANSWER_YET = (
    "Belum ada jawaban yang tersimpan dalam percakapan ini. Silakan bertanya dahulu, lalu ketik /sumber."
)
SEARCH_HOW = "Tulis kata yang dicari setelah perintah, misalnya: <code>/cari denda keterlambatan</code>"
PASAL_HOW = "Tulis pasalnya setelah perintah, misalnya: <code>/pasal 47 ayat 2 UU 20/2023</code>"
NOTHING_FOUND = "Tidak ada yang cocok dengan kata itu dalam dokumen yang dimuat."
ERASE_ASK = (
    "Yang akan dihapus: pertanyaan Anda dalam catatan, jawaban yang tersimpan, penilaian Anda, dan ingatan "
    "percakapan ini. Tanda bukti jawaban tetap disimpan; di dalamnya tidak ada nama atau nomor Anda. Penghapusan "
    "tidak dapat dibatalkan. Lanjutkan?"
)
ERASE_LEFT = "Baik, tidak ada yang dihapus."
ERASE_FAILED = "Mohon maaf, data belum dapat dihapus. Silakan coba lagi beberapa saat lagi."
INLINE_BUTTON = "Buka TanyaPasal"


def failure(code: str) -> str:
    """One sentence with the id under which the log tells what happened."""
    return (
        "Mohon maaf, terjadi gangguan saat memproses pesan Anda; silakan coba lagi, dan bila berulang "
        f"sampaikan kode <code>{escape(code)}</code> kepada pengelola."
    )


def with_examples(text: str, examples: tuple[Option, ...]) -> str:
    """``text`` and, below it, questions to start from; the same questions are on the buttons."""
    if not examples:
        return text
    lines = [f"• {escape(option.question, quote=False)}" for option in examples]
    return "\n".join([f"{text}\n\nAnda dapat bertanya, misalnya:", *lines])


def chosen(question: str) -> str:
    """The line above an answer to a button, so that it is seen what was asked."""
    return f"<i>{escape(question, quote=False)}</i>\n\n"


def sentence(text: str) -> str:
    """A sentence of the service (an error that a person can mend), as HTML."""
    return escape(text, quote=False)


def erased(what: Erased) -> str:
    """What was deleted, in numbers."""
    if not what.total:
        return "Tidak ada data Anda yang tersimpan."
    parts = (
        (what.questions, "pertanyaan dalam catatan"),
        (what.replies, "jawaban"),
        (what.votes, "penilaian"),
        (what.turns, "giliran percakapan"),
    )
    return "Sudah dihapus: " + ", ".join(f"{count} {name}" for count, name in parts if count) + "."


def about(snapshot: str | None, documents: tuple[str, ...], hours: float) -> str:
    """What the service is, what it rests on, what it keeps."""
    held = "\n".join(f"• {escape(name, quote=False)}" for name in documents)
    lines = [
        "<b>Tentang TanyaPasal</b>",
        "Layanan ini menjawab pertanyaan tentang peraturan dengan kutipan dari dokumen yang dimuat, bukan "
        "nasihat hukum. Bila kutipan belum sesuai dengan naskah resmi, hal itu dicantumkan di bawah jawaban.",
    ]
    if held:
        lines += ["", "<b>Dokumen</b>", held]
    if snapshot:
        lines += ["", f"Versi indeks: <code>{escape(snapshot)}</code>"]
    lines += [
        "",
        "<b>Data Anda</b>",
        "Nama, nomor, dan foto Anda tidak disimpan; Anda dikenali hanya melalui kode acak. NIP, NIK, nomor "
        "telepon, dan surel dalam pertanyaan disamarkan sebelum disimpan. Percakapan diingat paling lama "
        f"{hours:.0f} jam. Ketik /hapus_data untuk menghapus semuanya.",
    ]
    return "\n".join(lines)
