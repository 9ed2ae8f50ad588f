"""How many answers are wrong at which confidence: risk against coverage, and the cut-off for a risk that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tanyapasal.eval.judging import Judgement

_STEPS = (*(round(0.5 + 0.05 * n, 2) for n in range(10)), 0.98, 0.99)


@dataclass(frozen=True, slots=True)
class Point:
    """At ``threshold``: how many of all questions are answered, and how many of the answers are wrong."""

    threshold: float
    asked: int
    answered: int
    wrong: int

    @property
    def coverage(self) -> float:
        return self.answered / self.asked if self.asked else 0.0

    @property
    def risk(self) -> float:
        """The share of wrong answers as it may be on questions like these: one more wrong answer is counted in.

        So corrected the share holds in expectation for questions that are exchangeable with those asked (conformal
        risk control, Angelopoulos and others 2024).
        """
        return (self.wrong + 1) / (self.answered + 1)


def at(judgements: Sequence[Judgement], threshold: float) -> Point:
    """What happens to these questions if answers of less confidence are refused."""
    given = [j for j in judgements if j.kind == "answer" and j.confidence >= threshold]
    return Point(threshold, len(judgements), len(given), sum(not j.right for j in given))


def curve(judgements: Sequence[Judgement]) -> tuple[Point, ...]:
    """Risk against coverage."""
    return tuple(at(judgements, threshold) for threshold in _STEPS)


def cut_off(judgements: Sequence[Judgement], most: float) -> Point | None:
    """The lowest threshold from which on the risk stays at or below ``most`` (0 to 1); None if it never does."""
    given = sorted({j.confidence for j in judgements if j.kind == "answer"}, reverse=True)
    found = None
    for confidence in given:
        point = at(judgements, confidence)
        if point.risk > most and point.answered * most >= 1:
            break  # with fewer answers than that one wrong one alone would be too many
        if point.risk <= most:
            found = point
    return found


def as_lines(judgements: Sequence[Judgement], most: float) -> list[str]:
    """For people: the curve, then the setting that keeps the share of wrong answers at ``most``."""
    lines = ["ambang  dijawab  salah  risiko"]
    lines += [f"{p.threshold:6.2f}  {p.coverage:7.1%}  {p.wrong:5}  {p.risk:6.1%}" for p in curve(judgements)]
    point = cut_off(judgements, most)
    if point is None:
        return [*lines, f"Tidak ada ambang yang menjaga jawaban salah paling banyak {most:.0%}."]
    return [
        *lines,
        f"Paling banyak {most:.0%} jawaban salah: TANYAPASAL_THRESHOLD={point.threshold:.3f}, "
        f"{point.coverage:.1%} pertanyaan dijawab.",
    ]
