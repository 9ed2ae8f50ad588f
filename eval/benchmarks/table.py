"""One small table on a terminal: a figure, its target if there is one, and whether it is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value; ``most`` is the target it may not exceed, None if there is none."""

    name: str
    value: float
    unit: str
    most: float | None = None

    @property
    def met(self) -> bool:
        return self.most is None or self.value <= self.most


def table(figures: Sequence[Figure]) -> str:
    """Rows of Markdown, so that they can be pasted into docs/evaluation.md."""
    rows = ["| figure | value | target |", "|---|---|---|"]
    for figure in figures:
        target = "" if figure.most is None else f"≤ {figure.most:g} {'met' if figure.met else 'MISSED'}"
        rows.append(f"| {figure.name} | {figure.value:.{_digits(figure.value)}f} {figure.unit} | {target} |")
    return "\n".join(rows)


def _digits(value: float) -> int:
    return 0 if value >= 100 or value == int(value) else 2
