"""How likely the first hit answers: a logistic function of a few readable signals."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signals:
    """What retrieval saw of a question and its first hit.

    ``cosine``, ``contrast``, ``margin``: of the first hit, and against the next ten. ``covered``, ``unknown``:
    share of the question's topic words, by idf, that the first hit has and that the corpus lacks; ``unknowns``:
    how many the corpus lacks (3 or more: 1); ``strange``: 1 if it lacks half of them and none is a term of the
    field. ``quantity``: -1 if a quantity or a link is asked for and the hit holds none of its kind, else 0.
    ``lacking``: 1 if something is asked without which a text is no answer (a fee, a schedule) and the hit does
    not tell it; ``told``: 1 if it tells what is asked (a purpose, the participants). ``named``: terms of the
    field in the question (2 or more: 1). ``rival``: 1 if the hit is about another thing of the same kind than
    the question. ``length``: topic words (10 or more: 1). ``read``: log-odds that the first hit answers, by the judge that
    read both together; None without one.
    """

    cosine: float = 0.0
    contrast: float = 0.0
    margin: float = 0.0
    covered: float = 0.0
    unknown: float = 0.0
    unknowns: float = 0.0
    strange: float = 0.0
    quantity: float = 0.0
    lacking: float = 0.0
    told: float = 0.0
    named: float = 0.0
    rival: float = 0.0
    length: float = 0.0
    read: float | None = None


NAMES = tuple(name for name in Signals.__slots__)


# Fitted by eval/fit_confidence.py.
BIAS = -4.981
WEIGHTS = Signals(
    cosine=2.459,
    contrast=1.245,
    margin=5.711,
    covered=1.684,
    unknown=0.791,
    unknowns=-2.375,
    strange=-2.248,
    quantity=2.802,
    lacking=-4.513,
    told=1.107,
    named=0.793,
    rival=-2.145,
    length=2.578,
)
# Below this an answer is refused.
THRESHOLD = 0.5
# A text that lacks what is asked for is no answer, however near it is.
_LACKING = 0.4


def confidence(signals: Signals) -> float:
    """Probability, 0 to 1."""
    names = (name for name in Signals.__slots__ if name != "read")
    total = BIAS + sum(getattr(WEIGHTS, name) * getattr(signals, name) for name in names)
    told = probability(total)
    return min(told, _LACKING) if signals.lacking else told


def probability(odds: float) -> float:
    """0 to 1, of log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, odds))))
