"""A store that is opened when it is first used: the libraries of the database would delay the first health check."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, cast

from bot.storage.store import Store


class _Later:
    """Whatever is asked of it is asked of the store, which is opened once. Opening may raise, each time anew."""

    def __init__(self, opened: Callable[[], Store]) -> None:
        self._open = opened
        self._store: Store | None = None
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        with self._lock:
            if self._store is None:
                if name == "close":
                    return lambda: None  # nothing was opened
                self._store = self._open()
        return getattr(self._store, name)


def opened_later(opened: Callable[[], Store]) -> Store:
    """The store that ``opened`` gives, opened at its first use. Thread-safe."""
    return cast(Store, _Later(opened))
