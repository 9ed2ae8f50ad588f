"""Records in their line, and the thread that writes them."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from tanyapasal.bot.errors import StorageAwayError, StorageError
from tanyapasal.bot.storage.records import LoggedQuestion, StoredReply, StoredTurn, Vote
from tanyapasal.bot.storage.store import Store
from tanyapasal.bot.storage.updates import SeenUpdate

log = logging.getLogger(__name__)

T = TypeVar("T")

# How long one who brings a record waits for a database that is slow, and one who reads for what was brought before.
SLOW_SECONDS = 1.0
_AGAIN_SECONDS = 0.5
_LAST_SECONDS = 5.0
_TOLD_SECONDS = 60.0


class Observer(Protocol):
    """Is told of records."""

    def records(self, waiting: int, lost: int) -> None:
        """So many wait now; ``lost``: so many more will never be written."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing to be written, and what it is of. ``conversation``: of a turn."""

    write: Callable[[Store], object]
    value: StoredReply | LoggedQuestion | StoredTurn | Vote | SeenUpdate
    conversation: str = ""


class Line:
    """Records that wait for their turn, at most ``most``. Thread-safe."""

    def __init__(self, store: Store, most: int) -> None:
        self._store, self._most = store, most
        self._line: list[Record] = []
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._writing: Record | None = None
        self._away = self._closing = False
        self._count = 0  # of records that were written
        self._lost, self._told_at = 0, -_TOLD_SECONDS
        self._alone = threading.Lock()
        self.observer: Observer | None = None

    def now(self, write: Callable[[], T]) -> T:
        """Write something else, now; raises what it raises.

        One writes at a time, as SQLite has it: many that try together take each other for a sick database.
        """
        if self._away:  # whoever tries it then waits for it alone
            return write()
        with self._alone:
            return write()

    def records(self) -> list[Record]:
        """Those that wait, oldest first."""
        with self._changed:
            return list(self._line)

    def put(self, record: Record, *, first: bool = False) -> None:
        """Let it wait for its turn; ``first``: before all others."""
        with self._changed:
            # A database that is slow slows those down who ask; one that is away does not.
            self._changed.wait_for(lambda: self._away or len(self._line) < self._most, SLOW_SECONDS)
            while len(self._line) >= self._most:
                # What is not noted as done is done twice.
                others = (r for r in self._line if not isinstance(r.value, SeenUpdate))
                self._line.remove(next(others, self._line[0]))
                self._lose(1)
            self._line.insert(int(self._writing is not None) if first else len(self._line), record)
            if self._thread is None:
                self._thread = threading.Thread(target=self._write, name="records", daemon=True)
                self._thread.start()
            self._tell()
            self._changed.notify_all()

    def wait_for(self, record: Record) -> None:
        """Wait until it is written, as long as any is; not at all for a database that is away."""
        with self._changed:
            before = -1
            while before != self._count:
                before = self._count
                if self._changed.wait_for(lambda: self._away or record not in self._line, SLOW_SECONDS):
                    return

    def flush(self, seconds: float) -> bool:
        """Wait until what was brought so far is written, at most so long; False if the database is away or too slow."""
        with self._changed:
            last = self._line[-1] if self._line else None
            return self._changed.wait_for(
                lambda: self._away or last is None or last not in self._line, seconds
            ) and (last is None or last not in self._line)

    def drop(self, theirs: Callable[[Record], bool]) -> list[Record]:
        """Take out what waits and is ``theirs``; what is being written just now is waited for."""

        def idle() -> bool:
            return self._writing is None or not theirs(self._writing)

        with self._changed:
            if not self._changed.wait_for(idle, _LAST_SECONDS):
                raise StorageAwayError("Basis data sedang tidak dapat ditulisi.")
            return self._take_out(theirs)

    def supersede(self, theirs: Callable[[Record], bool]) -> None:
        """Take out what waits and is ``theirs``, but for what is being written just now."""
        with self._changed:
            self._take_out(lambda record: record is not self._writing and theirs(record))

    def close(self) -> None:
        """Write what waits, for some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: not self._line, _LAST_SECONDS)
            self._closing = True
            self._lose(len(self._line))
            self._line.clear()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_LAST_SECONDS)

    def _take_out(self, theirs: Callable[[Record], bool]) -> list[Record]:
        dropped = [record for record in self._line if theirs(record)]
        for record in dropped:
            self._line.remove(record)
        self._tell()
        return dropped

    def _write(self) -> None:
        while (record := self._next()) is not None:
            written = self._written(record)
            with self._changed:
                self._away, self._writing = not written, None
                self._count += written
                if written and record in self._line:
                    self._line.remove(record)
                    self._tell()
                self._changed.notify_all()
                if not written:
                    self._changed.wait_for(lambda: self._closing, _AGAIN_SECONDS)

    def _next(self) -> Record | None:
        """The record that waits longest, when there is one; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._line) or self._closing)
            self._writing = self._line[0] if self._line else None
            return self._writing

    def _written(self, record: Record) -> bool:
        """False if it must be tried again. What the database refuses for another reason is lost."""
        try:
            self.now(lambda: record.write(self._store))
        except StorageAwayError:
            return False
        except StorageError as error:
            log.error("catatan tidak tersimpan: %s", error)
            self._lose(1)
        except Exception:
            log.exception("catatan tidak tersimpan karena kesalahan di dalam program")
            self._lose(1)
        return True

    def _lose(self, number: int) -> None:
        if not number:
            return
        with self._changed:
            self._lost += number
            if self.observer is not None:
                self.observer.records(len(self._line), number)
            if time.monotonic() - self._told_at >= _TOLD_SECONDS:  # not once for each
                self._told_at = time.monotonic()
                log.error("%d catatan tidak tersimpan sejak layanan dimulai", self._lost)

    def _tell(self) -> None:
        if self.observer is not None:
            self.observer.records(len(self._line), 0)
