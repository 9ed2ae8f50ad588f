"""One quantity: a number with its unit, what it bounds, its period, and from when it runs.

The phrases are data (``tanyapasal.index.language.quantities.forms``); each carries an example that a test runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

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
)
from tanyapasal.index.language.quantities.numbers import Number
from tanyapasal.index.text import Span, one_line


def alternatives(phrases: tuple[str, ...]) -> str:
    return "|".join(r"\s+".join(map(re.escape, p.split())) for p in sorted(phrases, key=len, reverse=True))


_FILLED = rf"(?:(?:{'|'.join(FILLERS)}|:|rp\.?|idr)\s*)*"
_BEFORE = re.compile(
    rf"(?:^|(?<=[^\w-]))(?P<phrase>{alternatives(tuple(f.phrase for f in BEFORE))})(?![\w-])\.?\s*{_FILLED}$",
    re.IGNORECASE,
)
# "paling cepat selesai dalam 100 hari": a few words may come between, but not behind a phrase that is also a
# preposition or a verb of its own.
_LOOSE = {"lebih dari", "kurang dari", "melebihi", "melampaui", "di atas", "di bawah", "hingga", "sampai dengan",
          "mulai dari", "min", "max", "maks", "<", ">", "<=", ">=", "≤", "≥"}  # fmt: skip
_APART = re.compile(
    rf"(?:^|(?<=[^\w-]))(?P<phrase>{alternatives(tuple(f.phrase for f in BEFORE if f.phrase not in _LOOSE))})(?![\w-])"
    rf"(?:\s+(?!dan\b|atau\b)[a-z][a-z/-]*){{1,3}}\s*{_FILLED}$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(rf"(?:{alternatives(tuple(f.phrase for f in DEADLINES))})\s*$", re.IGNORECASE)
_BEHIND = re.compile(
    rf"\s*\(?(?P<phrase>{alternatives(tuple(f.phrase for f in BEHIND))})(?!\s*\w*\s*\d)(?!\w)", re.IGNORECASE
)
_OPERATOR = {f.phrase: f.operator for f in BEFORE}
_OPERATOR_BEHIND = {f.phrase: f.operator for f in BEHIND}
_UNIT = re.compile(
    rf"[\s-]*(?:\((?:[a-z ]+)\)\s*)?(?P<unit>{alternatives(tuple(f.written for f in UNITS))})(?![a-z])",
    re.IGNORECASE,
)
_FORMS = {form.written: form for form in UNITS}
_RUPIAH = re.compile(r"(?:rp\.?|idr)\s*$", re.IGNORECASE)
_PERIOD = re.compile(
    r"\s*(?:/|per|setiap|tiap|dalam(?:\s+(?:1\s*(?:\(satu\))?|satu))?|se)\s*(?P<per>tahun|bulan|minggu|hari|semester)"
    r"(?:nya)?(?![a-z])",
    re.IGNORECASE,
)
_TRIGGER = re.compile(rf"\s*,?\s*(?P<trigger>(?:{'|'.join(TRIGGERS)})\b[^.;,\n]{{0,120}})", re.IGNORECASE)
# A full stop that ends a sentence, not one of "maks. 24" or "Rp. 500"
_CLAUSE_END = re.compile(r"(?<!\bmin)(?<!\bmaks)(?<!\brp)(?<!\bmax)[.;\n](?=\s)", re.IGNORECASE)
_NOUN = re.compile(r"\s*(?P<noun>[a-z][a-z-]{2,})(?:\s+(?P<second>[a-z][a-z-]{2,}))?", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"(?P<month>{'|'.join(MONTHS)})\s*$", re.IGNORECASE)
MONTH_BEHIND = re.compile(rf"\s*(?P<month>{'|'.join(MONTHS)})(?![a-z])", re.IGNORECASE)
_LOOK_BACK = 80
_PERIOD_NAMES = dict(PERIODS)
_APPROXIMATE = re.compile(r"[~±]\s*$|(?:sekitar|kurang lebih|kira-kira)\s*$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"(?:tahun|sejak|pada)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Norm:
    """One quantity: ``minimal`` 20 ``JP`` ``per tahun``.

    ``quantity`` and ``upper`` are digits as written; ``span`` points into the text that was read. ``values`` and
    ``upper_values`` are what the number may say (two where digits and words disagree), in ``base`` units, so that
    12 bulan and 1 tahun are equal; ``qualifier`` keeps "hari kerja" from "hari kalender". ``deadline``: a time
    within which something must be done; ``trigger``: from when it runs. ``nouns``: what is counted, where the
    unit is no unit of measure ("7 (tujuh) anggota").
    """

    operator: Operator | None
    quantity: str
    upper: str | None
    unit: str
    kind: UnitKind
    period: str | None
    approximate: bool
    span: Span
    values: frozenset[Fraction] = frozenset()
    upper_values: frozenset[Fraction] = frozenset()
    base: str = ""
    qualifier: str = ""
    deadline: bool = False
    trigger: str | None = None
    nouns: tuple[str, ...] = ()
    in_words: bool = False

    @property
    def bound(self) -> Operator | None:
        """What the number bounds: its operator, or "maksimal" for a deadline."""
        return self.operator or ("maksimal" if self.deadline else None)

    def __str__(self) -> str:
        number = f"{self.quantity}–{self.upper}" if self.upper else self.quantity
        if self.unit == "rupiah":
            amount = f"Rp{number}"
        else:
            amount = f"{number}%" if self.unit == "%" else f"{number} {self.unit}".rstrip()
        amount = f"~{amount}" if self.approximate else amount
        return " ".join(part for part in (self.operator, amount, self.period) if part)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a number counts or measures: a unit, nouns, or a day; ``end``: where that ends in the text."""

    unit: UnitForm | None
    end: int
    nouns: tuple[str, ...] = ()
    dated: bool = False

    @property
    def kind(self) -> UnitKind:
        if self.dated:
            return "tanggal"
        return self.unit.kind if self.unit else "hitungan"

    @property
    def base(self) -> str:
        if self.dated:
            return "tanggal"
        return self.unit.base if self.unit else ""

    @property
    def short(self) -> str:
        return self.unit.short if self.unit else "".join(self.nouns[:1])


