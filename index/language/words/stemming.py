"""Stems of Indonesian words: Snowball's, with the first letter of the root that a nasal prefix swallowed.

Snowball restores p and s ("memakai" pakai, "menyusun" susun), but neither t nor k, and takes every m for a p:
"menetapkan" gives "etap" where "ditetapkan" gives "tetap". Law says everything in both voices, so both must meet.
Which letter it was cannot be told by spelling alone; t is far the most frequent after men- and pen-, no letter
after meng- and peng-, p after mem- and pem-. The roots below are the exceptions (KBBI), as prefixes of what is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import Stemmer

from tanyapasal.index.text import words

# Words so frequent in law texts and questions that they tell nothing apart; BM25's idf would only shrink them.
STOP = frozenset(
    [
        "yang",
        "dan",
        "di",
        "ke",
        "dari",
        "untuk",
        "dengan",
        "pada",
        "dalam",
        "adalah",
        "itu",
        "ini",
        "atau",
        "oleh",
        "sebagai",
        "juga",
        "tidak",
        "akan",
        "dapat",
        "telah",
        "sebagaimana",
        "dimaksud",
        "apa",
        "apakah",
        "berapa",
        "bagaimana",
        "siapa",
        "kapan",
        "mana",
        "saja",
        "para",
        "bagi",
        "serta",
        "secara",
    ]
)
_stemmer = Stemmer.Stemmer("indonesian")

_N = (
    "ila",
    "ikah",
    "ikmat",
    "anti",
    "aik",
    "ama",
    "asihat",
    "aung",
    "egosiasi",
    "egara",
    "onaktif",
    "usantara",
)
_K = (
    "ait", "aji", "alah", "alkulasi", "ampanye", "andung", "awat", "awin", "ecam", "ecewa", "ecil", "ecoh",
    "ecuali", "ehendak", "ejar", "elola", "eluar", "elompok", "embali", "embang", "emuka", "ena", "enal",
    "endali", "erah", "erja", "eruk", "etahu", "etik", "irim", "isah", "itab", "odifikasi", "oleksi",
    "ombinasi", "omersial", "ompensasi", "omunikasi", "onfirmasi", "onsolidasi", "onsultasi", "onsumsi",
    "ontak", "ontrol", "onversi", "oordinasi", "opi", "orban", "oreksi", "orupsi", "osong", "uasa", "uat",
    "ucil", "uliah", "umpul", "unci", "unjung", "upas", "uras", "urang", "urung", "utip", "ukuh",
)  # fmt: skip
_M = (
    "aaf", "akan", "akna", "aksimal", "andat", "andiri", "anfaat", "asuk", "edia", "enang", "ilik", "inat",
    "inta", "ohon", "obilisasi", "oderasi", "odifikasi", "onitor", "otivasi", "uat", "ufakat", "ukim",
    "ulia", "usnah", "utakhir", "utasi",
)  # fmt: skip
# Roots that are that and no more: "memulai" mula, but "memulangkan" pulang.
_M_WHOLE = ("ula",)
# Roman numerals up to 39, which no word of the language is: "III" is no "II" with an ending.
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{1,3}|v)|x{2,3}")
_NASAL = re.compile(r"(?P<prefix>(?:me|pe)(?:ng|n|m))(?=[aeiou])")


def snowball(word: str) -> str:
    """Snowball's stem of one lower-case word, nothing restored; numbers and codes are left as they are."""
    return str(_stemmer.stemWord(word)) if word.isalpha() and not _ROMAN.fullmatch(word) else word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Stem of one lower-case word; numbers and codes are left as they are."""
    found = snowball(word)
    match = _NASAL.match(word)
    if match is None:
        return found
    rest = word[match.end() :]
    match match["prefix"][2:]:
        case "n" if rest.startswith(found):
            return ("n" if found.startswith(_N) else "t") + found
        case "ng" if rest.startswith(found) and found.startswith(_K):
            return "k" + found
        case "m" if (
            found[:1] == "p"
            and rest.startswith(found[1:])
            and (found[1:].startswith(_M) or found[1:] in _M_WHOLE)
        ):
            return "m" + found[1:]
        case _:
            return found


def stems(text: str, of: Callable[[str], str] = stem) -> list[str]:
    """Stems of the words of a text, without stop words."""
    return [of(word) for word in words(text) if word not in STOP]
