"""The title that is written out behind a regulation, told from what a text says about it."""

from __future__ import annotations

import re

from tanyapasal.index.text import words

_JOINING_WORDS = "dan atau di dengan bagi untuk pada dalam atas yang ke dari oleh serta terhadap sebagai"
_JOINERS = frozenset(_JOINING_WORDS.split())
_ABOUT = re.compile(r"\s*+(?:,\s*+)?(?:tentang|ttg\.?)\s+", re.IGNORECASE)
_TITLE_WORD = re.compile(r"[\s\"\u201c]*([^\W_][\w/-]*)")
_TITLE_IN_LOWER_CASE = re.compile(
    r"[^,.:;()\n\u2192]{3,140}?"
    r"(?=\s{0,40}(?:[,.:;()\n\u2192]|bahwa\b|mengatur\b|menyatakan\b|menyebut|menetapkan\b|menegaskan\b|menjelaskan\b|mewajibkan\b|"
    r"menentukan\b|memuat\b|disebutkan\b|diatur\b|yang\b|maka\b|setiap\b|,|$))",
    re.IGNORECASE,
)
_LONGEST_TITLE = 240


def title_end(text: str, at: int, end: int, title: str) -> int:
    """Where the title ends that is written out behind a regulation; ``at`` if none is.

    ``title``: the one that is known, or empty. What follows "tentang" and is not in it is what the text says
    ("… tentang pembelajaran yang terintegrasi").
    """
    about = _ABOUT.match(text, at, end)
    if about is None:
        return at
    longest = min(end, about.end() + _LONGEST_TITLE)
    named = max(_titled(text, about.end(), longest, title), _titled(text, about.end(), longest, ""))
    if named > about.end():
        return named
    lower = None if title else _TITLE_IN_LOWER_CASE.match(text, about.end(), end)
    return lower.end() if lower else at


def _titled(text: str, start: int, end: int, title: str) -> int:
    """The end of the words from ``start`` on that are of ``title``, or if it is empty are written as titles are."""
    known = [word for word in words(title) if word not in _JOINERS]
    initials = "".join(word[0] for word in known)
    at = last = start
    while (match := _TITLE_WORD.match(text, at, end)) is not None:
        word = match[1]
        lower = word.lower()
        of_title = lower in known or (len(lower) > 2 and lower in initials)
        if lower not in _JOINERS and not (of_title if title else word[0].isupper()):
            break
        at = match.end()
        last = last if lower in _JOINERS else at
        at += title != "" and text[at : at + 1] == ","
    return last