def read_norm(text: str, first: Number, second: Number | None) -> Norm:
    """The quantity that is ``first``, or reaches from ``first`` to ``second``."""
    start = first.span.start
    before = text[max(0, start - _LOOK_BACK) : start]
    rupiah = _RUPIAH.search(before)
    if rupiah:
        start -= len(before) - rupiah.start()
        before = before[: rupiah.start()]
    clause = _CLAUSE_END.split(before)[-1]
    counted = _counted(text, (second or first).span.end, rupiah is not None, first, clause)
    operator, start, end = _bound(text, clause, start, counted.end)
    period = _PERIOD.match(text, end)
    end = period.end() if period else end
    trigger = _TRIGGER.match(text, end)
    factor = counted.unit.factor if counted.unit else Fraction(1)
    lower = factor if second is None else _lower_factor(text, first, counted.unit)
    return Norm(
        operator=operator,
        quantity=first.written,
        upper=second.written if second else None,
        unit=counted.short,
        kind=counted.kind,
        period=_PERIOD_NAMES[period["per"].lower()] if period else None,
        approximate=_APPROXIMATE.search(before) is not None,
        span=Span(start, end),
        values=frozenset(v * lower for v in first.values),
        upper_values=frozenset(v * factor for v in second.values) if second else frozenset(),
        base=counted.base,
        qualifier=counted.unit.qualifier if counted.unit else "",
        deadline=counted.kind == "waktu" and bool(_DEADLINE.search(before) or trigger),
        trigger=one_line(trigger["trigger"]) if trigger else None,
        nouns=counted.nouns,
        in_words=first.in_words,
    )


def _bound(text: str, clause: str, start: int, end: int) -> tuple[Operator | None, int, int]:
    """What bounds the number ``[start, end)``, and the number with it: a phrase at once before it, apart, or behind."""
    if phrase := _BEFORE.search(re.sub(r"[~±](?=\s*$)", " ", clause)):
        return _OPERATOR[one_line(phrase["phrase"].lower())], start - len(clause) + phrase.start(), end
    if phrase := _APART.search(clause):
        return _OPERATOR[one_line(phrase["phrase"].lower())], start, end
    if phrase := _BEHIND.match(text, end):
        return _OPERATOR_BEHIND[one_line(phrase["phrase"].lower())], start, phrase.end()
    return None, start, end


def _lower_factor(text: str, first: Number, unit: UnitForm | None) -> Fraction:
    """The factor of the lower end of a range: of a unit of its own ("3 bulan hingga 6 tahun"), or of the upper end."""
    own = unit_at(text, first.span.end)
    if own is None or (unit is not None and own.base != unit.base):
        return unit.factor if unit else Fraction(1)
    return own.factor


def unit_at(text: str, place: int) -> UnitForm | None:
    """The unit of measure that stands at ``place``."""
    match = _UNIT.match(text, place)
    return _FORMS[one_line(match["unit"].lower())] if match else None


def _counted(text: str, end: int, rupiah: bool, number: Number, before: str) -> _Counted:
    """What stands behind a number that ends at ``end``."""
    if rupiah:
        return _Counted(_FORMS["rupiah"], end)
    year = number.value.denominator == 1 and 1900 <= number.value <= 2100 and not number.in_words
    if MONTH_BEHIND.match(text, end) and number.value <= 31:
        return _Counted(None, end, dated=True)
    if year and (_MONTH_BEFORE.search(before) or _YEAR_BEFORE.search(before)):
        return _Counted(None, end, dated=True)
    match = _UNIT.match(text, end)
    if match is not None:
        # "7 (tujuh) orang anggota": what is counted, besides the unit
        nouns = _nouns(text, match.end())
        return _Counted(
            _FORMS[one_line(match["unit"].lower())],
            match.end(),
            nouns,
            year and match["unit"].lower() == "tahun",
        )
    if number.value.denominator > 1:
        return _Counted(_FORMS["bagian"], end)
    return _Counted(None, end, _nouns(text, end))


def _nouns(text: str, place: int) -> tuple[str, ...]:
    match = _NOUN.match(text, place)
    return tuple(match[name].lower() for name in ("noun", "second") if match and match[name])
