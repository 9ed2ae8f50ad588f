"""Scores of several kinds made one."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np


def weighted(lists: Mapping[str, Mapping[int, float]], weights: Mapping[str, float]) -> dict[int, float]:
    """Weighted sum of each list's scores, from 0 (its worst) to 1 (its best); a passage that a list lacks has 0."""
    fused: dict[int, float] = {}
    for name, scores in lists.items():
        for position, score in _normalised(scores).items():
            fused[position] = fused.get(position, 0.0) + weights[name] * score
    return fused


def best_first(scores: Mapping[int, float]) -> list[int]:
    """Positions in the order of their scores; ties in document order."""
    return sorted(sorted(scores), key=scores.__getitem__, reverse=True)


def told_apart(scores: Mapping[int, float], gains: Mapping[int, float]) -> dict[int, float]:
    """Scores, best first, where the best ``len(gains)``, which are those of ``gains``, are put in a new order.

    None of them falls below the others: it scores what the next one does at least, and stays before it.
    """
    ranked = best_first(scores)
    head, rest = ranked[: len(gains)], ranked[len(gains) :]
    least = scores[rest[0]] if rest else -math.inf
    raised = {position: scores[position] + gains[position] for position in head}
    head.sort(key=lambda position: -raised[position])
    return {p: max(raised[p], least) for p in head} | {p: scores[p] for p in rest}


def _normalised(scores: Mapping[int, float]) -> dict[int, float]:
    if not scores:
        return {}
    values = np.fromiter(scores.values(), dtype=np.float64)
    low, high = float(values.min()), float(values.max())
    if high <= low:
        return dict.fromkeys(scores, 1.0)
    return {position: (score - low) / (high - low) for position, score in scores.items()}
