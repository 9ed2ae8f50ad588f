"""The reader of quantities, over the units of everyday life and those of one field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from tanyapasal.index.language.quantities.measuring import MONTH_BEHIND, Units, read_norm
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.language.quantities.numbers import SCALES, Number, find_numbers
from tanyapasal.index.law.domain import Measure
from tanyapasal.index.text import Span

# Questions are short and read several times; passages are read once, when an index is built.
_REMEMBERED = 256
_RANGE = re.compile(
    r"\s*(?:[-–—]|s\.?\s?d\.?|s/d|sampai(?:\s+dengan)?|hingga|dan)\s*(?:rp\.?\s*)?", re.IGNORECASE
)
_TIMES = re.compile(r"\s*[x×]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"antara\s*(?:rp\.?\s*)?$", re.IGNORECASE)


class QuantityReader:
    """Finds quantities; ``measures``: the units of a field beside those of everyday life. Thread-safe."""

    def __init__(self, measures: Sequence[Measure] = ()) -> None:
        self.measures = tuple(measures)
        self._units = Units(measures)
        behind = "|".join(
            ("hari", "bulan", "tahun", "orang", "%", "persen", *map(re.escape, self._units.glued))
        )
        self._between = re.compile(rf"^[\s-]*(?:{behind})\b", re.IGNORECASE)
        self.norms = lru_cache(maxsize=_REMEMBERED)(self._norms)
        self.amounts = lru_cache(maxsize=_REMEMBERED)(self._amounts)

    def _amounts(self, text: str) -> tuple[Norm, ...]:
        """Every number that counts, measures or dates something, in order; see ``norms`` for measures alone."""
        numbers = find_numbers(text, self._units.glued)
        found: list[Norm] = []
        n = 0
        while n < len(numbers):
            first, second, taken = self._together(text, numbers[n : n + 2])
            n += taken
            norm = read_norm(text, first, second, self._units)
            if not (found and _repeats(text, found[-1], first, norm)):
                found.append(norm)
        return tuple(found)

    def _norms(self, text: str) -> tuple[Norm, ...]:
        """Every quantity with a unit of measure, in order; numbers of pasal, ayat, regulations and years have none.

        A quantity in words alone counts if it bounds something ("paling sedikit dua orang") or is more than one.
        """
        return tuple(
            norm
            for norm in self.amounts(text)
            if norm.kind not in ("hitungan", "tanggal")
            and norm.unit != "bagian"
            and (not norm.in_words or norm.operator or norm.values != {Fraction(1)})
        )

    def _together(self, text: str, numbers: tuple[Number, ...]) -> tuple[Number, Number | None, int]:
        """The first number, alone or with the next: a product ("2 x 24 jam") or a range; and how many it takes."""
        first = numbers[0]
        if len(numbers) < 2:
            return first, None, 1
        second = numbers[1]
        between = text[first.span.end : second.span.start]
        if _TIMES.fullmatch(between):
            product = first.value * second.value
            return Number(product, Span(first.span.start, second.span.end), str(product)), None, 2
        if not self._is_range(text, first, second, between):
            return first, None, 1
        return _scaled(text, first, second), second, 2

    def _is_range(self, text: str, first: Number, second: Number, between: str) -> bool:
        """True for "20 s.d. 24" and "antara 3 dan 5 hari"; not for "60 hari sampai dengan 1 tahun", which is two quantities."""
        if "dan" in between and not _BETWEEN.search(text[: first.span.start]):
            return False
        if not _RANGE.fullmatch(self._between.sub("", between)) or MONTH_BEHIND.match(between):
            return False
        units = (self._units.at(text, number.span.end) for number in (first, second))
        return len({unit[0].base for unit in units if unit is not None}) < 2


def _scaled(text: str, first: Number, second: Number) -> Number:
    """The lower end of a range in the scale of the upper one: "Rp5–15 miliar" begins at five milliards."""
    digits = second.span.of(text).removeprefix(second.written).strip()
    scale = SCALES.get(digits.lower())
    apart = first.span.of(text).removeprefix(first.written).strip() or first.in_words
    return first if scale is None or apart else replace(first, value=first.value * scale)


def _repeats(text: str, before: Norm, number: Number, norm: Norm) -> bool:
    """True if a quantity belongs to the one before it."""
    if number.span.start < before.span.end:
        return True  # "dalam 1 (satu) tahun" is its period
    same = number.in_words and norm.values == before.values  # "10% (sepuluh persen)"
    return same and text[before.span.end : number.span.start].strip() == "("
