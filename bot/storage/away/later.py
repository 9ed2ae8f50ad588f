"""A store that is opened when it is first used: the libraries of the database would delay the first health check."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, cast

from tanyapasal.bot.errors import StorageAwayError
from tanyapasal.bot.storage.away.breaker import Breaker
from tanyapasal.bot.storage.store import Store


class _Later:
    """Whatever is asked of it is asked of what ``opened`` gives, once. Opening may raise, each time anew.

    With a breaker it is not tried again at once.
    """

    def __init__(self, opened: Callable[[], Any], breaker: Breaker | None = None) -> None:
        self._open, self._breaker = opened, breaker
        self._found: Any = None
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        with self._lock:
            if self._found is None:
                if name == "close":
                    return lambda: None  # nothing was opened
                if name in ("desk", "doors", "updates"):
                    return _Later(
                        lambda: getattr(self._opened(), name)
                    )  # a room of the store, not yet used either
        return getattr(self._opened(), name)

    def _opened(self) -> Any:
        with self._lock:
            if self._found is None:
                self._found = self._open() if self._breaker is None else self._tried(self._breaker)
            return self._found

    def _tried(self, breaker: Breaker) -> Any:
        breaker.check()
        try:
            found = self._open()
        except StorageAwayError:
            breaker.failed()
            raise
        breaker.succeeded()
        return found


def opened_later(opened: Callable[[], Store]) -> Store:
    """The store that ``opened`` gives, opened at its first use. Thread-safe."""
    return cast(Store, _Later(opened, Breaker("dibuka")))
