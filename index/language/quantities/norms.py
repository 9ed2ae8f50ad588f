"""Quantities in legal Indonesian: "paling sedikit 20 (dua puluh) jam pelajaran dalam 1 (satu) tahun"."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from tanyapasal.index.language.quantities.forms import AUDIENCES, Operator, UnitKind
from tanyapasal.index.language.quantities.norm import MONTH_BEHIND, Norm, alternatives, read_norm, unit_at
from tanyapasal.index.language.quantities.numbers import Number, find_numbers
from tanyapasal.index.text import Span

__all__ = ["Norm", "Operator", "UnitKind", "audiences", "find_amounts", "find_norms", "short_form"]

_RANGE = re.compile(
    r"\s*(?:[-–—]|s\.?\s?d\.?|s/d|sampai(?:\s+dengan)?|hingga|dan)\s*(?:rp\.?\s*)?", re.IGNORECASE
)
_TIMES = re.compile(r"\s*[x×]\s*", re.IGNORECASE)
_UNIT_BETWEEN = re.compile(r"^[\s-]*(?:hari|bulan|tahun|orang|jp|%|persen)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"antara\s*(?:rp\.?\s*)?$", re.IGNORECASE)


def find_amounts(text: str) -> tuple[Norm, ...]:
    """Every number that counts, measures or dates something, in order; see ``find_norms`` for measures alone."""
    numbers = find_numbers(text)
    found: list[Norm] = []
    n = 0
    while n < len(numbers):
        first, second, taken = _together(text, numbers[n : n + 2])
        n += taken
        norm = read_norm(text, first, second)
        if not (found and _repeats(text, found[-1], first, norm)):
            found.append(norm)
    return tuple(found)


def _together(text: str, numbers: tuple[Number, ...]) -> tuple[Number, Number | None, int]:
    """The first number, alone or with the next: a product ("2 x 24 jam") or a range; and how many it takes."""
    first = numbers[0]
    if len(numbers) < 2:
        return first, None, 1
    second = numbers[1]
    between = text[first.span.end : second.span.start]
    if _TIMES.fullmatch(between):
        product = first.value * second.value
        return Number(product, Span(first.span.start, second.span.end), str(product)), None, 2
    return (first, second, 2) if _is_range(text, first, second, between) else (first, None, 1)


def _is_range(text: str, first: Number, second: Number, between: str) -> bool:
    """True for "20 s.d. 24" and "antara 3 dan 5 hari"; not for "60 hari sampai dengan 1 tahun", which is two quantities."""
    if "dan" in between and not _BETWEEN.search(text[: first.span.start]):
        return False
    if not _RANGE.fullmatch(_UNIT_BETWEEN.sub("", between)) or MONTH_BEHIND.match(between):
        return False
    units = [unit_at(text, number.span.end) for number in (first, second)]
    return len({unit.base for unit in units if unit is not None}) < 2


def _repeats(text: str, before: Norm, number: Number, norm: Norm) -> bool:
    """True if a quantity belongs to the one before it."""
    if number.span.start < before.span.end:
        return True  # "dalam 1 (satu) tahun" is its period
    same = number.in_words and norm.values == before.values  # "10% (sepuluh persen)"
    return same and text[before.span.end : number.span.start].strip() == "("


@lru_cache(maxsize=4096)  # the same passages are read again for every question that is near them
def find_norms(text: str) -> tuple[Norm, ...]:
    """Every quantity with a unit of measure, in order; numbers of pasal, ayat, regulations and years have none.

    A quantity in words alone counts if it bounds something ("paling sedikit dua orang") or is more than one.
    """
    return tuple(
        norm
        for norm in find_amounts(text)
        if norm.kind not in ("hitungan", "tanggal")
        and norm.unit != "bagian"
        and (not norm.in_words or norm.operator or norm.values != {Fraction(1)})
    )


def audiences(text: str) -> frozenset[str]:
    """Whom ``text`` speaks of, of "PNS", "PPPK", "CPNS" and "ASN"; a longer name is not read as a shorter one."""
    rest = " ".join(text.lower().split())
    found = set()
    for form in AUDIENCES:
        pattern = rf"(?<![\w-])(?:{alternatives(form.written)})(?![\w-])"
        rest, count = re.subn(pattern, " ", rest)
        if count:
            found.add(form.audience)
    return frozenset(found)


def short_form(text: str) -> str | None:
    """The quantities of a statement in short, for a headline: "minimal 20 JP per tahun"; None if it has none.

    The first quantity, and one more that is given in brackets as the same amount ("511 JP (~51 hari kerja)").
    """
    norms = find_norms(text)
    if not norms:
        return None
    first = norms[0]
    if len(norms) > 1 and re.fullmatch(r"\s*\(\s*[~±]?\s*", text[first.span.end : norms[1].span.start]):
        return f"{first} ({norms[1]})"
    return str(first)
