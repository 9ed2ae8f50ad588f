"""A breaker: what just failed is not asked again at once, so that nobody waits for it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from tanyapasal.bot.errors import StorageAwayError

log = logging.getLogger(__name__)

_FIRST_PAUSE = 1.0


class Breaker:
    """After a failure everybody is refused for 1, 2, 4 … ``longest`` seconds; then one may try. Thread-safe.

    ``what``: cannot be done, for the log.
    """

    def __init__(self, what: str, longest: float = 15.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._what, self._longest, self._clock = what, longest, clock
        self._lock = threading.Lock()
        self._pause, self._again = 0.0, 0.0

    def check(self) -> None:
        """Raises StorageAwayError while what failed is left alone."""
        with self._lock:
            if not self._pause:
                return
            now = self._clock()
            if now < self._again:
                raise StorageAwayError(f"Basis data sedang tidak dapat {self._what}.")
            self._again = now + self._pause  # the one who tries; nobody else meanwhile

    def failed(self) -> None:
        """It could not be used."""
        with self._lock:
            if not self._pause:
                log.error("basis data tidak dapat %s; dicoba lagi sampai dapat", self._what)
            self._pause = min(2 * self._pause or _FIRST_PAUSE, self._longest)
            self._again = self._clock() + self._pause

    def succeeded(self) -> None:
        """It can be used."""
        with self._lock:
            if self._pause:
                log.info("basis data dapat %s lagi", self._what)
                self._pause = 0.0
