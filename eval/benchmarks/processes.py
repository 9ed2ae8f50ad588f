"""Other processes, as a benchmark sees them: commands that are timed, and servers that are waited for."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

_POLL_SECONDS = 0.01
_STOP_SECONDS = 20.0


def timed(arguments: Sequence[str], timeout: float) -> float:
    """Seconds of one run of Python with these arguments; its failure is raised with what it said."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=timeout,
        # One client asks as fast as it can here, which the limit is there to stop.
        env={**os.environ, "OMP_NUM_THREADS": "1", "TANYAPASAL_QUESTIONS_PER_MINUTE": "100000"},
    )
    return time.perf_counter() - started


def processor_spent(arguments: Sequence[str], timeout: float) -> float:
    """Seconds of the processor of one run of Python with these arguments, all its threads."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    timed(arguments, timeout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@contextmanager
def serving(data: Path) -> Iterator[tuple[subprocess.Popen[bytes], str, float]]:
    """``tanyapasal serve`` on a free port of loopback: the process, its address, when it was started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "tanyapasal", "serve", "--data", str(data), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # One client asks as fast as it can here, which the limit is there to stop.
        env={**os.environ, "OMP_NUM_THREADS": "1", "TANYAPASAL_QUESTIONS_PER_MINUTE": "100000"},
    )
    try:
        yield process, f"http://127.0.0.1:{port}", started
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(_STOP_SECONDS)


def answers_after(address: str, path: str, started: float, timeout: float) -> float:
    """Seconds from ``started`` until ``path`` answers 200; raises TimeoutError after ``timeout`` seconds."""
    with httpx.Client(base_url=address, timeout=2, trust_env=False) as client:
        while (spent := time.perf_counter() - started) < timeout:
            try:
                if client.get(path).status_code == 200:
                    return time.perf_counter() - started
            except httpx.TransportError:
                pass
            time.sleep(_POLL_SECONDS)
    raise TimeoutError(f"{path} did not answer within {spent:.1f} s")


def resident_megabytes(process_id: int) -> tuple[float, float]:
    """Resident memory now and at its highest, in MB (10⁶ bytes); from /proc, so on Linux only."""
    status = Path(f"/proc/{process_id}/status").read_text(encoding="ascii", errors="replace")
    sizes = {line.split(":")[0]: line.split()[1] for line in status.splitlines() if line.startswith("Vm")}
    return (int(sizes["VmRSS"]) * 1024 / 1e6, int(sizes["VmHWM"]) * 1024 / 1e6)


def processor_seconds(process_id: int) -> float:
    """Seconds of the processor that a process has used, all threads; from /proc, so on Linux only."""
    fields = (
        Path(f"/proc/{process_id}/stat")
        .read_text(encoding="ascii", errors="replace")
        .rpartition(")")[2]
        .split()
    )
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
