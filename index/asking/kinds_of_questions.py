"""Kinds of questions, as patterns with examples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

QuestionKind = Literal[
    "beda", "daftar", "berapa", "dasar_hukum", "tautan", "definisi", "siapa", "kapan", "bolehkah", "lain"
]


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """One way of asking; the first that fits, in order, decides."""

    kind: QuestionKind
    pattern: str
    example: str


# A number or "per" before a unit makes a quantity of it, and so does a unit behind "berapa".
_NOT_COUNTED = r"(?<!\d )(?<!per )(?<!tiap )(?<!satu )(?<!dua )(?<!tiga )(?<!empat )(?<!lima )(?<!enam )(?<!puluh )(?<!belas )(?<!dalam )"
_COUNTED = r"lama|banyak|hari|minggu|bulan|tahun|jam|menit|kali|orang|persen|rupiah|besar|uang"
FORMS: tuple[QuestionForm, ...] = (
    QuestionForm(
        "beda",
        r"\b(beda|bedanya|perbedaan|perbedaannya|membedakan|bedakan|bandingkan|perbandingan)\b",
        "apa beda sewa dan pinjam pakai",
    ),
    QuestionForm(
        "dasar_hukum",
        r"\b(dasar (?:hukum|yuridis)\w*|landasan (?:hukum|yuridis|aturan)|payung hukum|diatur (di|dalam) ?mana|diatur pasal|pasal berapa|peraturan (apa|mana)|legal basis)\b",
        "dasar hukum retribusi apa",
    ),
    QuestionForm(
        "tautan",
        r"\b(link\w*|tautan\w*|url|situs\w*|website\w*|alamat web|laman)\b",
        "minta link pendaftaran",
    ),
    QuestionForm(
        "daftar",
        r"\b(apa saja|apa aja|sebutkan|disebutkan|dirinci|rincikan|siapa saja|macam-macam|mana saja)\b|^\W*daftar\b|\b(?:beri|minta|tampilkan|lihat|tunjukkan|berikan) daftar\b",
        "apa saja jenis izin",
    ),
    QuestionForm(
        "bolehkah",
        r"\b(?:apakah|haruskah|wajibkah|perlukah|bolehkah|bisakah)\b(?!.{0,400}\b(?:berapa|berapakah|seberapa)\b).{0,400}"
        r"\b(?:harus|wajib|perlu|boleh|bisa|dapat|dicantumkan|tercantum|tertulis|ditulis)\w*",
        "apakah luas tanah harus tertulis di surat izin",
    ),
    # "tahun berapa" asks for a date, "dua tahun berapa kali" does not.
    QuestionForm(
        "kapan",
        rf"{_NOT_COUNTED}\b(?:tahun|tanggal|bulan|hari|pukul|jam) berapa(?:kah)?\b(?!\s+(?:{_COUNTED}))",
        "tahun berapa peraturan itu terbit",
    ),
    QuestionForm(
        "berapa",
        r"\b(berapa|berapakah|jumlah|durasi\w*|lama (penyelenggaraan|pelaksanaan|waktu|masa|pelatihan|pendidikan|belajar)|lamanya|how many|how long|seberapa)\b"
        r"|^\W*lama (?!sekali|banget|sudah|belum|tidak)(?=\w)",
        "berapa lama pendaftaran",
    ),
    QuestionForm("siapa", r"\b(siapa|siapakah|who)\b", "siapa yang menerbitkan izin"),
    QuestionForm("kapan", r"\b(kapan|kapankah|when)\b", "kapan harus mendaftar"),
    QuestionForm(
        "definisi",
        r"\b(apa itu|apakah itu|apa yang dimaksud|pengertian|definisi|arti|what is|(?:itu|tu) (?:sebenarnya |sebetulnya )?apa(?:an|kah)?(?! saja)|kepanjangan|singkatan)\b|\w\s+adalah\s*[?.!…]*$",
        "apa itu retribusi",
    ),
    QuestionForm(
        "bolehkah", r"\b(boleh|bolehkah|bisakah|wajibkah|apakah|haruskah)\b", "apakah warga wajib mendaftar"
    ),
)
_COMPILED = tuple((form.kind, re.compile(form.pattern, re.IGNORECASE)) for form in FORMS)


def question_kind(text: str) -> QuestionKind:
    """What is asked for, read from a question in standard spelling."""
    return next((kind for kind, pattern in _COMPILED if pattern.search(text)), "lain")


_NAME = re.compile(r"(?: (?:dengan|dari))* (?P<name>[A-Z]{2,})\b")


def names_explained(text: str) -> frozenset[str]:
    """What a question asks to have explained and writes in capitals, a name: "apa itu ELO" is no "elo" for "kamu"."""
    pattern = next(pattern for kind, pattern in _COMPILED if kind == "definisi")
    names = (_NAME.match(text, cue.end()) for cue in pattern.finditer(text))
    return frozenset(name["name"] for name in names if name)


# Words by which a sentence asks or requests; the others around it are courtesies and circumstances.
_ASKS = re.compile(
    r"\b(apa|apakah|siapa|siapakah|berapa|berapakah|kapan|kapankah|mana|manakah|bagaimana|bagaimanakah|kenapa|mengapa"
    r"|boleh|bolehkah|bisa|bisakah|dapatkah|haruskah|wajibkah|adakah|benarkah|bukankah"
    r"|jelaskan|dijelaskan|sebutkan|disebutkan|uraikan|dirinci|tunjukkan|menunjukkan|bandingkan|carikan|beri|berikan"
    r"|penjelasan|informasi|minta|what|who|when|where|how|which|why)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.?!;\n]+(?:\.(?=\S)[^.?!;\n]+)*[.?!;]*")
_COURTESY = re.compile(
    r"\b(terima kasih|terimakasih|izin bertanya|mohon bantuan\w*|mohon maaf|mau (tanya|bertanya)|ingin bertanya|atas (perhatian|bantuan|perkenan|jawaban)\w*)\b",
    re.IGNORECASE,
)


def asks(sentence: str) -> bool:
    """True if the sentence asks or requests something."""
    return _ASKS.search(sentence) is not None


def asking_part(text: str) -> str:
    """The sentences of a message that ask or request something; the whole message if none or all do."""
    sentences = [match.group().strip() for match in _SENTENCE.finditer(text)]
    asking = [
        s
        for s in sentences
        if _ASKS.search(s) and not (_COURTESY.search(s) and "?" not in s and len(s.split()) < 12)
    ]
    marked = [s for s in asking if "?" in s]
    return " ".join(marked or asking) or text
