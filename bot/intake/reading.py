"""Files read in a process of their own: one that makes a library crash or hang costs that file alone."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from tanyapasal.bot.errors import SandboxError
from tanyapasal.bot.sandbox.documents import TASK, text_of
from tanyapasal.bot.sandbox.limits import MEGABYTE, Limits
from tanyapasal.bot.sandbox.process import Sandbox
from tanyapasal.index.errors import ReadingError, TanyaPasalError
from tanyapasal.index.reading import ReadText

# Staff name these files: some hundred pages of pictures take half an hour of text recognition.
LIMITS = Limits(
    cpu_seconds=3600, memory_bytes=8192 * MEGABYTE, output_bytes=1024 * MEGABYTE, seconds=2 * 3600.0
)


class Reader:
    """Reads files one after another; the process is begun with the first one, and again after a crash."""

    def __init__(self, limits: Limits = LIMITS, task: str = TASK) -> None:
        self._sandbox = Sandbox(task, limits=limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path) -> ReadText:
        """The text of a file; raises ReadingError with one sentence."""
        try:
            return text_of(self._sandbox.call({"path": str(path)}))
        except SandboxError as error:
            raise ReadingError(f"'{path}' tidak dapat dibaca: {error}") from error
        except TanyaPasalError as error:
            raise ReadingError(str(error)) from error

    def close(self) -> None:
        """End the process."""
        self._sandbox.close()
