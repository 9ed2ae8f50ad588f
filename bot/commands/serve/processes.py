"""Several processes that serve one address: started, watched, started again, stopped together.

They share the address, the limits of who asks how much, and the figures; of the limits of the queue and of connections each has
its part.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from multiprocessing import connection, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import BinaryIO

from tanyapasal.bot.commands.exits import ANSWERED, USAGE
from tanyapasal.bot.errors import SettingsError
from tanyapasal.bot.settings import Settings

log = logging.getLogger(__name__)

# A process that ends sooner than this is started again after a pause, which doubles.
_SHORT_LIFE, _LONGEST_PAUSE = 5.0, 30.0
_LOOK = 0.5
_STOPPING = 30.0
# A folder in memory where the system has one.
_IN_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Together:
    """What processes that serve together share: ``listening`` at the address, a ``folder`` for this run, a ``secret``."""

    listening: socket.socket
    folder: Path
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def leads(self) -> BinaryIO | None:
        """A file to keep open, for one of the processes at a time: the one that does what only one may do."""
        import fcntl

        file = (self.folder / "leads").open("wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
        return file


def part_of(settings: Settings, cores: int) -> Settings:
    """The settings of one of ``settings.processes`` on a machine of so many cores."""
    count = settings.processes
    return replace(
        settings,
        questions_at_once=max(1, (settings.questions_at_once or cores) // count),
        queue=-(-settings.queue // count),
        connections=-(-settings.connections // count),
    )


def serve_together(settings: Settings, serve: Callable[[Settings, Together], int]) -> int:
    """Run ``serve`` in ``settings.processes`` processes until a signal; the exit code. Raises SettingsError, OSError."""
    if sys.platform == "win32":
        raise SettingsError("TANYAPASAL_PROCESSES lebih dari 1 tidak dapat dipakai di Windows.")
    if settings.telegram_token is not None and settings.telegram_webhook_url is not None:
        raise SettingsError(
            "TANYAPASAL_PROCESSES lebih dari 1 tidak dapat dipakai bersama TANYAPASAL_TELEGRAM_WEBHOOK_URL; hapus alamat "
            "itu, dan bot mengambil pesan sendiri."
        )
    from tanyapasal.bot.channels.web.admission.queue import cores

    home = _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="tanyapasal-", dir=home) as name:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = name
        together = Together(_listening(settings.host, settings.port), Path(name))
        mine = part_of(settings, cores())
        log.info("melayani http://%s:%d dengan %d proses", settings.host, settings.port, settings.processes)
        return _Watched(settings.processes, lambda: _worked(serve, mine, together)).run()


def _listening(host: str, port: int) -> socket.socket:
    # With the protocol named, accepted connections send what is short at once.
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    found = socket.socket(family, kind, protocol)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind(address)
    found.listen()  # each process says how many may wait
    return found


def _worked(serve: Callable[[Settings, Together], int], settings: Settings, together: Together) -> int:
    """What one process does."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()
    return serve(settings, together)


@dataclass(slots=True)
class _Place:
    """One process, or when the next one is started. ``pause``: seconds, after one that ended at once."""

    process: BaseProcess | None = None
    since: float = 0.0
    pause: float = 0.0
    again: float = 0.0


class _Watched:
    """``count`` processes that run ``work``; one that ends is replaced, one that ends with USAGE ends all."""

    def __init__(self, count: int, work: Callable[[], int]) -> None:
        self._places = [_Place() for _ in range(count)]
        self._work = work
        self._stopping = False
        self._code = ANSWERED

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        while not self._stopping:
            for place in self._places:
                self._look(place)
            living = [place.process.sentinel for place in self._places if place.process is not None]
            connection.wait(living, timeout=_LOOK)
        self._end()
        return self._code

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _look(self, place: _Place) -> None:
        now = time.monotonic()
        if place.process is not None and not place.process.is_alive():
            self._ended(place, place.process, now)
        if place.process is None and now >= place.again and not self._stopping:
            place.process = get_context("fork").Process(target=self._worked)
            place.process.start()
            place.since = now

    def _worked(self) -> None:
        sys.exit(self._work())

    def _ended(self, place: _Place, process: BaseProcess, now: float) -> None:
        if process.exitcode == USAGE:
            self._stopping, self._code = True, USAGE
            return
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(process.pid)  # type: ignore[no-untyped-call]
        soon = now - place.since < _SHORT_LIFE
        place.pause = min(2 * place.pause or 1.0, _LONGEST_PAUSE) if soon else 0.0
        place.process, place.again = None, now + place.pause
        log.error("proses %d berakhir (%s); dimulai lagi", process.pid, process.exitcode)

    def _end(self) -> None:
        living = [place.process for place in self._places if place.process is not None]
        for process in living:
            process.terminate()
        until = time.monotonic() + _STOPPING
        for process in living:
            process.join(max(0.0, until - time.monotonic()))
            if process.is_alive():
                process.kill()
