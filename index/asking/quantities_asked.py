"""What kind of quantity a question asks for, and whether a text holds one.

"Berapa lama PKP?" is not answered by a text that names PKP but no length of time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tanyapasal.index.language.quantities.norms import Norm, Operator, UnitKind
from tanyapasal.index.language.quantities.old import find_norms


@dataclass(frozen=True, slots=True)
class QuantityForm:
    """Words after or before "berapa" and the kinds of quantity that answer them."""

    pattern: str
    kinds: tuple[UnitKind, ...]
    example: str


FORMS: tuple[QuantityForm, ...] = (
    QuantityForm(
        r"\b(biaya|harga|tarif|gaji|tunjangan|honor|denda|rupiah|bayar)\w*\b",
        ("uang",),
        "berapa biaya Latsar",
    ),
    QuantityForm(r"\b(persen|persentase)\b", ("bagian",), "berapa persen"),
    QuantityForm(r"\bberapa (orang|peserta)\b|\bjumlah peserta\b", ("orang",), "berapa orang satu kelas"),
    QuantityForm(r"\bberapa kali\b", ("kali",), "berapa kali"),
    QuantityForm(r"\bberapa menit\b", (), "berapa menit satu JP"),
    QuantityForm(r"\b(jp|jam pelajaran|jampel)\b|\bberapa jam\b", ("jam pelajaran",), "berapa JP setahun"),
    QuantityForm(
        r"(?=.*\b(?:setahun|per tahun|(?:se)?tiap tahun)\b)(?=.*\b(?:berapa lama|lamanya|durasi)\b)",
        ("jam pelajaran",),
        "berapa lama pelatihan setahun",
    ),
    QuantityForm(
        r"\bberapa (lama|hari|bulan|minggu|tahun)\b|\bhow (?:long|many (?:\w+ )?(?:days|months|years))\b|\b(lama|durasi|lamanya)\b",
        ("waktu", "jam pelajaran"),
        "berapa lama Latsar",
    ),
)
_COMPILED = tuple((re.compile(form.pattern, re.IGNORECASE), form.kinds) for form in FORMS)


def quantities_asked(question: str) -> tuple[UnitKind, ...] | None:
    """The kinds of quantity that answer a "berapa" question; None if it does not say."""
    return next((kinds for pattern, kinds in _COMPILED if pattern.search(question)), None)


def holds(text: str, kinds: tuple[UnitKind, ...]) -> bool:
    """True if the text names a quantity of one of these kinds."""
    return any(_of_kind(norm, kinds) for norm in find_norms(text))


def _of_kind(norm: Norm, kinds: tuple[UnitKind, ...]) -> bool:
    # 20 JP each year tell what is due, not how long a thing lasts.
    allowance = norm.kind == "jam pelajaran" and norm.period is not None and "waktu" in kinds
    return norm.kind in kinds and not allowance


_UNIT_ASKED = re.compile(
    r"\bberapa\s+(?P<unit>jam pelajaran|jp|hari kerja|hari|minggu|bulan|tahun|jam|menit|kali|orang|persen)\b",
    re.IGNORECASE,
)


def base_asked(question: str) -> str | None:
    """The base unit of the quantity that a question asks for by name ("berapa hari"); None if it names none."""
    match = _UNIT_ASKED.search(question)
    norms = find_norms(f"paling banyak 5 {match['unit']}") if match else ()
    return norms[0].base if norms else None


def holds_base(text: str, base: str) -> bool:
    """True if the text names a quantity in this base unit."""
    return any(norm.base == base for norm in find_norms(text))


_HOW_MUCH = re.compile(r"\bberapa(?:kah)?\b(?P<long>\s+lama\b)?", re.IGNORECASE)


def bound_asked(question: str) -> Operator | None:
    """Which bound a question asks for ("paling lama berapa bulan": the upper one); None if it names none."""
    told = _HOW_MUCH.sub(lambda match: "5 hari" if match["long"] else "5", question)
    return next((norm.operator for norm in find_norms(told) if norm.operator), None)


def holds_bound(text: str, kinds: tuple[UnitKind, ...], bound: Operator) -> bool:
    """True if the text bounds a quantity of one of these kinds that way."""
    return any(norm.bound == bound and _of_kind(norm, kinds) for norm in find_norms(text))


_TIME = re.compile(
    r"\b(?:1\d{3}|20\d\d|abad|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
    r"|apabila|jika|sejak|pada saat|setelah|sebelum|mulai|paling (?:lambat|lama)|jangka waktu)\b",
    re.IGNORECASE,
)


def tells_time(text: str) -> bool:
    """True if the text tells when: a date or a year, a term, or the case in which something happens."""
    return _TIME.search(text) is not None


_MEANS = re.compile(
    r"\b(?:adalah|ialah|diartikan|disingkat|singkatan|kepanjangan|selanjutnya disebut)\b", re.IGNORECASE
)


def defines(text: str) -> bool:
    """True if the text says what something is, or what it is called for short."""
    return _MEANS.search(text) is not None
