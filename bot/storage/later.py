"""A store that is opened when it is first used: the libraries of the database would delay the first health check."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, cast

from tanyapasal.bot.storage.store import Store


class _Later:
    """Whatever is asked of it is asked of what ``opened`` gives, once. Opening may raise, each time anew."""

    def __init__(self, opened: Callable[[], Any]) -> None:
        self._open = opened
        self._found: Any = None
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        with self._lock:
            if self._found is None:
                if name == "close":
                    return lambda: None  # nothing was opened
                if name in ("desk", "doors"):
                    return _Later(
                        lambda: getattr(self._opened(), name)
                    )  # a room of the store, not yet used either
        return getattr(self._opened(), name)

    def _opened(self) -> Any:
        with self._lock:
            if self._found is None:
                self._found = self._open()
            return self._found


def opened_later(opened: Callable[[], Store]) -> Store:
    """The store that ``opened`` gives, opened at its first use. Thread-safe."""
    return cast(Store, _Later(opened))
