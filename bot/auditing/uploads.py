"""Files that staff upload for an audit: read, audited, forgotten."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from tanyapasal.bot.errors import NotReadyError
from tanyapasal.bot.sandbox.documents import read_document
from tanyapasal.index.errors import ReadingError

if TYPE_CHECKING:  # a service that audits nothing loads nothing for it
    from tanyapasal.bot.auditing.report import Shown

# About a hundred pages; beyond, a report is too long to work through and takes minutes to make.
MAX_UPLOADED_CHARACTERS = 200_000


class Audits(Protocol):
    """Audits texts."""

    def shown(self, document: str, text: str) -> Shown:
        """The report of a text; raises a TanyaPasalError."""

    def close(self) -> None:
        """Audit no more."""


class UploadAudit:
    """Audits files that were uploaded, one at a time; nothing of a file is kept. Thread-safe.

    Each is read in a process of its own. ``load`` gives what audits the text when the first file comes, so that a service
    nobody audits with pays nothing, and again when ``version`` tells another one than before.
    """

    def __init__(self, load: Callable[[], Audits], version: Callable[[], object] = lambda: None) -> None:
        self._load = load
        self._version = version
        self._loaded: tuple[object, Audits] | None = None
        self._working = threading.Lock()

    def report(self, name: str, data: bytes) -> Shown:
        """What is found in a file. Raises a TanyaPasalError that says what is wrong with file or corpus."""
        if not self._working.acquire(blocking=False):
            raise NotReadyError("Dokumen lain sedang diperiksa. Silakan coba lagi sebentar lagi.")
        try:
            text = self._text(name, data)
            version = self._version()
            if self._loaded is None or self._loaded[0] != version:
                if self._loaded is not None:
                    self._loaded[1].close()
                self._loaded = version, self._load()
            return self._loaded[1].shown(name, text)
        finally:
            self._working.release()

    @staticmethod
    def _text(name: str, data: bytes) -> str:
        text = read_document(name, data).text
        if not text.strip():
            raise ReadingError(f"Berkas “{name}” tidak memuat teks.")
        if len(text) > MAX_UPLOADED_CHARACTERS:
            raise ReadingError(
                f"Berkas “{name}” terlalu panjang ({len(text)} karakter, paling banyak {MAX_UPLOADED_CHARACTERS}); "
                "bagilah menjadi beberapa berkas."
            )
        return text
