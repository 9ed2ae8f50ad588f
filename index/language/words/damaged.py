"""What copying by OCR has damaged, and how a text is shown without it.

The words of a copy stay as they are wherever they are proof; shown is a clean form, and the copy is one tap away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from tanyapasal.index.language.words.spelling import is_word

# An abbreviation is damaged if it is so much more frequent in capitals.
_FREQUENT, _LONGEST_ABBREVIATION, _TIMES = 8, 6, 4
_WORD = re.compile(r"[^\W\d_]{2,}")
# "pNS", "JpT": an abbreviation of which a copy took some letters for small ones.
_MIXED = re.compile(r"\b(?=\w*[a-z])[A-Za-z]{1,5}[A-Z]\b")
_SPACES = re.compile(r"[^\S\n]+")
_BEFORE_MARK = re.compile(r"(?<=\w) (?=[,;.](?:\s|$))")
# A line that breaks within a sentence: what follows begins small, and with no marker of an item.
_BROKEN = re.compile(r"(?<=[\w,]) ?\n(?=[a-z]{2,}\s)")

# "(2) Permintaan (3) Permintaan …": the first words of the next page at the foot of this one, copied with the text.
_CATCHWORD = re.compile(r"\(\w{1,3}\)\s*(?P<word>[^\W\d_]+)\s+(?=\(\w{1,3}\)\s*(?P=word)\b)")
# Titles that every regulation has (UU 12/2011 Lampiran II): they name no subject.
_EVERYWHERE = re.compile(
    r"(?:bab\s+[ivxlc]+\W*)?(?:ketentuan\s+)?(?:umum|lain-lain|lain lain|peralihan|penutup)|ketentuan",
    re.IGNORECASE,
)


def repairs_of(texts: Iterable[str]) -> dict[str, str]:
    """For each damaged abbreviation of ``texts`` the right one: in capitals throughout it is many times more frequent.

    Words are mended where a text is filed (``index/mending``), with what proves it.
    """
    return repairs_among(Counter(word for text in texts for word in abbreviations(text)))


def abbreviations(text: str) -> list[str]:
    """The words of a text that are short enough for one, as they stand."""
    return [word for word in _WORD.findall(text) if len(word) <= _LONGEST_ABBREVIATION]


def repairs_among(counts: Mapping[str, int]) -> dict[str, str]:
    """As ``repairs_of``, for texts in which each of their ``abbreviations`` stands so often."""
    return {
        word: word.upper()
        for word, count in counts.items()
        if _MIXED.fullmatch(word) and counts.get(word.upper(), 0) >= max(_FREQUENT, _TIMES * count)
    }


def displayed(text: str, repairs: Mapping[str, str]) -> str:
    """``text`` as it is shown: damaged abbreviations mended, broken lines joined, words of the next page and
    stray marks left out.

    Numbers of the law are never touched.
    """
    shown = _BROKEN.sub(" ", _BEFORE_MARK.sub("", _SPACES.sub(" ", text)))
    shown = _CATCHWORD.sub("", shown.replace("^", ""))
    return _WORD.sub(lambda m: repairs.get(m[0], m[0]), shown) if repairs else shown


def readable(title: str) -> bool:
    """True for a title that tells a subject; false for what a copy has left of one, "(l)", and for "ketentuan umum"."""
    # No title begins with a single letter; a copy's may, with what is left of a mark: "i tata cara pemberhentian".
    if _EVERYWHERE.fullmatch(title.strip()) or re.match(r"[^\W\d_](?!\w)", title):
        return False
    found = _WORD.findall(title)
    known = sum(len(w) for w in found if is_word(w.lower()) or (w.isupper() and len(w) < 8))
    letters = sum(map(str.isalpha, title))
    longest = max((len(w) for w in found), default=0)
    return longest >= 3 and known >= 0.8 * letters and _fragments(found) <= 0.2


def _fragments(found: list[str]) -> float:
    """The share of words that are too short to be any but a few."""
    short = [w for w in found if len(w) == 2 and w.lower() not in ("di", "ke") and not w.isupper()]
    return len(short) / len(found)
