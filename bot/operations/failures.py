"""What the system refused, in one sentence that says what to do."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tanyapasal.bot.errors import StorageError
from tanyapasal.index.errors import TanyaPasalError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_MEMORY = "Memori tidak cukup; hentikan program lain atau tambah memori, lalu ulangi."
_NOT_ALLOWED = (
    "'{where}' tidak boleh dibaca atau ditulis oleh pengguna ini; periksa pemilik dan izin foldernya."
)
_TOO_MANY = "Terlalu banyak berkas terbuka; naikkan batasnya (ulimit -n, atau LimitNOFILE pada systemd)."
_NO_FOLDER = "'{where}' adalah berkas, bukan folder, atau sudah ada."
_SENTENCES = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.ENOMEM: _NO_MEMORY,
    errno.ENOENT: "'{where}' tidak ada.",
    errno.EISDIR: "'{where}' adalah folder, bukan berkas.",
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.EPIPE: "Keluaran ditutup sebelum selesai dibaca.",
}
# What libraries raise that write files themselves and tell no number of the system (arrays, FAISS): the disk is asked.
_LEAST_FREE_BYTES = 1_000_000


def sentence_of(error: BaseException, data: Path) -> str | None:
    """What to tell about an error that the system caused, in one line; None if it is one of the program.

    ``data``: the folder that was written to if the error itself does not say. An error of ours keeps its own words; to
    one of the database what the system said is added.
    """
    causes = list(_chain(error))
    why = next((told for cause in causes if (told := _told(cause, data)) is not None), None)
    if why is not None and (
        isinstance(error, StorageError) or any(_is_unwritable(cause) for cause in causes)
    ):
        return f"{error} {why}" if isinstance(error, TanyaPasalError) else why
    if isinstance(error, TanyaPasalError):
        return str(error)
    if why is not None:
        return why
    if _free_bytes(data) < _LEAST_FREE_BYTES:
        return _full(str(data))
    return _line(str(error)) if isinstance(error, OSError) else None


def unwritable(folder: Path) -> str | None:
    """Why nothing can be written into a folder, which is made if it is missing; None if something can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_LEAST_FREE_BYTES))
            file.flush()
    except OSError as error:
        where = error if error.errno is None else OSError(error.errno, error.strerror, str(folder))
        return sentence_of(where, folder)
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        # What a library of the database wraps is kept in ``orig``. Only ours are known to speak of what they met; another error
        # that came up while one was handled is a fault of its own.
        before = error.__context__ if isinstance(error, TanyaPasalError) else None
        error = getattr(error, "orig", None) or error.__cause__ or before


def _told(error: BaseException, data: Path) -> str | None:
    if isinstance(error, MemoryError):
        return _NO_MEMORY
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, data)
    if isinstance(error, OSError) and error.errno is not None:
        return _of_system(error.errno, str(error.filename or data), error.strerror or "")
    return None


def _of_system(number: int, where: str, words: str) -> str:
    if number in _FULL:
        return _full(where)
    if number == errno.EROFS:
        return _read_only(where)
    return _SENTENCES.get(number, "'{where}' tidak dapat dipakai: {words}.").format(where=where, words=words)


def _of_sqlite(error: sqlite3.Error, data: Path) -> str | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or (
        code == sqlite3.SQLITE_IOERR and _free_bytes(data) < _LEAST_FREE_BYTES
    ):
        return _full(str(data))
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        return _read_only(str(data))
    if code == sqlite3.SQLITE_IOERR:
        return (
            f"Disk di '{data}' gagal dibaca atau ditulis: penuh, dibatasi (kuota, ulimit -f), atau rusak; periksa ruang "
            "dan disk itu."
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return f"Berkas basis data di '{data}' rusak; pulihkan dari cadangan: tanyapasal restore FILE."
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"Basis data di '{data}' sedang dikunci proses lain; tunggu atau hentikan proses itu."
    return None


def _is_unwritable(error: BaseException) -> bool:
    if not isinstance(error, sqlite3.Error):
        return isinstance(error, OSError) and error.errno in (*_FULL, errno.EROFS)
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY)


def _full(where: str) -> str:
    return f"Disk penuh: '{where}' tidak dapat ditulis; kosongkan ruang di disk itu, lalu ulangi."


def _read_only(where: str) -> str:
    return f"'{where}' hanya dapat dibaca; pilih folder data yang dapat ditulis dengan --data, atau ubah izinnya."


def _free_bytes(folder: Path) -> float:
    """Free bytes of the disk where a folder is, or will be."""
    there = next((f for f in (folder, *folder.absolute().parents) if f.is_dir()), Path("/"))
    try:
        return shutil.disk_usage(there).free
    except OSError:
        return float("inf")


def _line(text: str) -> str:
    return " ".join(text.split()) or "Sistem menolak tanpa keterangan; jalankan: tanyapasal doctor."
