"""Quantities of a claim held against those of a text of law.

A quantity of the claim is supported by one of the text with the same value, contradicted by one of the same
dimension with another value (or the opposite operator), and otherwise merely absent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tanyapasal.index.language.quantities.norms import Norm, Operator
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.language.statements import items
from tanyapasal.index.language.words.stemming import stem

AmountState = Literal["supported", "other_number", "other_operator", "other_unit", "absent"]

# Counting people: what is counted goes by many names, so a number of "orang" may be one of "anggota".
_COUNTS = frozenset({"", "orang"})
# No smaller number without a unit is taken for money.
_LEAST_MONEY = 100_000
_WORKING_DAYS = re.compile(r"\bhari\s+adalah\s+hari\s+kerja\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AmountFinding:
    """One quantity of a claim, how the text stands to it, and the quantity of the text that decided it."""

    claimed: Norm
    state: AmountState
    law: Norm | None = None


def claimed_amounts(quantities: QuantityReader, text: str) -> tuple[Norm, ...]:
    """The quantities of a claim that a text of law must bear out.

    "Satu" and "setiap tahun" are words of everyday speech more often than quantities and are left out unless
    they bound something; so is what a claim only estimates ("~51 hari kerja").
    """
    return tuple(
        norm
        for norm in quantities.amounts(text)
        if not norm.approximate
        and not (norm.values == {Fraction(1)} and norm.kind == "hitungan" and norm.operator is None)
        and not (
            norm.in_words and norm.values == {Fraction(1)} and norm.operator is None and norm.kind != "waktu"
        )
        and not (norm.kind == "hitungan" and norm.in_words and norm.operator is None and not norm.nouns)
    )


def compare(
    quantities: QuantityReader, claim: str, law: str, definitions: str = ""
) -> tuple[AmountFinding, ...]:
    """Every quantity of ``claim`` held against the text ``law``, in order.

    ``definitions``: the text in which the regulation defines its words ("Hari adalah hari kerja").
    """
    claimed = claimed_amounts(quantities, claim)
    if not claimed:
        return ()
    found = quantities.amounts(law)
    working = bool(_WORKING_DAYS.search(definitions))
    compared = [_compare(norm, found, law, working) for norm in claimed]
    used = [a.law for a in compared if a.state == "supported"]
    return tuple(a for a in compared if not (_is_label(a) and a.law in used))


def _is_label(finding: AmountFinding) -> bool:
    """True for "satu tahun" of "sisa cuti satu tahun: paling lama 18 hari kerja", which the 18 days do not contradict."""
    claimed = finding.claimed
    return finding.state == "other_number" and claimed.operator is None and claimed.quantity == "1"


def _compare(claimed: Norm, law: tuple[Norm, ...], text: str, working: bool) -> AmountFinding:
    """One quantity, or both ends of a range: another number at either end decides, else the first finding."""
    found = [
        finding
        for values, bound in _ends(claimed)
        if (finding := _compare_end(claimed, values, bound, law, text, working)) is not None
    ]
    contradicted = next((finding for finding in found if finding.state == "other_number"), None)
    return contradicted or next(iter(found), AmountFinding(claimed, "supported"))


def _ends(claimed: Norm) -> list[tuple[frozenset[Fraction], Operator | None]]:
    """The values of a quantity with what they bound: "20 s.d. 24 hari" is at least 20 and at most 24."""
    if not claimed.upper_values:
        return [(claimed.values, claimed.operator)]
    return [(claimed.values, claimed.operator or "minimal"), (claimed.upper_values, "maksimal")]


def _compare_end(
    claimed: Norm,
    values: frozenset[Fraction],
    bound: Operator | None,
    law: tuple[Norm, ...],
    text: str,
    working: bool,
) -> AmountFinding | None:
    """What the law makes of ``values``: first by number, then by unit, then by bound; None if they are no matter of it."""
    same = [n for n in law if (n.values | n.upper_values) & values and _comparable(claimed, n)]
    if not same:
        return _not_found(claimed, values, law, text)
    fitting = [n for n in same if _qualified(claimed, n, working)]
    if not fitting:
        return AmountFinding(claimed, "other_unit", same[0])
    closest = _closest(claimed, fitting)
    agreeing = [n for n in closest if not _opposed(bound or claimed.bound, n, values)]
    if not agreeing:
        return AmountFinding(claimed, "other_operator", closest[0])
    return AmountFinding(claimed, "supported", agreeing[0])


def _closest(claimed: Norm, fitting: list[Norm]) -> list[Norm]:
    """Those in the same unit, and of these those that count the same thing, where there are any."""
    fitting = [n for n in fitting if n.base == claimed.base] or fitting
    return [n for n in fitting if set(n.nouns) & set(claimed.nouns)] or fitting


def _not_found(
    claimed: Norm, values: frozenset[Fraction], law: tuple[Norm, ...], text: str
) -> AmountFinding | None:
    if claimed.kind == "hitungan" and claimed.operator is None and _items(text) in values:
        return None  # "empat jenis": the text lists four
    rivals = [n for n in law if _rivals(claimed, n)]
    if rivals:
        return AmountFinding(claimed, "other_number", _nearest(claimed, rivals))
    return AmountFinding(claimed, "absent")


def without_restated(found: tuple[AmountFinding, ...]) -> tuple[AmountFinding, ...]:
    """Without what everyday words round off beside the exact figure: "sebulan, tepatnya 30 hari"."""
    exact = {
        v for a in found if a.state == "supported" and a.claimed.base == "hari" for v in a.claimed.values
    }
    return tuple(
        a
        for a in found
        if a.state == "supported"
        or a.claimed.base != "bulan"
        or not a.claimed.in_words
        or not {30 * v for v in a.claimed.values} & exact
    )


def _comparable(claimed: Norm, law: Norm) -> bool:
    if claimed.base == law.base:
        return True
    if claimed.base in _COUNTS and (law.base in _COUNTS or law.base in ("kali",)):
        return True
    if _names_money(claimed, law) or _misread_unit(claimed, law):
        return True
    # "tiga kali masa jabatan" is "tiga periode"
    return {claimed.base, law.base} <= {"kali", "", "orang"}


def _misread_unit(claimed: Norm, law: Norm) -> bool:
    """True for "1 (satu) buian" of a copy beside "1 bulan"; whether the numbers agree is asked elsewhere."""
    written = law.nouns[0] if law.nouns else ""
    unit = claimed.unit.split(" ")[0]
    return (
        not law.base
        and len(written) == len(unit) > 3
        and sum(a != b for a, b in zip(written, unit, strict=True)) == 1
    )


def _names_money(claimed: Norm, law: Norm) -> bool:
    """True for "denda 50 juta", which leaves out that it is money, beside an amount of money."""
    return law.kind == "uang" and not claimed.base and min(claimed.values, default=0) >= _LEAST_MONEY


def _rivals(claimed: Norm, law: Norm) -> bool:
    """True if another value of ``law`` speaks against ``claimed``: the same dimension, the same thing counted."""
    if _names_money(claimed, law):
        return True
    if claimed.base in ("hari", "bulan") and law.base in ("hari", "bulan"):
        return True
    if claimed.base in _COUNTS and law.base in _COUNTS:
        mine, theirs = set(map(stem, claimed.nouns)), set(map(stem, law.nouns))
        if mine & theirs or (claimed.base == law.base == "orang"):
            return True
        return claimed.operator is not None and bool(law.operator or law.base == "orang")
    if claimed.base == law.base == "tanggal":
        return (claimed.bound is None) == (law.bound is None)  # "sejak 2023" is no "paling lambat 2024"
    if claimed.base == law.base and claimed.base not in _COUNTS:
        return True
    return claimed.base in ("kali", "") and law.base == "kali" and claimed.operator is not None


def _qualified(claimed: Norm, law: Norm, working: bool) -> bool:
    """Working days are not calendar days; days of neither kind may be either."""
    kinds = {claimed.qualifier, law.qualifier}
    if kinds == {"kerja", "kalender"}:
        return False
    return not (kinds == {"kalender", ""} and working)


def _opposed(bound: str | None, law: Norm, values: frozenset[Fraction]) -> bool:
    theirs = law.bound
    if law.upper_values:
        theirs = "maksimal" if law.upper_values & values else "minimal"
    return bound is not None and theirs is not None and bound != theirs


def _nearest(claimed: Norm, rivals: list[Norm]) -> Norm:
    """The rival that the claim most likely meant: same unit, same operator, same noun, in this order."""
    return max(
        rivals,
        key=lambda n: (
            n.unit == claimed.unit,
            n.bound == claimed.bound,
            bool(set(n.nouns) & set(claimed.nouns)),
            -n.span.start,
        ),
    )


def _items(text: str) -> Fraction:
    """How many items the list of a text has, by its letters."""
    count = 0
    for item in items(text):
        number = item.marker.number or 0
        # A copy may have lost the letters of one or two.
        if item.marker.style == "letter" and count < number <= (count + 3 if count else 1):
            count = number
    return Fraction(count)
