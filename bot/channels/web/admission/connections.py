"""Connections that cost nothing to open and would stay open: how many there are, and how long a request may take to arrive.

The server itself closes connections that are kept after a reply. It waits without end for a first request, for the rest of one,
and for a client that reads nothing.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass, field
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

# A request that is longer than a head may take longer, but not as long as it likes.
GRACE_SECONDS = 10.0
BYTES_PER_SECOND = 4096
# Nothing of a reply was read.
UNREAD_SECONDS = 30.0
_TOLD = b"Permintaan tidak tiba pada waktunya."
_LATE = (
    b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: %d\r\n\r\n%b" % (len(_TOLD), _TOLD)
)
# Connections that the system holds until they are taken, all at once: fewer than are open at most, so that a burst does not push out
# those whose request has arrived and only waits to be read. Who finds no place there tries again by itself.
BACKLOG = 256
# Files, the database, the index and what else a process has open.
_OTHER_FILES = 512


@dataclass(slots=True)
class Connections:
    """What the connections of one server share. ``most``: are open at once; ``grace`` and ``unread`` in seconds.

    ``silent``: those that wait for a request or for the rest of one, longest first.
    """

    most: int = 1000
    grace: float = GRACE_SECONDS
    unread: float = UNREAD_SECONDS
    silent: dict[Guarded, None] = field(default_factory=dict)

    def allow_files(self) -> None:
        """Let the system open so many files, where it can be asked."""
        if sys.platform == "win32":
            return
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = self.most + _OTHER_FILES
        if soft != resource.RLIM_INFINITY and soft < wanted:
            most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))

    def protocol(self, *arguments: Any, **named: Any) -> Guarded:
        """A connection among these, made as the server makes its own."""
        return Guarded(self, *arguments, **named)


class Guarded(H11Protocol):
    """A connection that is closed when its request does not arrive, when it reads no reply, or when others need its place."""

    def __init__(self, among: Connections, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._among = among
        self._arriving: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None
        self._began = 0.0
        self._received = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await()
        if len(self.connections) > self._among.most:
            # Who has said nothing for longest goes, so that there is a place for who has something to say.
            next(iter(self._among.silent)).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._arrived()
        if self._reading is not None:
            self._reading.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete or self.cycle.more_body:
            self._await()
            self._received += len(data)
        else:
            self._arrived()

    def on_response_complete(self) -> None:
        self._arrived()
        super().on_response_complete()
        if not self.transport.is_closing() and (self.cycle is None or self.cycle.response_complete):
            self._among.silent[self] = None  # kept for another request; the server closes it soon

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch_reading()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _await(self) -> None:
        """A request is to arrive from now on."""
        self._among.silent.setdefault(self)
        if self._arriving is None:
            self._began, self._received = self.loop.time(), 0
            self._arriving = self.loop.call_later(self._among.grace, self._look)

    def _arrived(self) -> None:
        self._among.silent.pop(self, None)
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None

    def _look(self) -> None:
        """Close the connection if what came so far took too long."""
        self._arriving = None
        if self.transport.is_closing():
            return
        left = self._began + self._among.grace + self._received / BYTES_PER_SECOND - self.loop.time()
        if self.flow.read_paused:  # it is the service that does not read on
            left = self._among.grace
        if left > 0:
            self._arriving = self.loop.call_later(left, self._look)
            return
        replying = self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete
        if self._received and not replying:
            self.transport.write(_LATE)
        self.transport.close()

    def _watch_reading(self, before: int | None = None) -> None:
        """Close the connection if nothing was read since there were ``before`` bytes to read."""
        size = self.transport.get_write_buffer_size()
        if before is not None and size >= before:
            self.transport.abort()
            return
        self._reading = self.loop.call_later(self._among.unread, self._watch_reading, size)
