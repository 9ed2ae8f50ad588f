"""One quantity: a number with its unit, what it bounds, its period, and from when it runs.

The phrases are data (``tanyapasal.index.language.quantities.forms``); each carries an example that a test runs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    OperatorForm,
    UnitForm,
    UnitKind,
    field_unit,
)
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.language.quantities.numbers import Number
from tanyapasal.index.law.domain import Measure
from tanyapasal.index.text import Span, one_line


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
    rf"(?:\s+(?!dan\b|atau\b)[a-z][a-z/-]*+){{1,3}}\s*{_FILLED}$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(rf"(?:{_alternatives(tuple(f.phrase for f in DEADLINES))})\s*$", re.IGNORECASE)
_BEHIND = re.compile(
    rf"\s*\(?(?P<phrase>{_alternatives(tuple(f.phrase for f in BEHIND))})(?!\s*+(?:\w*?\d|\w*+\s*+\d))(?!\w)",
    re.IGNORECASE,
)
_FORMS = {f.phrase: f for f in BEFORE}
_FORMS_BEHIND = {f.phrase: f for f in BEHIND}
_RUPIAH = re.compile(r"(?:rp\.?|idr)\s*$", re.IGNORECASE)
_PERIOD = re.compile(
    r"\s*(?:/|per|setiap|tiap|dalam(?:\s+(?:1(?:\s*\(satu\))?|satu))?|se)\s*(?P<per>tahun|bulan|minggu|hari|semester)"
    r"(?:nya)?(?![a-z])",
    re.IGNORECASE,
)
_TRIGGER = re.compile(
    rf"\s*+(?:,\s*+)?(?P<trigger>(?:{'|'.join(TRIGGERS)})\b[^.;,\n]{{0,120}})", re.IGNORECASE
)
# A full stop that ends a sentence, not one of "maks. 24" or "Rp. 500"
_CLAUSE_END = re.compile(r"(?<!\bmin)(?<!\bmaks)(?<!\brp)(?<!\bmax)[.;\n](?=\s)", re.IGNORECASE)
_NOUN = re.compile(r"\s*(?P<noun>[a-z][a-z-]{2,})(?:\s+(?P<second>[a-z][a-z-]{2,}))?", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"(?P<month>{'|'.join(MONTHS)})\s*$", re.IGNORECASE)
MONTH_BEHIND = re.compile(rf"\s*(?P<month>{'|'.join(MONTHS)})(?![a-z])", re.IGNORECASE)
_LOOK_BACK = 80
_PERIOD_NAMES = dict(PERIODS)
_APPROXIMATE = re.compile(r"[~±]\s*$|(?:sekitar|kurang lebih|kira-kira)\s*$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"(?:tahun|sejak|pada)\s*$", re.IGNORECASE)


class Units:
    """The units of everyday life and those of a field, as they are written in texts."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        own = tuple(field_unit(measure, written) for measure in measures for written in measure.written)
        self._forms = {form.written: form for form in (*own, *UNITS)}
        # Those that may be written right behind digits: "20JP".
        self.glued = tuple(form.written for form in own if " " not in form.written)
        self._pattern = re.compile(
            rf"[\s-]*(?:\((?:[a-z ]+)\)\s*)?(?P<unit>{_alternatives(tuple(self._forms))})(?![a-z])",
            re.IGNORECASE,
        )

    def at(self, text: str, place: int) -> tuple[UnitForm, int] | None:
        """The unit of measure that stands at ``place``, and where it ends."""
        match = self._pattern.match(text, place)
        return (self[match["unit"]], match.end()) if match else None

    def __getitem__(self, written: str) -> UnitForm:
        return self._forms[one_line(written.lower())]


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


def read_norm(text: str, first: Number, second: Number | None, units: Units) -> Norm:
    """The quantity that is ``first``, or reaches from ``first`` to ``second``."""
    start = first.span.start
    before = text[max(0, start - _LOOK_BACK) : start]
    rupiah = _RUPIAH.search(before)
    if rupiah:
        start -= len(before) - rupiah.start()
        before = before[: rupiah.start()]
    clause = _CLAUSE_END.split(before)[-1]
    end = (second or first).span.end
    counted = _Counted(units["rupiah"], end) if rupiah else _counted(text, end, first, clause, units)
    form, start, end = _bound(text, clause, start, counted.end)
    period = _PERIOD.match(text, end)
    end = period.end() if period else end
    trigger = _TRIGGER.match(text, end)
    factor = counted.unit.factor if counted.unit else Fraction(1)
    lower = factor if second is None else _lower_factor(units.at(text, first.span.end), counted.unit)
    return Norm(
        operator=form.operator if form else None,
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
        beyond=form is not None and form.beyond,
    )


def _bound(text: str, clause: str, start: int, end: int) -> tuple[OperatorForm | None, int, int]:
    """What bounds the number ``[start, end)``, and the number with it: a phrase at once before it, apart, or behind."""
    if phrase := _BEFORE.search(re.sub(r"[~±](?=\s*$)", " ", clause)):
        return _FORMS[one_line(phrase["phrase"].lower())], start - len(clause) + phrase.start(), end
    if phrase := _APART.search(clause):
        return _FORMS[one_line(phrase["phrase"].lower())], start, end
    if phrase := _BEHIND.match(text, end):
        return _FORMS_BEHIND[one_line(phrase["phrase"].lower())], start, phrase.end()
    return None, start, end


def _lower_factor(own: tuple[UnitForm, int] | None, unit: UnitForm | None) -> Fraction:
    """The factor of the lower end of a range: of a unit of its own ("3 bulan hingga 6 tahun"), or of the upper end."""
    if own is None or (unit is not None and own[0].base != unit.base):
        return unit.factor if unit else Fraction(1)
    return own[0].factor


def _counted(text: str, end: int, number: Number, before: str, units: Units) -> _Counted:
    """What stands behind a number that ends at ``end``."""
    year = number.value.denominator == 1 and 1900 <= number.value <= 2100 and not number.in_words
    if MONTH_BEHIND.match(text, end) and number.value <= 31:
        return _Counted(None, end, dated=True)
    if year and (_MONTH_BEFORE.search(before) or _YEAR_BEFORE.search(before)):
        return _Counted(None, end, dated=True)
    found = units.at(text, end)
    if found is not None:
        # "7 (tujuh) orang anggota": what is counted, besides the unit
        unit, behind = found
        return _Counted(unit, behind, _nouns(text, behind), year and unit.written == "tahun")
    if number.value.denominator > 1:
        return _Counted(units["bagian"], end)
    return _Counted(None, end, _nouns(text, end))


def _nouns(text: str, place: int) -> tuple[str, ...]:
    match = _NOUN.match(text, place)
    return tuple(match[name].lower() for name in ("noun", "second") if match and match[name])
