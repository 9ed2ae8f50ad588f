"""Misread digits beside the same number in words: "2O (dua puluh) hari", "tiga puluh (3O) hari"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tanyapasal.index.language.quantities.forms import UNITS
from tanyapasal.index.language.quantities.number_words import (
    BEHIND_ONES,
    GROUPS,
    ONES,
    THOUSANDS,
    WHOLE,
)
from tanyapasal.index.language.quantities.numbers import read_words
from tanyapasal.index.mending.misreadings import DIGITS
from tanyapasal.index.mending.proposals import Doubt, Proposal
from tanyapasal.index.mending.spellings import edited_forms, misread_forms
from tanyapasal.index.text import Span

_WORDS = frozenset({*ONES, *WHOLE, *THOUSANDS, *BEHIND_ONES, *GROUPS})
_SIGN = "".join(map(re.escape, DIGITS))
_DIGITS = rf"(?P<digits>[{_SIGN}](?:[{_SIGN}.]{{0,30}}[{_SIGN}])?)(?P<cents>,[0OoQDU]{{2}}|,-)?"
_MONEY = r"(?P<money>Rp\.? ?)?"
_BEFORE = re.compile(rf"(?<![\w.,/(-]){_MONEY}{_DIGITS}(?: ?%)? ?\((?P<words>[^\W_][\w ]{{2,120}})\)")
_BEHIND = re.compile(rf"(?P<words>\b[^\W_]{{3,}}(?: [^\W_]{{4,}}){{0,11}}) \({_MONEY}{_DIGITS}\)")
# What may be said behind a number within its brackets.
_SAID = re.compile(r" (?:persen|perseratus|per seratus|rupiah|permil|per mil)$")
_COUNTED = re.compile(
    rf" ?(?:{'|'.join(sorted((re.escape(u.written) for u in UNITS), key=len, reverse=True))})\b"
)
_ROMAN = re.compile(r"[IVXLC]+")
_NAMED = re.compile(
    r"\b(?:huruf|butir|angka|ayat|tipe|golongan|ruang|kelas|tingkat|eselon|pasal|bab|lampiran|kelompok|kategori)\s*\Z",
    re.IGNORECASE,
)


def numbers(text: str) -> Iterator[Proposal | Doubt]:
    """Pairs of a number and its words of which one is misread and the other proves what it is.

    Pairs that disagree are doubts: nothing proves which of them is right.
    """
    for match in _BEFORE.finditer(text):
        yield from _Pair(text, match, Span(*match.span("words"))).told()
    for match in _BEHIND.finditer(text):
        start = _number_words_at_the_end(match["words"])
        if start is not None:
            words = Span(match.start("words") + start, match.end("words"))
            yield from (p for p in _Pair(text, match, words).told() if isinstance(p, Proposal))


class _Pair:
    """A number in digits and what stands beside it in words."""

    def __init__(self, text: str, match: re.Match[str], words: Span) -> None:
        self._text, self._match, self._words = text, match, words
        self._digits = Span(*match.span("digits"))
        self._plain = match["digits"].replace(".", "")

    def told(self) -> Iterator[Proposal | Doubt]:
        written = self._words.of(self._text)
        said = _SAID.sub("", written.lower())
        spelled = _spelled(said)
        value = read_words(spelled) if spelled else None
        if value is None or value.denominator != 1:
            return
        if not self._plain.isdigit() and _may_be(self._plain, int(value)) and self._is_number():
            digits = _digits_of(self._digits.of(self._text), str(value))
            yield Proposal(self._digits, digits, "bilangan", f"tertulis dengan huruf: {spelled}")
        elif self._plain != str(value):
            if spelled == said and any(map(str.isdigit, self._plain)):
                yield Doubt(Span(self._digits.start, self._match.end()), "angka dan hurufnya tidak sama")
            return
        yield from _respelled(self._text, self._words, spelled.split(), f"tertulis dengan angka: {value}")
        cents = self._match["cents"] or ""
        if self._match["money"] and any(sign in DIGITS and not sign.isdigit() for sign in cents):
            yield Proposal(
                Span(*self._match.span("cents")), ",00", "bilangan", "rupiah bulat menurut hurufnya"
            )

    def _is_number(self) -> bool:
        """False for letters that may well be letters, or Roman numbers: "golongan I (satu)"."""
        if any(map(str.isdigit, self._plain)) or self._match["money"]:
            return True
        if _NAMED.search(self._text, 0, self._digits.start):
            return False
        counted = _COUNTED.match(self._text, self._match.end()) is not None
        return counted if len(self._plain) == 1 or _ROMAN.fullmatch(self._plain) else True


def _spelled(said: str) -> str:
    """The number words that ``said`` is made of, each misread in one sign at most; "" if it is none."""
    found = []
    for word in said.split():
        if word in _WORDS or word == "per":
            found.append(word)
            continue
        near = misread_forms(word) & _WORDS or edited_forms(word) & _WORDS
        if len(near) != 1:
            return ""
        found += near
    return " ".join(found)


def _respelled(text: str, words: Span, spelled: Sequence[str], reason: str) -> Iterator[Proposal]:
    """The words at ``words`` that are not written as ``spelled``."""
    written = list(re.finditer(r"\S+", words.of(text)))
    capitals = any(
        word[0][0].isupper()
        for word, right in zip(written, spelled, strict=False)
        if word[0].lower() == right
    )
    for word, right in zip(written, spelled, strict=False):
        if word[0].lower() != right:
            span = Span(words.start + word.start(), words.start + word.end())
            yield Proposal(span, right.capitalize() if capitals else right, "bilangan", reason)


def _may_be(plain: str, value: int) -> bool:
    """True if every sign of ``plain`` is, or is taken for, the digit of ``value`` at its place."""
    wanted = str(value)
    return len(plain) == len(wanted) and all(d in DIGITS[sign] for sign, d in zip(plain, wanted, strict=True))


def _digits_of(written: str, digits: str) -> str:
    """``digits`` with the points of ``written``: "1.OOO" → "1.000"."""
    waiting = iter(digits)
    return "".join(sign if sign == "." else next(waiting) for sign in written)


def _number_words_at_the_end(words: str) -> int | None:
    """Where the number words begin that ``words`` end with; None if it ends with another word."""
    start = None
    for match in reversed(list(re.finditer(r"\S+", words))):
        if match[0].lower() not in _WORDS:
            break
        start = match.start()
    return start
