"""What kind of quantity a question asks for, and whether quantities answer it.

"Berapa lama masa kerja?" is not answered by a text that names no length of time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tanyapasal.index.language.quantities.norms import Norm, Operator, UnitKind
from tanyapasal.index.language.quantities.reader import QuantityReader


@dataclass(frozen=True, slots=True)
class QuantityForm:
    """Words after or before "berapa" and the kinds of quantity that answer them; ``units``: only in these."""

    pattern: str
    kinds: tuple[UnitKind, ...]
    example: str
    units: tuple[str, ...] = ()


# How long a thing lasts may be told in a measure of the field as well; see ``Measure.lasting``.
_TIME: tuple[UnitKind, ...] = ("waktu",)
# "Berapa lama denda dapat diangsur?": a question that names its unit asks for that, whatever is paid.
_NO_OTHER_UNIT = r"^(?!.*\bberapa (?:lama|hari|bulan|minggu|tahun|orang|kali)\b).*"
BEFORE_MEASURES: tuple[QuantityForm, ...] = (
    # What is paid is told in rupiah or as a share of something: "tarif 11%".
    QuantityForm(
        rf"{_NO_OTHER_UNIT}\b(tarif|pajak|bunga|iuran|tunjangan|denda)\w*\b",
        ("uang", "bagian"),
        "berapa tarif retribusi",
    ),
    QuantityForm(
        rf"{_NO_OTHER_UNIT}\b(biaya|harga|gaji|honor|rupiah|bayar)\w*\b",
        ("uang",),
        "berapa biaya pendaftaran",
    ),
    QuantityForm(r"\b(persen|persentase)\b", ("bagian",), "berapa persen"),
    QuantityForm(r"\bberapa (orang|peserta)\b|\bjumlah peserta\b", ("orang",), "berapa orang satu kelas"),
    QuantityForm(r"\bberapa kali\b", ("kali",), "berapa kali"),
    QuantityForm(r"\bberapa menit\b", _TIME, "berapa menit satu sidang", ("menit", "jam")),
)
AFTER_MEASURES: tuple[QuantityForm, ...] = (
    QuantityForm(
        r"\bberapa (lama|hari|bulan|minggu|tahun)\b|\bhow (?:long|many (?:\w+ )?(?:days|months|years))\b|\b(lama|durasi|lamanya)\b",
        _TIME,
        "berapa lama pelatihan",
    ),
)
_EACH_YEAR = r"^(?=.*\b(?:setahun|per tahun|(?:se)?tiap tahun)\b)(?=.*\b(?:berapa lama|lamanya|durasi)\b)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The quantity that answers a question.

    ``kinds``: any one of them; ``units``: only in these, if any; ``base``: the base unit that it names; ``bound``:
    the bound that it asks for. ``lasting``: measures of the field that tell how long a thing lasts, unless they
    are given for each period: so many hours each year are what is due.
    """

    kinds: tuple[UnitKind, ...]
    units: tuple[str, ...] = ()
    base: str | None = None
    bound: Operator | None = None
    lasting: frozenset[UnitKind] = frozenset()

    def held(self, norms: Iterable[Norm]) -> bool:
        """True if one of these quantities is of the kind that answers."""
        return any(map(self._answers, norms))

    def in_unit(self, norms: Iterable[Norm]) -> bool:
        """True if one of these is in the unit that is asked for."""
        return self.base is not None and any(norm.base == self.base for norm in norms)

    def bounded(self, norms: Iterable[Norm]) -> bool:
        """True if one of these is of the kind that answers and bounded the way that is asked for."""
        return self.bound is not None and any(
            norm.bound == self.bound and self._answers(norm) for norm in norms
        )

    def _answers(self, norm: Norm) -> bool:
        allowance = norm.kind in self.lasting and norm.period is not None and "waktu" in self.kinds
        return norm.kind in self.kinds and not allowance and (not self.units or norm.unit in self.units)


# A way of asking, the kinds of quantity that answer, and the units they must be in
_Asked = tuple[re.Pattern[str], tuple[UnitKind, ...], tuple[str, ...]]


class QuantityAsking:
    """Reads what quantity a question asks for, in the measures of one field. Thread-safe."""

    def __init__(self, quantities: QuantityReader) -> None:
        self._quantities = quantities
        measures = quantities.measures
        self._lasting = frozenset(measure.name for measure in measures if measure.lasting)
        own: list[_Asked] = [
            (_whole_words((*measure.written, *measure.asked)), (measure.name,), ()) for measure in measures
        ]
        if self._lasting:
            own.append((re.compile(_EACH_YEAR, re.IGNORECASE), tuple(sorted(self._lasting)), ()))
        self._forms = (
            *(_compiled(form) for form in BEFORE_MEASURES),
            *own,
            *((pattern, (*kinds, *sorted(self._lasting)), units) for pattern, kinds, units in map(_compiled, AFTER_MEASURES)),
        )  # fmt: skip
        units = ("hari kerja", "hari", "minggu", "bulan", "tahun", "jam", "menit", "kali", "orang", "persen")
        named = (*(w for m in measures for w in sorted(m.written, key=len, reverse=True)), *units)
        self._unit = re.compile(rf"\bberapa\s+(?P<unit>{'|'.join(map(re.escape, named))})\b", re.IGNORECASE)

    def wanted(self, question: str) -> Wanted | None:
        """What answers a "berapa" question (in standard spelling); None if it does not say."""
        for pattern, kinds, units in self._forms:
            if pattern.search(question):
                return Wanted(kinds, units, self._base(question), self._bound(question), self._lasting)
        return None

    def like(self, norm: Norm, question: str) -> Wanted:
        """What answers a question that takes ``norm`` for granted: a quantity of its kind."""
        return Wanted((norm.kind,), (), self._base(question), self._bound(question), self._lasting)

    def _base(self, question: str) -> str | None:
        match = self._unit.search(question)
        norms = self._quantities.norms(f"paling banyak 5 {match['unit']}") if match else ()
        return norms[0].base if norms else None

    def _bound(self, question: str) -> Operator | None:
        """The bound a question asks for: "paling lama berapa bulan" the upper one."""
        told = _AT_MOST.sub("paling banyak berapa", question)
        # With the unit that it names, or in any: "lamanya maksimal berapa".
        readings = (
            _HOW_MUCH.sub(lambda m: "5 hari" if m["long"] else "5", told),
            _HOW_MUCH.sub("5 hari", told),
        )
        norms = (norm for reading in readings for norm in self._quantities.norms(reading))
        return next((norm.operator for norm in norms if norm.operator), None)


# "cuma boleh berapa hari", "sampai berapa lama", "paling berapa hari": the most that there is.
_AT_MOST = re.compile(
    r"\b(?:hanya|cuma|paling|sampai|hingga|mentok|mentoknya)\s+(?:(?:boleh|bisa|dapat|diberi|diberikan)\s+)?berapa\b",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(r"\bberapa(?:kah)?\b(?P<long>\s+lama\b)?", re.IGNORECASE)


def _compiled(form: QuantityForm) -> _Asked:
    return re.compile(form.pattern, re.IGNORECASE), form.kinds, form.units


def _whole_words(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)
