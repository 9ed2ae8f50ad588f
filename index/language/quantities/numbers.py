"""Numbers in Indonesian texts: "1.000.000,00", "1/10", "dua puluh lima", "tiga perempat", "1,5 miliar".

A number of law is written twice, "20 (dua puluh)"; both writings are read, because a scan garbles the digits
and a careless author the words. Numbers that name a place ("ayat (2)", "Nomor 5 Tahun 2014") or mark an item of
a list are not quantities and are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from tanyapasal.index.language.quantities.number_words import (
    BEHIND_ONES,
    GROUPS,
    ONES,
    THOUSANDS,
    WHOLE,
    read_cardinal,
)
from tanyapasal.index.text import Span

# What a figure is counted in: "5 juta"
SCALES = {**GROUPS, "rb": 10**3, "jt": 10**6, "m": 10**9}
_SIMPLE_FRACTIONS = {"setengah": Fraction(1, 2), "separuh": Fraction(1, 2), "separo": Fraction(1, 2)}
_DENOMINATORS = {word: value for word, value in ONES.items() if value > 1} | {
    "sepuluh": 10, "seratus": 100, "seribu": 1000,
}  # fmt: skip
_SIGNS = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
}

_NUMBER_WORD = "|".join(
    sorted(
        {*ONES, *WHOLE, *THOUSANDS, *BEHIND_ONES, *GROUPS, *_SIMPLE_FRACTIONS, "per"}
        | {f"per{word}" for word in _DENOMINATORS}
        | {f"seper{word}" for word in _DENOMINATORS},
        key=len,
        reverse=True,
    )
)
_IN_WORDS = re.compile(
    rf"(?<![\w-])(?:{_NUMBER_WORD})(?:[\s-]+(?:{_NUMBER_WORD}))*(?:nya)?(?![\w-])", re.IGNORECASE
)
_DIGITS = (
    r"(?:(?<![\w.,/])|(?<=rp)|(?<=rp\.))(?P<digits>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+\s+\d/\d|\d+/\d+|\d+(?:[.,]\d{1,2}(?!\d))?(?!\.\d)|[½¼¾⅓⅔])"
    r"(?:[\s-]*(?P<scale>ribu|juta|miliar|milyar|triliun|rb|jt|M)(?![\w]))?"
)
# Digits as copies misread them ("I", "2O", "L2"), before the same number in words and brackets.
_MISREAD = re.compile(r"(?<![\w.])(?P<digits>[\dIlLOoSst|!]{1,4})\s*\(\s*\Z")
_CLOSING = re.compile(r"\s*\)")
# "sekali setahun", "sekali dalam 1 (satu) tahun" count; "sama sekali" does not
_ONCE = re.compile(
    r"\bse(?=kali\s+(?:dalam|setiap|tiap|per|setahun|sebulan|seminggu|sehari)\b)", re.IGNORECASE
)
_SPLIT = re.compile(r"\s+(puluh|belas|ratus)(?![\w-])", re.IGNORECASE)
# What stands before a number that names a place, an act or a page; lists of such numbers follow at once.
_NAMES = (
    r"pasal|ayat|angka|huruf|nomor|no|bab|bagian ke|paragraf|butir|poin|lampiran|halaman|hlm|buku|lembaran negara|"
    r"uu|pp|perppu|perpu|perpres|keppres|inpres|permen\w*|perlan|perka|perban|perda|pmk|level|tingkat|jenjang|"
    r"eselon|kelas|golongan|grade"
)
_JOIN = (
    r"\s*+(?:(?:,\s*+)?(?:dan|atau|serta|sampai(?:\s+dengan)?|s\.?\s?d\.?|s/d|hingga|jo\.?|tahun)|[,/–-])\s*"
)
# "KM. 4 Tahun 2001": before a year a number counts no years, whatever code stands before it
_YEAR_OF_ACT = re.compile(
    r"(?<![\d.,])\d+[a-z]?\s*(?:/|tahun\s*)(?:19|20)\d\d(?!\d)|(?<=\d)\s*/(?:19|20)\d\d(?!\d)", re.IGNORECASE
)
_MARKER = re.compile(
    r"(?:^|(?<=\n))[^\S\n]*\(?\d{1,3}[a-z]?[.)](?=\s)|\(\d{1,3}[a-z]?\)|\d\ufe0f?\u20e3|(?<=[;:.,]\s)\d{1,2}\.(?=\s+[A-Za-z])",
    re.MULTILINE,
)


def is_number_word(word: str) -> bool:
    """True for one lower-case word that is, or is part of, a number: "dua", "puluh", "seperempat"."""
    return _IN_WORDS.fullmatch(word) is not None


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text. ``other``: what the words in brackets say, where they differ from the digits.

    ``written`` are the digits as written, or the digits of a number in words; ``in_words``: no digits stand there.
    """

    value: Fraction
    span: Span
    written: str
    in_words: bool = False
    other: Fraction | None = None

    @property
    def values(self) -> frozenset[Fraction]:
        """Every reading: one, or two where digits and words disagree."""
        return frozenset({self.value} if self.other is None else {self.value, self.other})


