"""Documents that strangers send, read in a process of their own: what web pages, Telegram and the API call."""

from __future__ import annotations

from pathlib import PurePath

from pydantic import TypeAdapter

from tanyapasal.bot.sandbox.limits import Limits
from tanyapasal.bot.sandbox.process import Sandbox
from tanyapasal.index.errors import ReadingError, TanyaPasalError
from tanyapasal.index.reading import ReadText

# Room for a hundred scanned pages; what an honest document needs is a tenth of it.
LIMITS = Limits()
TASK = "tanyapasal.bot.sandbox.reading:reader"
_READ: TypeAdapter[ReadText] = TypeAdapter(ReadText)


def read_document(name: str, content: bytes, limits: Limits = LIMITS) -> ReadText:
    """The text of a document; ``name`` as its sender calls it. Raises ReadingError with one sentence."""
    with Sandbox(TASK, limits=limits) as sandbox:
        try:
            return text_of(sandbox.call({"suffix": PurePath(name).suffix.lower()}, content))
        except TanyaPasalError as error:
            raise ReadingError(f"Berkas “{name}” tidak dapat dibaca: {error}.") from error


def text_of(reply: bytes) -> ReadText:
    """What a sandbox tells of a text, checked: it is not trusted."""
    try:
        return _READ.validate_json(reply)
    except ValueError as error:
        raise ReadingError("hasil bacanya tidak utuh; simpan ulang lalu coba lagi") from error
