"""A file of a regulation to its text. The kind of file is judged by its content, not by its name."""

from __future__ import annotations

import re
from pathlib import Path

from tanyapasal.index.errors import ReadingError
from tanyapasal.index.reading.plain import read_plain
from tanyapasal.index.reading.read_text import FileFormat, ReadText

__all__ = ["FileFormat", "ReadText", "read_file"]

# The longest regulations with their annexes stay far below this; more would only fill the memory.
MAX_BYTES = 200 * 1024 * 1024
# Atomic: a comment ends where it first can, so that none is tried in two ways.
_COMMENTS = r"\s*+(?:<\?xml[^>]*+>\s*+)?(?><!--.{0,2000}?-->\s*)*+"
_PAGE = re.compile((_COMMENTS + r"<(?:!doctype\s+html|html|head|body|meta|title)\b").encode(), re.I | re.S)
# A piece of a page without its head, as content systems export it.
_PIECE = re.compile((_COMMENTS + r"<(?:div|p|table|ol|h[1-6]|article|main|section)\b").encode(), re.I | re.S)
# Files that people take for one of ours, by their first bytes, and what to do with them.
_OTHERS = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "berkas Office lama (.doc); buka dengan Word lalu simpan sebagai .docx",
    ),
    (b"{\\rtf", "berkas RTF; buka dengan Word lalu simpan sebagai .docx"),
    (b"\x89PNG", "berkas gambar; simpan halaman-halamannya sebagai satu PDF"),
    (b"\xff\xd8\xff", "berkas gambar; simpan halaman-halamannya sebagai satu PDF"),
    (b"II*\x00", "berkas gambar; simpan halaman-halamannya sebagai satu PDF"),
    (b"MM\x00*", "berkas gambar; simpan halaman-halamannya sebagai satu PDF"),
    (b"GIF8", "berkas gambar; simpan halaman-halamannya sebagai satu PDF"),
    (b"Rar!", "arsip; keluarkan dahulu berkas di dalamnya"),
    (b"7z\xbc\xaf", "arsip; keluarkan dahulu berkas di dalamnya"),
    (b"\x1f\x8b", "arsip; keluarkan dahulu berkas di dalamnya"),
)


def read_file(path: Path, progress: bool = False) -> ReadText:
    """The text of a PDF, DOCX, HTML, Markdown or plain text file.

    ``progress`` shows on stderr how far text recognition is, where it is needed. Raises ReadingError with one sentence if there is no such file or no text can be read from it.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ReadingError(f"'{path}' adalah folder; sebutkan satu berkas")
        if size > MAX_BYTES:
            raise ReadingError(
                f"'{path}' terlalu besar ({size // 2**20} MB); paling besar {MAX_BYTES // 2**20} MB"
            )
        data = path.read_bytes()
    except OSError as error:
        raise ReadingError(f"'{path}' tidak dapat dibuka: {_reason(error)}") from error
    try:
        read = read_bytes(data, path.suffix.lower(), progress)
    except ReadingError as error:
        raise ReadingError(f"'{path}' tidak dapat dibaca: {error}") from error
    if not read.text.strip():
        raise ReadingError(f"'{path}' tidak memuat teks")
    return read


def read_bytes(data: bytes, suffix: str = "", progress: bool = False) -> ReadText:
    """The text of a file's bytes; ``suffix`` (".md") only tells Markdown from plain text. ``progress`` as in ``read_file``."""
    if not data.strip():
        raise ReadingError("berkas kosong")
    for start, what in _OTHERS:
        if data.startswith(start):
            raise ReadingError(what)
    # Each reader is imported when it is needed: PDFium alone costs a tenth of a second.
    if b"%PDF-" in data[:1024]:
        from tanyapasal.index.reading.pdf import read_pdf

        return read_pdf(data, progress)
    if data.startswith(b"PK\x03\x04"):
        from tanyapasal.index.reading.docx import read_docx

        return read_docx(data)
    if _is_html(data, suffix):
        from tanyapasal.index.reading.html import read_html

        return read_html(data)
    return read_plain(data, suffix)


def _is_html(data: bytes, suffix: str) -> bool:
    head = data[:8000].replace(b"\x00", b"")  # UTF-16 too
    head = re.sub(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)", b"", head)
    if _PAGE.match(head):
        return True
    return suffix not in (".md", ".txt") and _PIECE.match(head) is not None and head.count(b"</") >= 2


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "berkas tidak ada"
    if isinstance(error, PermissionError):
        return "tidak ada izin membacanya"
    return error.strerror or "galat sistem"
