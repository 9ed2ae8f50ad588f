"""The log of requests without what anybody asked: questions stand in addresses too (``/tanya?q=…``)."""

from __future__ import annotations

import logging
from urllib.parse import quote, unquote

from tanyapasal.bot.privacy import mask


def without_what_was_asked(record: logging.LogRecord) -> bool:
    """A filter for ``uvicorn.access``: addresses lose what stands behind the question mark; nothing is left out.

    The arguments of a record are client, method, address, version and status.
    """
    if isinstance(record.args, tuple):
        record.args = tuple(_bare(part) if _is_address(part) else part for part in record.args)
    return True


def _is_address(part: object) -> bool:
    return isinstance(part, str) and part.startswith("/")


def _bare(address: object) -> str:
    path = unquote(str(address).partition("?")[0], errors="replace")
    return quote(mask(path), safe="/[]#:@")
