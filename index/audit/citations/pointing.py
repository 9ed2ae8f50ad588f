"""What is a statement and what only points at the law, in the words around a citation."""

from __future__ import annotations

import re

from tanyapasal.index.text import one_line, words

# Words with which a text points at the law, or hangs a citation on a statement: they state nothing themselves.
_POINTING_WORDS = """
hal ini itu tersebut demikian begitu diatur dalam mengatur dasar hukum hukumnya dasarnya berdasarkan menurut
sesuai sejalan lihat vide sebagaimana dimaksud ketentuan ketentuannya aturan aturannya tertuang tercantum pada
di dari dan atau jo juncto yaitu yakni terdapat ditegaskan disebutkan dinyatakan ditentukan pasal ayat huruf
angka undang-undang peraturan pemerintah nomor no tahun tentang bahwa adalah oleh ri republik indonesia
referensi rujukan sumber uu pp dengan untuk yang merujuk mengacu ke serta baca diamanatkan amanat perintah bunyi
acuan regulasi kutipan keterangan catatan kaki daftar sama juga telah khususnya terutama antara lain sebagai
berikut ada disebut dilihat dibaca periksa diperiksa rujuk simak cek silakan mohon harap pedoman
berpedoman mempedomani beleid ibid idem bacaan ya iya tidak betul benar mengingat memperhatikan menimbang landasan ref source a b c d e f g h i
j 1 2 3 4 5 6 7 8 9
"""
_POINTING = frozenset(_POINTING_WORDS.split())
PLACE_AT_END = re.compile(
    r"(?:\bpasal\s+\w+\s*(?:sampai(?:\s+dengan)?|s\.?d\.?|hingga|[-\u2013])\s*)?(?:\b(?:pasal|psl|ps)\b|\bayat\b)(?:(?!\bpasal\b).)*$",
    re.IGNORECASE | re.DOTALL,
)
HEAD = re.compile(r"^.*\n", re.DOTALL)
_GAZETTE = re.compile(r"\((?:tambahan\s+)?(?:lembaran|berita)\s+(?:negara|daerah)\b[^()]*\)", re.IGNORECASE)
_AMENDED = re.compile(
    r"\b(?:(?:yang|sebagaimana)\s+)?(?:telah\s+|sudah\s+)?(?:beberapa\s+kali\s+)?di\s?ubah(?:\s+(?:terakhir|kedua|ketiga)(?:\s+kali)?)?"
    r"(?:\s+(?:dengan|oleh|melalui))?(?=\s*(?:[.,;:()]|$))",
    re.IGNORECASE,
)
# Where a footnote hangs, and the mark before it
_NOTE_MARK = re.compile(
    r"\[\^?(?:\d{1,3}|[a-z])\]:?|\^\d{1,3}|[²³¹⁰⁴-⁹]+|(?<=[.,;])\d{1,2}\)|\*{1,3}(?=[\s.,;]|$)"
)
# Who speaks in a transcript: "Jawab: …", "A: …"
_SPEAKER = re.compile(
    r"^(?:jawab(?:an)?|balasan|bot|asisten|admin|operator|petugas|answer|[aj])\s*[:.]\s+", re.IGNORECASE
)
# Who said it, in news: ", kata juru bicara kementerian, Senin."
_ATTRIBUTION = re.compile(
    r",?[\"\u201d]?,?(?<!\s)\s+(?:kata|ujar|tutur|ungkap|tegas|jelas|imbuh|ucap|sebut)(?:nya)?\b[^,.!?]*"
    r"(?:,\s*(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b[^,.!?]*)?",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^(?:(?:dasar hukum(?:nya)?(?: adalah| yaitu)?|bahwa|yaitu|yakni|dan|yang|serta|menyatakan|menyebutkan|menyebut|"
    r"menjelaskan|menegaskan|mengatur bahwa|mengatur|berdasarkan|menurut|sesuai(?: dengan)?|dalam|di|pada|pasal|tentang)"
    r"\b[\s:,]*)+",
    re.IGNORECASE,
)
_LEAD_OUT = re.compile(
    r"(?:(?<![\s,;:(])[\s,;:(]++(?:(?:hal ini |yang )?(?:diatur|tercantum|tertuang|terdapat|dimuat|disebutkan|ditetapkan)"
    r"(?: lebih lanjut)?|di|dalam|pada|jo|juncto|sesuai|berdasarkan|menurut|lihat|vide|dan|dengan|dasar hukum|sumber|"
    r"sebagaimana)){1,12}[\s.,;:)]*+$",
    re.IGNORECASE,
)
# A label before citations that stand for what was said above: "Kutipan: Pasal 4", "(Lihat: Pasal 4)", "[Rujukan: …]"
_LABEL = re.compile(
    r"^[\W_]*(?:kutipan|dasar(?:\s+hukum)?(?:nya)?|landasan(?:\s+hukum)?|sumber|rujukan|referensi|ref|lihat|vide|acuan|"
    r"ketentuan|source|pasal\s+rujukan|catatan)\s*[:\uff1a=-]",
    re.IGNORECASE,
)
# What introduces a list of laws, and says nothing of any
_GROUNDS = re.compile(
    r"\b(?:dasar|landasan|acuan|rujukan|payung)\s+(?:hukum|peraturan|yuridis|pelaksanaan)", re.IGNORECASE
)
_LONGEST_GROUNDS = 4
# What is said of the sentence before: "Itu …", "Keduanya …", "Dua asas ini …"
_LEANS = re.compile(
    r"[\W_]*(?:itu(?:lah)?|inilah|ini|demikian(?:lah)?|begitu(?:lah)?|keduanya|semuanya|(?:dua|tiga|kedua|ketiga|semua)\s+\w+\s+(?:ini|itu|tersebut))\b",
    re.IGNORECASE,
)
_LONGEST_LEANING = 4
_ALIKE = re.compile(
    r"\b(?:hal|aturan|ketentuan)\s+(?:yang\s+)?(?:sama|serupa|senada|setara)\b", re.IGNORECASE
)
# The list of what a decree rests on; it states nothing about any of it
_BASIS = re.compile(
    r"^[\W_]*(?:mengingat|memperhatikan)\b(?!\s+(?:bahwa|pasal\s+\d+\s+(?:meng|men|mew)))", re.IGNORECASE
)
# Further reading: what was said is not said to stand there ("lihat juga", "agar dibaca bersama", "dapat pula dilihat")
_READ = r"(?:di|me)?(?:lihat|baca|mbaca|periksa|meriksa|cek|simak|nyimak|pelajari|rujuk|cermati)"
_ALSO = r"(?:juga|jg|pula|bersama(?:-sama)?|lebih\s+lanjut|selengkapnya)"
_FURTHER = re.compile(
    rf"(?:\b(?:bandingkan|cf\.|bdk\.)|\b{_READ}\b(?:\s+\w+)?\s+{_ALSO}\b|\b{_ALSO}\s+(?:\w+\s+)?{_READ}\b)"
    r"\s*+(?::\s*+)?(?:(?:dengan|di|pada|dalam|ke)\s+)?[\"\u201c(]*$|\bbacaan\b[^.;)\]]{0,20}$",
    re.IGNORECASE,
)
_NUMBERED_LINE = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[^\W\d])")
# Where a sentence goes on with another statement, of which another place may be the source
_CLAUSE = re.compile(
    r";\s+|,?(?<!\s)\s+(?:sedangkan|sementara(?:\s+itu)?|adapun)\s+|,\s+(?:dan|serta|tetapi|namun)\s+"
    r"|,\s+(?=(?:paling|selama|dengan|lamanya|yang|wajib|dapat|dilarang|tidak|larangan|hak|jika|apabila)\b)",
    re.IGNORECASE,
)
LONGEST = 900
LONGEST_LEAD = 200
ENOUGH = 3


def content(said: str) -> int:
    """How many words of a text state something."""
    return sum(1 for word in words(said) if word not in _POINTING)


def clauses(said: str) -> list[str]:
    """The parts of a sentence that state something of their own; none if it has one alone."""
    parts = [part for part in _CLAUSE.split(said) if content(part) > 1]
    return parts if len(parts) > 1 else []


def tidied(text: str) -> str:
    text = re.sub(r"\(\s*+(?:[,;]++\s*+)?\)|\[\s*+\]", " ", _NOTE_MARK.sub(" ", one_line(text)))
    text = re.sub(r"(?<!\s)\s+([,.;:)])", r"\1", _AMENDED.sub(" ", _GAZETTE.sub(" ", text)))
    text = re.sub(
        r"^[\s,;:.)\]\u2192\u2013\u2014|*_#>-]+|(?<![\s,;:\u2192\u2013\u2014|*_>(\[-])[\s,;:\u2192\u2013\u2014|*_>(\[-]+$",
        "",
        text,
    )
    text = _ATTRIBUTION.sub("", _SPEAKER.sub("", _NUMBERED_LINE.sub("", text)))
    return _LEAD_OUT.sub("", _LEAD_IN.sub("", text))


def is_labelled(text: str) -> bool:
    """True for citations behind a label that hangs them on what was said: "Kutipan: …"."""
    return _LABEL.match(text) is not None


def is_basis(text: str) -> bool:
    """True for "Mengingat: …", the list of what a decree rests on."""
    return _BASIS.match(text) is not None


def introduces_laws(said: str) -> bool:
    """True for "Landasan hukum kegiatan ini adalah sebagai berikut": what follows is named, and nothing is said of it."""
    return _GROUNDS.search(said) is not None and content(said) <= _LONGEST_GROUNDS


def leans_back(said: str) -> bool:
    """True for a sentence of a few words about what was said before it: "Itu perintah undang-undang yang baru"."""
    return _ALIKE.search(said) is not None or (
        _LEANS.match(said) is not None and content(said) <= _LONGEST_LEANING
    )


def points_further(before: str) -> bool:
    """True if the words before a citation offer it as further reading: "lihat juga"."""
    return _FURTHER.search(before[-40:]) is not None