def read_words(words: str) -> Fraction | None:
    """The number that ``words`` write out, or None: "dua puluh lima", "dua pertiga", "satu per sepuluh"."""
    parts = words.lower().replace("-", " ").removesuffix("nya").split()  # "seperempatnya"
    if not parts:
        return None
    if len(parts) == 1 and parts[0] in _SIMPLE_FRACTIONS:
        return _SIMPLE_FRACTIONS[parts[0]]
    if parts[-1] in _SIMPLE_FRACTIONS and len(parts) > 1:
        whole = _whole(parts[:-1])  # "satu setengah"
        return None if whole is None else whole + _SIMPLE_FRACTIONS[parts[-1]]
    last = parts[-1]
    if last.startswith("seper") and last[5:] in _DENOMINATORS and len(parts) == 1:
        return Fraction(1, _DENOMINATORS[last[5:]])
    if last.startswith("per") and last[3:] in _DENOMINATORS:
        top = _whole(parts[:-1])
        return None if top is None else Fraction(top, _DENOMINATORS[last[3:]])
    if "per" in parts:
        cut = parts.index("per")
        top, bottom = _whole(parts[:cut]), _whole(parts[cut + 1 :])
        return Fraction(top, bottom) if top is not None and bottom else None
    whole = _whole(parts)
    return None if whole is None else Fraction(whole)


def _whole(parts: list[str]) -> int | None:
    """ "dua ratus lima puluh juta" → 250000000; None unless every word is one of a number."""
    value, taken = read_cardinal(parts)
    return value if parts and taken == len(parts) else None


def _digits(written: str, scale: str | None) -> Fraction | None:
    if written in _SIGNS:
        return _SIGNS[written]
    if "/" in written and len(mixed := written.split()) == 2:
        rest = _digits(mixed[1], None)
        return None if rest is None else int(mixed[0]) + rest
    if "/" in written:
        top, bottom = written.split("/")
        # "14/11" is a day and its month
        return Fraction(int(top), int(bottom)) if 0 < int(bottom) >= int(top) else None
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", written):
        plain = written.replace(".", "").replace(",", ".")
    else:
        plain = written.replace(",", ".")
    return Fraction(plain) * SCALES.get((scale or "").lower(), 1)


@lru_cache(maxsize=8)
def _expressions(units: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Numbers in digits, and numbers that name something, where these units may follow ("20JP")."""
    glued = "".join(rf"{re.escape(unit)}\b|" for unit in units)
    counted = "|".join(("hari", "bulan", "tahun", "orang", "jam", *map(re.escape, units), "%"))
    return (
        re.compile(rf"{_DIGITS}(?=[^\w/]|[x%]|{glued}$|/\D)", re.IGNORECASE),
        re.compile(
            rf"(?<![\w-])(?:{_NAMES})\b\.?\s*+(?::\s*+)?\(?\d+[a-z]?\)?(?![\d.,]*\d)"
            rf"(?:{_JOIN}(?:ayat\s*)?(?:\(\d+[a-z]?\)|\d+[a-z]?(?!\w)(?!\s*\())(?!\s*(?:{counted})))*",
            re.IGNORECASE,
        ),
    )


def _blanked(text: str, named: re.Pattern[str]) -> str:
    """``text`` with every number that names something as blanks, character for character."""
    for pattern in (named, _YEAR_OF_ACT, _MARKER):
        text = pattern.sub(lambda m: re.sub(r"\d", " ", m.group()), text)
    return text


def find_numbers(text: str, units: tuple[str, ...] = ()) -> tuple[Number, ...]:
    """Every number that counts or measures something, in order; cost linear in the length of the text.

    ``units``: single words that may be written right behind digits ("20JP"), in lower case.
    """
    in_digits, named = _expressions(units)
    text = _blanked(text, named)
    found: list[Number] = []
    words = [
        (match.start(), match.end(), value)
        for match in _IN_WORDS.finditer(text)
        if (value := read_words(match.group())) is not None
    ]
    used: set[int] = set()
    for match in in_digits.finditer(text):
        value = _digits(match["digits"], match["scale"])
        if value is None:
            continue
        start, end = match.span()
        other: Fraction | None = None
        behind = re.match(r"\s*\(\s*", text[end : end + 6])
        if behind:
            spoken = next((w for w in words if w[0] == end + behind.end()), None)
            closing = text.find(")", end, end + 120)
            if spoken is not None:
                used.add(spoken[0])
                other = spoken[2] if spoken[2] != value else None
                # "Rp5.000.000,00 (lima juta rupiah)": the unit may stand within the brackets
                tail = text[spoken[1] : closing].strip() if closing > 0 else ""
                end = closing + 1 if closing >= 0 and tail.lower() in ("", "rupiah", "persen") else spoken[1]
                if split := _SPLIT.match(text, end):  # "60 (enam) puluh hari"
                    whole = read_words(f"{text[spoken[0] : spoken[1]]} {split[1]}")
                    other, end = (whole if whole != value else None), split.end()
                    used.add(split.start(1))
        found.append(Number(value, Span(start, end), match["digits"], other=other))
    for start, end, value in words:
        if start not in used:
            shown = str(value) if value.denominator > 1 else f"{value.numerator}"
            misread, bracket = _MISREAD.search(text, max(start - 8, 0), start), _CLOSING.match(text, end)
            if misread and bracket:  # "6O (enam puluh)": the words say what the digits were
                found.append(Number(value, Span(misread.start("digits"), bracket.end()), shown))
            else:
                found.append(Number(value, Span(start, end), shown, in_words=True))
    found += [Number(Fraction(1), Span(*once.span()), "1", in_words=True) for once in _ONCE.finditer(text)]
    return tuple(sorted(found, key=lambda number: number.span))
