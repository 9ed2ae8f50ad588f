"""The service as people run it, in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
_SECONDS = 60.0
# A connection that is kept may be closed by the server just when the next request goes out.
ONE_EACH = httpx.Limits(max_keepalive_connections=0)


@dataclass(frozen=True, slots=True)
class Service:
    """``client``: asks it; ``process``: its id; ``log``: what it says."""

    client: httpx.Client
    process: int
    log: Path

    def ready(self) -> dict[str, str | None] | None:
        """What it says of its indexes; None as long as it is not ready."""
        answer = self.client.get("/readyz")
        found: dict[str, str | None] = answer.json()
        return found if answer.status_code == 200 else None

    def until(self, true: Callable[[dict[str, str | None]], bool]) -> float:
        """Wait until it is ready and says so; returns the seconds that took."""
        began = time.monotonic()
        while time.monotonic() < began + _SECONDS:
            if (said := self.ready()) is not None and true(said):
                return time.monotonic() - began
            time.sleep(0.02)
        raise AssertionError(
            f"{self.client.get('/readyz').text}\n{self.log.read_text(encoding='utf-8')[-2000:]}"
        )

    def megabytes(self) -> float:
        """What it holds in memory that nobody else does; 0 where the system does not tell."""
        told = Path(f"/proc/{self.process}/smaps_rollup")
        lines = told.read_text(encoding="ascii").splitlines() if told.is_file() else []
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Service]:
    """Serve ``folder``/data until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "tanyapasal", "serve", "--host", "127.0.0.1", "--port", str(port)]
    words += ["--corpus", str(folder / "corpus"), "--data", str(folder / "data")]
    environment = {
        "TANYAPASAL_QUESTIONS_PER_MINUTE": "0",
        "TANYAPASAL_SITE_QUESTIONS_PER_MINUTE": "0",
        **settings,
    }
    log = folder / "serve.log"
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(
            words, cwd=ROOT, env=os.environ | environment, stdout=stream, stderr=stream
        )
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=_SECONDS, limits=ONE_EACH) as client:
        try:
            _until_it_listens(client, process)
            yield Service(client, process.pid, log)
        finally:
            process.terminate()
            process.wait(30)


def _until_it_listens(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            client.get("/healthz")
            return
        except httpx.ConnectError:
            time.sleep(0.05)
    raise AssertionError(f"ended with {process.poll()}")
