"""What is a statement and what only points at the law, in the words around a citation."""

from __future__ import annotations

import re

from tanyapasal.index.text import one_line, words

# Words with which a text points at the law, or hangs a citation on a statement: they state nothing themselves.
_POINTING = frozenset(
    [
        "hal",
        "ini",
        "itu",
        "tersebut",
        "diatur",
        "dalam",
        "mengatur",
        "dasar",
        "hukum",
        "berdasarkan",
        "menurut",
        "sesuai",
        "lihat",
        "vide",
        "sebagaimana",
        "dimaksud",
        "ketentuan",
        "tertuang",
        "tercantum",
        "pada",
        "di",
        "dari",
        "dan",
        "atau",
        "jo",
        "juncto",
        "yaitu",
        "yakni",
        "terdapat",
        "pasal",
        "ayat",
        "huruf",
        "angka",
        "undang-undang",
        "peraturan",
        "pemerintah",
        "nomor",
        "no",
        "tahun",
        "tentang",
        "bahwa",
        "adalah",
        "oleh",
        "ri",
        "republik",
        "indonesia",
        "referensi",
        "rujukan",
        "sumber",
        "uu",
        "pp",
        "dengan",
        "untuk",
        "yang",
        "merujuk",
        "mengacu",
        "ke",
        "serta",
        "baca",
        "diamanatkan",
        "amanat",
        "acuan",
        "regulasi",
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "g",
        "h",
        "i",
        "j",
        "1",
        "2",
        "3",
        "4",
        "5",
    ]
)
TITLE = re.compile(
    r"\s*,?\s*(?:tentang|ttg\.?)\s+[^,.:;()\n\u2192]{3,140}?"
    r"(?=\s*(?:[,.:;()\n\u2192]|bahwa\b|mengatur\b|menyatakan\b|menyebut|menetapkan\b|menegaskan\b|menjelaskan\b|mewajibkan\b|"
    r"menentukan\b|memuat\b|disebutkan\b|diatur\b|yang\b|maka\b|setiap\b|,|$))",
    re.IGNORECASE,
)
PLACE_AT_END = re.compile(r"(?:\b(?:pasal|psl|ps)\b|\bayat\b)(?:(?!\bpasal\b).)*$", re.IGNORECASE | re.DOTALL)
HEAD = re.compile(r"^.*\n", re.DOTALL)
_LEAD_IN = re.compile(
    r"^(?:(?:dasar hukum(?:nya)?(?: adalah| yaitu)?|bahwa|yaitu|yakni|dan|yang|serta|menyatakan|menyebutkan|menyebut|"
    r"menjelaskan|menegaskan|mengatur bahwa|mengatur|berdasarkan|menurut|sesuai(?: dengan)?|dalam|di|pada|pasal)\b[\s:,]*)+",
    re.IGNORECASE,
)
_LEAD_OUT = re.compile(
    r"(?:[\s,;:(]+(?:(?:sebagaimana |hal ini |yang )?(?:diatur|tercantum|tertuang|terdapat|dimuat|disebutkan|ditetapkan)"
    r"(?: lebih lanjut)?|di|dalam|pada|jo|juncto|sesuai|berdasarkan|menurut|lihat|dan|dengan|dasar hukum|sumber))+[\s.,;:)]*$",
    re.IGNORECASE,
)
LONGEST = 900
LONGEST_LEAD = 200
ENOUGH = 3


def content(said: str) -> int:
    """How many words of a text state something."""
    return sum(1 for word in words(said) if word not in _POINTING)


def tidied(text: str) -> str:
    text = re.sub(r"\(\s*[,;]*\s*\)|\[\s*\]", " ", one_line(text))
    text = re.sub(r"\s+([,.;:)])", r"\1", text)
    text = re.sub(r"^[\s,;:.\u2192\u2013\u2014|*_#>-]+|[\s,;:\u2192\u2013\u2014|*_>(-]+$", "", text)
    return _LEAD_OUT.sub("", _LEAD_IN.sub("", text))
