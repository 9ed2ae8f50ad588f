"""What one task may take, and how a process holds itself to it.

Linux holds all of it. macOS does not hold the limit of memory, Windows holds the clock and the size of a reply alone:
see ``missing_limits``.
"""

from __future__ import annotations

import math
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one task.

    ``cpu_seconds`` of the processor; ``memory_bytes`` of address space beyond what the process has before the task;
    ``output_bytes`` of the reply, and of any file; ``seconds`` by the clock, for which the task may also be waiting.
    """

    cpu_seconds: int = 60
    memory_bytes: int = 1024 * MEGABYTE
    output_bytes: int = 32 * MEGABYTE
    seconds: float = 300.0


def missing_limits(platform: str = sys.platform) -> tuple[str, ...]:
    """Which limits this system cannot hold, as a person reads them; the clock and the size of a reply hold everywhere."""
    if platform == "linux":
        return ()
    return ("memori", "waktu prosesor") if platform == "win32" else ("memori",)


def hold(limits: Limits) -> None:
    """Hold this process to the limits of its next task, as far as this system can."""
    if sys.platform == "win32":
        return
    import resource

    def lower(kind: int, most: int) -> None:
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))

    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_FSIZE, limits.output_bytes)
    # Counted from the start of the process: a process that does many tasks gets as much again for each.
    lower(resource.RLIMIT_CPU, math.ceil(time.process_time()) + limits.cpu_seconds)
    if "memori" not in missing_limits():
        lower(resource.RLIMIT_AS, _address_space() + limits.memory_bytes)


def _address_space() -> int:
    """Bytes of address space that this process has (Linux)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
