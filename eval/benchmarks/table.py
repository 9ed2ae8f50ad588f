"""One small table on a terminal: a figure, its target if there is one, and whether it is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value; ``most`` is the target it may not exceed, ``least`` the floor it may not fall below, if any."""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def target(self) -> str:
        """The target and whether it is met; "" without one."""
        if self.most is not None:
            return f"≤ {self.most:g} {'met' if self.value <= self.most else 'MISSED'}"
        if self.least is not None:
            return f"≥ {self.least:g} {'met' if self.value >= self.least else 'MISSED'}"
        return ""


def table(figures: Sequence[Figure]) -> str:
    """Rows of Markdown, so that they can be pasted into docs/evaluation.md."""
    rows = ["| figure | value | target |", "|---|---|---|"]
    for figure in figures:
        value = f"{figure.value:.{_digits(figure.value)}f} {figure.unit}"
        rows.append(f"| {figure.name} | {value} | {figure.target} |")
    return "\n".join(rows)


def _digits(value: float) -> int:
    return 0 if value >= 100 or value == int(value) else 2
