"""Small talk: greetings, thanks, who are you, what can you do, and asking for a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tanyapasal.index.asking.message_forms import MessageForm, compiled
from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.glossary import Language
from tanyapasal.index.text import words

ABOUT = "Saya TanyaPasal. Saya menjawab pertanyaan tentang peraturan dengan menyebutkan pasalnya."
ABLE = (
    f"{ABOUT} Tanyakan ketentuannya dengan kata-kata Anda sendiri, sebutkan pasal yang ingin dibaca, atau bandingkan dua "
    "hal; jawaban saya kutipan dari sumbernya, bukan nasihat hukum."
)
A_PERSON = (
    "Saya layanan otomatis dan tidak dapat menyambungkan percakapan ini kepada petugas. Untuk berbicara dengan petugas atau "
    "menyampaikan keluhan, silakan hubungi petugas layanan di instansi Anda. Pertanyaan tentang peraturan "
    "tetap dapat Anda tulis di sini."
)

_YOU = r"(?:kamu|anda|kau|engkau|bot|botnya|bot ini|layanan ini|aplikasi ini|tanyapasal|sini|ini)"
# Courtesies and fillers around such a message, in standard spelling or not.
_SOFT = (
    r"(?:\b(?:halo|hai|maaf|permisi|tolong|mohon|bisa|bisakah|boleh|bolehkah|dong|ya|kak|min|pak|bu|sih|nih|deh|dulu|saja|aja|langsung"
    r"|saya|aku|kami|gue|gw|sy|mau|ingin|pengen|butuh|perlu|minta|please|sebenarnya|jadi|terus|ada|nggak|tidak|gak|kok)\b\s*)*"
)
_PERSON = (
    r"(?:(?:petugas|admin|operator|staf)(?:nya)?|customer service|cs|manusia|orang(?:nya| asli| beneran| sungguhan)?|helpdesk|help desk|call center"
    r"|narahubung(?:nya)?|pegawainya|seseorang|agen|human|agent)"
)
PERSON: tuple[MessageForm, ...] = (
    MessageForm(
        rf"^{_SOFT}(?:(?:di)?(?:hubungkan|sambungkan|sambungin|hubungin|hubungi|alihkan)|menghubungi|bicara|berbicara|ngobrol|ngomong|chat|chatting|tanya|bertanya"
        rf"|kontak|nomor|telepon|konsultasi|ketemu|bertemu|dibantu|dijawab|dilayani|speak|talk)\s+(?:(?:langsung|dengan|sama|ke|ama|oleh|sm|kepada|yang|to|with|wa|kontak|nomor|"
        rf"dihubungi|telepon)\s+)*{_PERSON}\s*{_SOFT}$",
        (
            "saya mau bicara dengan petugas",
            "tolong sambungkan ke operator",
            "bisa chat sama orang asli?",
            "minta kontak admin",
            "mau tanya langsung ke petugas",
            "butuh dibantu manusia",
        ),
        (
            "siapa petugas yang menerbitkan izin?",
            "petugas wajib melapor ke siapa?",
            "apakah admin boleh mengubah data?",
            "berapa orang satu kelas",
        ),
    ),
    # Without a verb it has to be wanted: "saya operator" says who writes.
    MessageForm(
        rf"^(?=.*\b(?:mau|ingin|butuh|perlu|minta|tolong|mohon|dong|ada|mana|panggil\w*|please)\b|(?:halo )?(?:admin|cs|operator|helpdesk)$)"
        rf"{_SOFT}(?:panggil\w*|mana)?\s*{_PERSON}\s*{_SOFT}$",
        (
            "admin dong",
            "ada admin nggak?",
            "tolong panggilkan petugas",
            "mana adminnya?",
            "admin",
            "minta customer service",
        ),
        (
            "saya operator",
            "saya staf",
            "administrator",
            "ada administrator?",
            "saya pejabat administrator",
            "petugas taman",
        ),
    ),
    MessageForm(
        rf"^{_SOFT}(?:komplain|mengadu|ngadu|protes|menyampaikan keluhan|keluhan|mengeluh|lapor masalah|mengajukan keluhan|complain)\s*"
        rf"(?:(?:soal|tentang|ke|atas|dengan|jawaban\w*|pelayanan\w*|layanan\w*|bot|ini|itu|siapa|mana|di|admin|petugas)\b\s*)*{_SOFT}$",
        ("mau komplain", "saya mau komplain dong", "mau mengadu ke siapa", "ingin menyampaikan keluhan"),
        (
            "bagaimana mengadukan pelayanan publik?",
            "sanksi bagi yang mengadu palsu",
            "apa itu upaya keberatan?",
        ),
    ),
)
ABILITY: tuple[MessageForm, ...] = (
    MessageForm(
        rf"^(?=.*\bapa){_SOFT}(?:apa(?:kah)?(?: saja| aja)?\s+)?(?:(?:hal|yang|bisa|dapat|mampu|saya|kamu|anda) )*(?:tanya(?:kan)?|ditanya(?:kan|in)?|bantu|dibantu|jawab|dijawab|lakukan|kerjakan)"
        rf"\s*+(?:(?:oleh|ke|di|sama|dengan|untuk|saya|apa|apa saja|aja|saja|buat|kepada)\s++)*(?:{_YOU}\s*+)?(?:apa(?:kah)?(?: saja| aja)?\s*+)?{_SOFT}$",
        (
            "apa yang bisa kamu bantu?",
            "apa saja yang bisa ditanyakan di sini?",
            "kamu bisa jawab apa saja",
            "bisa bantu apa?",
            "yang bisa saya tanyakan ke bot ini apa?",
        ),
        (
            "mau tanya dong",
            "apa yang harus ditanyakan kepada atasan?",
            "siapa yang bisa membantu pegawai?",
            "bantuan hukum untuk siapa?",
        ),
    ),
    MessageForm(
        rf"^{_SOFT}(?:apa\s+)?(?:kemampuan|fungsi|kegunaan|tugas|fitur)(?:mu|nya)?\s+{_YOU}\s*+(?:apa(?: saja)?\s*+)?{_SOFT}$",
        ("apa kemampuan kamu?", "fungsi bot ini apa", "tugas kamu apa sih"),
        ("apa tugas petugas?", "fungsi pelatihan ini apa", "apa kegunaan sertifikat?"),
    ),
)
# A message that says no more than this is short.
_MOST_WORDS = 12
_PERSON_ASKED, _ABILITY_ASKED = compiled(PERSON), compiled(ABILITY)


@dataclass(frozen=True, slots=True)
class SmallTalkReply:
    """What is said. ``wants_person``: who writes wants a person, so that whoever can be reached is to be named with it."""

    message: str
    wants_person: bool = False


class SmallTalk:
    """Answers messages that are nothing but small talk. ``read``: the reader of questions."""

    def __init__(self, language: Language, read: Callable[[str], Query]) -> None:
        self._read = read
        answers = (
            (language.greetings, f"Halo! {ABOUT} Silakan tulis pertanyaan Anda."),
            (language.wellbeing, f"Baik, terima kasih. {ABOUT}"),
            (language.identity, ABOUT + " Jawaban saya kutipan dari sumbernya, bukan nasihat hukum."),
            (language.thanks, "Sama-sama. Silakan bertanya lagi bila perlu."),
            (language.farewell, "Sampai jumpa. Silakan kembali bila ada pertanyaan."),
        )
        self._answers = {" ".join(words(p)): said for phrases, said in reversed(answers) for p in phrases}
        longest_first = sorted((p for p in self._answers if p), key=len, reverse=True)
        self._phrases = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)")

    def answer(self, said: str, query: Query) -> SmallTalkReply | None:
        """What to say to a message that says nothing else, or None."""
        plain = " ".join(words(said))
        if not plain:
            return SmallTalkReply(f"{ABOUT} Silakan tulis pertanyaan Anda.")
        for text in (plain, " ".join(words(query.text))):
            if text in self._answers:
                return SmallTalkReply(self._answers[text])
            if wants_person(text):
                return SmallTalkReply(A_PERSON, wants_person=True)
            if asks_ability(text):
                return SmallTalkReply(ABLE)
        found = self._phrases.findall(plain)
        if not found:
            return None
        rest = " ".join(self._phrases.sub(" ", plain).split())
        if rest:
            # "halo kak, mau tanya dong" says nothing more; "halo, izin berlaku berapa lama" does.
            query = self._read(rest)
            if query.content or query.mentions or query.kind != "lain":
                return None
        return SmallTalkReply(self._answers[max(found, key=len)])


def wants_person(text: str) -> bool:
    """True if a message asks for a person to speak with, or wants to complain, and nothing else."""
    return _says(text, _PERSON_ASKED)


def asks_ability(text: str) -> bool:
    """True if a message asks what the service can do, and nothing else."""
    return _says(text, _ABILITY_ASKED)


def _says(text: str, patterns: tuple[re.Pattern[str], ...]) -> bool:
    said = words(text)
    return len(said) <= _MOST_WORDS and any(pattern.search(" ".join(said)) for pattern in patterns)
