"""How likely the first hit answers: a logistic function of a few readable signals."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signals:
    """What retrieval and the judge saw of a question and its first hit.

    ``cosine``, ``contrast``, ``margin``: of the first hit, and against the next ten. ``covered``: share of the question's
    topic words, by idf, that the first hit has, each by itself or by what it means. ``unknowns``: how many words the
    corpus lacks (3 or more: 1); ``strange``: 1 if it lacks half of them and none is a term of the field. ``quantity``: -1
    if a quantity or a link is asked for and the hit holds none of its kind, else 0. ``lacking``: 1 if something is asked
    without which a text is seldom an answer (a fee, a schedule) and the hit does not tell it. ``named``: terms of the
    field in the question (2 or more: 1). ``rival``: 1 if the hit is about another thing of the same kind than the
    question. ``read``: log-odds that the first hit answers, by the judge that read both together; None without one.
    """

    cosine: float = 0.0
    contrast: float = 0.0
    margin: float = 0.0
    covered: float = 0.0
    unknowns: float = 0.0
    strange: float = 0.0
    quantity: float = 0.0
    lacking: float = 0.0
    named: float = 0.0
    rival: float = 0.0
    read: float | None = None


NAMES = tuple(Signals.__slots__)

# Fitted by eval/fit_confidence.py, with the judge and without.
BIAS, BIAS_UNREAD = -0.503, -2.628
WEIGHTS = Signals(
    cosine=-0.512,
    contrast=0.415,
    margin=4.28,
    covered=0.57,
    unknowns=-0.849,
    strange=-2.43,
    quantity=1.339,
    lacking=-2.43,
    named=-0.146,
    rival=0.439,
    read=0.295,
)
UNREAD = Signals(
    cosine=0.221,
    contrast=1.531,
    margin=5.779,
    covered=1.881,
    unknowns=-0.665,
    strange=-2.67,
    quantity=2.036,
    lacking=-3.33,
    named=0.317,
    rival=0.599,
)
# Below this an answer is refused.
THRESHOLD = 0.55


def confidence(signals: Signals) -> float:
    """Probability, 0 to 1."""
    bias, weights = (BIAS_UNREAD, UNREAD) if signals.read is None else (BIAS, WEIGHTS)
    return probability(bias + sum(_value(weights, name) * _value(signals, name) for name in NAMES))


def probability(odds: float) -> float:
    """0 to 1, of log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, odds))))


def _value(signals: Signals, name: str) -> float:
    value: float | None = getattr(signals, name)
    return 0.0 if value is None else value
