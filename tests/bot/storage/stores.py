"""Every store that needs no server, opened for a test; the contracts of ``Store`` and ``DeskStore`` run on each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from tanyapasal.bot.storage import Lifetimes, MemoryStore, Store
from tanyapasal.bot.storage.afterwards import Afterwards
from tanyapasal.bot.storage.database import FILE, open_store
from tanyapasal.bot.storage.records import now
from tanyapasal.bot.storage.sql import SqlStore

Clock = Callable[[], datetime]


def _sqlite(folder: Path, clock: Clock) -> Store:
    return SqlStore(open_store(f"sqlite:///{folder / FILE}")._engine, Lifetimes(), clock)


class _Settled(Afterwards):
    """What is brought is written before the test goes on, whose clock may jump; see ``test_storage_afterwards``."""

    def _put(self, record: Any) -> None:
        super()._put(record)
        assert self.flush(20)


STORES: dict[str, Callable[[Path, Clock], Store]] = {
    "memory": lambda _, clock: MemoryStore(clock=clock),
    "sqlite": _sqlite,
    "sqlite, written afterwards": lambda folder, clock: _Settled(_sqlite(folder, clock)),
}


def opened(name: str, folder: Path, clock: Clock = now) -> Store:
    """The store of this name, keeping its files in ``folder``."""
    return STORES[name](folder, clock)
