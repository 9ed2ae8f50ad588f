"""How sure a share is, and whether two runs on the same questions differ."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# Two-sided 95 %.
_Z = 1.959963984540054
_SAMPLES = 2000
_SEED = 20230


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` out of ``count``."""

    right: int
    count: int

    @property
    def value(self) -> float:
        """0 to 1; 1 for none out of none, so that what was not asked does not count as a failure."""
        return self.right / self.count if self.count else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval (E. B. Wilson, 1927); good for small counts and shares near 0 and 1."""
        if not self.count:
            return (0.0, 1.0)
        n, p, z2 = self.count, self.value, _Z * _Z
        centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        # The closed form gives exactly 0 and 1 at the ends; rounding must not exclude them.
        low = 0.0 if self.right == 0 else max(0.0, centre - half)
        high = 1.0 if self.right == self.count else min(1.0, centre + half)
        return (low, high)


def share(values: Sequence[bool]) -> Share:
    return Share(sum(values), len(values))


def bootstrap_median(values: Sequence[float]) -> tuple[float, float]:
    """95 % percentile interval of the median; the same values always give the same interval."""
    if not values:
        return (0.0, 0.0)
    drawn = np.random.default_rng(_SEED).choice(np.asarray(values, dtype=np.float64), (_SAMPLES, len(values)))
    low, high = np.percentile(np.median(drawn, axis=1), [2.5, 97.5])
    return (float(low), float(high))


def mcnemar(gained: int, lost: int) -> float:
    """Two-sided exact p of McNemar's test: how likely so uneven a split is if neither run is better."""
    changed = gained + lost
    tail = sum(math.comb(changed, k) for k in range(min(gained, lost) + 1))
    return min(1.0, 2.0 * tail / 2.0**changed)
