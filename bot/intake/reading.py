"""Files read in a process of their own: one that makes a library crash or hang costs that file alone."""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from tanyapasal.index.errors import ReadingError, TanyaPasalError
from tanyapasal.index.reading import ReadText, read_file

# Some hundred pages of pictures take half an hour of text recognition.
MOST_SECONDS = 2 * 3600.0
_SECONDS_TO_END = 5.0
# A process that is begun anew, on every system, holds nothing of this one: no lock, and no end of the pipe but its own,
# so that it ends when this process does, however that ends.
_NEW = multiprocessing.get_context("spawn")


class Reader:
    """Reads files one after another; the process is begun with the first one, and again after a crash."""

    def __init__(self, seconds: float = MOST_SECONDS) -> None:
        self._seconds = seconds
        self._process: BaseProcess | None = None
        self._pipe: Connection[Path, ReadText | str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path) -> ReadText:
        """The text of a file; raises ReadingError with one sentence."""
        if self._pipe is None:
            self._pipe, theirs = _NEW.Pipe()
            self._process = _NEW.Process(target=_serve, args=(theirs,), name="pembaca naskah")
            self._process.start()
            theirs.close()
        try:
            self._pipe.send(path)
            if not self._pipe.poll(self._seconds):
                self._kill()
                raise ReadingError(f"'{path}' belum selesai dibaca setelah {self._seconds / 60:.0f} menit")
            read = self._pipe.recv()
        except (EOFError, OSError) as error:
            self._kill()
            raise ReadingError(
                f"'{path}' membuat pembaca berkas berhenti; simpan ulang berkas itu lalu coba lagi"
            ) from error
        except BaseException:
            self._kill()
            raise
        if isinstance(read, str):
            raise ReadingError(read)
        return read

    def close(self) -> None:
        """End the process; it ends by itself once nothing more can come."""
        if self._pipe is not None and self._process is not None:
            self._pipe.close()
            self._process.join(_SECONDS_TO_END)
            self._kill()

    def _kill(self) -> None:
        if self._pipe is not None and self._process is not None:
            self._pipe.close()
            if self._process.is_alive():
                self._process.kill()
            self._process.join()
            self._process.close()
        self._pipe = self._process = None


def _serve(pipe: Connection[ReadText | str, Path]) -> None:
    """Read what is sent for, until there is nobody to send."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that was meant ends this one too
    while True:
        try:
            path = pipe.recv()
        except EOFError:
            return
        try:
            found: ReadText | str = read_file(path)
        except TanyaPasalError as error:
            found = str(error)
        except Exception as error:  # whatever a damaged file makes of the library that reads it
            found = f"'{path}' tidak dapat dibaca ({type(error).__name__}); simpan ulang lalu coba lagi"
        pipe.send(found)
