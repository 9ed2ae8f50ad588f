"""What is past its life is deleted in every process that serves, whether or not anybody asks."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tanyapasal.bot.errors import StorageError
from tanyapasal.bot.storage.store import Store

log = logging.getLogger(__name__)

HOUR = 3600.0


@contextmanager
def retaining(store: Store, seconds: float = HOUR, first: float = 30.0) -> Iterator[None]:
    """Expire ``store`` every so many seconds, in a thread, while the body runs; ``first``: seconds until the first time."""
    over = threading.Event()

    def run() -> None:
        wait = first
        while not over.wait(wait):
            expire(store)
            wait = seconds

    thread = threading.Thread(target=run, name="retention", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=5)


def expire(store: Store) -> None:
    """Delete what is past its life; a database that fails is logged and asked again the next time."""
    try:
        gone = store.expire()
    except StorageError as error:
        log.error("data lama belum terhapus: %s", error)
        return
    if gone.total:
        log.info("masa simpan: %d catatan lama dihapus", gone.total)
