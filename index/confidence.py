"""How likely the first hit answers: a logistic function of a few readable signals."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signals:
    """What retrieval saw of a question and its first hit.

    ``cosine``, ``contrast``, ``margin``: of the first hit, and against the next ten. ``covered``, ``unknown``:
    share of the question's topic words, by idf, that the first hit has and that the corpus lacks; ``unknowns``:
    how many the corpus lacks (3 or more: 1). ``quantity``: 1 if the first hit holds the kind of quantity asked
    for, -1 if not, 0 if none is asked for. ``lacking``: 1 if something is asked without which a text is no
    answer (a fee, a schedule) and the hit does not tell it; ``told``: 1 if it tells what is asked (a purpose, the
    participants). ``named``: terms of the field in the question (2 or more: 1). ``rival``: 1 if the
    hit is about another thing of the same kind than the question. ``length``: topic words (10 or
    more: 1).
    """

    cosine: float = 0.0
    contrast: float = 0.0
    margin: float = 0.0
    covered: float = 0.0
    unknown: float = 0.0
    unknowns: float = 0.0
    quantity: float = 0.0
    lacking: float = 0.0
    told: float = 0.0
    named: float = 0.0
    rival: float = 0.0
    length: float = 0.0


# Fitted by eval/fit_confidence.py.
BIAS = -3.594
WEIGHTS = Signals(
    cosine=1.99,
    contrast=0.546,
    margin=3.682,
    covered=2.106,
    unknown=-1.466,
    unknowns=-1.942,
    quantity=3.912,
    lacking=-5.223,
    told=1.677,
    named=0.887,
    rival=-1.06,
    length=3.403,
)
# Below this an answer is refused.
THRESHOLD = 0.5


def confidence(signals: Signals) -> float:
    """Probability, 0 to 1."""
    total = BIAS + sum(getattr(WEIGHTS, name) * getattr(signals, name) for name in Signals.__slots__)
    return 1.0 / (1.0 + math.exp(-total))
