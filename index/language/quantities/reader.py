"""The reader of quantities, over the units of everyday life and those of one field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from tanyapasal.index.language.quantities.forms import (
    BEFORE,
    BEHIND,
    DEADLINES,
    FILLERS,
    MONTHS,
    PERIODS,
    TRIGGERS,
    UNITS,
    Operator,
    UnitForm,
    UnitKind,
    field_unit,
)
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.language.quantities.numbers import Number, find_numbers
from tanyapasal.index.law.domain import Measure
from tanyapasal.index.text import Span

# Questions are short and read several times; passages are read once, when an index is built.
_REMEMBERED = 256


def _alternatives(phrases: tuple[str, ...]) -> str:
    return "|".join(r"\s+".join(map(re.escape, p.split())) for p in sorted(phrases, key=len, reverse=True))


_FILLED = rf"(?:(?:{'|'.join(FILLERS)}|:|rp\.?|idr)\s*)*"
_BEFORE = re.compile(
    rf"(?:^|(?<=[^\w-]))(?P<phrase>{_alternatives(tuple(f.phrase for f in BEFORE))})(?![\w-])\.?\s*{_FILLED}$",
    re.IGNORECASE,
)
# "paling cepat selesai dalam 100 hari": a few words may come between, but not behind a phrase that is also a
# preposition or a verb of its own.
_LOOSE = {"lebih dari", "kurang dari", "melebihi", "melampaui", "di atas", "di bawah", "hingga", "sampai dengan",
          "mulai dari", "min", "max", "maks", "<", ">", "<=", ">=", "≤", "≥"}  # fmt: skip
_APART = re.compile(
    rf"(?:^|(?<=[^\w-]))(?P<phrase>{_alternatives(tuple(f.phrase for f in BEFORE if f.phrase not in _LOOSE))})(?![\w-])"
    rf"(?:\s+(?!dan\b|atau\b)[a-z][a-z/-]*){{1,3}}\s*{_FILLED}$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(rf"(?:{_alternatives(tuple(f.phrase for f in DEADLINES))})\s*$", re.IGNORECASE)
_BEHIND = re.compile(
    rf"\s*\(?(?P<phrase>{_alternatives(tuple(f.phrase for f in BEHIND))})(?!\s*\w*\s*\d)(?!\w)", re.IGNORECASE
)
_OPERATOR = {f.phrase: f.operator for f in BEFORE}
_OPERATOR_BEHIND = {f.phrase: f.operator for f in BEHIND}
_RUPIAH = re.compile(r"(?:rp\.?|idr)\s*$", re.IGNORECASE)
_RANGE = re.compile(
    r"\s*(?:[-–—]|s\.?\s?d\.?|s/d|sampai(?:\s+dengan)?|hingga|dan)\s*(?:rp\.?\s*)?", re.IGNORECASE
)
_PERIOD = re.compile(
    r"\s*(?:/|per|setiap|tiap|dalam(?:\s+(?:1\s*(?:\(satu\))?|satu))?|se)\s*(?P<per>tahun|bulan|minggu|hari|semester)"
    r"(?:nya)?(?![a-z])",
    re.IGNORECASE,
)
_TRIGGER = re.compile(rf"\s*,?\s*(?P<trigger>(?:{'|'.join(TRIGGERS)})\b[^.;,\n]{{0,120}})", re.IGNORECASE)
_TIMES = re.compile(r"\s*[x×]\s*", re.IGNORECASE)
# A full stop that ends a sentence, not one of "maks. 24" or "Rp. 500"
_CLAUSE_END = re.compile(r"(?<!\bmin)(?<!\bmaks)(?<!\brp)(?<!\bmax)[.;\n](?=\s)", re.IGNORECASE)
_NOUN = re.compile(r"\s*(?P<noun>[a-z][a-z-]{2,})(?:\s+(?P<second>[a-z][a-z-]{2,}))?", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"(?P<month>{'|'.join(MONTHS)})\s*$", re.IGNORECASE)
_MONTH_BEHIND = re.compile(rf"\s*(?P<month>{'|'.join(MONTHS)})(?![a-z])", re.IGNORECASE)
_LOOK_BACK = 80
_PERIOD_NAMES = dict(PERIODS)


class QuantityReader:
    """Finds quantities; ``measures``: the units of a field beside those of everyday life. Thread-safe."""

    def __init__(self, measures: Sequence[Measure] = ()) -> None:
        own = tuple(field_unit(measure, written) for measure in measures for written in measure.written)
        units = (*own, *UNITS)
        self.measures = tuple(measures)
        self._forms = {form.written: form for form in units}
        self._glued = tuple(form.written for form in own if " " not in form.written)
        self._unit = re.compile(
            rf"[\s-]*(?:\((?:[a-z ]+)\)\s*)?(?P<unit>{_alternatives(tuple(self._forms))})(?![a-z])",
            re.IGNORECASE,
        )
        behind = "|".join(("hari", "bulan", "tahun", "orang", "%", "persen", *map(re.escape, self._glued)))
        self._measured = re.compile(rf"^[\s-]*(?:{behind})\b", re.IGNORECASE)
        self.norms = lru_cache(maxsize=_REMEMBERED)(self._norms)

    def amounts(self, text: str) -> tuple[Norm, ...]:
        """Every number that counts, measures or dates something, in order; see ``norms`` for measures alone."""
        numbers = find_numbers(text, self._glued)
        found: list[Norm] = []
        n = 0
        while n < len(numbers):
            first = numbers[n]
            n += 1
            second: Number | None = None
            if n < len(numbers):
                between = text[first.span.end : numbers[n].span.start]
                times = _TIMES.fullmatch(between)
                is_range = (
                    _RANGE.fullmatch(self._measured.sub("", between))
                    if "dan" not in between
                    or re.search(r"antara\s*(?:rp\.?\s*)?$", text[: first.span.start], re.IGNORECASE)
                    else None
                )
                if is_range and not self._one_measure(text, first, numbers[n]):
                    is_range = None  # "60 hari sampai dengan 1 tahun": two quantities, each with its unit
                if times or (is_range and not _MONTH_BEHIND.match(between)):
                    second = numbers[n]
                    n += 1
                if times and second is not None:
                    product = first.value * second.value
                    first, second = (
                        Number(product, Span(first.span.start, second.span.end), str(product)),
                        None,
                    )
            norm = self._norm(text, first, second)
            if found and first.span.start < found[-1].span.end:
                continue  # "dalam 1 (satu) tahun" is the period of the quantity before it
            if (
                found
                and first.in_words
                and norm.values == found[-1].values
                and _in_brackets(text, found[-1], first)
            ):
                continue  # "10% (sepuluh persen)"
            found.append(norm)
        return tuple(found)

    def _one_measure(self, text: str, first: Number, second: Number) -> bool:
        """False if both numbers have a unit of their own, and these cannot be counted in one another."""
        units = [self._unit.match(text, number.span.end) for number in (first, second)]
        bases = {self._form(unit).base for unit in units if unit is not None}
        return len(bases) < 2

    def _norm(self, text: str, first: Number, second: Number | None) -> Norm:
        start, end = first.span.start, (second or first).span.end
        before = text[max(0, start - _LOOK_BACK) : start]
        rupiah = _RUPIAH.search(before)
        if rupiah:
            start -= len(before) - rupiah.start()
            before = before[: rupiah.start()]
        approximate = bool(
            re.search(r"[~±]\s*$|(?:sekitar|kurang lebih|kira-kira)\s*$", before, re.IGNORECASE)
        )
        clause = _CLAUSE_END.split(before)[-1]
        form, nouns, dated = self._unit_of(text, end, rupiah is not None, first, clause)
        if form is not None and not rupiah:
            end = form[1]
        unit = form[0] if form else None
        operator: Operator | None = None
        if phrase := _BEFORE.search(re.sub(r"[~±](?=\s*$)", " ", clause)):
            operator = _OPERATOR[" ".join(phrase["phrase"].lower().split())]
            start -= len(clause) - phrase.start()
        elif phrase := _APART.search(clause):
            operator = _OPERATOR[" ".join(phrase["phrase"].lower().split())]
        behind = _BEHIND.match(text, end)
        if operator is None and behind:
            operator = _OPERATOR_BEHIND[" ".join(behind["phrase"].lower().split())]
            end = behind.end()
        period = _PERIOD.match(text, end)
        if period:
            end = period.end()
        trigger = _TRIGGER.match(text, end)
        factor = lower = unit.factor if unit else Fraction(1)
        if second is not None and (own := self._unit.match(text, first.span.end)) is not None:
            lower = self._form(own).factor  # "3 bulan hingga 6 tahun"
            if unit is not None and self._form(own).base != unit.base:
                lower = factor
        kind: UnitKind = "tanggal" if dated else (unit.kind if unit else "hitungan")
        return Norm(
            operator=operator,
            quantity=first.written,
            upper=second.written if second else None,
            unit=unit.short if unit else (nouns[0] if nouns else ""),
            kind=kind,
            period=_PERIOD_NAMES[period["per"].lower()] if period else None,
            approximate=approximate,
            span=Span(start, end),
            values=frozenset(v * lower for v in first.values),
            upper_values=frozenset(v * factor for v in second.values) if second else frozenset(),
            base="tanggal" if dated else (unit.base if unit else ""),
            qualifier=unit.qualifier if unit else "",
            deadline=kind == "waktu" and bool(_DEADLINE.search(before) or trigger),
            trigger=" ".join(trigger["trigger"].split()) if trigger else None,
            nouns=nouns,
            in_words=first.in_words,
        )

    def _unit_of(
        self, text: str, end: int, rupiah: bool, number: Number, before: str
    ) -> tuple[tuple[UnitForm, int] | None, tuple[str, ...], bool]:
        """The unit behind a number and where it ends, the nouns counted, and whether it is a date."""
        if rupiah:
            return (self._forms["rupiah"], end), (), False
        year = number.value.denominator == 1 and 1900 <= number.value <= 2100 and not number.in_words
        if _MONTH_BEHIND.match(text, end) and number.value <= 31:
            return None, (), True
        if year and (
            _MONTH_BEFORE.search(before) or re.search(r"(?:tahun|sejak|pada)\s*$", before, re.IGNORECASE)
        ):
            return None, (), True
        match = self._unit.match(text, end)
        if match is not None:
            # "7 (tujuh) orang anggota": what is counted, besides the unit
            noun = _NOUN.match(text, match.end())
            return (
                (self._form(match), match.end()),
                _nouns(noun),
                year and match["unit"].lower() == "tahun",
            )
        if number.value.denominator > 1:
            return (self._forms["bagian"], end), (), False
        return None, _nouns(_NOUN.match(text, end)), False

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

    def _form(self, match: re.Match[str]) -> UnitForm:
        return self._forms[" ".join(match["unit"].lower().split())]


def _in_brackets(text: str, before: Norm, number: Number) -> bool:
    return text[before.span.end : number.span.start].strip() == "("


def _nouns(match: re.Match[str] | None) -> tuple[str, ...]:
    return tuple(match[name].lower() for name in ("noun", "second") if match and match[name])
