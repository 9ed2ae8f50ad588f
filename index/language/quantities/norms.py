"""Quantities in legal Indonesian, as values: "paling sedikit 20 (dua puluh) jam kerja dalam 1 (satu) tahun"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tanyapasal.index.language.quantities.forms import Operator, UnitKind
from tanyapasal.index.text import Span

__all__ = ["Norm", "Operator", "UnitKind", "short_form"]


@dataclass(frozen=True, slots=True)
class Norm:
    """One quantity: ``minimal`` 20 ``jam`` ``per tahun``.

    ``quantity`` and ``upper`` are digits as written; ``span`` points into the text that was read. ``values`` and
    ``upper_values`` are what the number may say (two where digits and words disagree), in ``base`` units, so that
    12 bulan and 1 tahun are equal; ``qualifier`` keeps "hari kerja" from "hari kalender". ``deadline``: a time
    within which something must be done; ``trigger``: from when it runs. ``nouns``: what is counted, where the
    unit is no unit of measure ("7 (tujuh) anggota"). ``beyond``: the number itself is left out ("lebih dari 5").
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
    beyond: bool = False

    @property
    def bound(self) -> Operator | None:
        """What the number bounds: its operator, or "maksimal" for a deadline."""
        return self.operator or ("maksimal" if self.deadline else None)

    def __str__(self) -> str:
        between = " s.d. " if self.beyond else "–"
        number = f"{self.quantity}{between}{self.upper}" if self.upper else self.quantity
        if self.unit == "rupiah":
            amount = f"Rp{number}"
        else:
            amount = f"{number}%" if self.unit == "%" else f"{number} {self.unit}".rstrip()
        amount = f"~{amount}" if self.approximate else amount
        bound: str | None = self.operator
        if self.beyond:
            bound = "lebih dari" if self.operator == "minimal" else "kurang dari"
        return " ".join(part for part in (bound, amount, self.period) if part)


def short_form(text: str, norms: Sequence[Norm]) -> str | None:
    """The quantities of a statement in short, for a headline: "minimal 20 jam per tahun"; None if it has none.

    ``norms``: those of ``text``, in order. The first, and one more that is given in brackets as the same amount
    ("511 jam (~51 hari kerja)").
    """
    if not norms:
        return None
    first = norms[0]
    if len(norms) > 1 and re.fullmatch(r"\s*\(\s*+(?:[~±]\s*+)?", text[first.span.end : norms[1].span.start]):
        return f"{first} ({norms[1]})"
    return str(first)
