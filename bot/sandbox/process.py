"""A task in a process of its own, from the side that asks for it."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from types import TracebackType
from typing import IO, Any, Self

from tanyapasal.bot.errors import SandboxError
from tanyapasal.bot.sandbox.frames import TooLongError, read_frame, write_frame
from tanyapasal.bot.sandbox.limits import MEGABYTE, Limits, missing_limits
from tanyapasal.index.errors import TanyaPasalError

log = logging.getLogger(__name__)

_SECONDS_TO_END = 5.0
# What a process needs of the environment: no token, no key, no address of a database comes into a sandbox.
_PASSED = ("PATH", "HOME", "USERPROFILE", "LANG", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT", "LD_LIBRARY_PATH")
_PASSED_FAMILIES = ("LC_", "HF_", "TESSDATA_")
_HEAD = 4096


class Sandbox:
    """Does one task again and again, each time within ``limits``. Thread-safe: one call at a time.

    ``task`` is ``module:function``: the function, given ``arguments`` in the other process, makes a callable of a request
    (JSON) and bytes that returns JSON. The process is begun with the first call, and again after one that broke it; it
    ends with ``close``, with this process, or after ``idle_seconds`` without a call.
    """

    def __init__(
        self,
        task: str,
        arguments: Mapping[str, Any] | None = None,
        limits: Limits | None = None,
        idle_seconds: float | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._task = task
        self._arguments = dict(arguments or {})
        self._idle_seconds = idle_seconds
        self._idle: threading.Timer | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._calling = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def call(self, request: Any, content: bytes = b"") -> bytes:
        """The task's value as JSON. Raises SandboxError, or a TanyaPasalError with what the task says is wrong."""
        with self._calling:
            if self._idle is not None:
                self._idle.cancel()
            try:
                process = self._process or self._begun()
                return self._answered(process, json.dumps(request).encode(), content)
            except BaseException as error:
                if not isinstance(error, TanyaPasalError) or isinstance(error, SandboxError):
                    self._kill()
                raise
            finally:
                self._wait_idly()

    def close(self) -> None:
        """End the process."""
        with self._calling:
            if self._idle is not None:
                self._idle.cancel()
            self._kill()

    def _begun(self) -> subprocess.Popen[bytes]:
        if missing := missing_limits():
            log.warning("sistem ini tidak dapat membatasi %s pembaca berkas", " dan ".join(missing))
        words = (self._task, json.dumps(self._arguments), json.dumps(asdict(self.limits)))
        process = self._process = subprocess.Popen(
            [sys.executable, "-m", "tanyapasal.bot.sandbox.worker", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # what it begins itself ends with it
        )
        self._answered(process)
        return process

    def _answered(self, process: subprocess.Popen[bytes], *frames: bytes) -> bytes:
        """The value of the next reply, after sending ``frames``; the clock ends a process that does not reply."""
        late = threading.Event()

        def end() -> None:
            late.set()
            _end(process)

        timer = threading.Timer(self.limits.seconds, end)
        timer.daemon = True
        timer.start()
        try:
            reply = self._exchanged(process, frames)
        except TooLongError as error:
            raise self._error("output") from error
        finally:
            timer.cancel()
        if reply is None:
            process.wait(_SECONDS_TO_END)
            raise self._error("clock" if late.is_set() else _cause(process.returncode))
        word, _, rest = reply.partition(b"\n")
        match word:
            case b"value":
                return rest
            case b"refused":
                raise TanyaPasalError(rest.decode("utf-8", "replace"))
            case _:
                raise self._error(word.decode("ascii", "replace"), rest.decode("utf-8", "replace"))

    def _exchanged(self, process: subprocess.Popen[bytes], frames: tuple[bytes, ...]) -> bytes | None:
        requests, replies = _pipes(process)
        try:
            for frame in frames:
                write_frame(requests, frame)
            return read_frame(replies, self.limits.output_bytes + _HEAD)
        except (OSError, ValueError):  # it ended while it was asked
            return None

    def _error(self, why: str, detail: str = "") -> SandboxError:
        limits = self.limits
        match why:
            case "cpu":
                told = f"memerlukan waktu prosesor lebih dari {limits.cpu_seconds} detik"
            case "clock":
                told = f"belum selesai setelah {_span(limits.seconds)}"
            case "memory":
                told = f"memerlukan memori lebih dari {limits.memory_bytes // MEGABYTE} MB"
            case "output":
                told = f"hasilnya lebih dari {limits.output_bytes / MEGABYTE:.0f} MB"
            case "deep":
                told = "isinya bersarang terlalu dalam"
            case "failed":
                told = f"isinya tidak dikenali ({detail}); simpan ulang lalu coba lagi"
            case _:
                told = "isinya membuat pembaca berkas berhenti; simpan ulang lalu coba lagi"
        return SandboxError(told, why)

    def _wait_idly(self) -> None:
        if self._idle_seconds is None or self._process is None:
            return
        self._idle = threading.Timer(self._idle_seconds, self.close)
        self._idle.daemon = True
        self._idle.start()

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        _end(process)
        for pipe in _pipes(process):
            with suppress(OSError):  # what was not sent any more
                pipe.close()
        process.wait()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it began, where the system knows who began what."""
    with suppress(ProcessLookupError, PermissionError):  # it has ended already
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _cause(code: int | None) -> str:
    """Why a process ended that was not told to: by its signal."""
    if sys.platform != "win32" and code is not None:
        if code == -signal.SIGXCPU:
            return "cpu"
        if code == -signal.SIGKILL:  # the system took it for want of memory
            return "memory"
    return "crash"


def _environment() -> dict[str, str]:
    passed = {k: v for k, v in os.environ.items() if k in _PASSED or k.startswith(_PASSED_FAMILIES)}
    # One thread, and few pools of memory: address space is what is limited.
    return passed | {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} menit" if seconds >= 120 else f"{seconds:.0f} detik"
