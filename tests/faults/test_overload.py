"""More questions than can be answered, a long time of them, and connections that are only held."""

from __future__ import annotations

import socket
import statistics
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import pytest

from tests.bot.answering.dated_corpus import write_corpus
from tests.faults.faults import built, times, told
from tests.faults.loading import Asking, until, watching
from tests.faults.serving import serving

# Shares of what the service can answer.
_RATES = (0.5, 1.0, 2.0, 5.0, 10.0)
_HEAD = (
    b"POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"
)

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="memory is looked up in /proc")


def test_ten_times_what_can_be_answered(tmp_path: Path) -> None:
    """The rate rises to ten times the knee: refused with 503 and Retry-After, health within a second, memory flat."""
    identity = built(write_corpus(tmp_path / "corpus"), tmp_path / "data")
    seconds, lost = len(times(1, 12)), []
    with serving(tmp_path) as service:
        service.until(lambda said: said["snapshot"] == identity)
        asking = Asking(service)
        asking.one_after_another(2, most=50)
        alone = asking.one_after_another(1, most=20).median
        # Enough clients to fill the processors, too few to fill the queue.
        knee = asking.one_after_another(8, seconds=max(2, seconds / 2)).rate
        asking.at_rate(2 * knee, seconds)  # what a crowd needs once is there
        before = service.megabytes()
        rows = []
        with watching(service) as seen:
            for share in _RATES:
                outcome = asking.at_rate(share * knee, seconds)
                lost += [f"at {share} times: {wrong}" for wrong in outcome.wrong]
                rows.append(
                    f"{share:g}x: {outcome.rate / knee:.2f} of the knee answered, median {outcome.median * 1000:.0f} ms, "
                    f"{outcome.statuses[503]} of {outcome.asked} refused"
                )
        slow = 3 * alone + 0.05
        back = until(lambda: asking.one_after_another(1, most=3).median < slow, 30)
        after = service.megabytes()
    sys.stdout.write("\n".join(rows) + "\n")
    lost += [f"/healthz took {spent:.1f} s" for spent in seen.health if spent > 1]
    if after > before * 1.1 + 5:
        lost.append(f"{before:.0f} MB before, {after:.0f} MB after")
    if back > 10:
        lost.append(f"back to normal after {back:.0f} s")
    told(
        "ten times the questions that can be answered",
        len(seen.health),
        lost,
        f"knee {knee:.0f} a second; slowest /healthz {max(seen.health) * 1000:.0f} ms, median "
        f"{statistics.median(seen.health) * 1000:.0f}; back to normal after {back:.1f} s; {before:.0f} MB before, "
        f"{max(seen.megabytes):.0f} at most, {after:.0f} after; alone {alone * 1000:.0f} ms",
    )


def test_a_hundred_thousand_questions(tmp_path: Path) -> None:
    """Memory stays as it is in the second half; each question has a word that was never asked before, which fills the caches."""
    identity = built(write_corpus(tmp_path / "corpus"), tmp_path / "data")
    count, lost = len(times(600, 100_000)), []
    with serving(tmp_path) as service:
        service.until(lambda said: said["snapshot"] == identity)
        asking, held = Asking(service), []
        for _ in range(10):
            outcome = asking.one_after_another(4, most=count // 10)
            lost += outcome.wrong
            held.append(service.megabytes())
    if held[-1] > held[4] * 1.05 + 5:
        lost.append(f"memory grew: {held}")
    told(
        "questions one after another, 4 clients",
        count,
        lost,
        f"MB after each tenth: {' '.join(f'{m:.0f}' for m in held)}",
    )


def test_connections_that_are_only_held(tmp_path: Path) -> None:
    """Idle ones and slow bodies: others are answered meanwhile, and soon none of them is left."""
    identity = built(write_corpus(tmp_path / "corpus"), tmp_path / "data")
    idle, slow, lost = len(times(200, 2000)), len(times(30, 300)), []
    with serving(tmp_path) as service, ExitStack() as opened:
        service.until(lambda said: said["snapshot"] == identity)
        before, address = service.megabytes(), (service.client.base_url.host, service.client.base_url.port)
        with watching(service) as seen:
            began = time.monotonic()
            held = [opened.enter_context(socket.create_connection(address, 30)) for _ in range(idle + slow)]
            for client in held[:slow]:
                with suppress(OSError):
                    client.sendall(_HEAD)

            def left() -> int:
                """Those that the service still holds; the slow ones send on, the idle ones say nothing."""
                for client in held[:slow]:
                    with suppress(OSError):
                        client.sendall(b"x")
                return sum(_is_open(client) for client in held)

            asked = service.client.post("/api/v1/ask", json={"question": "Apa isi Pasal 1 PP 7/2011?"})
            if asked.status_code != 200:
                lost.append(f"{asked.status_code} {asked.text}")
            while (still := left()) and time.monotonic() < began + 60:
                time.sleep(0.5)
            gone = time.monotonic() - began
        with suppress(httpx.HTTPError):
            service.client.get("/healthz")
        after = service.megabytes()
    lost += [f"/healthz took {spent:.1f} s" for spent in seen.health if spent > 1]
    lost += [f"{still} connections after a minute"] if still else []
    told(
        "connections that are only held, slow bodies",
        idle + slow,
        lost,
        f"all closed after {gone:.0f} s; slowest /healthz {max(seen.health) * 1000:.0f} ms; "
        f"{before:.0f} MB before, {max(seen.megabytes):.0f} at most, {after:.0f} after",
    )


def _is_open(client: socket.socket) -> bool:
    client.setblocking(False)
    try:
        return client.recv(65536, socket.MSG_PEEK) not in (b"",) and not _ended(client)
    except BlockingIOError:
        return True
    except OSError:
        return False


def _ended(client: socket.socket) -> bool:
    """Read what is there; True if nothing more will come."""
    with suppress(BlockingIOError):
        while client.recv(65536):
            pass
        return True
    return False
