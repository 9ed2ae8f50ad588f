"""How work grows, in time of the processor: what else the machine does, and how fast it is, must not fail a test."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def cpu(work: Callable[[], object], tries: int = 1) -> float:
    """Seconds of the processor that this thread spends on ``work``; the least of several tries.

    Without the garbage collector, as timeit does: what it costs depends on the tests that ran before.
    """
    spent = []
    collecting = gc.isenabled()
    gc.disable()
    try:
        for _ in range(tries):
            started = time.thread_time()
            work()
            spent.append(time.thread_time() - started)
    finally:
        if collecting:
            gc.enable()
    return min(spent)


def growth(work: Callable[[int], object], size: int, times: int = 10) -> float:
    """How many times as long ``work`` takes for ``times`` the size; linear work gives about ``times``.

    ``size`` should be worth milliseconds at least. What takes twice as long as linear work would gets a second try.
    """
    small = cpu(lambda: work(size), tries=3)
    large = cpu(lambda: work(size * times))
    if large > 2 * times * small:
        large = min(large, cpu(lambda: work(size * times)))
    return large / small
