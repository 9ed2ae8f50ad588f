"""Bytes to characters: the encodings that Indonesian offices write."""

from __future__ import annotations

import codecs
import re
import unicodedata

from tanyapasal.index.errors import ReadingError
from tanyapasal.index.text import KEPT_CONTROLS, UNSEEN

# Places where a word may be parted at the end of a line; nobody sees them, and no word ends there.
SPLITTING = {ord(c): None for c in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*+=\s*+(?:[\"']\s*+)?([A-Za-z0-9_.:-]+)", re.I
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# Old Word and mainframe exports have a form feed or a stray control here and there; a binary file has many.
_MOST_CONTROLS = 0.02


def decoded(data: bytes, declared: bool = False) -> tuple[str, str]:
    """The characters of ``data`` and the name of the encoding; line ends as ``\\n``.

    A byte order mark decides; then, with ``declared``, what an HTML or XML head says; then UTF-8 if it fits;
    then Windows-1252, which fits anything. Raises ReadingError for data that is no text.
    """
    text, name = _decoded(data, declared)
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise ReadingError("isinya bukan teks; berikan PDF, DOCX, HTML, Markdown, atau teks biasa")
    return text.replace("\r\n", "\n").replace("\r", "\n"), name


def _decoded(data: bytes, declared: bool) -> tuple[str, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    # UTF-16 without a mark: every other byte of Latin text is zero.
    head = data[:4000]
    if len(head) >= 4 and head.count(0) * 10 >= len(head) * 3:
        name = "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
        return data.decode(name, "replace"), name
    if declared and (match := _DECLARED.search(data[:4000])):
        try:
            name = codecs.lookup(match[1].decode("ascii")).name
            if name not in ("ascii", "iso8859-1"):  # browsers read both as Windows-1252, which holds more
                return data.decode(name), name
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # declared wrongly, as often happens: judge by the bytes
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return "".join(map(_WINDOWS.__getitem__, data)), "cp1252"


# The five bytes that Windows-1252 leaves open are read as browsers do.
_WINDOWS = tuple(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256))


def visible(text: str) -> str:
    """``text`` with everything that no reader sees (controls, lone surrogates, marks) as a space, same length."""
    if text.isascii() and _CONTROL.search(text) is None and "\v" not in text and "\f" not in text:
        return text
    unseen = {c for c in set(text) if c not in KEPT_CONTROLS and unicodedata.category(c) in UNSEEN}
    return text.translate({ord(c): " " for c in unseen})
