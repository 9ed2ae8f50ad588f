"""Files that staff upload for an audit: read, audited, forgotten."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

from tanyapasal.bot.errors import NotReadyError
from tanyapasal.index.errors import ReadingError
from tanyapasal.index.reading import read_bytes

if TYPE_CHECKING:  # a service that audits nothing loads nothing for it
    from tanyapasal.bot.auditing.report import DocumentAudit, Shown

log = logging.getLogger(__name__)

# About a hundred pages; beyond, a report is too long to work through and takes minutes to make.
MAX_UPLOADED_CHARACTERS = 200_000


class UploadAudit:
    """Audits files that were uploaded, one at a time; nothing of a file is kept. Thread-safe.

    ``load`` reads the corpus when the first file comes, so that a service nobody audits with pays nothing, and again when
    ``version`` tells another one than before.
    """

    def __init__(
        self, load: Callable[[], DocumentAudit], version: Callable[[], object] = lambda: None
    ) -> None:
        self._load = load
        self._version = version
        self._loaded: tuple[object, DocumentAudit] | None = None
        self._working = threading.Lock()

    def report(self, name: str, data: bytes) -> Shown:
        """What is found in a file. Raises a TanyaPasalError that says what is wrong with file or corpus."""
        if not self._working.acquire(blocking=False):
            raise NotReadyError("Dokumen lain sedang diperiksa. Silakan coba lagi sebentar lagi.")
        try:
            text = self._text(name, data)
            version = self._version()
            if self._loaded is None or self._loaded[0] != version:
                self._loaded = version, self._load()
            return self._loaded[1].shown(name, text)
        finally:
            self._working.release()

    @staticmethod
    def _text(name: str, data: bytes) -> str:
        try:
            text = read_bytes(data, PurePath(name).suffix.lower()).text
        except ReadingError as error:
            raise ReadingError(f"Berkas “{name}” tidak dapat dibaca: {error}.") from error
        except Exception as error:  # whatever a damaged file makes of the library that reads it
            log.exception("berkas unggahan tidak terbaca")
            raise ReadingError(f"Berkas “{name}” tidak dapat dibaca; simpan ulang lalu coba lagi.") from error
        if not text.strip():
            raise ReadingError(f"Berkas “{name}” tidak memuat teks.")
        if len(text) > MAX_UPLOADED_CHARACTERS:
            raise ReadingError(
                f"Berkas “{name}” terlalu panjang ({len(text)} karakter, paling banyak {MAX_UPLOADED_CHARACTERS}); "
                "bagilah menjadi beberapa berkas."
            )
        return text
