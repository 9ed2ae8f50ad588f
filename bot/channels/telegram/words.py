"""What the bot says by itself, in Telegram HTML."""

from __future__ import annotations

from html import escape

from bot.reply import Option

COMMANDS = (("start", "Mulai bertanya"), ("help", "Cara bertanya dan contoh pertanyaan"))

WELCOME = (
    "Selamat datang di <b>TanyaPasal</b>. Silakan tulis pertanyaan Anda tentang peraturan dengan kalimat "
    "sehari-hari; saya menjawab dengan mengutip pasalnya. Ketik /help untuk melihat cara bertanya."
)
HELP = (
    "<b>Cara bertanya</b>\n"
    "• Tulis pertanyaan Anda sebagai pesan teks biasa, satu hal dalam satu pesan.\n"
    "• Anda boleh menyebut pasal atau nama peraturannya, tetapi tidak harus.\n"
    "• Pertanyaan lanjutan dipahami dari percakapan sebelumnya.\n"
    "• Di dalam grup, sebut nama bot ini atau balas pesannya.\n\n"
    "Setiap jawaban disertai pasal dan dokumen sumbernya. Bila jawabannya tidak ada dalam dokumen, "
    "saya akan mengatakannya."
)
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
BUTTON_EXPIRED = "Tombol ini sudah tidak berlaku. Silakan ketik pertanyaan Anda."


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
