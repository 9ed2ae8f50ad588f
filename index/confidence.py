"""How likely the first hit answers: a logistic function of a few readable signals."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signals:
    """What retrieval saw. ``cosine``, ``contrast``, ``margin``: of the first hit, and against the next ten;
    ``covered``, ``unknown``: share of the question's topic words, by idf, that the first hit has and that the
    corpus lacks; ``answer_type``: 1 if the first
    hit has the kind of thing asked for, -1 if a quantity or link is asked for and it has none."""

    cosine: float
    contrast: float
    margin: float
    covered: float
    unknown: float
    answer_type: float


# Fitted on eval/questions/document.jsonl by eval/fit_confidence.py.
BIAS = -3.121
WEIGHTS = Signals(cosine=2.733, contrast=0.73, margin=3.41, covered=1.999, unknown=-3.455, answer_type=0.518)
# Below this an answer is refused.
THRESHOLD = 0.5


def confidence(signals: Signals) -> float:
    """Probability, 0 to 1."""
    total = BIAS + sum(getattr(WEIGHTS, name) * getattr(signals, name) for name in Signals.__slots__)
    return 1.0 / (1.0 + math.exp(-total))
